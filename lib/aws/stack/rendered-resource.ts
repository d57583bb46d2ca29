import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { namedByPath } from './identity';

/** What every CloudFormation element has, though its type does not say so. */
interface Rendered {
  _toCloudFormation(): { readonly Resources?: Readonly<Record<string, unknown>> };
}

/** What CloudFormation calls the type of a resource, of whatever copy of AWS CDK it is. */
export function resourceTypeOf(construct: IConstruct): string | undefined {
  return CfnResource.isCfnResource(construct) ? construct.cfnResourceType : undefined;
}

/**
 * The properties of a resource as they will stand in its template, overrides included, with references named by path.
 *
 * Only for a complete app.
 */
export function propertiesOf(resource: IConstruct): Readonly<Record<string, unknown>> {
  if (!isRendered(resource)) {
    return {};
  }
  const [rendered] = Object.values(resource._toCloudFormation().Resources ?? {});
  const named = namedByPath(rendered, resource);
  return isRecord(named) && isRecord(named.Properties) ? named.Properties : {};
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRendered(element: object): element is Rendered {
  return '_toCloudFormation' in element;
}
