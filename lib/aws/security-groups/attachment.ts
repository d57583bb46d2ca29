import { CfnElement, Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupIngress, IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { identify, withReferencesNamed } from '../stack/identify';

/** Something with network interfaces to which groups can be added. */
type Target = IConnectable & IConstruct;

/** A construct that keeps its groups apart from its connections, as an EC2 instance does. */
interface TakesSecurityGroups {
  addSecurityGroup(group: ISecurityGroup): void;
}

/** Adds `group` to `target`, in the way the target understands, unless it was created with it. */
export function attachGroup(target: Target, group: ISecurityGroup): void {
  const stack = Stack.of(target);
  const id = identify(group.securityGroupId, stack);
  if (target.connections.securityGroups.some((other) => identify(other.securityGroupId, stack) === id)) {
    return;
  }
  if (takesSecurityGroups(target)) {
    target.addSecurityGroup(group);
  } else {
    target.connections.addSecurityGroup(group);
  }
}

/**
 * The groups that the resources of `target` put on their network interfaces, one
 * list for each resource that names any of `groupIds`.
 *
 * Groups are named as `identify` names them in the stack of `target`. Only for a complete app.
 */
export function interfacesOf(target: IConstruct, groupIds: readonly string[]): string[][] {
  const stack = Stack.of(target);
  return target.node.findAll().filter(CfnElement.isCfnElement)
    .flatMap((element) => listsIn(withReferencesNamed(rendered(element), stack)))
    .map((list) => [...new Set(list.map((item) => identify(item, stack)))])
    .filter((list) => list.some((id) => groupIds.includes(id)));
}

/**
 * The inbound rules of groups, wherever in the app they were added, that admit every address: `tcp 443 from 0.0.0.0/0`.
 *
 * Only for a complete app.
 */
export function openRules(place: IConstruct, groupIds: readonly string[]): string[] {
  const stack = Stack.of(place);
  const rules = place.node.root.node.findAll().flatMap((construct): unknown => {
    if (construct instanceof CfnSecurityGroup && groupIds.includes(identify(construct.attrGroupId, stack))) {
      return withReferencesNamed(construct.securityGroupIngress, stack);
    }
    return construct instanceof CfnSecurityGroupIngress && groupIds.includes(identify(construct.groupId, stack)) ? construct : [];
  });
  return [...new Set(rules.filter(isIngress).filter(admitsEveryone).map((rule) => describeIngress(rule, stack)))].sort();
}

/** The properties of an inbound rule that matter here; inline and separate rules share them. */
type Ingress = Pick<CfnSecurityGroup.IngressProperty, 'ipProtocol' | 'fromPort' | 'toPort' | 'cidrIp' | 'cidrIpv6'>;

/** An inbound rule as `openRules` shows it. */
export function describeIngress({ ipProtocol, fromPort, toPort, cidrIp, cidrIpv6 }: Ingress, stack: Stack): string {
  const [first, last] = [fromPort, toPort].map((port) => identify(port, stack));
  const ports = first === last ? first : `${first}-${last}`;
  const traffic = ipProtocol === '-1' ? 'all traffic' : ['', '-1'].includes(ports) ? ipProtocol : `${ipProtocol} ${ports}`;
  return `${traffic} from ${cidrIp ?? cidrIpv6}`;
}

function isIngress(rule: unknown): rule is Ingress {
  return typeof rule === 'object' && rule !== null && 'ipProtocol' in rule;
}

function admitsEveryone({ cidrIp, cidrIpv6 }: Ingress): boolean {
  return cidrIp === '0.0.0.0/0' || cidrIpv6 === '::/0';
}

function takesSecurityGroups(target: object): target is TakesSecurityGroups {
  return 'addSecurityGroup' in target && typeof target.addSecurityGroup === 'function';
}

function listsIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return [...Array.isArray(value) ? [value] : [], ...Object.values(value).flatMap(listsIn)];
}

/** What every CloudFormation element has, though its type does not say so. */
interface Rendered {
  _toCloudFormation(): object;
}

function rendered(element: CfnElement): object {
  return isRendered(element) ? element._toCloudFormation() : {};
}

function isRendered(element: object): element is Rendered {
  return '_toCloudFormation' in element;
}
