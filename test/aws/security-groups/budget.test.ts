import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AddressFamily, GraphChangeNotificationIngress, Peer } from '../../../lib';
import { SecurityGroups, SecurityGroupsQuota } from '../../../lib/aws';
import { PrefixSet } from '../../../lib/net';
import { admittedByRules, compare, readCloudFormation } from '../../../lib/verify';
import { graph, graphPublishes, scene, vpcOf } from '../support';

const EXTRA = 'cdk-m365-endpoints:extraAddressesAdmitted';

/** Public addresses, of which no two can be merged: pairs of neighbours that want one address more. */
const scattered = (count: number) => Array.from({ length: count }, (_, i) => `20.${Math.floor(i / 100)}.${i % 100}.1/32`);
const pairs = (count: number) => scattered(count).flatMap((cidr) => [cidr, cidr.replace('.1/32', '.3/32')]);

/** One group, whatever it costs. */
const BUDGET = { maxRules: 60, maxExtraAddresses: Number.MAX_SAFE_INTEGER };

const textsOf = (found: { entry: { data?: unknown } }[]) => found.map(({ entry }) => String(entry.data));
const warnings = (stack: Stack, id: string) => textsOf(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(id)));
const infos = (stack: Stack) => textsOf(Annotations.fromStack(stack).findInfo('*', Match.anyValue()));

function admitted(stack: Stack) {
  const { groups, admitted: space, findings } = readCloudFormation(Template.fromStack(stack).toJSON());
  expect(findings).toEqual([]);
  return { space, filled: [...groups.values()].filter(({ counts }) => counts.inbound.ipv4 > 0).length };
}

describe('maxRules with maxExtraAddresses', () => {
  const catalog = graphPublishes([...pairs(40), '2600:1::/48']);

  test('keeps a scenario in one group, and admits exactly what is meant and what is said to be extra', () => {
    const { stack, groups } = scene(BUDGET);
    const { rules } = graph(stack, groups, { catalog });
    const { space, filled } = admitted(stack);
    expect(filled).toBe(1);
    expect(groups.extra.size()).toBe(40n); // 20 of the 40 pairs become blocks of four
    const meant = admittedByRules(rules.rules).admitted;
    expect(compare(space, meant.union(admittedByRules(groups.extraRules).admitted)).toString()).toBe('admits exactly what was expected');
    expect(groups.extra.overlaps(PrefixSet.of(...pairs(40)))).toBe(false);
  });

  test('warns with the figures, and the warning is hidden when every scenario acknowledges it', () => {
    const { stack, groups } = scene(BUDGET);
    graph(stack, groups, { catalog });
    expect(warnings(stack, EXTRA)).toEqual([
      'Default/Groups admits addresses beyond those of its scenarios, because maxExtraAddresses allows it: inbound IPv4: 60 rules instead of 80, 40 extra addresses; '
      + `look at them in its property extra, or leave maxExtraAddresses out to admit none [ack: ${EXTRA}]`,
    ]);
    const quiet = scene(BUDGET);
    graph(quiet.stack, quiet.groups, { catalog, acknowledgedWarnings: [EXTRA] });
    expect(warnings(quiet.stack, EXTRA)).toEqual([]);
  });

  test('changes nothing where it suffices', () => {
    const templates = [{}, { maxRules: 80 }, { maxExtraAddresses: 0 }].map((props) => {
      const { stack, groups } = scene(props);
      graph(stack, groups, { catalog });
      expect(groups.extra.isEmpty).toBe(true);
      expect(warnings(stack, EXTRA)).toEqual([]);
      return Template.fromStack(stack).toJSON();
    });
    expect(templates[1]).toEqual(templates[0]);
    expect(templates[2]).toEqual(templates[0]);
  });

  test('admits nothing that is excluded', () => {
    const { stack, groups } = scene(BUDGET);
    // Without the exclusion, which pairs are widened is the choice of the cover; so every second one is forbidden to it.
    const forbidden = scattered(40).filter((_, i) => i % 2 === 0).map((cidr) => cidr.replace('.1/32', '.2/32'));
    graph(stack, groups, { catalog: graphPublishes(pairs(40)), excludedPeers: forbidden.map((cidr) => Peer.ipv4(cidr)) });
    expect(groups.extra.overlaps(PrefixSet.of(...forbidden))).toBe(false);
    expect(groups.extra.size()).toBe(40n); // the twenty others
  });

  test('counts the ranges of ports', () => {
    const { stack, groups } = scene(BUDGET);
    graph(stack, groups, { catalog: graphPublishes(pairs(20)), ports: [443, 8443] });
    expect(groups.extra.isEmpty).toBe(false);
    expect(admitted(stack).filled).toBe(1);
  });

  test('is there for separate rules and for existing groups', () => {
    const separate = scene({ ...BUDGET, disableInlineRules: true });
    graph(separate.stack, separate.groups, { catalog });
    const stack = new Stack(new App(), 'Stack');
    const existing = SecurityGroups.fromSecurityGroups(stack, 'Groups', [SecurityGroup.fromSecurityGroupId(stack, 'One', 'sg-1')], BUDGET);
    graph(stack, existing, { catalog });
    for (const [of, in_] of [[separate.groups, separate.stack], [existing, stack]] as const) {
      expect(of.extra.size()).toBe(40n);
      const count = readCloudFormation(Template.fromStack(in_).toJSON()).groups;
      expect([...count.values()].reduce((sum, { counts }) => sum + counts.inbound.ipv4, 0)).toBe(60);
    }
  });

  test('the order of scenarios changes nothing', () => {
    const templates = [['A', 'B', 'C'], ['C', 'A', 'B']].map((ids) => {
      const { stack, groups } = scene(BUDGET);
      ids.forEach((id) => graph(stack, groups, { catalog: graphPublishes(pairs(id.charCodeAt(0) - 40)), ports: [id.charCodeAt(0)] }, id));
      return Template.fromStack(stack).toJSON();
    });
    expect(templates[0]).toEqual(templates[1]);
  });
});

