import { CATALOG_OPTIONS } from './lookup/catalog-options';
import { Command } from './shell/command';
import { OptionDefinition } from './shell/command-definition';

const CLOUD: OptionDefinition = { value: '<cloud>', help: 'only this cloud: Worldwide, USGovGCCHigh, USGovDoD, China, France, Germany' };
const DIRECTION: OptionDefinition = { value: '<direction>', help: 'only traffic that is inbound or outbound, seen from your network' };

/** What documents are meant to admit, and which part of them is compared. */
const EXPECTATION: Readonly<Record<string, OptionDefinition>> = {
  'allows': { value: '<what>', isMultiple: true, help: 'an endpoint set that is expected, <slug>[/<flow>][:<ports>]; may be repeated' },
  'group': { value: '<key>', isMultiple: true, help: 'compare only this filter; may be repeated (default: every filter of the documents)' },
  'requests': { value: '<path>', isMultiple: true, help: 'the requests that a filter of web requests should restrict' },
  'cloud': { value: '<cloud>', help: 'the cloud (default: Worldwide)' },
  'family': { value: '<family>', help: 'expect only ipv4 or ipv6 addresses, for a filter that has no others (default: both)' },
  'direction': { value: '<direction>', help: 'compare only inbound or outbound traffic (default: both)' },
  'tenant': { value: '<name>', help: 'the value of <tenant> in host names, such as contoso' },
  'email-domain': { value: '<domain>', help: 'the value of <email_domain> in host names' },
  ...CATALOG_OPTIONS,
};

