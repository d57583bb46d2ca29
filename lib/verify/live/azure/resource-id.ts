import { isObject } from '../../document/json-node';

/** What every resource of Azure says of itself, and what changes nothing of what it admits. */
export const ABOUT_RESOURCE = ['id', 'name', 'type', 'etag', 'location', 'resourceGroup', 'provisioningState', 'tags', 'resourceGuid', 'systemData'] as const;

/** The id of the resource that a part of it, such as a rule, stands in. */
export function parentId(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}

/** `resource group/name` of a resource id, or the id where it has another form; Azure compares both without case. */
export function keyOfId(id: string): string {
  const parts = /\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(id);
  return parts === null ? id : `${parts[1]}/${parts[2]}`.toLowerCase();
}

/** An id that a reference of Terraform can name. */
export function terraformId(id: string): string {
  return id.toLowerCase().replace(/^\//, '').replace(/[^a-z0-9-]/g, '_');
}

/** The ids of a list of `{ id }`; anything else of it as it is, for the reader to reject. */
export function idsOf(list: unknown): unknown {
  return Array.isArray(list) ? list.map((one: unknown) => (isObject(one) ? one.id : one)) : list;
}
