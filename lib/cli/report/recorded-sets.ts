import { type Catalog, Cloud } from '../../catalog';
import { EndpointError } from '../../messages/errors';
import { PortSet } from '../../net';
import { type MeantSet, recordsIn } from '../../report';
import type { Arguments } from '../shell/arguments';
import { publishedRules } from '../verify/published-rules';
import { meantSets } from './meant-sets';

/**
 * The sets that documents record, as far as the catalog has them, on whatever port: an explanation of what is admitted,
 * and no expectation, since documents record neither flows nor ports and can be edited like anything else in them.
 */
export function recordedSets(documents: readonly unknown[], catalog: Catalog, args: Arguments): MeantSet[] {
  const recorded = documents.flatMap(recordsIn).flatMap(({ cloud, slugs }) => slugs.map((slug) => ({ slug, cloud })));
  const each = [...new Map(recorded.map((one) => [`${one.slug} ${one.cloud}`, one])).values()];
  return each.flatMap(({ slug, cloud: name }) => {
    const cloud = Cloud.KNOWN.find((one) => one.name === name);
    if (cloud === undefined) return [];
    try {
      const sets = meantSets([publishedRules(slug, catalog, cloud, args)], catalog, cloud);
      return sets.map((set) => ({ ...set, rules: set.rules.map((rule) => ({ ...rule, ports: PortSet.ALL })) }));
    } catch (error) {
      if (error instanceof EndpointError) return [];
      throw error;
    }
  });
}
