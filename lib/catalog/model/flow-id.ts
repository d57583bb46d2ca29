import { EndpointFlow, EndpointSet } from './endpoint-set';

/**
 * The id of a flow where rules are identified by their purpose: `exchange-hybrid.mail-flow`.
 *
 * It is unique in an edition and cloud, and the same in every edition. Azure rules are named after it, so renaming a
 * flow moves deployed rules.
 */
export function flowId({ slug }: Pick<EndpointSet, 'slug'>, { name }: Pick<EndpointFlow, 'name'>): string {
  return `${slug}.${name}`; // neither has a period
}
