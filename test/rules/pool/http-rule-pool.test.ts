import { Construct } from 'constructs';
import { WAF_CAPABILITIES } from '../../../lib/aws-rules/waf/waf-rule';
import { EndpointError } from '../../../lib/messages/errors';
import { Direction, PortSet, Protocol } from '../../../lib/net';
import { OnUnsupported, Rule } from '../../../lib/rules';
import { HttpRulePool } from '../../../lib/rules/pool/http-rule-pool';
import { errorOf } from '../../aws/support';
import { host, rule } from '../../support/rules';

/** A number that AWS CDK takes for a deploy-time value. */
const TOKEN = -1.8881545897087626e289;

function pooled(rules: Rule[], ports: number[] = [443], onUnsupported = OnUnsupported.FAIL) {
  const pool = new HttpRulePool(WAF_CAPABILITIES, ports);
  const warnings = pool.add(new Construct(undefined as never, 'Scenario').node, {
    rules, warnings: [], onUnsupported, acknowledgedWarnings: [], provenance: { scenario: 'S', slug: 's', title: 't', cloud: 'c', origins: [] },
  } as never);
  return { warnings, admitted: pool.all.flatMap((one) => one.rules.map(({ ports: seen, peers }) => `${seen}: ${peers.map(({ cidr }) => cidr)}`)) };
}

const onPorts = (text: string, prefix = '192.0.2.1/32') => rule([prefix], { ports: PortSet.parse(text) });

test('takes a rule for the port of the listener', () => {
  expect(pooled([onPorts('443')]).admitted).toEqual(['443: 192.0.2.1/32']);
  expect(pooled([onPorts('80,443')], [443, 80]).admitted).toEqual(['80,443: 192.0.2.1/32']);
});

test('takes a deploy-time port when the listener has the same', () => {
  expect(pooled([rule(['192.0.2.1/32'], { ports: PortSet.EMPTY, deployTimePorts: [TOKEN] })], [TOKEN]).admitted).toHaveLength(1);
});

test.each<[string, Rule, number[], RegExp]>([
  ['for mail', onPorts('25'), [443], /AWS WAF knows no ports and stands before TCP 443, and the rule is for TCP 25 only/],
  ['for one of two listeners, whose sources would reach the other', onPorts('443'), [80, 443], /stands before TCP 80, 443, and the rule is for TCP 443 only/],
  ['for more than the listener', onPorts('80,443'), [443], /stands before TCP 443 only, and the rule is for TCP 80, 443; add the other ports/],
  ['for a deploy-time port that no listener has', rule(['192.0.2.1/32'], { ports: PortSet.EMPTY, deployTimePorts: [TOKEN] }), [443], /for TCP a deploy-time port only/],
  ['of UDP', rule(['192.0.2.1/32'], { protocol: Protocol.UDP }), [443], /has no rules for udp/],
  ['that goes out', rule(['192.0.2.1/32'], { direction: Direction.OUTBOUND }), [443], /filters only requests that come in; enforce outbound rules elsewhere/],
  ['with a host name', rule([], { hosts: [host('graph.example.com')] }), [443], /cannot match the host pattern graph.example.com/],
])('fails on a rule %s', (_, one, ports, message) => {
  const error = errorOf(() => pooled([one], ports));
  expect([error.code, error.message]).toEqual(['Unsupported', expect.stringMatching(message)]);
});

describe('told to leave out what it cannot express', () => {
  test('keeps the part of a rule that it sees', () => {
    const { admitted, warnings } = pooled([onPorts('80,443')], [443], OnUnsupported.WARN);
    expect(admitted).toEqual(['443: 192.0.2.1/32']);
    expect(warnings.map(({ id }) => id)).toEqual(['cdk-m365-endpoints:unsupportedLeftOut']);
  });

  test('never lets the sources of another port in', () => {
    const { admitted, warnings } = pooled([onPorts('443'), onPorts('25', '192.0.2.9/32')], [443], OnUnsupported.WARN);
    expect(admitted).toEqual(['443: 192.0.2.1/32']);
    expect(warnings).toHaveLength(1);
  });

  test('fails when nothing is left', () => {
    expect(() => pooled([onPorts('25')], [443], OnUnsupported.WARN)).toThrow(EndpointError);
  });
});
