import { Construct } from 'constructs';
import { emptyList } from '../errors';
import { RuleSet } from '../rules/rule-set';
import { composeRules } from './compose-rules';
import { ScenarioDefinition } from './scenario-definition';
import { ScenarioProps } from './scenario-props';

/**
 * Something a customer wants to work, turned from published endpoint sets and
 * options into rules, and handed to every enforcement point it names.
 *
 * A scenario admits exactly what is published, plus what the app adds, minus
 * what the app excludes. It knows no platform.
 */
export abstract class Scenario extends Construct {
  /** What this scenario admits. */
  readonly rules: RuleSet;

  /**
   * @throws EndpointError when an option is wrong, the row is not published for
   * the cloud, nothing is left to admit, or an enforcement point cannot express the rules
   */
  protected constructor(scope: Construct, id: string, props: ScenarioProps, definition: ScenarioDefinition) {
    super(scope, id);
    if (props.enforcedBy.length === 0) {
      throw emptyList('enforcedBy', 'name the enforcement points that admit this traffic');
    }
    this.rules = composeRules(this.constructor.name, props, definition);
    this.node.addMetadata('cdk-m365-endpoints:scenario', this.rules.provenance);
    for (const enforcementPoint of new Set(props.enforcedBy)) {
      enforcementPoint.enforce(this, this.rules);
    }
  }
}
