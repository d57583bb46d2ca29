import { Lazy, IResolvable, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { Warning } from '../../messages/warnings';
import { budgetSources } from '../../rules/budget/budget-sources';
import { BudgetedEnforcementPoint } from '../../rules/budget/budgeted-enforcement-point';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { Capabilities } from '../../rules/fit/capabilities';
import { FittedRule } from '../../rules/fit/fit';
import { RuleSet } from '../../rules/model/rule-set';
import { HttpRulePool } from '../../rules/pool/http-rule-pool';
import { addressOf, recordProvenance } from '../../terraform/record-provenance';
import { requireSameFramework } from '../../terraform/require-same-framework';
import { showWarnings } from '../../terraform/show-warnings';
import { whenComplete } from '../../terraform/when-complete';

/** What distinguishes one filter that stands inside a resource from another. */
interface InlineSettings {
  /** TCP ports that the resource serves on. */
  readonly ports: readonly number[];

  /** Most entries, by the name of their bound: `rules` or `prefixes`. */
  readonly unit: string;
  readonly maxEntries?: number;
  readonly maxExtraAddresses?: number;

  /** Ranges that are sure to have room, so that they need not be rendered to know. */
  readonly room: number;
  readonly acknowledgedWarnings?: readonly string[];

  /** The TCP ports of the resource, where the app names them. */
  readonly webPorts?: readonly number[];
}

/** A resource with the block that holds the rules. */
export interface Holder<Block extends object> {
  readonly resource: TerraformResource;
  readonly block: Block;
}

/**
 * A filter of senders that stands inside the resource of what it protects, so that the app hands a block to that resource.
 *
 * The block is rendered when the app is synthesised, so it may be handed over before or after scenarios are added.
 */
export abstract class InlineRestrictions extends BudgetedEnforcementPoint {
  readonly capabilities: Capabilities;
  protected readonly pool: HttpRulePool;
  protected readonly budget: RuleBudget<FittedRule>;

  /** At least as many ranges as the rules have. */
  private ranges = 0;
  private readonly room: number;
  private readonly webPorts?: readonly number[];

  constructor(scope: Construct, id: string, capabilities: Capabilities, settings: InlineSettings) {
    super(scope, id);
    requireSameFramework(this);
    const { ports, unit, maxEntries, maxExtraAddresses, room, acknowledgedWarnings } = settings;
    this.capabilities = capabilities;
    this.webPorts = settings.webPorts;
    this.room = Math.min(maxEntries ?? Infinity, room);
    this.pool = new HttpRulePool(capabilities, ports);
    this.budget = new RuleBudget({ maxEntries, maxExtraAddresses, unit }, budgetSources);
    whenComplete(this, () => showWarnings(this, [...this.budget.warnings(this.node.path, this.pool), ...this.warnings()].filter((warning) => (
      !acknowledgedWarnings?.includes(warning.id) && !this.pool.isAcknowledged(warning)
    ))));
    this.node.addValidation({ validate: () => this.problems() });
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.budget.defer(this.pool);
    this.ranges += this.pool.of(scope.node.path)!.rules.reduce((sum, { peers }) => sum + peers.length, 0);
    if (this.ranges > this.room) {
      this.rulesForSources(); // fails now when there is no room
    }
    recordProvenance(this, this.pool, () => ({ filters: this.resources.map(addressOf), webPorts: this.webPorts }));
  }

  /** The rules for the admitted sources as Terraform writes them; fails when they have no room. */
  protected abstract rulesForSources(): object[];

  /** The resources that were given the rules. */
  protected abstract get resources(): readonly TerraformResource[];

  /** What leaves a way around the rules, in a complete app. */
  protected abstract warnings(): Warning[];

  /** What keeps the rules from working, in a complete app. */
  protected abstract problems(): string[];

  /** Something that is rendered when the app is synthesised. */
  protected whenSynthesised(produce: () => unknown): IResolvable {
    return Lazy.anyValue({ produce });
  }

  /**
   * The resources whose argument holds the rules.
   *
   * @param argument as the class of the provider tells what it was given, such as `siteConfigInput`
   */
  protected holders(argument: string, holdsRules: (block: object) => boolean): Holder<object>[] {
    return this.node.root.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct)).flatMap((resource) => {
      const block: unknown = Reflect.get(resource, argument);
      return isObject(block) && holdsRules(block) ? [{ resource, block }] : [];
    });
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
