import { Basis, flowId } from '../../catalog';
import { groupBy } from '../../collections/group-by';
import type { Exception, RecordedComparison, ReplayedScenario } from '../../record';
import type { MeantSet, ReportException, ReportPart } from '../../report';
import { describeSet } from './meant-sets';

/** A comparison with a record, as a report explains it. */
export function recordedPart({ proof, scenarios, widened }: RecordedComparison): ReportPart {
  const added = scenarios.flatMap(({ rules, ...of }) => rules.filter((rule) => isAdded(rule) && !isOfPeers(rule, of)));
  return { proof, meant: scenarios.flatMap(meantOf), added: [...added, ...widened] };
}

type Rule = ReplayedScenario['rules'][number];

function isAdded({ origins: [{ basis }] }: Rule): boolean {
  return basis === Basis.USER;
}

/** Whether the published entry leaves the remote side to the app. */
function isOfPeers({ origins: [{ slug }], flow }: Rule, { catalog, cloud }: Pick<ReplayedScenario, 'catalog' | 'cloud'>): boolean {
  const set = catalog.require(slug, cloud);
  return set.flows.some((one) => one.peersFromApp && flowId(set, one) === flow);
}

/** The published entries of a scenario. */
function meantOf({ catalog, cloud, rules }: ReplayedScenario): MeantSet[] {
  return [...groupBy(rules, ({ origins: [{ slug }] }) => slug)].map(([slug, own]) => {
    const set = catalog.require(slug, cloud);
    const flows = set.flows.filter((flow) => own.some((rule) => rule.flow === flowId(set, flow))).map(({ name }) => name);
    return {
      ...describeSet(set, flows, catalog, cloud),
      rules: own.filter((rule) => !isAdded(rule)),
      rulesOfPeers: own.filter((rule) => isAdded(rule) && isOfPeers(rule, { catalog, cloud })),
    };
  });
}

/** Everything that the app added or left out, each once. */
export function recordedExceptions(exceptions: readonly Exception[]): ReportException[] {
  const all = exceptions.map(({ scenario = '', option, peer, reason, owner, until }): ReportException => ({
    scenario, option, peer, ...reason !== undefined && { reason }, ...owner !== undefined && { owner }, ...until !== undefined && { until },
  }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
