import { cloudFormationReferences, terraformReferences } from '../../verify/document/references';
import type { Resource } from './traffic-report';

/** What a document says of one of its resources. */
export interface NamedResource {
  readonly name: string;
  readonly type: string;

  /** What it names: addresses of resources, and texts. */
  readonly references: ReadonlySet<string>;
}

type Json = Readonly<Record<string, unknown>>;

/** Words of types that are written in capitals. */
const ACRONYM = /^(ACL|API|CDN|DB|DNS|EC2|ECS|EKS|HTTP|IP|NAT|NIC|RDS|REST|VM|VPC|WAF)$/i;

/** Other words of types that people write in another way. */
const SPELLINGS: Readonly<Record<string, string>> = {
  lb: 'load balancer', elb: 'load balancer', route53: 'Route 53', eventhub: 'Event Hubs', frontdoor: 'Front Door', linux: 'Linux', windows: 'Windows', lambda: 'Lambda', kubernetes: 'Kubernetes',
};

/** A resource that puts a filter on another one. */
const CONNECTION = /(association|attachment)$/i;

/** The kind of a carrier that live output does not show. */
export const UNKNOWN_CARRIER = 'not shown in this output';

/** What readers say of a filter that only an output names. */
export const OUTPUTS = 'outputs';

/** What readers say where no resource is named. */
const WORDS: Readonly<Record<string, Resource>> = {
  [OUTPUTS]: { name: 'An output', kind: 'used elsewhere, if at all' },
  'what the answer does not say': { name: 'Not known', kind: UNKNOWN_CARRIER },
};

/** The resources of templates and configurations among documents, by what references call them. */
export function resourcesOf(documents: readonly unknown[]): Map<string, NamedResource> {
  return new Map(documents.map(asObject).flatMap((document) => [
    ...Object.entries(asObject(document.Resources)).map(([id, resource]) => [id, templateResource(id, asObject(resource))] as const),
    ...Object.entries(asObject(document.resource)).flatMap(([type, named]) => Object.entries(asObject(named)).map(([name, body]) => (
      [`${type}.${name}`, { name, type, references: terraformReferences(body) }] as const
    ))),
  ]));
}

function templateResource(id: string, resource: Json): NamedResource {
  const path = asObject(resource.Metadata)['aws:cdk:path'];
  return {
    name: typeof path === 'string' ? path.replace(/\/(Resource|Default)$/, '') : id,
    type: typeof resource.Type === 'string' ? resource.Type : '',
    references: cloudFormationReferences(resource.Properties),
  };
}

/**
 * What carries a filter, by what its attachment says: a logical id, an address of Terraform, or an id of Azure. For a
 * resource that only connects the two, that is what it connects the filter to, as far as the documents declare it.
 *
 * @param filters keys of the filters themselves
 */
export function carriersOf(attachment: string, known: ReadonlyMap<string, NamedResource>, filters: readonly string[]): Resource[] {
  const found = known.get(attachment);
  const isFilter = (address: string) => filters.some((key) => address === key || address.endsWith(`.${key}`));
  const references = found !== undefined && CONNECTION.test(found.type) ? [...found.references] : [];
  const connected = references.filter((address) => known.has(address) && !isFilter(address));
  return (connected.length === 0 ? [attachment] : connected).map((address) => describeResource(address, known));
}

/** A resource as a report names it. */
export function describeResource(text: string, known: ReadonlyMap<string, NamedResource>): Resource {
  const found = known.get(text);
  if (found !== undefined) return { name: found.name, kind: typeWords(found.type) };
  const attribute = /^\$\{(?:data\.)?([a-z0-9_]+)\.([\w-]+)\.\w+\}$/.exec(text);
  if (attribute !== null) return { name: attribute[2], kind: typeWords(attribute[1]) };
  const arm = /\/([^/]+)\/([^/]+)$/.exec(text);
  return WORDS[text] ?? (arm === null ? { name: text, kind: '' } : { name: arm[2], kind: typeWords(arm[1].replace(/s$/, '')) });
}

/** A type of CloudFormation, Terraform or Azure in words: `AWS::WAFv2::WebACLAssociation` → `web ACL association`. */
function typeWords(type: string): string {
  const name = type.includes('::') ? type.split('::').at(-1)! : type.replace(/^(aws|azurerm)_/, '');
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').split(/[ _]/)
    .map((word) => SPELLINGS[word.toLowerCase()] ?? (ACRONYM.test(word) ? word.toUpperCase() : word.toLowerCase())).join(' ');
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {};
}
