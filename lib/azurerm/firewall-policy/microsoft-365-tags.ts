import { byText } from '../../collections/by-text';
import { emptyList, invalidTag } from '../../messages/errors';
import { PortSet, Protocol } from '../../net';
import { ApplicationRule, NetworkRule, UnplacedCollection } from './firewall-rule';

/**
 * Azure Firewall's own tags for Microsoft 365.
 *
 * A tag is not what is published: it stands for whatever Azure puts into it, now and
 * later, of the required endpoints of one product and category. No edition is behind it,
 * no reader of the output can tell what it admits, and it holds IPv4 only.
 *
 * @see https://learn.microsoft.com/azure/firewall/protect-office-365
 */
export interface Microsoft365Tags {
  /**
   * What the names of the tags start with. Microsoft's page says `Microsoft365`; older
   * samples, and firewalls that refuse it, say `Office365`.
   *
   * @default 'Microsoft365'
   */
  readonly prefix?: string;

  /**
   * FQDN tags without their prefix, such as `Exchange.Optimize`: host names over HTTP (TCP 80) and HTTPS (TCP 443).
   *
   * @default - none
   */
  readonly fqdnTags?: string[];

  /**
   * Service tags: addresses, on the ports that you name.
   *
   * @default - none
   */
  readonly serviceTags?: Microsoft365ServiceTag[];
}

/** A service tag and the traffic that is admitted to its addresses. */
export interface Microsoft365ServiceTag {
  /** The tag without its prefix, such as `Skype.Optimize`. */
  readonly tag: string;

  /** The protocol that is admitted to the addresses of the tag. */
  readonly protocol: Protocol;

  /** Destination ports. */
  readonly ports: PortSet;
}

/** Rules for tags, in separate collections. */
export interface TagCollections {
  readonly network: UnplacedCollection<NetworkRule>[];
  readonly application: UnplacedCollection<ApplicationRule>[];

  /** The full names of the tags. */
  readonly names: readonly string[];
}

const NAME = 'microsoft-365-tags';

/** What the names of Azure's tags start with, in its different generations. */
const PREFIXES = ['Microsoft365', 'Office365'];

/** @throws EndpointError `EmptyList` or `InvalidTag` */
export function renderTags({ prefix = 'Microsoft365', fqdnTags = [], serviceTags = [] }: Microsoft365Tags): TagCollections {
  if (fqdnTags.length + serviceTags.length === 0) {
    throw emptyList('microsoft365Tags', 'name a tag in fqdnTags or serviceTags, or leave the option out');
  }
  [...fqdnTags, ...serviceTags.map(({ tag }) => tag)].forEach((tag) => requireTag(tag, prefix));
  const application = [...new Set(fqdnTags)].sort().map((tag): ApplicationRule => ({
    name: tag,
    description: `${prefix}.${tag} (Azure tag)`,
    protocols: [{ type: 'Http', port: 80 }, { type: 'Https', port: 443 }],
    fqdns: [],
    fqdnTags: [`${prefix}.${tag}`],
  }));
  const network = serviceTags.map(({ tag, protocol, ports }): NetworkRule => {
    if (ports.isEmpty) {
      throw emptyList(`ports of ${tag}`, 'name the ports that the service needs');
    }
    return {
      name: `${tag}-${protocol}-${ports.toString().replaceAll(',', '_')}`,
      description: `${prefix}.${tag} (Azure tag)`,
      protocol,
      ports: ports.ranges.map(String),
      addresses: [`${prefix}.${tag}`],
      fqdns: [],
    };
  }).sort(byText(({ name }) => name));
  return {
    network: network.length === 0 ? [] : [{ name: `${NAME}-network`, rules: network }],
    application: application.length === 0 ? [] : [{ name: `${NAME}-application`, rules: application }],
    names: [...new Set([...network.flatMap(({ addresses }) => addresses), ...application.flatMap((rule) => rule.fqdnTags)])].sort(),
  };
}

function requireTag(tag: string, prefix: string): void {
  if (!/^[A-Z][A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]*)*$/.test(tag) || [prefix, ...PREFIXES].some((known) => tag.toLowerCase().startsWith(`${known.toLowerCase()}.`))) {
    throw invalidTag(tag, prefix);
  }
}
