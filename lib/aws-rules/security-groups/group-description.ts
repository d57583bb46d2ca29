import { invalidDescription } from '../../messages/errors';
import { SECURITY_GROUP_LIMITS } from './security-group-limits';

const DEFAULT = 'Published Microsoft 365 endpoints';

/**
 * The description of a group: what the app says, and the number of the group.
 *
 * @param isDeployTime whether a text is known to the deployment only, and then not checked
 * @throws EndpointError `InvalidDescription`
 */
export function groupDescription(text: string | undefined, number: number, isDeployTime: (value: string) => boolean): string {
  const description = `${text ?? DEFAULT} ${number}`;
  const { descriptionLength, descriptionPattern } = SECURITY_GROUP_LIMITS;
  if (!isDeployTime(description) && (description.length > descriptionLength || !descriptionPattern.test(description))) {
    throw invalidDescription(text ?? DEFAULT, descriptionLength - 5, descriptionPattern);
  }
  return description;
}
