import { TerraformStack } from 'cdktf';
import { Catalog } from '../catalog';
import { invalidOption, trafficNotAsMeant } from '../messages/errors';
import { TrafficRule } from '../record/traffic-rule';
import { TRAFFIC_VALIDATION_OPTIONS } from '../record/traffic-validation-options';
import { OptionTypes } from '../rules/options/option-type';
import { listOf, oneOf } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';

/** Options of {@link TrafficValidation}. */
export interface TrafficValidationProps {
  /**
   * The data to compute from what is meant: every catalog that scenarios of the stack use.
   *
   * @default [Catalog.bundled()]
   */
  readonly catalogs?: Catalog[];

  /**
   * Whether synthesis fails where nothing is different and something cannot be told before the deployment.
   *
   * @default true
   */
  readonly failOnUnproven?: boolean;

  /**
   * Names of rules not to report, such as `M365ExtraAdmitted`.
   *
   * @default - every rule is reported
   */
  readonly acknowledgedRules?: string[];
}

const OPTIONS: OptionTypes<TrafficValidationProps> = {
  ...TRAFFIC_VALIDATION_OPTIONS,
  acknowledgedRules: listOf(oneOf('TrafficRule', TrafficRule), { example: "'M365ExtraAdmitted'" }),
};

/** Stacks that are validated already. */
const VALIDATED = new WeakSet<TerraformStack>();

/** A validation for CDKTF: synthesis fails where a stack admits something else than its scenarios mean. */
export class TrafficValidation {
  /**
   * Has the configuration of a stack compared with what it records, whenever it is written, after aspects and overrides.
   * It is read by the readers of `cdk-m365-endpoints/verify`. To add it twice is the same as once.
   *
   * @example
   * TrafficValidation.addTo(stack);
   *
   * @throws EndpointError `InvalidOption`, `UnknownOption` or `EmptyList`
   */
  static addTo(stack: TerraformStack, props: TrafficValidationProps = {}): void {
    if (typeof stack !== 'object' || stack === null || !TerraformStack.isStack(stack)) {
      throw invalidOption('stack', stack, 'give a TerraformStack');
    }
    props = readOptions(OPTIONS, props);
    if (VALIDATED.has(stack)) return;
    VALIDATED.add(stack);
    const toTerraform = stack.toTerraform.bind(stack) as () => unknown;
    stack.toTerraform = () => {
      const document = toTerraform();
      // As it is written to the file, without what JSON leaves out.
      requireAsMeant(stack.node.path, JSON.parse(JSON.stringify(document)), props);
      return document;
    };
  }

  private constructor() {}
}

function requireAsMeant(path: string, document: unknown, props: TrafficValidationProps): void {
  const { catalogs = [Catalog.bundled()], failOnUnproven = true, acknowledgedRules = [] } = props;
  // Loaded here and not with this module: most apps do without the readers.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { violationsIn } = require('../record') as typeof import('../record');
  const violations = violationsIn(document, { catalogs }).filter(({ rule, isError }) => (
    isError && !acknowledgedRules.includes(rule) && (failOnUnproven || rule !== TrafficRule.UNPROVEN)
  ));
  if (violations.length === 0) return;
  throw trafficNotAsMeant(path, violations.map(({ rule, place, description, fix }) => {
    const construct = constructOf(document, place);
    return `${rule}: ${construct === undefined ? '' : `${construct}: `}${description}\n  fix: ${fix}`;
  }));
}

/** The construct path that CDKTF writes into a resource. */
function constructOf(document: unknown, place: string): string | undefined {
  const [, type, name] = /^resource\.([\w-]+)\.([\w-]+)/.exec(place) ?? [];
  const path: unknown = type === undefined ? undefined : ['resource', type, name, '//', 'metadata', 'path'].reduce<unknown>((value, key) => (
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  ), document);
  return typeof path === 'string' ? path : undefined;
}
