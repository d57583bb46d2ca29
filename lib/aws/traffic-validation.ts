import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Catalog } from '../catalog';
import { TrafficRule, type Violation } from '../record/traffic-rule';
import { TRAFFIC_VALIDATION_OPTIONS } from '../record/traffic-validation-options';
import { OptionTypes } from '../rules/options/option-type';
import { readOptions } from '../rules/options/read-options';
import { isRecord } from './stack/rendered-resource';

/** Options of {@link TrafficValidation}. */
export interface TrafficValidationProps {
  /**
   * The data to compare with: every catalog that scenarios of the app use.
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
}

const OPTIONS: OptionTypes<TrafficValidationProps> = TRAFFIC_VALIDATION_OPTIONS;

/** What AWS CDK hands to a plugin, in every version. */
export interface TrafficValidationContext {
  /** The templates of the cloud assembly, nested ones included. */
  readonly templatePaths: readonly string[];
}

/** A violation as AWS CDK shows it. */
export interface TrafficViolation {
  /** One of the rules of `TrafficValidation`, such as `M365ExtraAdmitted`. */
  readonly ruleName: string;

  /** What is wrong, with the rule as it is written. */
  readonly description: string;

  /** How to mend it. */
  readonly fix: string;

  /** `error`, which fails synthesis, or `warning`. */
  readonly severity: string;

  /** Where it is: logical ids in their templates, and the places within. */
  readonly violatingResources: { resourceLogicalId: string; templatePath: string; locations: string[] }[];
}

/** What is found, as AWS CDK takes it. */
export interface TrafficValidationReport {
  /** Whether nothing was found that fails synthesis. */
  readonly success: boolean;

  /** What was found, in the order of the templates. */
  readonly violations: TrafficViolation[];
}

/**
 * A validation plugin for AWS CDK: synthesis fails where a template admits something else than its scenarios mean,
 * such as after an aspect or a colleague's `addIngressRule`.
 *
 * It reads the templates that were written, by the readers of `cdk-m365-endpoints/verify`, and compares them with what
 * they record. One class for both interfaces of AWS CDK.
 *
 * @example
 * Validations.of(app).addPlugins(new TrafficValidation());                // aws-cdk-lib 2.251 and later
 * new App({ policyValidationBeta1: [new TrafficValidation()] });          // before
 */
export class TrafficValidation {
  /** As reports and acknowledgements name it: `cdk-m365-endpoints::M365ExtraAdmitted`. */
  readonly name = 'cdk-m365-endpoints';

  /** The rules. */
  readonly ruleIds: string[] = Object.values(TrafficRule);

  private readonly props: TrafficValidationProps;

  /**
   * A plugin to hand to the app.
   *
   * @throws EndpointError `InvalidOption`, `UnknownOption` or `EmptyList`
   */
  constructor(props: TrafficValidationProps = {}) {
    this.props = readOptions(OPTIONS, props);
  }

  /** Compares what the templates admit with what they record. Nothing is said while look-ups are to be made. */
  validate({ templatePaths }: TrafficValidationContext): TrafficValidationReport {
    const paths = [...new Set(templatePaths)];
    if (paths.some((path) => awaitsLookups(dirname(path)))) return { success: true, violations: [] };
    const violations = paths.flatMap((path) => this.violationsAt(path));
    return { success: violations.every(({ severity }) => severity !== 'error'), violations };
  }

  private violationsAt(path: string): TrafficViolation[] {
    // Loaded here and not with this module: most apps do without the readers.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { templatesAt, violationsIn } = require('../record') as typeof import('../record');
    const { catalogs = [Catalog.bundled()] } = this.props;
    const read = (file: string): unknown => JSON.parse(readFileSync(join(dirname(path), file), 'utf8'));
    return templatesAt(dirname(path), basename(path), read).flatMap(({ file, document }) => (
      violationsIn(document, { catalogs }).map((violation) => this.render(violation, join(dirname(path), file), document))
    ));
  }

  private render({ rule, place, description, fix, isError }: Violation, templatePath: string, document: unknown): TrafficViolation {
    const [, id = place, location] = /^Resources\.(\w+)(?:\.(.*))?$/.exec(place) ?? [];
    const { failOnUnproven = true } = this.props;
    const construct = pathOf(document, id);
    return {
      ruleName: rule,
      description: construct === undefined ? description : `${construct}: ${description}`,
      fix,
      severity: isError && (failOnUnproven || rule !== TrafficRule.UNPROVEN) ? 'error' : 'warning',
      violatingResources: [{ resourceLogicalId: id, templatePath, locations: location === undefined ? [] : [location] }],
    };
  }
}

/** The construct path that AWS CDK writes into a resource. */
function pathOf(document: unknown, id: string): string | undefined {
  const resource = isRecord(document) && isRecord(document.Resources) ? document.Resources[id] : undefined;
  const path = isRecord(resource) && isRecord(resource.Metadata) ? resource.Metadata['aws:cdk:path'] : undefined;
  return typeof path === 'string' ? path : undefined;
}

/** Whether the command line of AWS CDK is still to look something up, and dummies stand in its place. */
function awaitsLookups(folder: string): boolean {
  const manifest = join(folder, 'manifest.json');
  const content: unknown = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  return isRecord(content) && Array.isArray(content.missing) && content.missing.length > 0;
}
