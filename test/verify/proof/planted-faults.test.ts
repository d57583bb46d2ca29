/**
 * Faults planted into the parts that both sides of a proof use, and into what writes documents: each is noticed, by the
 * proof or by the oracle that goes from the published text to the synthesised text without this library.
 */
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroups } from '../../../lib/aws';
import { Direction, PortSet, Prefix, PrefixSet, Protocol } from '../../../lib/net';
import * as readAddress from '../../../lib/net/columns/read-address';
import * as writeAddress from '../../../lib/net/columns/write-address';
import * as fits from '../../../lib/rules/fit/fit';
import { prove } from '../../../lib/verify';
import { vpcOf } from '../../aws/support';
import { addressesIn, intervals } from '../../support/interval-oracle';
import { enforce } from '../../support/rule-set';
import { rule } from '../../support/rules';

const PUBLISHED = ['192.0.2.2/31', '192.0.2.9/32', '198.51.100.0/25', '198.51.100.128/25', '203.0.113.0/26', '2001:db8:1::/48', '2001:db8:8000::/33'];
const NOBODY = '255.255.255.255/32'; // how AWS CDK writes that nothing goes out

afterEach(() => jest.restoreAllMocks());

/** Whether something is wrong with what is synthesised from the published text, by the proof and by the oracle. */
function problems(change: (template: any) => void = () => undefined): string[] {
  try {
    const stack = new Stack();
    const rules = [rule(PUBLISHED)];
    enforce(new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) }), rules);
    const template = Template.fromStack(stack).toJSON();
    change(template);
    const proof = prove(template, { rules });
    const written = addressesIn(JSON.stringify(template)).filter((address) => address !== NOBODY);
    return [
      ...(proof.isEqual ? [] : [`proof: ${proof.verdict}`]),
      ...(intervals(written).join() === intervals(PUBLISHED).join() ? [] : ['oracle']),
    ];
  } catch (error) {
    return [`error: ${(error as Error).message}`];
  }
}

const original = { readPrefix: readAddress.readPrefix, formatAddress: writeAddress.formatAddress, fit: fits.fit };
const { union, subtract, intersect } = PrefixSet.prototype;

/** Opens one rule of a template to everyone. */
const widen = (template: any): void => {
  const groups: any[] = Object.values(template.Resources);
  groups.find(({ Properties }) => Properties.SecurityGroupIngress !== undefined).Properties.SecurityGroupIngress[0].CidrIp = '0.0.0.0/0';
};

test('without a fault there is no problem', () => {
  expect(problems()).toEqual([]);
  expect(problems(widen)).toEqual(['proof: different', 'oracle']);
});

/** Lets a fitted rule set be something else than what was fitted. */
const misfit = (change: (rules: fits.Fit['rules']) => readonly unknown[]) => () => jest.spyOn(fits, 'fit').mockImplementation((...args) => {
  const result = original.fit(...args);
  return { ...result, rules: change(result.rules) as fits.Fit['rules'] };
});

test.each<[string, () => unknown]>([
  ['the parser reads /31 as /30', () => jest.spyOn(readAddress, 'readPrefix').mockImplementation((text, words, out, at) => {
    const length = original.readPrefix(text, words, out, at);
    if (length === 31) out[at] -= out[at] % 4;
    return length === 31 ? 30 : length;
  })],
  ['the parser loses the last bit of a word', () => jest.spyOn(readAddress, 'readPrefix').mockImplementation((text, words, out, at) => {
    const length = original.readPrefix(text, words, out, at);
    if (length === 32) out[at] -= out[at] % 2;
    return length;
  })],
  ['the parser reads IPv6 one bit too long', () => jest.spyOn(readAddress, 'readPrefix').mockImplementation((text, words, out, at) => (
    words === 4 ? Math.min(128, original.readPrefix(text, words, out, at) + (text.includes(':') ? 1 : 0)) : original.readPrefix(text, words, out, at)
  ))],
  ['the printer writes another address', () => jest.spyOn(writeAddress, 'formatAddress').mockImplementation((...args) => original.formatAddress(...args).replace('203.0.113', '203.0.112'))],
  ['a prefix prints another length', () => jest.spyOn(Prefix.prototype, 'toString').mockImplementation(function (this: Prefix) {
    return `${this.address}/${this.length === 26 ? 25 : this.length}`;
  })],
  ['a union forgets its second set', () => jest.spyOn(PrefixSet.prototype, 'union').mockImplementation(function (this: PrefixSet, other: PrefixSet) {
    return this.isEmpty ? other : this;
  })],
  ['a set lists all prefixes but the last', () => jest.spyOn(PrefixSet.prototype, 'prefixes').mockImplementation(function (this: PrefixSet, family) {
    return [...this].filter((prefix) => family === undefined || prefix.family === family).slice(0, -1);
  })],
  ['the fit drops a rule', misfit((rules) => rules.slice(1))],
  ['the fit drops a peer', misfit((rules) => rules.map((one) => ({ ...one, peers: one.peers.slice(1) })))],
  ['the fit turns a rule round', misfit((rules) => rules.map((one, i) => (i === 0 ? { ...one, direction: Direction.OUTBOUND } : one)))],
  ['the fit takes another protocol', misfit((rules) => rules.map((one) => ({ ...one, protocol: Protocol.UDP })))],
  ['the fit adds a peer', misfit((rules) => rules.map((one) => ({ ...one, peers: [...one.peers, { ...one.peers[0], cidr: '198.51.101.7/32' }] })))],
  ['the fit opens a port more', misfit((rules) => rules.map((one) => ({ ...one, ports: PortSet.parse('443-444') })))],
])('%s', (_, plant) => {
  plant();
  expect(problems()).not.toEqual([]);
});

describe('a fault of the arithmetic hides no difference', () => {
  test.each<[string, () => unknown]>([
    ['a difference is always empty', () => jest.spyOn(PrefixSet.prototype, 'subtract').mockImplementation(() => PrefixSet.EMPTY)],
    ['a difference is the other way round', () => jest.spyOn(PrefixSet.prototype, 'subtract').mockImplementation(function (this: PrefixSet, other) {
      return subtract.call(other, this);
    })],
    ['an intersection is a union', () => jest.spyOn(PrefixSet.prototype, 'intersect').mockImplementation(function (this: PrefixSet, other) {
      return union.call(this, other);
    })],
    ['a union is an intersection', () => jest.spyOn(PrefixSet.prototype, 'union').mockImplementation(function (this: PrefixSet, other) {
      return this.isEmpty || other.isEmpty ? union.call(this, other) : intersect.call(this, other);
    })],
  ])('%s', (_, plant) => {
    const stack = new Stack();
    const rules = [rule(PUBLISHED)];
    enforce(new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) }), rules);
    const template = Template.fromStack(stack).toJSON();
    widen(template);
    plant();
    expect(prove(template, { rules }).isEqual).toBe(false);
  });
});
