import { AWS_TYPES } from './aws-types';
import { AZURERM_TYPES } from './azurerm-types';
import { CLOUDFORMATION_TYPES } from './cloudformation-types';
import { Bearing, type ResourceClass } from './resource-class';

/** Providers of Terraform that reach what `aws` and `azurerm` reach, by other types. */
const OTHER_PROVIDERS: readonly ResourceClass[] = [
  { bearing: Bearing.EVERYWHERE, pattern: /^azapi_/, why: 'is a resource of any type of Azure, or a change of one' },
  { bearing: Bearing.EVERYWHERE, pattern: /^azurestack_/, why: 'is a resource of Azure by another provider' },
  { bearing: Bearing.EVERYWHERE, pattern: /^awscc_/, why: 'is a resource of AWS by another provider' },
];

const UNKNOWN: ResourceClass = { bearing: Bearing.RELEVANT, pattern: /^/, why: 'is of a type that is not known here' };

const MODULE: ResourceClass = { bearing: Bearing.EVERYWHERE, pattern: /::MODULE$/, why: 'is a module, whose content is in another document' };

const CLASSES = [MODULE, ...CLOUDFORMATION_TYPES, ...AZURERM_TYPES, ...AWS_TYPES, ...OTHER_PROVIDERS];

/** Types that were classed before: a document has few of them, and many resources of each. */
const CLASSED = new Map<string, ResourceClass>();

/** The class of a type of CloudFormation or Terraform; one that is not known counts as relevant. */
export function classify(type: string): ResourceClass {
  const classed = CLASSED.get(type) ?? CLASSES.find(({ pattern }) => pattern.test(type)) ?? UNKNOWN;
  CLASSED.set(type, classed);
  return classed;
}

/** Whether a type is in a class by name, rather than for being unknown. */
export function isKnownType(type: string): boolean {
  return classify(type) !== UNKNOWN;
}
