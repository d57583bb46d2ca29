import { Catalog, Cloud, EndpointSet } from '../../catalog';
import { EndpointError } from '../../messages/errors';
import { instantiateExample } from '../../scenarios/instantiate-example';
import { constructFor, RegistryEntry } from '../../scenarios/registry';

/** The names of the flows of `set` that its construct admits only when an option asks for them. */
export function optionalFlows(set: EndpointSet, catalog: Catalog, cloud: Cloud): string[] {
  const construct = constructFor(set);
  const byDefault = construct?.create === undefined ? undefined : defaultFlows(set, construct, catalog, cloud);
  return byDefault === undefined ? [] : set.flows.map(({ name }) => name).filter((name) => !byDefault.includes(name));
}

/** The flows that the construct admits when no option is given; `undefined` where the app chooses the row itself. */
function defaultFlows({ slug }: EndpointSet, entry: RegistryEntry, catalog: Catalog, cloud: Cloud): string[] | undefined {
  if (entry.metadata.takesWebService) {
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
    // A lock has what its app asked for, and not every other row of the construct.
    if (error instanceof EndpointError && error.code === 'UnknownSlug') {
      return undefined;
    }
    throw error;
  }
}
