import { Construct } from 'constructs';
import { Catalog, Cloud } from '../catalog';
import { AddressFamily, HostPatternKind, Protocol } from '../net';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { Scenario } from './base/scenario';
import { RegistryEntry } from './registry';

/**
 * A scenario that nothing enforces, with the props of its example: to be asked what it would admit.
 *
 * @throws EndpointError as its constructor does; there is none for constructs of settings
 */
export function instantiateExample({ metadata, create }: RegistryEntry, catalog: Catalog, cloud: Cloud): Scenario | undefined {
  return create?.(new Root(), 'Scenario', { enforcedBy: [NULL_ENFORCEMENT_POINT], catalog, cloud, ...metadata.example });
}

/** A root for constructs of no framework. */
class Root extends Construct {
  constructor() {
    // `constructs` asks for a scope of every construct but the root, and its type does not know the root.
    super(undefined as never, '');
  }
}

/** Takes every rule and enforces nothing. */
export const NULL_ENFORCEMENT_POINT: IEnforcementPoint = {
  capabilities: {
    platform: 'nothing',
    addressFamilies: Object.values(AddressFamily),
    protocols: Object.values(Protocol),
    hostPatterns: Object.values(HostPatternKind),
    hostAlternatives: '',
  },
  enforce: () => {},
};