describe('maxRules', () => {
  test('alone, admits nothing more than is meant: fails, and says how many rules and how many addresses it would take', () => {
    const { stack, groups } = scene({ maxRules: 60 });
    expect(() => graph(stack, groups, { catalog: graphPublishes(pairs(40)) })).toThrow(expect.objectContaining({
      code: 'CoverTooWide',
      message: 'inbound IPv4: an exact match needs 80 rules; with maxRules 60, at least 40 extra addresses would be admitted, but maxExtraAddresses is 0; '
        + 'set maxRules to at least 80, or review what would be admitted and set maxExtraAddresses to at least 40',
    }));
  });

  test('fails where so few rules cannot hold them without reserved addresses', () => {
    const { stack, groups } = scene(BUDGET);
    const reserved = Array.from({ length: 61 }, (_, i) => `192.0.2.${2 * i}/32`); // documentation addresses, between which nothing may be admitted
    expect(() => graph(stack, groups, { catalog: graphPublishes(reserved) })).toThrow(expect.objectContaining({ code: 'CoverTooWide' }));
  });

  test('fails when it and maxExtraAddresses cannot both be obeyed', () => {
    const { stack, groups } = scene({ maxRules: 60, maxExtraAddresses: 39 });
    expect(() => graph(stack, groups, { catalog: graphPublishes(pairs(40)) })).toThrow(/set maxRules to at least 61, .* set maxExtraAddresses to at least 40$/);
  });
});

describe('maxExtraAddresses', () => {
  test('alone, makes as few rules as it allows', () => {
    const { stack, groups } = scene({ maxExtraAddresses: 10 });
    graph(stack, groups, { catalog: graphPublishes(pairs(40)) });
    expect(groups.extra.size()).toBe(10n);
    expect(admitted(stack).filled).toBe(2);
  });
});

