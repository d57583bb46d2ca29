import { Construct } from 'constructs';
import { EndpointSet } from '../catalog';
import { byText } from '../collections/by-text';
import { Scenario } from './base/scenario';
import { ScenarioMetadata } from './base/scenario-metadata';
import { ScenarioProps } from './base/scenario-props';
import * as constructs from './constructs';

/** A construct that turns published rows into rules or settings. */
export interface RegistryEntry {
  /** Name of its class. */
  readonly name: string;
  readonly metadata: ScenarioMetadata;

  /**
   * Makes one for network rules; absent for a construct of settings.
   *
   * @throws EndpointError as its constructor does
   */
  readonly create?: (scope: Construct, id: string, props: ScenarioProps) => Scenario;
}

interface Described {
  readonly name: string;
  readonly metadata: ScenarioMetadata;
}

/** Every construct that says which rows it is about, by name. */
export const REGISTRY: readonly RegistryEntry[] = Object.values<unknown>(constructs).filter(isDescribed)
  .map((type) => ({
    name: type.name,
    metadata: type.metadata,
    ...(isScenario(type) ? { create: (scope: Construct, id: string, props: ScenarioProps) => new type(scope, id, props) } : {}),
  }))
  .sort(byText(({ name }) => name));

/** The construct that enforces `set`, if there is one. */
export function constructFor({ slug, webService }: EndpointSet): RegistryEntry | undefined {
  return REGISTRY.find(({ metadata }) => metadata.slugs.includes(slug) || (webService !== undefined && metadata.takesWebService === true));
}

function isDescribed(value: unknown): value is Described {
  return typeof value === 'function' && 'metadata' in value;
}

function isScenario(type: object): type is new (scope: Construct, id: string, props: ScenarioProps) => Scenario {
  return 'prototype' in type && type.prototype instanceof Scenario;
}
