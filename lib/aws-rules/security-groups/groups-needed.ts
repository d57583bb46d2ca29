/**
 * How many groups `rules` rules of one quota need.
 *
 * Where there is room, groups are filled to nine tenths only: a rule then keeps
 * its group when others come and go, and CloudFormation, which creates the
 * successor of a separate rule before it deletes the rule, has somewhere to put it.
 * That does not cost the place of a group of the target's own.
 */
export function groupsNeeded(rules: number, rulesPerGroup: number, groupsPerInterface: number): number {
  const least = Math.max(1, Math.ceil(rules / rulesPerGroup));
  const roomy = Math.ceil(rules / (rulesPerGroup * 0.9));
  return least === 1 ? 1 : Math.max(least, Math.min(groupsPerInterface - 1, roomy));
}
