import { constructNameOf } from '../../scenarios/construct-names';
import { Answer, AnsweredSet } from './answer';

/** An answer for programs; the shape is described in `docs/cli.md`. */
export function answerJson({ query, filter, isPublished, isWhole, isAdmitted, sets, inOtherEditions, owner }: Answer): object {
  return {
    query: {
      text: query.text,
      kind: query.kind,
      direction: filter.direction ?? null,
      protocol: filter.protocol ?? null,
      port: filter.port?.toString() ?? null,
    },
    published: isPublished,
    whole: isWhole,
    admitted: isAdmitted,
    sets: sets.map(answeredSetJson),
    inOtherEditions: inOtherEditions.map(answeredSetJson),
    owner: owner ?? null,
  };
}

function answeredSetJson({ set, clouds, flows, trustedSites, publishedIn, withdrawnIn }: AnsweredSet): object {
  const { source, edition, entry, url } = set.publication;
  return {
    slug: set.slug,
    title: set.title,
    clouds: clouds.map(String),
    source,
    edition,
    entry,
    url,
    publishedIn,
    withdrawnIn,
    construct: constructNameOf(set) ?? null,
    retired: set.retired ?? null,
    corrections: set.corrections,
    caveats: set.caveats,
    usedBy: set.usedBy,
    neededWhen: set.neededWhen ?? null,
    cloudsReason: set.cloudsReason ?? null,
    flows: flows.map(({ flow, via, containing, inside, isMeant }) => ({
      name: flow.name,
      direction: flow.direction,
      basis: flow.basis,
      portsBasis: flow.portsBasis ?? flow.basis,
      tcpPorts: String(flow.tcpPorts),
      udpPorts: String(flow.udpPorts),
      via: via ?? null,
      containing,
      inside,
      admitted: isMeant,
    })),
    trustedSites: trustedSites === undefined ? [] : [...trustedSites.containing, ...trustedSites.inside],
  };
}
