export { importAdditionalEndpointsPage } from './additional-endpoints-page';
export { FindingCode } from './finding-code';
export type { PageImport, PageImportOptions } from './page-import';
export { importTrainingPage } from './training-page';
export { readServiceTags, type ServiceTag, type ServiceTags } from './service-tags';
export { importWebServiceCsv, importWebServiceJson, type ImportedEdition, type WebServiceImportProps } from './web-service';
export { Disposition, readChanges, type ChangedAttribute, type ChangedEndpoints, type EndpointChange } from './web-service-changes';
export { readVersions, type InstanceVersions } from './web-service-versions';
