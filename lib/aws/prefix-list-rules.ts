import { Stack } from 'aws-cdk-lib';
import { CfnSecurityGroupEgress, CfnSecurityGroupIngress, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { PrefixListLayout } from '../aws-rules/prefix-lists/prefix-list-layout';
import { assignReferences, referencesTo } from '../aws-rules/prefix-lists/prefix-list-references';
import { Direction } from '../net';
import { identify } from './stack/identify';

/**
 * Renders the rules that refer to `lists` below `scope`, in place of those rendered before for the same groups.
 *
 * @throws EndpointError `PrefixListsFull`
 */
export function referToPrefixLists(
  scope: Construct,
  lists: readonly PrefixListLayout[],
  idOf: (list: PrefixListLayout) => string,
  groups: readonly ISecurityGroup[],
  rulesPerGroup: number,
): void {
  const stack = Stack.of(scope);
  const holderId = `Rules of ${identify(groups[0].securityGroupId, stack).replace(/\//g, '_')}`;
  scope.node.tryRemoveChild(holderId);
  const holder = new Construct(scope, holderId);
  const references = referencesTo(lists, (value) => identify(value, stack));
  const listOf = new Map(lists.map((list) => [list.key, list]));
  const placed = assignReferences(references, groups.length, rulesPerGroup, scope.node.path)
    .flatMap((group, index) => group.map((reference) => ({ reference, groupId: groups[index].securityGroupId })));
  for (const { reference, groupId } of placed.sort((a, b) => (a.reference.key < b.reference.key ? -1 : 1))) {
    const { key, list, direction, protocol, fromPort, toPort } = reference;
    const { description } = listOf.get(list)!;
    const props = { groupId, ipProtocol: protocol, fromPort, toPort, description };
    const prefixListId = idOf(listOf.get(list)!);
    const id = key.replace(/\//g, '_');
    if (direction === Direction.INBOUND) {
      new CfnSecurityGroupIngress(holder, id, { ...props, sourcePrefixListId: prefixListId });
    } else {
      new CfnSecurityGroupEgress(holder, id, { ...props, destinationPrefixListId: prefixListId });
    }
  }
}
