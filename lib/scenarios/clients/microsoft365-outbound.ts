import { Construct } from 'constructs';
import { Catalog, Cloud, EndpointSet } from '../../catalog';
import { keepName } from '../../collections/keep-name';
import { nothingSelected, unknownEndpointIds } from '../../messages/errors';
import { PortRange, PortSet } from '../../net';
import { OptionTypes } from '../../rules/options/option-type';
import { concreteText, flag, instanceOf, listOf, number, oneOf } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';
import { SetSelection } from '../base/set-selection';
import { tenantHosts } from '../base/tenant-hosts';
import { EndpointCategory } from './endpoint-category';
import { ServiceArea } from './service-area';

/** Options of {@link Microsoft365Outbound}: a set is admitted when it passes all of them. */
export interface Microsoft365OutboundProps extends ScenarioProps {
  /**
   * Service areas. `ServiceArea.COMMON` is always included, as in the web service, because the others need it.
   *
   * @default - every area except Intune, as in the default answer of the web service
   */
  readonly serviceAreas?: ServiceArea[];

  /**
   * Categories. `OPTIMIZE` and `ALLOW` have addresses; `DEFAULT` has host names only.
   *
   * @default - every category
   */
  readonly categories?: EndpointCategory[];

  /**
   * Whether to admit only sets that Microsoft calls required.
   *
   * @default false
   */
  readonly requiredOnly?: boolean;

  /**
   * The ids of the only sets to admit, whatever their service area. The ids of the web service differ between clouds.
   *
   * @default - every set that passes the other options
   */
  readonly ids?: number[];

  /**
   * Sets to leave out, by id.
   *
   * @default - none
   */
  readonly exceptIds?: number[];

  /**
   * Name of the tenant, such as `contoso`: its SharePoint, OneDrive and Autodiscover names are admitted instead of
   * those of every tenant, as the web service answers with `TenantName`. Admit other names of the tenant, such as its
   * SharePoint admin center, with `additionalPeers`. In France and Germany they stay those of every
   * tenant, because nobody has published how the names of one are formed there.
   *
   * @default - the names of every tenant, as published
   */
  readonly tenant?: string;

  /**
   * Whether to admit QUIC: UDP 443, where it is published. Without it, clients use TCP.
   *
   * @default true
   */
  readonly quic?: boolean;
}

const NAME_ONE = 'name one, or leave the option out';

const OPTIONS: OptionTypes<Microsoft365OutboundProps> = {
  ...SCENARIO_OPTIONS,
  serviceAreas: listOf(instanceOf<ServiceArea>('ServiceArea', 'give ServiceArea.EXCHANGE, say'), { example: 'ServiceArea.EXCHANGE', empty: NAME_ONE }),
  categories: listOf(oneOf('EndpointCategory', EndpointCategory), { example: 'EndpointCategory.OPTIMIZE', empty: NAME_ONE }),
  requiredOnly: flag(),
  ids: listOf(number(), { example: '1', empty: NAME_ONE }),
  exceptIds: listOf(number(), { example: '1' }),
  tenant: concreteText('contoso'),
  quic: flag(),
};

/**
 * Clients reach Microsoft 365, as published by the web service.
 *
 * Admits every selected endpoint set on its TCP and UDP ports: by name if the enforcement point matches names,
 * otherwise by address. Sets of category Default have only names, and are refused by enforcement points that cannot
 * match names.
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges
 */
export class Microsoft365Outbound extends Scenario {
  static {
    keepName(Microsoft365Outbound, 'Microsoft365Outbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: [], takesWebService: true };

  /**
   * @throws EndpointError `EmptyList`, `UnknownEndpointIds`, `NothingSelected`, or that of any scenario
   */
  constructor(scope: Construct, id: string, props: Microsoft365OutboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, ...selectionsOf(options));
  }
}

const QUIC = PortSet.of(PortRange.of(443));

function selectionsOf(props: Microsoft365OutboundProps): SetSelection[] {
  const { tenant, quic = true } = props;
  return selectedSets(props).map(({ slug, flows }) => ({
    slug,
    flows: flows.map(({ name }) => ({
      name,
      ...(quic ? {} : { exceptUdpPorts: QUIC }),
      ...(tenant === undefined ? {} : { resolveHost: (host) => tenantHosts(host, tenant) }),
    })),
  }));
}

function selectedSets(props: Microsoft365OutboundProps): EndpointSet[] {
  const { catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE, ids, exceptIds = [], categories, requiredOnly = false } = props;
  const published = catalog.where({ cloud }).flatMap((set) => (set.webService === undefined ? [] : [{ set, facts: set.webService }]));
  const unknown = [...ids ?? [], ...exceptIds].filter((id) => !published.some(({ facts }) => facts.id === id));
  if (unknown.length > 0) {
    throw unknownEndpointIds(unknown, cloud.name);
  }
  const areas = areasOf(props);
  const selected = published
    .filter(({ facts }) => (ids === undefined ? areas === undefined || areas.includes(facts.serviceArea) : ids.includes(facts.id)))
    .filter(({ facts }) => ids !== undefined || areas !== undefined || facts.serviceArea !== ServiceArea.INTUNE.name)
    .filter(({ facts }) => !exceptIds.includes(facts.id))
    .filter(({ facts }) => categories === undefined || categories.some((category) => category === facts.category))
    .filter(({ set }) => !requiredOnly || set.required === true);
  const missing = (props.serviceAreas ?? []).find(({ name }) => !published.some(({ facts }) => facts.serviceArea === name));
  if (selected.length === 0 || missing !== undefined) {
    throw nothingSelected(cloud.name, missing?.name);
  }
  return selected.map(({ set }) => set);
}

/** Names of the areas to admit; `undefined` for the default. */
function areasOf({ serviceAreas }: Microsoft365OutboundProps): string[] | undefined {
  return serviceAreas === undefined ? undefined : [ServiceArea.COMMON, ...serviceAreas].map(({ name }) => name);
}
