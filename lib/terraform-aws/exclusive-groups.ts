import { IConstruct } from 'constructs';
import { EndpointError } from '../messages/errors';
import { Registry } from '../terraform/registry';
import { referenceKey } from '../terraform/resource-key';

/** The security groups of each app that one construct alone may have. */
export class ExclusiveGroups {
  private readonly owners = new Registry<IConstruct>();

  /** @param taken makes the error for a group that another construct has, or that is named twice */
  constructor(private readonly taken: (groupId: string) => EndpointError) {}

  /** Takes the groups for `owner`. */
  claim(owner: IConstruct, groupIds: readonly string[]): void {
    for (const key of groupIds.map((groupId) => referenceKey(owner, groupId))) {
      if (this.owners.get(owner, key).length > 0) {
        throw this.taken(key);
      }
      this.owners.add(owner, key);
    }
  }
}
