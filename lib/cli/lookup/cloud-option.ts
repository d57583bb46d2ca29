import { Catalog, Cloud } from '../../catalog';
import { Arguments } from '../shell/arguments';

/** Other names that people use for a cloud. */
const ALIASES: Readonly<Record<string, string>> = {
  'gcc': 'Worldwide', 'commercial': 'Worldwide', 'public': 'Worldwide', 'gcchigh': 'USGovGCCHigh', 'dod': 'USGovDoD', '21vianet': 'China', 'bleu': 'France', 'delos': 'Germany',
};

/**
 * The cloud that `--cloud` names, by instance name or a common one, in any case and with or without hyphens.
 *
 * @returns `undefined` when the option was not given: every cloud
 * @throws EndpointError `InvalidUsage` when `catalog` has nothing of that cloud
 */
export function cloudOption(args: Arguments, catalog: Catalog): Cloud | undefined {
  const text = args.text('cloud');
  if (text === undefined) {
    return undefined;
  }
  const key = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const name = (ALIASES[key] ?? key).toLowerCase();
  const known = [...new Set(catalog.where({}).flatMap(({ clouds }) => clouds))];
  const cloud = known.find((each) => each.name.toLowerCase() === name);
  if (cloud === undefined) {
    throw args.wrong(`--cloud ${JSON.stringify(text)} is none of ${known.join(', ')}`);
  }
  return cloud;
}
