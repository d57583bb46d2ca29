import { EndpointFlow, EndpointSet } from './endpoint-set';

/**
 * What a flow is called wherever a rule is known by what it is for: `exchange-hybrid.mail-flow`.
 *
 * Unique in an edition and cloud, and the same in every edition: Azure rules are named after it, so another name for a flow
 * moves deployed rules.
 */
export function flowId({ slug }: Pick<EndpointSet, 'slug'>, { name }: Pick<EndpointFlow, 'name'>): string {
  return `${slug}.${name}`; // neither has a period
}
