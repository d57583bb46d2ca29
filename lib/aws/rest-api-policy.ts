import { Lazy, Stack, Token } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { EndpointError, invalidStage, resourcePolicyTooLarge, stageRequired } from '../messages/errors';
import { AddressFamily, Protocol } from '../net';
import { isUnbounded } from '../rules/budget/budget';
import { BUDGET_OPTIONS, BudgetOptions } from '../rules/budget/budget-options';
import { budgetSources } from '../rules/budget/budget-sources';
import { BudgetedEnforcementPoint } from '../rules/budget/budgeted-enforcement-point';
import { RuleBudget } from '../rules/budget/rule-budget';
import { Capabilities } from '../rules/fit/capabilities';
import { FittedPeer, FittedRule } from '../rules/fit/fit';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes } from '../rules/options/option-type';
import { concreteText, objectWith, text, wholeNumber } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { HttpRulePool } from '../rules/pool/http-rule-pool';
import { PathPrefix } from '../rules/pool/path-prefix';
import { NOBODY, sourceAddresses } from '../rules/pool/source-addresses';
import { REST_API_POLICY_LIMITS } from './rest-api-policy-limits';
import { isPendingLookup } from './stack/lookup';
import { logicalIdOf, recordProvenance } from './stack/record-provenance';
import { resourceTypeOf } from './stack/rendered-resource';
import { showWarnings } from './stack/show-warnings';
import { warnWhenUnused } from './stack/warn-when-unused';

/** Options of {@link RestApiPolicy}. */
export interface RestApiPolicyProps extends BudgetOptions {
  /**
   * A stage, by its name, that only the admitted sources can reach. Other stages stay open.
   *
   * @default - every stage
   */
  readonly stage?: string;

  /**
   * A resource of the stage, such as `/api/notifications`, that only the admitted sources
   * can reach, with everything below it. Other resources stay open.
   *
   * @default - every resource
   */
  readonly path?: string;

  /**
   * Your own policy that says who may call the API: only the denial is added to it, and beats what it allows. It may be
   * the `document` of another `RestApiPolicy`, for another path.
   *
   * @default - a policy that allows everyone
   */
  readonly policy?: PolicyDocument;

  /**
   * Characters that API Gateway takes.
   *
   * @default 8192
   */
  readonly maxLength?: number;

  /**
   * Prefixes that the policy may have, both families together. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * @default - as many as `maxLength` characters hold
   */
  readonly maxPrefixes?: number;
}

const CAPABILITIES: Capabilities = {
  platform: 'an API Gateway resource policy',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP],
  hostPatterns: [],
  hostAlternatives: 'the source of a request is an address, never a name',
};

/** API Gateway serves on this port only. */
const PORT = 443;

/** Characters of a prefix that is known only at deployment, at most. */
const LONGEST_PREFIX = 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128';

const OPTIONS: OptionTypes<RestApiPolicyProps> = {
  ...BUDGET_OPTIONS,
  stage: text('prod'),
  path: concreteText('/api/notifications'),
  policy: objectWith<PolicyDocument>({ addStatements: 'function', toJSON: 'function' }, 'give a PolicyDocument of aws-cdk-lib/aws-iam'),
  maxLength: wholeNumber(1),
  maxPrefixes: wholeNumber(1),
};

/**
 * A resource policy for a REST API: everyone may call it, or whom your own policy allows, but what is protected
 * only from the admitted sources.
 *
 * It may be handed to the API before or after scenarios are added. Before the first
 * scenario, nobody is admitted. Authorizers and API keys still decide on their own.
 *
 * Private APIs do not see public source addresses: there this policy denies everyone.
 *
 * @example
 * const policy = new RestApiPolicy(this, 'FromMicrosoft');
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [policy] });
 * new RestApi(this, 'Api', { policy: policy.document });
 */
export class RestApiPolicy extends BudgetedEnforcementPoint {
  readonly capabilities = CAPABILITIES;

  private readonly policy: PolicyDocument;
  private isUsed = false;
  private readonly pool = new HttpRulePool(CAPABILITIES, [PORT], (value) => isPendingLookup(value, this));
  private readonly ruleBudget: RuleBudget<FittedRule>;
  private readonly isUnbounded: boolean;
  private readonly maxLength: number;
  private isSettled = true;

  /** Prefixes as they came, and what they take in the policy unless some can be merged. */
  private readonly cidrs = new Set<string>();
  private lengthOfCidrs = 0;

  /** Characters of the policy when it had so many statements: at least those that are not for prefixes. */
  private frame = { statements: 0, length: 0 };

