import { EndpointFlowJson, EndpointSetJson } from '../../catalog/editions/edition-json';
import { HostPattern, PortRange, Prefix } from '../../net';
import { FindingList } from '../findings/finding-list';
import { FactReader } from './fact-reader';

/** What the web service calls how a set's traffic is best treated. It decides which rules an app wants, so that no other is taken. */
const CATEGORIES: readonly string[] = ['Optimize', 'Allow', 'Default'];

/** What the sets of a service area are for, in our words. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['Common', 'Microsoft 365 Common and Office Online'],
  ['Exchange', 'Exchange Online'],
  ['SharePoint', 'SharePoint Online and OneDrive'],
  ['Skype', 'Microsoft Teams'],
  ['MEM', 'Microsoft Intune'],
]);

/**
 * The endpoint set that a record of the web service describes.
 *
 * Every id, name, prefix, port and flag of the record is in the result, in canonical
 * spelling and order and once each. The ports apply to every prefix and name.
 *
 * @param instance name of the cloud, such as `Worldwide`
 * @returns `undefined` when anything that would change a rule is wrong; the findings say what
 */
export function readEndpointRecord(reader: FactReader, instance: string, findings: FindingList): EndpointSetJson | undefined {
  const id = reader.integer('id');
  const serviceArea = reader.text('serviceArea');
  const displayName = reader.optionalText('serviceAreaDisplayName');
  const category = readCategory(reader);
  const required = reader.flag('required');
  const expressRoute = reader.flag('expressRoute');
  const notes = reader.optionalText('notes');
  const tcpPorts = readPorts(reader, 'tcpPorts');
  const udpPorts = readPorts(reader, 'udpPorts');
  const prefixes = readPrefixes(reader, 'ips', findings);
  const hosts = readHosts(reader, 'urls');
  reader.noteUnread();

  if (reader.failed || id === undefined || serviceArea === undefined) {
    return undefined;
  }
  if (!TITLES.has(serviceArea)) {
    findings.info('UnknownServiceArea', reader.place, `the service area ${serviceArea.slice(0, 80)} is new; choose whether your scenarios want it`);
  }
  const flow: EndpointFlowJson = {
    name: 'service',
    direction: 'outbound',
    basis: 'stated',
    ...(tcpPorts === '' ? {} : { tcpPorts }),
    ...(udpPorts === '' ? {} : { udpPorts }),
    ...(prefixes.length === 0 ? {} : { prefixes: prefixes.map(String) }),
    ...(hosts.length === 0 ? {} : { hosts }),
  };
  return {
    slug: `${instance.toLowerCase()}-${id}`,
    id,
    title: `${TITLES.get(serviceArea) ?? displayName ?? serviceArea} endpoints, id ${id}`,
    clouds: [instance],
    serviceArea,
    category,
    required,
    expressRoute,
    ...(notes === undefined ? {} : { notes }),
    ...flowsOf(flow, reader, findings),
  };
}

/** The prefixes of a list, in canonical order and once each. */
export function readPrefixes(reader: FactReader, field: string, findings: FindingList): Prefix[] {
  const prefixes = reader.list(field, 'PrefixInvalid', (text, place) => {
    if (text.includes('/')) {
      return Prefix.parse(text);
    }
    const address = Prefix.parseAddress(text);
    findings.info('LengthMissing', place, `${text} has no length and was read as the one address ${address}`);
    return address;
  });
  return prefixes.sort((a, b) => Prefix.compare(a, b)).filter((prefix, i) => i === 0 || !prefix.equals(prefixes[i - 1]));
}

/** The host patterns of a list, in lower case, sorted and once each. */
export function readHosts(reader: FactReader, field: string): string[] {
  return [...new Set(reader.list(field, 'HostInvalid', (text) => HostPattern.parse(text).toString()))].sort();
}

function readCategory(reader: FactReader): string | undefined {
  const category = reader.text('category');
  if (category !== undefined && !CATEGORIES.includes(category)) {
    reader.fail('CategoryUnknown', 'category', `${category.slice(0, 80)} is none of ${CATEGORIES.join(', ')}, and what it means for rules is not guessed`);
  }
  return category;
}

/** The ports and ranges of a comma list, sorted and once each but not merged; empty text where there is none. */
function readPorts(reader: FactReader, field: string): string {
  const text = reader.optionalText(field);
  const ranges = text === undefined ? [] : reader.attempt(field, 'PortInvalid', () => text.split(',').map((entry) => PortRange.parse(entry.trim())));
  const sorted = (ranges ?? []).sort((a, b) => a.first - b.first || a.last - b.last);
  return [...new Set(sorted.map(String))].join(',');
}

/** The flow as flows of a set, or as something that no rule can express where it lacks ports or peers. */
function flowsOf(flow: EndpointFlowJson, reader: FactReader, findings: FindingList): Pick<EndpointSetJson, 'flows' | 'inexpressible'> {
  const peers = [...flow.prefixes ?? [], ...flow.hosts ?? []];
  const ports = [...flow.tcpPorts === undefined ? [] : [`TCP ${flow.tcpPorts}`], ...flow.udpPorts === undefined ? [] : [`UDP ${flow.udpPorts}`]];
  if (peers.length > 0 && ports.length > 0) {
    return { flows: [flow] };
  }
  const missing = [...peers.length > 0 ? [] : ['address or name'], ...ports.length > 0 ? [] : ['port']].join(' and no ');
  findings.warning('NothingToAdmit', reader.place, `the entry names no ${missing}, so that no rule can come of it; an empty list never means any`);
  const what = [...peers, ...ports].join(', ') || 'an entry without addresses, names and ports';
  return { flows: [], inexpressible: [{ what, reason: `the entry names no ${missing}` }] };
}