/** Every command of the tool, in the order of `--help`. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'list',
    summary: 'list endpoint sets',
    arguments: '',
    count: [0, 0],
    options: {
      cloud: CLOUD,
      service: { value: '<service>', help: 'only this service area of the web service: Common, Exchange, SharePoint, Skype (Teams), MEM (Intune)' },
      direction: DIRECTION,
      source: { value: '<source>', help: 'only this source, such as additional-endpoints or web-service-worldwide' },
      class: { value: '<class>', help: 'how the remote side is named: prefixes, derived, hosts, ports, settings' },
      ...CATALOG_OPTIONS,
    },
    notes: [],
    examples: ['list --source additional-endpoints --direction inbound', 'list --service Exchange --cloud Worldwide --json'],
    load: async () => (await import('./commands/list')).list,
  },
  {
    name: 'show',
    summary: 'show everything about an endpoint set, in every cloud',
    arguments: '<slug|number>',
    count: [1, 2],
    options: { cloud: CLOUD, source: { value: '<source>', help: 'only this source' }, ...CATALOG_OPTIONS },
    notes: ['A number is that of a row or of the web service; "row 23" and "id 56" say which.'],
    examples: ['show graph-change-notifications', 'show id 56 --cloud Worldwide'],
    load: async () => (await import('./commands/show')).show,
  },
  {
    name: 'search',
    summary: 'find endpoint sets by address, host name or text',
    arguments: '<ip|cidr|host|text>',
    count: [1, 20],
    options: { cloud: CLOUD, ...CATALOG_OPTIONS },
    notes: ['explain says more about an address or a host.'],
    examples: ['search hybrid', 'search 52.96.0.0/14', 'search outlook.office365.com'],
    load: async () => (await import('./commands/search')).search,
  },
  {
    name: 'explain',
    summary: 'say who publishes an address, prefix or host, and for which traffic; one line each if there are several',
    arguments: '<ip|cidr|host|file|-…>',
    count: [1, 100_000],
    options: {
      column: { value: '<n>', help: 'read this column of each line (default: the first address in the line)' },
      port: { value: '<port>', help: 'only traffic to this port, or to every port of a range' },
      protocol: { value: '<protocol>', help: 'only tcp or udp' },
      cloud: CLOUD,
      direction: DIRECTION,
      ...CATALOG_OPTIONS,
    },
    notes: [
      '"Not published" is an answer: the exit code is 0, and "published" is false in the JSON.',
      'Several arguments, a file or - (standard input) get one line of answer each: published, withdrawn, in Microsoft\'s space,\n'
      + 'not Microsoft\'s. Log lines work too. With --json you get one object per line, then a summary. Exit code 1 if a line cannot be read.',
    ],
    examples: ['explain 52.159.23.209', 'explain denied.log --column 5', 'explain outlook.office365.com --port 443', 'explain 40.96.0.0/13 --direction inbound --json'],
    load: async () => (await import('./commands/explain')).explain,
  },
  {
    name: 'coverage',
    summary: 'show which construct enforces each published row, in each cloud, or why none can',
    arguments: '',
    count: [0, 0],
    options: {
      cloud: CLOUD,
      source: { value: '<source>', help: 'only this source (default: the pages; name the web service to see it)' },
      format: { value: '<format>', help: 'text (default), json, or markdown' },
      ...CATALOG_OPTIONS,
    },
    notes: ['Flows that a construct admits only with an option are marked.'],
    examples: ['coverage --format markdown', 'coverage --edition 2018-10 --source additional-endpoints --json'],
    load: async () => (await import('./commands/coverage')).coverage,
  },
  {
    name: 'cover',
    summary: 'say how many unpublished addresses a limit on prefixes would admit',
    arguments: '<slug>',
    count: [1, 1],
    options: { max: { value: '<n>', help: 'the maximum number of prefixes of each address family' }, cloud: CLOUD, ...CATALOG_OPTIONS },
    notes: [
      'For each flow and family: the number of exact prefixes, the optimal cover with at most --max, and the addresses that it admits\n'
      + 'beyond the published ones. Private and reserved addresses are never among them. Exit code 1 if no cover exists.',
    ],
    examples: ['cover graph-change-notifications --max 60', 'cover mailbox-migration --max 5 --cloud gcc-high --json'],
    load: async () => (await import('./commands/cover')).cover,
  },
  {
    name: 'export',
    summary: 'write the addresses or names of endpoint sets as lists for firewalls and Terraform',
    arguments: '<slug…>',
    count: [1, 100],
    options: {
      'format': { value: '<format>', help: 'text (default: only entries, one per line), csv, json, or tfvars' },
      'cloud': { value: '<cloud>', help: 'the cloud (default: Worldwide)' },
      'family': { value: '<family>', isMultiple: true, help: 'only ipv4 or ipv6 addresses; may be repeated' },
      'hosts': { help: 'only names' },
      'direction': DIRECTION,
      'port': { value: '<port>', help: 'only flows that admit this port' },
      'flow': { value: '<name>', isMultiple: true, help: 'only this flow; may be repeated (default: those that its construct admits by default)' },
      'tenant': { value: '<name>', help: 'the value of <tenant> in host names, such as contoso' },
      'email-domain': { value: '<domain>', help: 'the value of <email_domain> in host names' },
      'out': { value: '<folder>', help: 'write one file for each flow and family, or for its names' },
      ...CATALOG_OPTIONS,
    },
    notes: [
      'Prefixes that a set takes from other sets are listed, and neighbours are merged without loss. A text list that would mix\n'
      + 'ports or directions, or addresses with names, is refused, because a firewall uses a list in one rule.',
    ],
    examples: ['export graph-change-notifications', 'export mailbox-migration --format tfvars --out .', 'export worldwide-1 --hosts --port 443'],
    load: async () => (await import('./commands/export')).exportLists,
  },
  {
    name: 'verify',
    summary: 'prove that what is deployed, or will be, admits exactly what is published, or what its record says',
    arguments: '<file or folder…>',
    count: [1, 1000],
    options: {
      'no-additions': { help: 'refuse peers that the app added to the published ones, as the output records' },
      'tests': { value: '<file>', help: 'accept and deny tests, as in docs/verify-tests.schema.json' },
      ...EXPECTATION,
    },
    notes: [
      'Takes CloudFormation templates, Terraform JSON, cdk.out, cdktf.out, folders of JSON, and what aws and az print about\n'
      + 'security groups, prefix lists (pl-…=file), AWS WAF, network security groups, firewall policies, IP groups and access restrictions.',
    ],
    examples: [
      'verify cdk.out',
      'verify cdk.out --allows graph-change-notifications:8443',
      'verify live.json pl-0a1b=entries.json --allows mailbox-migration --direction inbound',
      'verify nsg.json --tests traffic.json --json',
    ],
    load: async () => (await import('./commands/verify')).verify,
  },
  {
    name: 'report',
    summary: 'write what verify finds as an HTML page or as Markdown: the verdict, a picture, and what each rule is based on',
    arguments: '<file or folder…>',
    count: [1, 1000],
    options: {
      'out': { value: '<file>', help: 'the file to write (default: standard output)' },
      'format': { value: '<format>', help: 'html (default), one self-contained file; markdown, for a pull request; or json' },
      'title': { value: '<text>', help: 'the title of the report' },
      'no-additions': { help: 'refuse peers that the app added to the published ones, as the output records' },
      'date': { value: '<date>', help: 'the date of the report, YYYY-MM-DD, to mark additions that have expired (default: no date)' },
      ...EXPECTATION,
    },
    notes: [
      'Takes the documents of verify and has its exit codes. Without --allows it compares with the record in the output, as verify does.\n'
      + 'Documents without a record are then only described, and the exit code is 1.',
    ],
    examples: [
      'report cdk.out --out report.html',
      'report live.json --allows graph-change-notifications --out report.html',
      'report cdktf.out --format markdown',
    ],
    load: async () => (await import('./commands/report')).report,
  },
  {
    name: 'summary',
    summary: 'show on one screen what was synthesised: what is admitted, by which filters, and how full their limits are',
    arguments: '<cdk.out | cdktf.out>',
    count: [1, 1],
    options: { verbose: { help: 'show everything: scenarios, attachments, all limits, and the text of the warnings' } },
    notes: ['It does not prove anything: use verify or report for that.'],
    examples: ['summary cdk.out', 'summary cdktf.out --verbose'],
    load: async () => (await import('./commands/summary')).summary,
  },
  {
    name: 'diff',
    summary: 'show what changed between two editions, locks or files',
    arguments: '<before> <after>',
    count: [2, 2],
    options: { format: { value: '<format>', help: 'text (default), json, or markdown for a pull request' } },
    notes: [
      'Each side is an edition of this package (2025-01, or additional-endpoints@2025-01), "bundled" for all its data,\n'
      + 'a lock, or an edition that import wrote. An edition is compared with the same source of the other side.',
    ],
    examples: ['diff 2025-01 2025-h2', 'diff bundled m365-endpoints.lock.json --format markdown'],
    load: async () => (await import('./commands/diff')).diff,
  },
  {
    name: 'import',
    summary: 'turn published documents into catalog data, with a report',
    arguments: '<file…>',
    count: [1, 100],
    options: {
      'edition': { value: '<id>', help: 'key of the edition, such as 2025-01 (default: the date in the file name)' },
      'published': { value: '<date>', help: 'when it was published (default: the date at the start of the edition)' },
      'retrieved': { value: '<date>', help: 'when it was read, YYYY-MM-DD (default: unknown)' },
      'based-on': { value: '<id>', help: 'the edition that the page is based on; the rows in the file replace its rows' },
      'source': { value: '<source>', help: 'key of the source (default: that of the kind of document)' },
      'instance': { value: '<cloud>', help: 'the cloud of a document of the web service (default: from the file name)' },
      'service-area': { value: '<area>', isMultiple: true, help: 'only these areas of a document of the web service, such as MEM (default: all)' },
      'out': { value: '<folder>', help: 'the folder for <source>.<edition>.json (default: only report)' },
      'acknowledge': { value: '<id>', isMultiple: true, help: 'accept the error with this id; may be repeated, needs --reason' },
      'reason': { value: '<text>', help: 'why the error is acceptable; recorded in the edition' },
      'allow-findings': { help: 'write in spite of all errors' },
    },
    notes: [
      'Reads the page of additional endpoints and the training page (HTML, Markdown or text, in any language), the JSON and\n'
      + 'CSV of the web service, and service tags, and recognises them by content. All files are written, or none.',
    ],
    examples: ['import page.2025-01.md --out data', 'import worldwide.json --instance Worldwide --edition 2026-08-14 --out data'],
    load: async () => (await import('./commands/import')).importFiles,
  },
  {
    name: 'update',
    summary: 'update the lock from the web service and the page of additional endpoints, or check whether it is up to date',
    arguments: '',
    count: [0, 0],
    options: {
      'check': { help: 'only check for newer data (exit code 3 if there is any), and write nothing' },
      'lock': { value: '<file>', help: 'the lock (default: m365-endpoints.lock.json)' },
      'from': { value: '<folder>', help: 'read mirrored files instead of asking the web service' },
      'instance': { value: '<cloud>', isMultiple: true, help: 'ask only for this cloud; may be repeated (default: those in the lock)' },
      'page': { value: '<url|file|none>', help: 'where to read the page of additional endpoints (default: Microsoft Learn)' },
      'format': { value: '<format>', help: 'how to show the changes: text (default), json, or markdown for a pull request' },
      'acknowledge': { value: '<id>', isMultiple: true, help: 'accept what was refused with this id; may be repeated, needs --reason' },
      'reason': { value: '<text>', help: 'why it is accepted; recorded in the lock' },
      'allow-findings': { help: 'leave out sets that cannot be read' },
      'timeout': { value: '<seconds>', help: 'timeout of one request (default: 30)' },
    },
    notes: [
      'Asks /version at most once an hour, tries again after failures, and waits if it is asked to (status 429).\n'
      + 'A refusal holds back only its own cloud or page. A failed update leaves the lock as it was.',
      'environment:\n'
      + '  M365_ENDPOINTS_URL        base URL of a mirror (default: https://endpoints.office.com)\n'
      + '  M365_ENDPOINTS_PAGE_URL   the same as --page\n'
      + '  M365_ENDPOINTS_STATE      file with the client request id of this machine\n'
      + '  HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY are used, for HTTP proxies',
    ],
    examples: ['update', 'update --check', 'update --from mirror --format markdown'],
    load: async () => (await import('./commands/update')).update,
  },
];
