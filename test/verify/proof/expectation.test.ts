import { Direction, HostPattern, PortRange, PortSet, PrefixSet } from '../../../lib/net';
import { meaningOf, targetOf } from '../../../lib/verify/proof/expectation';
import type { AdmittingRule } from '../../../lib/verify/space/admitted-by-rules';
import { group, names, space } from './readings';

const rule = (prefixes: string[], hosts: string[] = [], rest: Partial<AdmittingRule> = {}): AdmittingRule => ({
  direction: Direction.OUTBOUND, protocol: 'tcp', ports: PortSet.parse('443'), prefixes: PrefixSet.of(...prefixes), hosts: hosts.map((text) => HostPattern.parse(text)), ...rest,
});
const out = (...prefixes: string[]) => space(prefixes, { direction: Direction.OUTBOUND });

describe('what is meant', () => {
  const rules = [rule(['192.0.2.0/25'], ['both.example.com']), rule([], ['name.example.com']), rule(['192.0.2.128/25']), { ...rule(['203.0.113.0/25']), hosts: undefined }];

  test('is what rules say by address, by name, and by one of them only', () => {
    const { all, byNameOnly, byAddressOnly } = meaningOf({ rules });
    expect([all.admitted, all.names, byNameOnly, byAddressOnly].map((one) => one.describe())).toEqual([
      ['outbound tcp 443 to 192.0.2.0/24, 203.0.113.0/25'],
      ['outbound tcp 443 to both.example.com, name.example.com'],
      ['outbound tcp 443 to name.example.com'],
      ['outbound tcp 443 to 192.0.2.128/25, 203.0.113.0/25'],
    ]);
  });

  test('is besides what stands for itself by address or by name', () => {
    const { all, byNameOnly, byAddressOnly } = meaningOf({ admitted: out('198.51.100.0/24'), names: names(['other.example.com']), rules: rules.slice(0, 1) });
    expect([all.admitted, all.names, byNameOnly, byAddressOnly].map((one) => one.describe())).toEqual([
      ['outbound tcp 443 to 192.0.2.0/25, 198.51.100.0/24'],
      ['outbound tcp 443 to both.example.com, other.example.com'],
      ['outbound tcp 443 to other.example.com'],
      ['outbound tcp 443 to 198.51.100.0/24'],
    ]);
  });

  test('is nothing when nothing is given', () => {
    const { all, byNameOnly, byAddressOnly, uncovered } = meaningOf({});
    expect([all.admitted.isEmpty, all.names.isEmpty, byNameOnly.isEmpty, byAddressOnly.isEmpty, uncovered]).toEqual([true, true, true, true, []]);
  });

  test('is of one direction only where one is asked for', () => {
    const both = { rules: [rule(['192.0.2.0/24'], ['a.example.com']), rule(['198.51.100.0/24'], [], { direction: Direction.INBOUND, deployTimePorts: ['token'] })] };
    const besides = { admitted: out('203.0.113.0/25').union(space(['203.0.113.128/25'])), names: names(['b.example.com']) };
    const inbound = meaningOf({ ...both, ...besides, direction: Direction.INBOUND });
    expect([inbound.all.admitted.describe(), inbound.all.names.isEmpty, inbound.byNameOnly.isEmpty, inbound.uncovered]).toEqual([
      ['inbound tcp 443 from 198.51.100.0/24, 203.0.113.128/25'], true, true, [{ rule: 0, field: 'deployTimePorts', count: 1 }],
    ]);
    const outbound = meaningOf({ ...both, ...besides, direction: Direction.OUTBOUND });
    expect([outbound.all.admitted.describe(), outbound.all.names.describe(), outbound.uncovered]).toEqual([
      ['outbound tcp 443 to 192.0.2.0/24, 203.0.113.0/25'], ['outbound tcp 443 to a.example.com, b.example.com'], [],
    ]);
  });
});

describe('what a filter is to admit', () => {
  const meaning = meaningOf({ rules: [rule(['192.0.2.0/25'], ['both.example.com']), rule([], ['name.example.com'], { ports: PortSet.parse('25,443') })] });
  const addressesToo = meaningOf({ rules: [rule(['192.0.2.0/25']), rule([], ['name.example.com'])] });
  const of = (...groups: Parameters<typeof targetOf>[0]) => {
    const { admitted, names: named, allowedNames, left } = targetOf(groups, meaning);
    return [admitted.describe(), named.describe(), allowedNames.describe(), left];
  };
  const ADDRESSES = ['outbound tcp 443 to 192.0.2.0/25'];
  const NAMES = ['outbound tcp 25 to name.example.com', 'outbound tcp 443 to both.example.com, name.example.com'];

  test('by address is every address, and names without addresses are left', () => {
    expect(of(group('a', []))).toEqual([ADDRESSES, [], [], ['names are meant without addresses, and only addresses are filtered']]);
    expect(targetOf([group('a', [])], meaningOf({ rules: [rule(['192.0.2.0/25'], ['both.example.com'])] })).left).toEqual([]);
  });

  test('by name is every name on every port, and addresses without names are left', () => {
    const filter = group('a', [], { names: names([]), knowsNamesOnly: true });
    const everywhere = ['outbound tcp all ports', 'outbound udp all ports', 'outbound other'].map((traffic) => `${traffic} to both.example.com, name.example.com`);
    expect(of(filter)).toEqual([[], everywhere, everywhere, []]);
    expect(targetOf([filter], addressesToo).left).toEqual(['addresses are meant, and only names are filtered']);
  });

  test('by both is every address, and every name on the ports on which it admits any', () => {
    expect(of(group('a', [], { names: names(['x.example.com']) }))).toEqual([ADDRESSES, NAMES, NAMES, []]);
    expect(of(group('a', [], { names: names([], { ports: PortRange.of(443) }) }))).toEqual([ADDRESSES, ['outbound tcp 25 to name.example.com', 'outbound tcp 443 to name.example.com'], NAMES, []]);
  });

  test('with others is what they all know', () => {
    const onlyNames = group('a', [], { names: names(['x.example.com']), knowsNamesOnly: true });
    expect(of(onlyNames, group('b', []))).toEqual([ADDRESSES, NAMES, NAMES, []]);
  });
});
