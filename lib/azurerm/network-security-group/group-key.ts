import { TerraformDataSource, TerraformProvider, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { isResourceOf } from '../../terraform/provider-of';
import { knownText, referent, resourceKey, subscriptionOf } from '../../terraform/resource-key';

/** A network security group that exists already, in this app or outside. The provider's `NetworkSecurityGroup` is one. */
export interface INetworkSecurityGroup {
  /** Name of the group, in its resource group. */
  readonly name: string;

  /** Name of the resource group that the group is in. */
  readonly resourceGroupName: string;
}

/** Which group an app means. */
export interface GroupIdentity {
  /** The same for everything that is known to mean this group. */
  readonly key: string;

  /** Its names, where they are known. Another group of these names may be in another subscription. */
  readonly names?: string;

  /** Its subscription, where it is written out. */
  readonly subscription?: string;

  /** Whether the app makes the group, rather than naming one that exists. */
  readonly isMade: boolean;
}

/** What a construct of a group says of itself, by whatever class. */
interface GroupInputs {
  readonly nameInput?: string;
  readonly resourceGroupNameInput?: string;
  readonly provider?: TerraformProvider;
}

const GROUP = 'azurerm_network_security_group';

/**
 * Which group `group` is, in the eyes of `scope`.
 *
 * @param provider that of `scope`, used to look up a group that is only named, rather than a construct
 */
export function identifyGroup(scope: IConstruct, group: INetworkSecurityGroup, provider?: TerraformProvider): GroupIdentity {
  const element = isGroup(group) ? group : referent(scope, group.name)?.element;
  const isElement = element !== undefined && isGroup(element);
  const inputs: GroupInputs = isElement ? element : { provider };
  const holder = isElement ? element : scope;
  const { nameInput = group.name, resourceGroupNameInput = group.resourceGroupName, provider: itsProvider } = inputs;
  const names = [resourceGroupNameInput, nameInput];
  const known = names.map((name) => knownText(holder, name));
  return {
    key: resourceKey(holder, { names, provider: itsProvider }),
    ...known.some((text) => /[\s$]/.test(text) || Token.isUnresolved(text)) ? {} : { names: known.join('/') },
    subscription: subscriptionOf(holder, itsProvider),
    isMade: isElement && isResourceOf(element, GROUP),
  };
}

/** Whether two groups, not known to be one, may be one: of the same names, and nothing says that they differ. */
export function mayBeOne(one: GroupIdentity, other: GroupIdentity): boolean {
  return one.names !== undefined && one.names === other.names && !(one.isMade && other.isMade) &&
    (one.subscription === undefined || other.subscription === undefined);
}

function isGroup(value: unknown): value is IConstruct & GroupInputs {
  return isResourceOf(value as IConstruct, GROUP) || (TerraformDataSource.isTerraformDataSource(value) && value.terraformResourceType === GROUP);
}