test.each([{ maxRules: 0 }, { maxRules: 1.5 }, { maxExtraAddresses: -1 }])('fails for %j', (props) => {
  expect(() => scene(props)).toThrow(expect.objectContaining({ code: 'InvalidQuota' }));
});

test('exact rules in several groups are no reason to say anything', () => {
  const { stack, groups } = scene();
  graph(stack, groups, { catalog: graphPublishes(pairs(40)) });
  expect(admitted(stack).filled).toBe(2);
  expect(infos(stack)).toEqual([]);
  expect(warnings(stack, EXTRA)).toEqual([]);
});

/** The fewest extra addresses of at most *j* prefixes for each *j*, by a plain recursion over the bits of IPv4 addresses. */
function fewestExtra(blocks: readonly { first: number; length: number }[], start: number, depth: number, most: number): number[] {
  if (blocks.length === 0) return new Array<number>(most + 1).fill(0);
  if (blocks[0].length === depth) return [Infinity, ...new Array<number>(most).fill(0)];
  const half = start + 2 ** (31 - depth);
  const left = fewestExtra(blocks.filter(({ first }) => first < half), start, depth + 1, most);
  const right = fewestExtra(blocks.filter(({ first }) => first >= half), half, depth + 1, most);
  const whole = 2 ** (32 - depth) - blocks.reduce((sum, { length }) => sum + 2 ** (32 - length), 0);
  return Array.from({ length: most + 1 }, (_, j) => (
    Math.min(j === 0 ? Infinity : whole, ...Array.from({ length: j + 1 }, (__, i) => left[i] + right[j - i]))
  ));
}

describe('the public row of Graph', () => {
  const made = (quota: SecurityGroupsQuota) => {
    const stack = new Stack(new App(), 'Stack');
    const groups = new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack), ...quota });
    const { rules } = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups] });
    const prefixes = rules.rules.flatMap((one) => one.prefixes.toStrings(AddressFamily.IPV4));
    return { stack, groups, prefixes, meant: admittedByRules(rules.rules).admitted };
  };
  const { prefixes: published } = made({});
  const least = fewestExtra(published.map((cidr) => {
    const [address, length] = cidr.split('/');
    return { first: address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0), length: Number(length) };
  }), 0, 0, 60)[60];

  test('needs two groups to be exact', () => {
    const { stack, groups, meant } = made({});
    const { space, filled } = admitted(stack);
    expect(filled).toBe(2);
    expect(compare(space, meant).toString()).toBe('admits exactly what was expected');
    expect(groups.extra.isEmpty).toBe(true);
  });

  test('at 60 rules fits into one group, and no cover is better', () => {
    const { stack, groups, meant } = made({ maxRules: 60, maxExtraAddresses: least });
    expect(groups.extra.only(AddressFamily.IPV6).isEmpty).toBe(true);
    expect(Number(groups.extra.size())).toBe(least);
    const { space, filled } = admitted(stack);
    expect(filled).toBe(1);
    expect(compare(space, meant.union(admittedByRules(groups.extraRules).admitted)).toString()).toBe('admits exactly what was expected');
  });

  test('at 60 rules fails with one extra address less, and the message tells the best', () => {
    for (const maxExtraAddresses of [undefined, 0, least - 1]) {
      expect(() => made({ maxRules: 60, maxExtraAddresses })).toThrow(new RegExp(`an exact match needs ${published.length} rules; .* set maxExtraAddresses to at least ${least}$`));
    }
  });

  test('has the figures that the documentation of security groups states', () => {
    const text = readFileSync(join(__dirname, '../../../docs/enforcement-points/security-groups.md'), 'utf8').replace(/\s+/g, ' ');
    expect(text).toContain(`${published.length} IPv4 rules in two groups, or 60 rules in one group with ${least.toLocaleString('en')} extra addresses`);
  });
});
