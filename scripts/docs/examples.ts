import { Catalog, Cloud } from '../../lib/catalog';
import { AddressFamily, Direction, HostPatternKind } from '../../lib/net';
import { Rule } from '../../lib/rules/model/rule';
import { instantiateExample } from '../../lib/scenarios/instantiate-example';
import { RegistryEntry } from '../../lib/scenarios/registry';
import { DocumentedConstruct } from './construct-source';

/** An enforcement point of an example, and the lines that make it. */
interface Platform {
  readonly title: string;
  readonly imports: readonly string[];
  readonly parameters: string;
  readonly construct: string;
  readonly lines: readonly string[];
}

/** For rules on addresses. */
const BY_ADDRESS: readonly Platform[] = [
  {
    title: 'AWS CDK',
    imports: ["import { IVpc } from 'aws-cdk-lib/aws-ec2';", "import { SecurityGroups } from 'cdk-m365-endpoints/aws';"],
    parameters: 'scope: Construct, vpc: IVpc',
    construct: 'groups',
    lines: ["const groups = new SecurityGroups(scope, 'Groups', { vpc }); // attachTo(…) puts them on a load balancer or an instance"],
  },
  {
    title: 'CDK for Terraform, Azure',
    imports: ["import { INetworkSecurityGroup, NetworkSecurityGroupRules, PriorityRange } from 'cdk-m365-endpoints/azurerm';"],
    parameters: 'scope: Construct, networkSecurityGroup: INetworkSecurityGroup',
    construct: 'rules',
    lines: ["const rules = new NetworkSecurityGroupRules(scope, 'Rules', { networkSecurityGroup, priorities: PriorityRange.of(1000, 1999) });"],
  },
];

/** For rules on names. */
const BY_NAME: readonly Platform[] = [
  {
    title: 'AWS CDK',
    imports: ["import { NetworkFirewallRules } from 'cdk-m365-endpoints/aws';"],
    parameters: 'scope: Construct',
    construct: 'rules',
    lines: ["const rules = new NetworkFirewallRules(scope, 'Rules', { homeNet: ['10.0.0.0/16'] }); // reference(…) names it in a firewall policy"],
  },
  {
    title: 'CDK for Terraform, Azure',
    imports: ["import { FirewallPolicyRules, IFirewallPolicy } from 'cdk-m365-endpoints/azurerm';"],
    parameters: 'scope: Construct, firewallPolicy: IFirewallPolicy',
    construct: 'rules',
    lines: [
      "const rules = new FirewallPolicyRules(scope, 'Rules', { firewallPolicy, priority: 500, sourceAddresses: ['10.20.0.0/16'] });",
    ],
  },
];

/** TCP ports on which an Azure Firewall matches names without being told more. */
const WEB_PORTS = [80, 443];

/** Props without which a firewall that matches names refuses a part: those of every tenant have stars in the middle, and QUIC hides its names. */
const FOR_FIREWALLS: Readonly<Record<string, readonly string[]>> = { Microsoft365Outbound: ["tenant: 'contoso'", 'quic: false'] };

/** Sections with the shortest app that uses a construct, for AWS and for Azure. */
export function examplesOf(entry: RegistryEntry, construct: DocumentedConstruct): string[] {
  if (entry.create === undefined) {
    return ['## Example', settingsExample(construct)];
  }
  const rules = rulesOf(entry);
  const needsNames = rules.some(({ prefixes, hosts }) => prefixes.isEmpty && hosts.length > 0);
  const [aws, azure] = needsNames ? BY_NAME : BY_ADDRESS;
  return [aws, rules.some(isForAzureFirewall) ? azure : BY_ADDRESS[1]].flatMap((platform) => [`## Example, ${platform.title}`, example(platform, construct, rules)]);
}

function example(platform: Platform, { name, example: needed }: DocumentedConstruct, rules: readonly Rule[]): string {
  const names = [name, ...namesIn(needed)].sort();
  // What one platform cannot express has to be left out, or the example would not synthesise.
  const leftOut = platform === BY_NAME[1] ? azureFirewallOptions(name, rules) : platform === BY_ADDRESS[1] ? networkSecurityGroupOptions(rules) : [];
  const options = [`enforcedBy: [${platform.construct}]`, ...needed, ...FOR_FIREWALLS[name] ?? [], ...leftOut.map(({ option }) => option)].join(', ');
  return block([
    `import { ${[...names, ...leftOut.map(({ imported }) => imported)].sort().join(', ')} } from 'cdk-m365-endpoints';`,
    ...platform.imports,
    "import { Construct } from 'constructs';",
    '',
    `export function example(${platform.parameters}) {`,
    ...platform.lines.map((line) => `  ${line}`),
    `  return new ${name}(scope, 'Scenario', { ${options} });`,
    '}',
  ]);
}

/** Whether an Azure Firewall has a rule for it, whatever became of the others. */
function isForAzureFirewall({ direction, ports, prefixes }: Rule): boolean {
  return direction === Direction.OUTBOUND && (!prefixes.isEmpty || ports.ranges.every(({ first }) => WEB_PORTS.includes(first)));
}

/** An Azure Firewall has no IPv6 rules outside of a preview, inbound traffic by translation only, and no stars in the middle of a name. */
function azureFirewallOptions(name: string, rules: readonly Rule[]): { option: string; imported: string }[] {
  const hosts = rules.flatMap((rule) => rule.hosts);
  const cannot = FOR_FIREWALLS[name] === undefined && (rules.some(({ direction }) => direction === Direction.INBOUND)
    || hosts.some(({ kind }) => kind === HostPatternKind.MID_LABEL_WILDCARD)
    || rules.some(({ hosts: named, ports }) => named.length > 0 && ports.ranges.some(({ first }) => !WEB_PORTS.includes(first))));
  return [
    ...(rules.some(({ prefixes }) => prefixes.count(AddressFamily.IPV6) > 0) ? [{ option: 'addressFamilies: [AddressFamily.IPV4]', imported: 'AddressFamily' }] : []),
    ...(cannot ? [{ option: 'onUnsupported: OnUnsupported.WARN', imported: 'OnUnsupported' }] : []),
  ];
}

function networkSecurityGroupOptions(rules: readonly Rule[]): { option: string; imported: string }[] {
  const cannot = rules.some(({ prefixes, hosts }) => prefixes.isEmpty && hosts.length > 0);
  return cannot ? [{ option: 'onUnsupported: OnUnsupported.WARN', imported: 'OnUnsupported' }] : [];
}

function settingsExample({ name, example: needed }: DocumentedConstruct): string {
  return block([
    `import { ${name} } from 'cdk-m365-endpoints';`,
    "import { Construct } from 'constructs';",
    '',
    'export function example(scope: Construct) {',
    `  return new ${name}(scope, 'Settings', { ${needed.join(', ')} });`,
    '}',
  ]);
}

/** Classes and enums of the package that source text uses. */
function namesIn(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\b([A-Z]\w+)\./g)].map(([, name]) => name)))];
}

function block(lines: readonly string[]): string {
  return ['```ts', ...lines, '```'].join('\n');
}

/** What a scenario admits in the cloud that most examples are about, or in the other one that has it. */
function rulesOf(entry: RegistryEntry): readonly Rule[] {
  const { metadata: { takesWebService, slugs } } = entry;
  const cloud = takesWebService || slugs.some((slug) => Catalog.bundled().find(slug, Cloud.WORLDWIDE)) ? Cloud.WORLDWIDE : Cloud.CHINA;
  return instantiateExample(entry, Catalog.bundled(), cloud)?.rules.rules ?? [];
}
