import type { Catalog } from '../catalog';
import { flag, instanceOf, listOf } from '../rules/options/option-types';

/** What every validation of traffic takes, whatever the framework. */
export const TRAFFIC_VALIDATION_OPTIONS = {
  catalogs: listOf(instanceOf<Catalog>('Catalog', 'give a Catalog, such as Catalog.bundled()'), {
    example: 'Catalog.bundled()', empty: 'name the catalogs of the scenarios, or leave it out',
  }),
  failOnUnproven: flag(),
};
