import { Catalog, Cloud, EndpointSet } from '../../catalog';
import { EndpointError } from '../../messages/errors';
import { instantiateExample } from '../../scenarios/instantiate-example';
import { constructFor } from '../../scenarios/registry';

/** The flows of a set that its construct admits when no option is given; `undefined` where it has none, or the app chooses the set itself. */
export function defaultFlows(set: EndpointSet, catalog: Catalog, cloud: Cloud): string[] | undefined {
  const { slug } = set;
  const entry = constructFor(set);
  if (entry === undefined || entry.metadata.takesWebService) {
    return undefined;
  }
  try {
    const flows = instantiateExample(entry, catalog, cloud)?.describe().flows ?? [];
    return flows.some((flow) => flow.slug === slug) ? flows.filter((flow) => flow.slug === slug).map(({ name }) => name) : undefined;
  } catch (error) {
    // An older edition may have only what is an option today.
    if (error instanceof EndpointError && error.code === 'NothingLeft') {
      return [];
    }
    throw error;
  }
}
