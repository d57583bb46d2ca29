/**
 * For a tool: the importers of published documents.
 *
 * @module cdk-m365-endpoints/sources
 */
export { importAddressSpace, type ImportedAddressSpace } from './address-space/address-space';
export { importAdditionalEndpointsPage } from './page/additional-endpoints-page';
export { FindingCode } from './findings/finding-code';
export type { PageImport, PageImportOptions } from './page/page-import';
export { importTrainingPage } from './page/training-page';
export { readServiceTags, type ServiceTag, type ServiceTags } from './web-service/service-tags';
export { importWebServiceCsv, importWebServiceJson, type ImportedEdition, type WebServiceImportProps } from './web-service/web-service';
export { Disposition, readChanges, type ChangedAttribute, type ChangedEndpoints, type EndpointChange } from './web-service/web-service-changes';
export { readVersions, type InstanceVersions } from './web-service/web-service-versions';
