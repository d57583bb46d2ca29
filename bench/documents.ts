import { importWebServiceJson } from '../lib/sources';
import { readCloudFormation, readTerraform } from '../lib/verify';
import { compare } from './measure';

/** What takes a large document. */
export interface DocumentResult {
  readonly what: string;
  readonly milliseconds: number;
}

/** Rules of a document that is verified, and addresses of one that is imported. */
const ENTRIES = 10_000;

/** Times the readers of large documents, each with `entries` entries. What reports about documents takes its place here too. */
export function benchDocuments(report: (result: DocumentResult) => void, entries = ENTRIES): void {
  const [one, many, inTurns] = [nsgDocument(entries, 1), nsgDocument(entries, entries / 10), nsgDocument(entries, 1, 'Deny')];
  const [template, published] = [templateOf(entries), JSON.stringify(publishedSets(entries))];
  const tasks: [string, () => unknown][] = [
    [`readTerraform, ${entries} rules of one network security group`, () => readTerraform(one)],
    [`readTerraform, ${entries} rules of ${entries / 10} network security groups`, () => readTerraform(many)],
    [`readTerraform, ${entries} rules that allow and deny in turn`, () => readTerraform(inTurns)],
    [`readCloudFormation, ${entries} rules of one security group`, () => readCloudFormation(template)],
    [`import of /endpoints with ${entries} addresses`, () => importWebServiceJson(published, { instance: 'Worldwide', edition: '2026-01-01' })],
  ];
  for (const [what, run] of tasks) {
    report({ what, milliseconds: compare([{ name: what, run }])[0].milliseconds });
  }
}

function nsgDocument(rules: number, groups: number, everySecond = 'Allow'): object {
  const nsgs = Array.from({ length: groups }, (_, group) => [`nsg${group}`, { name: `nsg-${group}`, resource_group_name: 'rg', location: 'westeurope' }]);
  const separate = Array.from({ length: rules }, (_, rule) => [`rule${rule}`, {
    access: rule % 2 === 0 ? 'Allow' : everySecond,
    direction: 'Inbound',
    protocol: 'Tcp',
    priority: 100 + Math.floor(rule / groups) % 3997,
    name: `rule-${rule}`,
    resource_group_name: 'rg',
    network_security_group_name: `\${azurerm_network_security_group.nsg${rule % groups}.name}`,
    source_address_prefix: addressOf(rule),
    source_port_range: '*',
    destination_address_prefix: '*',
    destination_port_range: '443',
  }]);
  return { resource: { azurerm_network_security_group: Object.fromEntries(nsgs), azurerm_network_security_rule: Object.fromEntries(separate) } };
}

function templateOf(rules: number): object {
  const SecurityGroupIngress = Array.from({ length: rules }, (_, rule) => (
    { CidrIp: addressOf(rule), IpProtocol: 'tcp', FromPort: 443, ToPort: 443, Description: 'feed (stated)' }
  ));
  return { Resources: { Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'feed', VpcId: 'vpc-1', SecurityGroupIngress } } } };
}

function publishedSets(addresses: number): object[] {
  return Array.from({ length: addresses / 100 }, (_, set) => ({
    id: set + 1,
    serviceArea: 'Common',
    serviceAreaDisplayName: 'Microsoft 365 Common and Office Online',
    urls: [`*.service${set}.example.com`],
    ips: Array.from({ length: 100 }, (__, ip) => addressOf(100 * set + ip)),
    tcpPorts: '443',
    expressRoute: false,
    category: 'Allow',
    required: true,
  }));
}

function addressOf(index: number): string {
  const first = 20 * 2 ** 24 + 16 * index;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/29`;
}
