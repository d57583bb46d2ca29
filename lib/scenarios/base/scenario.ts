import { Construct } from 'constructs';
import { foreignEnforcementPoint } from '../../messages/errors';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { RuleSet } from '../../rules/model/rule-set';
import { readKnownOptions } from '../../rules/options/read-options';
import { composeRules, selectFlows } from './compose-rules';
import { ScenarioDescription } from './scenario-description';
import { SCENARIO_OPTIONS } from './scenario-options';
import { ScenarioProps } from './scenario-props';
import { SelectedFlow, SetSelection } from './set-selection';

/**
 * Something that has to work. A scenario turns published endpoint sets and options into rules, and passes them to its
 * enforcement points.
 *
 * A scenario admits exactly what is published, plus what the app adds, minus
 * what the app excludes. It does not depend on a platform.
 */
export abstract class Scenario extends Construct {
  /** What this scenario admits. */
  readonly rules: RuleSet;

  private readonly selected: readonly SelectedFlow[];

  /**
   * @param sets what it takes from the catalog; at least one flow
   * @throws EndpointError when an option is wrong, the row is not published for
   * the cloud, nothing is left to admit, or an enforcement point cannot express the rules
   */
  protected constructor(scope: Construct, id: string, given: ScenarioProps, ...sets: SetSelection[]) {
    super(scope, id);
    const props = readKnownOptions(SCENARIO_OPTIONS, given);
    props.enforcedBy.forEach((enforcementPoint) => this.requireSameApp(enforcementPoint));
    this.selected = selectFlows(props, sets);
    this.rules = composeRules(this.constructor.name, props, this.selected);
    this.node.addMetadata('cdk-m365-endpoints:scenario', this.rules.provenance);
    for (const enforcementPoint of new Set(props.enforcedBy)) {
      enforcementPoint.enforce(this, this.rules);
    }
  }

  /** A description of what it admits: what for, who connects to whom, on which ports, the basis of each fact, and the caveats. */
  describe(): ScenarioDescription {
    return ScenarioDescription.of(this.rules, this.selected);
  }

  /** Rules enforced in another app would not be in the output of this one. */
  private requireSameApp(enforcementPoint: IEnforcementPoint): void {
    if (Construct.isConstruct(enforcementPoint) && enforcementPoint.node.root !== this.node.root) {
      throw foreignEnforcementPoint(this.node.path, enforcementPoint.node.path);
    }
  }
}
