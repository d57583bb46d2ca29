import { Construct, IConstruct } from 'constructs';
import { PrefixSet } from '../../net';
import { Capabilities } from '../fit/capabilities';
import { IEnforcementPoint } from '../fit/enforcement-point';
import { Rule } from '../model/rule';
import { RuleSet } from '../model/rule-set';
import { IExtraAddresses } from './budget';

/** An enforcement point that reports the extra addresses that it admits. */
export abstract class BudgetedEnforcementPoint extends Construct implements IEnforcementPoint, IExtraAddresses {
  abstract readonly capabilities: Capabilities;

  /** The `RuleBudget` that knows the extra addresses. */
  protected abstract readonly budget: IExtraAddresses;

  get extra(): PrefixSet {
    return this.budget.extra;
  }

  get extraRules(): readonly Rule[] {
    return this.budget.extraRules;
  }

  abstract enforce(scope: IConstruct, rules: RuleSet): void;
}