  /**
   * @throws EndpointError `InvalidPathPrefix`, `InvalidQuota`, `InvalidStage`, or `StageRequired` for a path without a stage
   */
  constructor(scope: Construct, id: string, private readonly props: RestApiPolicyProps = {}) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    this.maxLength = props.maxLength ?? REST_API_POLICY_LIMITS.policyLength;
    const budget = { maxEntries: props.maxPrefixes, maxExtraAddresses: props.maxExtraAddresses, unit: 'prefixes' };
    this.ruleBudget = new RuleBudget(budget, budgetSources);
    this.isUnbounded = isUnbounded(budget);
    const everyone = { principals: [new StarPrincipal()], actions: ['execute-api:Invoke'] };
    this.isUsed = props.policy !== undefined; // the app has it already
    warnWhenUnused(this, this.pool, () => this.isUsed, 'give its document to the policy of a REST API');
    this.policy = props.policy ?? new PolicyDocument({
      statements: [new PolicyStatement({ ...everyone, effect: Effect.ALLOW, resources: ['execute-api:/*'] })],
    });
    this.policy.addStatements(new PolicyStatement({
      ...everyone,
      effect: Effect.DENY,
      resources: this.protectedResources(props),
      conditions: { NotIpAddress: { 'aws:SourceIp': Lazy.uncachedList({ produce: () => this.sources }) } },
    }));
    this.node.addValidation({ validate: () => this.checkComplete() });
  }

  /** The policy, for the `policy` of a REST API. */
  get document(): PolicyDocument {
    this.isUsed = true;
    return this.policy;
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.isSettled = false;
    this.pool.of(scope.node.path)!.rules.forEach(({ peers }) => peers.forEach((peer) => this.measure(peer)));
    if (!this.isUnbounded || !this.isRoomy()) {
      this.requireRoom();
    }
    recordProvenance(this, this.pool, () => ({ filters: this.apis.map(logicalIdOf), ...this.requests && { requests: [this.requests] } }));
  }

  /** Characters of the policy as API Gateway counts them; deploy-time prefixes count as the longest there is. */
  get length(): number {
    const { deployTime } = sourceAddresses(this.budget.rules, AddressFamily.IPV4, AddressFamily.IPV6);
    const rendered: unknown = Stack.of(this).resolve(this.policy.toJSON());
    const unknown = deployTime.map((token) => JSON.stringify(Stack.of(this).resolve(token)));
    return unknown.reduce((shown, token) => shown.replace(token, JSON.stringify(LONGEST_PREFIX)), JSON.stringify(rendered)).length;
  }

  /** The budget, applied to all scenarios. */
  protected get budget(): RuleBudget<FittedRule> {
    if (!this.isSettled) {
      this.ruleBudget.apply(this.pool.all);
      this.isSettled = true;
    }
    return this.ruleBudget;
  }

  private get sources(): string[] {
    const { cidrs } = sourceAddresses(this.budget.rules, AddressFamily.IPV4, AddressFamily.IPV6);
    return cidrs.length === 0 ? [NOBODY] : [...cidrs];
  }

  /** The REST APIs of the stack that have this policy. */
  private get apis(): IConstruct[] {
    const stack = Stack.of(this);
    const shown = (value: unknown) => JSON.stringify(stack.resolve(value));
    const policy = shown(this.policy);
    return stack.node.findAll().filter((construct) => (
      resourceTypeOf(construct) === 'AWS::ApiGateway::RestApi' && Stack.of(construct) === stack && shown(Reflect.get(construct, 'policy')) === policy
    ));
  }

  /** The requests that it restricts, where they are not all and their stage is known. */
  private get requests(): string | undefined {
    const { stage, path } = this.props;
    if (stage === undefined || Token.isUnresolved(stage)) return undefined;
    return path === undefined ? `stage ${stage}` : `${path} of stage ${stage}`;
  }

  /**
   * A star matches slashes too, so a path is spelled out with its stage and every
   * method: with a star for either, it would also be found deeper in other paths.
   */
  private protectedResources({ stage, path }: RestApiPolicyProps): string[] {
    if (stage !== undefined && !Token.isUnresolved(stage) && !isPendingLookup(stage, this) && !/^[A-Za-z0-9_-]{1,128}$/.test(stage)) {
      throw invalidStage(stage);
    }
    if (path === undefined) {
      return [`execute-api:/${stage === undefined ? '' : `${stage}/`}*`];
    }
    if (stage === undefined) {
      throw stageRequired(this.node.path);
    }
    PathPrefix.of(path);
    return REST_API_POLICY_LIMITS.methods.flatMap((method) => [`execute-api:/${stage}/${method}${path}`, `execute-api:/${stage}/${method}${path}/*`]);
  }

  private measure({ cidr, deployTime }: FittedPeer): void {
    if (!this.cidrs.has(cidr)) {
      this.cidrs.add(cidr);
      this.lengthOfCidrs += (deployTime ? LONGEST_PREFIX : cidr).length + '"",'.length;
    }
  }

  /** Whether the policy has room even if no prefixes can be merged. That is soon told, and nearly always so. */
  private isRoomy(): boolean {
    if (this.frame.statements !== this.policy.statementCount) {
      this.frame = { statements: this.policy.statementCount, length: this.length };
    }
    return this.frame.length + this.lengthOfCidrs <= this.maxLength;
  }

  private requireRoom(): void {
    if (this.length > this.maxLength) {
      throw resourcePolicyTooLarge(this.node.path, this.length, this.maxLength, this.sources.length);
    }
  }

  /** Whether the policy allows anything: without that, whom no statement denies is denied all the same. */
  private allowsSomeone(): boolean {
    const { Statement } = Stack.of(this).resolve(this.policy.toJSON()) as { Statement: { Effect: string }[] };
    return Statement.some(({ Effect: effect }) => effect === Effect.ALLOW.toString());
  }

  /** Says what the budget of the complete app admits, and whether the policy fits with what others added to the document. */
  private checkComplete(): string[] {
    showWarnings(this, this.budget.warnings(this.node.path, this.pool));
    try {
      this.requireRoom();
      return this.allowsSomeone() ? [] : [`the policy of ${this.node.path} allows nobody: add a statement that allows execute-api:Invoke`];
    } catch (error) {
      if (error instanceof EndpointError) {
        return [error.message];
      }
      throw error;
    }
  }
}
