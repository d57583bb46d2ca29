export { Basis } from './basis';
export { Catalog, type EndpointFilter, type Withdrawal } from './catalog';
export { Cloud } from './cloud';
export type { Edition } from './edition';
export type { Correction, EndpointFlow, EndpointSet, Inexpressible, Retirement, WebServiceFacts } from './endpoint-set';
export { describeOrigin, type Origin, type Publication } from './origin';
export type { EndpointOverride } from './override';
export { hashOfSets, parseEdition } from './parse-edition';
