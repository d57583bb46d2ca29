import { Construct } from 'constructs';
import { Cloud } from '../../lib/catalog';
import { EndpointError } from '../../lib/messages/errors';
import { AddressFamily, Direction, PrefixSet } from '../../lib/net';
import { IEnforcementPoint, OnUnsupported, Rule } from '../../lib/rules';
import { Scenario, ScenarioProps } from '../../lib/scenarios';
import { admittedByRules, AdmittedSpace, compare, ModelReading, Reading } from '../../lib/verify';
import { judge } from '../../lib/verify/proof/judge';
import { Case } from './cases';
import { advisedIn, problemsOfRefusal, shortReasons } from './refusal';
import { Scene } from './scene';
import { ADDRESSES, NETWORK_FIREWALL, seen, Sight } from './sight';
import { Target } from './targets';

/** What became of a scenario on a target. */
export interface Outcome {
  /** As a table says it: `exact`, `by address`, `by name`, `refused: …`, and `for IPv4` behind it where IPv6 had to be left out. */
  readonly kind: string;

  /** Enforcement points that a refusal advises. */
  readonly advised?: readonly string[];

  /** Whatever is not as it must be; a correct library leaves this empty. */
  readonly problems: readonly string[];
}

/** A scenario in a cloud, on one target after the other. */
export class Trial {
  /** By options: what the scenario means, and by what a platform can see what it must admit. */
  private readonly meanings = new Map<string, Map<Sight, Meaning>>();

  constructor(private readonly one: Case, private readonly cloud: Cloud, private readonly tryWhatIsLeft: boolean) {}

  /** Synthesises and reads back. What is refused is tried as the refusal advises, and without what was refused. */
  on(target: Target): Outcome {
    const whole = this.attempt(target, {});
    if (!(whole instanceof Refusal)) {
      return whole;
    }
    const problems = problemsOfRefusal(whole.error, whole.rules, target.module);
    if (/leave IPv6 out with addressFamilies/.test(whole.error.message)) {
      const ipv4 = this.attempt(target, { addressFamilies: [AddressFamily.IPV4] });
      if (!(ipv4 instanceof Refusal)) {
        return { kind: `${ipv4.kind} for IPv4`, problems: [...problems, ...ipv4.problems] };
      }
    }
    const left = this.tryWhatIsLeft ? this.attempt(target, { onUnsupported: OnUnsupported.WARN }) : whole;
    // Where rules differ in direction, advice for one of them need not take the others.
    const isOfOneDirection = new Set(whole.rules.map(({ direction }) => direction)).size === 1;
    const advised = isOfOneDirection ? advisedIn(whole.error, target.module) : [];
    return { kind: `refused: ${shortReasons(whole.error)}`, advised, problems: [...problems, ...(left instanceof Refusal ? [] : left.problems)] };
  }

  private attempt(target: Target, options: Partial<ScenarioProps>): Outcome | Refusal {
    const scene = target.scene();
    let rules: readonly Rule[] = [];
    const recorder: IEnforcementPoint = {
      capabilities: scene.enforcementPoint.capabilities,
      enforce: (_, ruleSet) => {
        rules = ruleSet.rules;
      },
    };
    let scenario: Scenario;
    try {
      scenario = this.one.create(scene.scope, { ...options, cloud: this.cloud, enforcedBy: [recorder, scene.enforcementPoint] });
    } catch (error) {
      if (error instanceof EndpointError) {
        return new Refusal(error, rules);
      }
      throw error;
    }
    const meaning = this.meaningOf(rules, target.sight, JSON.stringify(options));
    return { kind: meaning.kind, problems: problemsOf(scene, target, scenario, meaning, options.onUnsupported === OnUnsupported.WARN) };
  }

  private meaningOf(rules: readonly Rule[], sight: Sight, options: string): Meaning {
    const bySight = this.meanings.get(options) ?? new Map<Sight, Meaning>();
    this.meanings.set(options, bySight);
    const meaning = bySight.get(sight) ?? new Meaning(rules, sight);
    bySight.set(sight, meaning);
    return meaning;
  }
}

class Refusal {
  constructor(readonly error: EndpointError, readonly rules: readonly Rule[]) {}
}

