import {
  AddressFamily, Catalog, Cloud, EndpointError, GraphChangeNotificationIngress, Protocol,
  type IEnforcementPoint, type Rule, type RuleSet,
} from 'cdk-m365-endpoints';
import { PrefixSet } from 'cdk-m365-endpoints/net';
import { admittedByRules, compare, type Comparison } from 'cdk-m365-endpoints/verify';
import { IConstruct, RootConstruct } from 'constructs';

/** An enforcement point that only writes down what it is given, as a user would write one. */
class RuleList implements IEnforcementPoint {
  readonly capabilities = {
    platform: 'a list',
    addressFamilies: Object.values(AddressFamily),
    protocols: [Protocol.TCP],
    hostPatterns: [],
    hostAlternatives: 'nothing',
  };

  readonly rules: Rule[] = [];

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    this.rules.push(...ruleSet.rules);
    scope.node.addMetadata('scenario', ruleSet.provenance.sets.map(({ slug }) => slug));
  }
}

const list = new RuleList();
const scope = new RootConstruct('Consumer');
const catalog = Catalog.bundled();
const graph = new GraphChangeNotificationIngress(scope, 'Graph', { enforcedBy: [list], cloud: Cloud.WORLDWIDE, catalog, ports: [443] });

// @ts-expect-error: the types are real ones, not `any`
new GraphChangeNotificationIngress(scope, 'Wrong', { enforcedBy: [list], ports: ['443'] });

export const comparison: Comparison = compare(admittedByRules(list.rules).admitted, admittedByRules(graph.rules.rules).admitted);
export const codeOf = (error: unknown): string | undefined => (error instanceof EndpointError ? error.code : undefined);
export const addresses: bigint = PrefixSet.of('192.0.2.0/24').size();
