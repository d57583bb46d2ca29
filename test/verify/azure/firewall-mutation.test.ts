/** Whatever is changed in a synthesised firewall, the comparison notices. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DnsFirewallRules, NetworkFirewallRules } from '../../../lib/aws';
import { admittedByRules, compare, readCloudFormation } from '../../../lib/verify';
import { enforce, EVERY_KIND, outbound } from '../../support/rule-set';

const NAMED = EVERY_KIND.filter(({ hosts }) => hosts.length > 0 && hosts.every((host) => `${host}` !== 'smtp.example.com'));
const WEB = [outbound('443', ['*.example.com', 'www.example.net'])];

function networkFirewall(): string {
  const stack = new Stack(new App(), 'Stack');
  enforce(new NetworkFirewallRules(stack, 'Firewall', {}), EVERY_KIND);
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

function dnsFirewall(): string {
  const stack = new Stack(new App(), 'Stack');
  enforce(new DnsFirewallRules(stack, 'Dns', { blockOthers: true }), WEB);
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

/** Whether a template is read without remark and admits exactly what is meant. */
function isExact(text: string, { admitted, names }: Pick<ReturnType<typeof admittedByRules>, 'admitted' | 'names'>): boolean {
  const reading = readCloudFormation(JSON.parse(text));
  const remarks = reading.findings.length + reading.unresolved.length;
  return remarks === 0 && compare(reading.admitted, admitted).equal && compare(reading.names, names).equal;
}

describe('Network Firewall', () => {
  const text = networkFirewall();
  const meant = { admitted: admittedByRules(EVERY_KIND).admitted, names: admittedByRules(NAMED).names };

  test('unchanged, it is exact', () => expect(isExact(text, meant)).toBe(true));

  test.each<[string, string, string]>([
    ['a port', ' any 443 (', ' any 444 ('],
    ['a range of ports', '3478:3481', '3478:3482'],
    ['a prefix that is wider', '192.0.2.0/25', '192.0.2.0/24'],
    ['a prefix that is another', '2001:db8:2::/48', '2001:db8:3::/48'],
    ['a direction', 'pass tcp 203.0.113.64/26 any -> $HOME_NET', 'pass tcp $HOME_NET any -> 203.0.113.64/26'],
    ['a protocol', 'pass udp', 'pass tcp'],
    ['an action', 'pass tls', 'drop tls'],
    ['a name that also ends what it did not', 'content:\\".example.com\\"', 'content:\\"example.com\\"'],
    ['a name without its start', ' startswith;', ''],
    ['a name without its end', ' endswith;', ''],
    ['a name with its own case', ' nocase;', ''],
    ['an expression over several labels', '[^.]+', '.+'],
    ['an expression that ends anywhere', '\\\\z/', '/'],
    ['an address in place of every name', 'pass tls $HOME_NET any -> any', 'pass tls $HOME_NET any -> 192.0.2.0/24'],
    ['a rule without its home', '$HOME_NET any -> 192.0.2.0/25', 'any any -> 192.0.2.0/25'],
    ['a capacity', '"Capacity":100', '"Capacity":5'],
  ])('notices %s', (_, from, to) => {
    expect(text).toContain(from);
    expect(isExact(text.replace(from, to), meant)).toBe(false);
  });

  test('notices any rule that is gone', () => {
    const lines = /"RulesString":"((?:[^"\\]|\\.)*)"/.exec(text)![1].split('\\n');
    expect(lines.length).toBeGreaterThan(10);
    lines.forEach((line) => expect(isExact(text.replace(line, '# gone'), meant)).toBe(false));
  });
});

describe('DNS Firewall', () => {
  const text = dnsFirewall();
  const meant = { admitted: admittedByRules([]).admitted, names: admittedByRules(WEB).names.onEveryPort() };

  test('unchanged, it is exact', () => expect(isExact(text, meant)).toBe(true));

  test.each<[string, string, string]>([
    ['a name', 'www.example.net', 'w3.example.net'],
    ['a name more', '"www.example.net"', '"www.example.net","example.com"'],
    ['a name less', ',"www.example.net"', ''],
    ['a block that is gone', '"BLOCK"', '"ALERT"'],
    ['a block that comes first', '"Priority":9000', '"Priority":1'],
    ['where a name leads', 'TRUST_REDIRECTION_DOMAIN', 'INSPECT_REDIRECTION_DOMAIN'],
  ])('notices %s', (_, from, to) => {
    expect(text).toContain(from);
    expect(isExact(text.replace(from, to), meant)).toBe(false);
  });
});