/** What rules mean to a platform that sees a part of them. */
class Meaning {
  readonly expected: ReturnType<typeof seen>;
  readonly meant: ModelReading;
  readonly directions: readonly Direction[];

  /** Rules whose remote side the platform sees as a whole neither by address nor by name. */
  readonly incomplete: readonly Rule[];

  /** Whether names are left to the addresses beside them. */
  readonly byAddress: boolean;

  constructor(readonly rules: readonly Rule[], private readonly sight: Sight) {
    this.expected = seen(rules, sight);
    this.meant = admittedByRules(rules);
    this.directions = [...new Set([...rules, ...rules.flatMap((rule) => sight.addresses(rule))].map(({ direction }) => direction))];
    this.incomplete = rules.filter((rule) => !this.isComplete(rule));
    const names = sight.namesOnEveryPort ? this.meant.names.onEveryPort() : this.meant.names;
    this.byAddress = !this.expected.admitted.isEmpty && !names.subtract(this.expected.names).isEmpty;
  }

  get kind(): string {
    const byName = this.expected.admitted.isEmpty && !this.meant.admitted.isEmpty;
    return this.byAddress ? 'by address' : byName ? 'by name' : 'exact';
  }

  private isComplete(rule: Rule): boolean {
    const addresses = PrefixSet.union(this.sight.addresses(rule).map(({ prefixes }) => prefixes));
    const names = this.sight.names(rule);
    const { names: meant } = admittedByRules([rule]);
    return (!rule.prefixes.isEmpty && addresses.equals(rule.prefixes)) || (!meant.isEmpty && meant.subtract(admittedByRules(names).names).isEmpty);
  }
}

const SAME = 'admits exactly what was expected';

function problemsOf({ synthesise, read }: Scene, target: Target, scenario: Construct, meaning: Meaning, restIsLeftOut: boolean): string[] {
  const { expected, meant, directions, incomplete, byAddress } = meaning;
  const reading = read(synthesise());
  // Where a scenario says nothing about a direction, security groups have a rule of AWS CDK's that admits nothing.
  const ofScenario = (space: AdmittedSpace) => directions.reduce((all, direction) => all.union(space.only(direction)), AdmittedSpace.EMPTY);
  const inScenario = reading.names.isEmpty && expected.names.isEmpty ? ofScenario(reading.admitted) : reading.admitted;
  const addresses = compare(inScenario, expected.admitted).toString();
  const names = compare(reading.names, expected.names).toString();
  const isWarned = scenario.node.metadata.some(({ data }) => `${data}`.includes('hostsByAddress'));
  return [
    ...(addresses === SAME ? [] : [`addresses: ${addresses}`]),
    ...(names === SAME ? [] : [`names: ${names}`]),
    ...(reading.admitted.isEmpty && reading.names.isEmpty ? ['admits nothing'] : []),
    // A group that is only named is unknown to the reader, which is the point of naming it.
    ...reading.findings.filter(({ code }) => `${code}` !== 'UnknownGroup').map(({ code }) => `finding ${code}`),
    ...reading.unresolved.map(({ text }) => `unresolved ${text}`),
    ...meant.uncovered.map(({ field }) => `uncovered ${field}`),
    ...(restIsLeftOut ? [] : [
      ...doubtsOf(reading, target, meaning),
      ...incomplete.map((rule) => `dropped in silence: ${rule.origins[0].slug} ${rule.direction} ${rule.protocol} ${rule.ports}`),
      ...(isWarned === byAddress ? [] : [`hostsByAddress ${isWarned ? 'is' : 'is not'} warned of`]),
    ]),
  ];
}

/** What `prove` says of the whole scenario, asked of the reading that is there; nothing where it says `equal`. */
function doubtsOf(reading: Reading, { sight, requests }: Target, { rules, expected, directions }: Meaning): string[] {
  // Filters of requests and lists do not know the ports of a rule, those of names only not its addresses.
  const meant = [ADDRESSES, NETWORK_FIREWALL].includes(sight) ? { rules } : expected;
  const groups = [...reading.groups.keys()];
  const proof = judge([reading], { ...meant, requests, groups, direction: directions.length === 1 ? directions[0] : undefined });
  return proof.isEqual && proof.unresolved.length === 0 ? [] : [`${proof}`];
}
