import { Catalog, Cloud } from '../../catalog';
import { invalidOption } from '../../messages/errors';
import { AddressFamily } from '../../net';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { OnUnsupported } from '../../rules/model/on-unsupported';
import { Peer } from '../../rules/model/peer';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionType, OptionTypes, required } from '../../rules/options/option-type';
import { flag, instanceOf, listOf, oneOf, port } from '../../rules/options/option-types';
import { ScenarioProps } from './scenario-props';

/** Things of a platform that are taken for an enforcement point, by a member of theirs, and what makes one of them. */
const ALMOST_ENFORCEMENT_POINTS: readonly (readonly [member: string, nextStep: string])[] = [
  ['securityGroupId', 'wrap the group: SecurityGroups.fromSecurityGroups(scope, id, [group]) of cdk-m365-endpoints/aws'],
  ['revokeRulesOnDelete', 'wrap the group: SecurityGroups.fromSecurityGroupIds(scope, id, [group.id]) of cdk-m365-endpoints/terraform-aws'],
  ['securityRule', 'wrap the group: new NetworkSecurityGroupRules(scope, id, { networkSecurityGroup, priorities }) of cdk-m365-endpoints/azurerm'],
  ['firewallPolicyId', 'add to the policy: new FirewallPolicyRules(scope, id, { firewallPolicy, priority }) of cdk-m365-endpoints/azurerm'],
];

/** Peers of this library: classes of other packages with the same name, such as `Peer` of aws-ec2, are the likeliest slip. */
export function peers(empty?: string): OptionType<Peer[]> {
  const example = "Peer.ipv4('203.0.113.0/24')";
  return listOf(instanceOf<Peer>('Peer', `give a Peer of cdk-m365-endpoints, such as ${example}`), { example, empty });
}

/** TCP ports in place of the published ones; a platform that takes none at deployment refuses them itself. */
export function tcpPorts(): OptionType<number[]> {
  return listOf(port({ deployTime: true }), { example: '443', empty: 'name a port, or leave the option out to use the published ones' });
}

/** Enforcement points of any platform. */
export function enforcementPoints(empty = 'name the enforcement points that admit this traffic'): OptionType<IEnforcementPoint[]> {
  return listOf(ENFORCEMENT_POINT, { example: 'new SecurityGroups(…)', empty });
}

const ENFORCEMENT_POINT: OptionType<IEnforcementPoint> = {
  read: (option, value) => {
    const isOne = typeof value === 'object' && value !== null && 'enforce' in value && typeof value.enforce === 'function'
      && 'capabilities' in value && typeof value.capabilities === 'object' && value.capabilities !== null;
    if (!isOne) {
      const almost = typeof value === 'object' && value !== null ? ALMOST_ENFORCEMENT_POINTS.find(([member]) => member in value) : undefined;
      throw invalidOption(option, value, almost?.[1] ?? 'give an enforcement point, such as new SecurityGroups(…)');
    }
    return value as IEnforcementPoint;
  },
};

export const ON_UNSUPPORTED = oneOf('OnUnsupported', OnUnsupported);

export const CATALOG = instanceOf<Catalog>('Catalog', 'give a Catalog, such as Catalog.bundled()');

export const CLOUD = instanceOf<Cloud>('Cloud', (value) => {
  const near = typeof value === 'string' ? cloudLike(value) : undefined;
  return near === undefined ? 'give Cloud.CHINA, say, or Cloud.of with the name' : `did you mean Cloud.${near}? it is not a text`;
});

export const ADDRESS_FAMILIES = listOf(oneOf('AddressFamily', AddressFamily), {
  example: 'AddressFamily.IPV4', empty: 'name a family, or leave the option out to admit both',
});

/** What the options of every scenario take. */
export const SCENARIO_OPTIONS: OptionTypes<ScenarioProps> = {
  enforcedBy: required(enforcementPoints()),
  cloud: CLOUD,
  catalog: CATALOG,
  addressFamilies: ADDRESS_FAMILIES,
  additionalPeers: peers(),
  excludedPeers: peers(),
  derivePrefixes: flag(),
  onUnsupported: ON_UNSUPPORTED,
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
};

/** The name of the constant for a cloud that is named by a text: `gcc-high` is `US_GOV_GCC_HIGH`. */
function cloudLike(text: string): string | undefined {
  const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');
  const wanted = letters(text);
  return wanted === '' ? undefined
    : Object.entries(Cloud).find(([constant, cloud]) => [letters(constant), letters(`${cloud}`)].some((name) => name.endsWith(wanted)))?.[0];
}
