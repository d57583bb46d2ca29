import { Construct } from 'constructs';
import { PrefixListLayout } from '../aws-rules/prefix-lists/prefix-list-layout';
import { assignReferences, referencesTo } from '../aws-rules/prefix-lists/prefix-list-references';
import { identify } from '../terraform/identify';
import { newGroupRule } from './group-rules';

/**
 * Renders the rules that refer to `lists` below `scope`, in place of those rendered before for the same groups.
 *
 * @param idOf the id of the list of a key
 * @throws EndpointError `PrefixListsFull`
 */
export function referToPrefixLists(
  scope: Construct, lists: readonly PrefixListLayout[], idOf: (key: string) => string, groupIds: readonly string[], rulesPerGroup: number,
): void {
  const holderId = `Rules-of-${identify(groupIds[0], scope).replace(/[\s/]+/g, '_')}`;
  scope.node.tryRemoveChild(holderId);
  const holder = new Construct(scope, holderId);
  const descriptions = new Map(lists.map(({ key, description }) => [key, description]));
  assignReferences(referencesTo(lists, (value) => identify(value, scope)), groupIds.length, rulesPerGroup, scope.node.path)
    .flatMap((group, index) => group.map((reference) => ({ reference, securityGroupId: groupIds[index] })))
    .sort((a, b) => (a.reference.key < b.reference.key ? -1 : 1))
    .forEach(({ reference: { key, list, direction, protocol, fromPort, toPort }, securityGroupId }) => {
      newGroupRule(holder, key, direction, {
        securityGroupId, ipProtocol: protocol, fromPort, toPort, description: descriptions.get(list)!, prefixListId: idOf(list),
      });
    });
}
