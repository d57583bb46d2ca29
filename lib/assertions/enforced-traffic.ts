import { Catalog } from '../catalog';
import { publishersIn } from '../catalog/publishers';
import { unexpectedTraffic } from '../messages/errors';
import { type AdmittingRule, checkTraffic, type DocumentLimits, type Expectation, prove, type TrafficTest } from '../verify';
import { documentOf } from './document-of';

/** A statement of the intended traffic, such as a scenario of this package. */
export interface MeantTraffic {
  /** The intended rules, in the form of `Scenario.rules`. */
  readonly rules: { readonly rules: Iterable<AdmittingRule> };
}

/** Which filters are tested, and how. */
export interface EnforcedTrafficOptions extends Pick<Expectation, 'groups' | 'requests' | 'direction'> {
  /** Limits that readers check, each with a default. */
  readonly limits?: DocumentLimits;
}

/**
 * The traffic that synthesised filters let through, for assertions in tests.
 *
 * Assertions throw if they do not hold or cannot be proven. They work with any test runner.
 *
 * @example
 * const traffic = EnforcedTraffic.of(stack);
 * traffic.allows({ from: '52.159.23.209', tcp: 443 });
 * traffic.denies({ from: '198.51.100.7', tcp: '1-65535' });
 * traffic.allowsExactly(scenario);
 */
export class EnforcedTraffic {
  /**
   * Reads what was synthesised.
   *
   * @param subject a stack of AWS CDK, a `Template`, the text that `Testing.synth` of CDKTF or CDK Terrain returns,
   * parsed JSON of any document that `prove` reads, or a list of documents that belong together
   * @throws EndpointError `NotSynthesised`
   */
  static of(subject: unknown, options: EnforcedTrafficOptions = {}): EnforcedTraffic {
    return new EnforcedTraffic(Array.isArray(subject) ? subject.map(documentOf) : documentOf(subject), options);
  }

  private constructor(private readonly document: unknown, private readonly options: EnforcedTrafficOptions) {}

  /** Asserts that every filter lets all of the traffic through. @throws EndpointError `UnexpectedTraffic`, `InvalidTrafficTest` */
  allows(...traffic: readonly TrafficTest[]): void {
    this.check({ allow: traffic });
  }

  /** Asserts that no filter lets any part of the traffic through. @throws EndpointError `UnexpectedTraffic`, `InvalidTrafficTest` */
  denies(...traffic: readonly TrafficTest[]): void {
    this.check({ deny: traffic });
  }

  /** Asserts that exactly the traffic of the scenarios is let through. @throws EndpointError `UnexpectedTraffic` */
  allowsExactly(...scenarios: readonly MeantTraffic[]): void {
    const { limits, ...scope } = this.options;
    const proof = prove(this.document, {
      ...scope, rules: scenarios.flatMap(({ rules }) => [...rules.rules]), publishersOf: (addresses) => publishersIn(Catalog.bundled())(addresses),
    }, limits);
    if (!proof.isEqual) throw unexpectedTraffic(['expected exactly what the scenarios mean to be let through', `${proof}`]);
  }

  private check(tests: { readonly allow?: readonly TrafficTest[]; readonly deny?: readonly TrafficTest[] }): void {
    const { groups, requests, limits } = this.options;
    const left = checkTraffic(this.document, tests, { groups, requests }, limits).filter(({ verdict }) => verdict !== 'passed');
    if (left.length === 0) return;
    throw unexpectedTraffic(left.flatMap(({ expected, traffic, verdict, reasons }) => [
      `expected to ${expected} ${traffic}, which ${verdict === 'failed' ? 'does not hold' : 'is not proven'}`, ...reasons.map((reason) => `  ${reason}`),
    ]));
  }
}
