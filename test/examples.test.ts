/**
 * Every example is synthesised as a user would, in two folders, and read back.
 * What the published page says is taken from the page itself where it is at hand.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catalog } from '../lib/catalog';
import { AddressFamily, Direction, PortRange, PrefixSet } from '../lib/net';
import { compareWithRecord } from '../lib/record';
import { AdmittedNames, AdmittedSpace, compare, NameSet, prove, readDocument, Reading } from '../lib/verify';
import { schemaProblems } from './azurerm/provider-schema';
import { tool } from './cli/support/tool';
import { inspect, openBrowser, WIDTHS } from './support/browser';
import { removeTemporaryFolders } from './support/folders';
import { addressesIn, intervals } from './support/interval-oracle';
import { describeMaterial, MATERIAL, readMaterial } from './support/material';
import { describeWithTool } from './support/tools';

const ROOT = join(__dirname, '..');
const EXAMPLES = join(ROOT, 'examples');

/** The file in the output of each example that says what is admitted. */
const OUTPUTS: Record<string, string> = {
  'aws-graph-webhook': 'GraphWebhook.template.json',
  'aws-graph-webhook-china': 'ChinaWebhookRules.template.json',
  'aws-network-firewall-egress': 'Egress.template.json',
  'aws-prefix-lists': 'PrefixLists.template.json',
  'aws-rest-api-graph-webhook': 'RestWebhook.template.json',
  'aws-waf-graph-webhook': 'WafWebhook.template.json',
  'azure-admin-rules': join('stacks', 'admin-rules', 'cdk.tf.json'),
  'azure-container-app-graph-webhook': join('stacks', 'container-app-graph-webhook', 'cdk.tf.json'),
  'azure-event-hub-graph-notifications': join('stacks', 'event-hub-graph-notifications', 'cdk.tf.json'),
  'azure-exchange-hybrid': join('stacks', 'exchange-hybrid', 'cdk.tf.json'),
  'azure-firewall-egress': join('stacks', 'firewall-egress', 'cdk.tf.json'),
  'azure-flex-and-logic-apps': join('stacks', 'flex-and-logic-apps', 'cdk.tf.json'),
  'azure-front-door-graph-webhook': join('stacks', 'front-door-graph-webhook', 'cdk.tf.json'),
  'azure-function-graph-webhook': join('stacks', 'function-graph-webhook', 'cdk.tf.json'),
  'azure-graph-webhook-us-gov': join('stacks', 'graph-webhook-us-gov', 'cdk.tf.json'),
  'azure-ip-groups': join('stacks', 'ip-groups', 'cdk.tf.json'),
  'terraform-aws-dns-firewall': join('stacks', 'hybrid-wizard-names', 'cdk.tf.json'),
  'terraform-aws-graph-webhook': join('stacks', 'terraform-aws-graph-webhook', 'cdk.tf.json'),
  'terraform-aws-waf-graph-webhook': join('stacks', 'waf-graph-webhook', 'cdk.tf.json'),
};

/** What a report of each example is asked to expect; nothing where the record in the output is what it is compared with. */
const GRAPH = ['--allows', 'graph-change-notifications'];
const REPORTED: Record<string, { readonly options: readonly string[]; readonly verdict?: string }> = {
  'aws-graph-webhook': { options: GRAPH },
  'aws-graph-webhook-china': { options: [...GRAPH, '--cloud', 'China'] },
  'aws-network-firewall-egress': { options: [] },
  'aws-prefix-lists': { options: [], verdict: 'equal, not attached' },
  'aws-rest-api-graph-webhook': { options: GRAPH },
  'aws-waf-graph-webhook': { options: [...GRAPH, '--edition', '2025-h2', '--requests', '/api/notifications'] },
  'azure-admin-rules': { options: GRAPH },
  'azure-exchange-hybrid': {
    options: [
      ...['outlook-mobile-autodetect', 'exchange-hybrid', 'exchange-hybrid/mail-flow', 'mailbox-migration'].flatMap((slug) => ['--allows', slug]),
      '--email-domain', 'contoso.com',
    ],
  },
  'azure-container-app-graph-webhook': { options: [...GRAPH, '--family', 'ipv4'] },
  'azure-event-hub-graph-notifications': { options: GRAPH },
  'azure-firewall-egress': { options: [], verdict: 'equal, not attached' },
  'azure-flex-and-logic-apps': { options: GRAPH },
  'azure-front-door-graph-webhook': { options: [...GRAPH, '--requests', '/api/notifications'] },
  'azure-function-graph-webhook': { options: GRAPH },
  'azure-graph-webhook-us-gov': { options: [...GRAPH, '--cloud', 'gcc-high'] },
  'azure-ip-groups': { options: ['--allows', 'mailbox-migration', '--family', 'ipv4'], verdict: 'equal, not attached' },
  'terraform-aws-dns-firewall': { options: ['--allows', 'hybrid-configuration-wizard'] },
  'terraform-aws-graph-webhook': { options: GRAPH },
  'terraform-aws-waf-graph-webhook': { options: [...GRAPH, '--requests', '/api/notifications'] },
};

const folders: string[] = [];
afterAll(() => {
  folders.forEach((folder) => rmSync(folder, { recursive: true }));
  removeTemporaryFolders();
});

/** The file that an example writes when it is run with a fresh folder for its output. */
function synthesise(example: string, source = join(EXAMPLES, example)): string {
  const outdir = mkdtempSync(join(tmpdir(), `${example}-`));
  folders.push(outdir);
  process.env.CDK_OUTDIR = process.env.CDKTF_OUTDIR = outdir;
  jest.requireActual(join(source, 'main'));
  return join(outdir, OUTPUTS[example]);
}

/** The same from a copy of the example. */
function synthesiseElsewhere(example: string): string {
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const copy = mkdtempSync(join(ROOT, 'build', `${example}-`)); // where packages resolve as they do for the example
  folders.push(copy);
  cpSync(join(EXAMPLES, example), copy, { recursive: true });
  return synthesise(example, copy);
}

function read(text: string): Reading {
  return readDocument(JSON.parse(text));
}

const files = new Map(Object.keys(OUTPUTS).map((example) => [example, synthesise(example)]));
const texts = new Map([...files].map(([example, file]) => [example, readFileSync(file, 'utf8')]));
const readingOf = (example: string) => read(texts.get(example)!);

/** What is admitted inbound, as `tcp 443: prefix prefix`. */
const inbound = (reading: Reading) => reading.admitted.only(Direction.INBOUND).boxes()
  .map(({ protocol, ports, addresses }) => `${protocol} ${ports}: ${addresses}`);

test('every example is tested', () => {
  expect(readdirSync(EXAMPLES).filter((name) => name !== 'README.md').sort()).toEqual(Object.keys(OUTPUTS).sort());
});

describe.each(Object.keys(OUTPUTS))('%s', (example) => {
  test('gives the same bytes in another folder', () => {
    expect(readFileSync(synthesiseElsewhere(example), 'utf8')).toBe(texts.get(example));
  });

  test('holds no path of this machine and no date but those of the editions', () => {
    expect(texts.get(example)).not.toContain(process.cwd());
    expect(texts.get(example)).not.toContain(tmpdir());
    expect(texts.get(example)).not.toMatch(new RegExp(`${new Date().getFullYear()}-\\d\\d-\\d\\dT`));
  });

  test('obeys the rules of its platform', () => {
    const { findings, unresolved } = readingOf(example);
    // A group that the user names by parameter is not in the template.
    expect(findings.filter(({ code }) => code !== 'UnknownGroup')).toEqual([]);
    expect(unresolved).toEqual([]);
  });

  test('is consistent with its record', () => {
    const compared = compareWithRecord(JSON.parse(texts.get(example)!), { catalogs: [Catalog.bundled()] });
    expect(compared?.comparisons.map(({ proof }) => `${proof}`)).toEqual([expect.stringMatching(/^equal: .+/)]);
    expect(compared?.unrecorded).toEqual([]);
  });

  test('has nothing in it that stands in the way of a proof', () => {
    const { admitted, names } = readingOf(example);
    const requests = /waf|front-door/.test(example) ? ['/api/notifications'] : undefined;
    expect(`${prove(JSON.parse(texts.get(example)!), { admitted, names, requests })}`).toMatch(/^equal: .+/);
  });
});

describe('reports', () => {
  const pages = new Map<string, string>();

  test.each(Object.entries(REPORTED))('%s', async (example, { options, verdict = 'equal' }) => {
    const { stdout } = await tool(['report', files.get(example)!, ...options]);
    pages.set(example, stdout);
    expect(/<h1>([^<]*)<\/h1>/.exec(stdout)![1].toLowerCase()).toBe(verdict);
  });

  test('there is one of every example', () => {
    expect([...pages.keys()].sort()).toEqual(Object.keys(OUTPUTS).sort());
  });

  describeWithTool('chromium')('in a browser', () => {
    test('are sound, and fit a phone', async () => {
      const browser = await openBrowser();
      const found = new Map<string, object>();
      for (const [example, page] of pages) {
        const { screenshot: _, ...inspection } = await inspect(browser, page, WIDTHS.phone, 'light', false);
        found.set(example, inspection);
      }
      await browser.close();
      const sound = { requests: [], messages: [], overflow: 0, violations: [] };
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries([...pages.keys()].map((example) => [example, sound])));
    }, 120_000);
  });
});

describeWithTool('cfn-lint')('cfn-lint', () => {
  test('has no errors for any template', () => {
    const templates = [...files.values()].filter((file) => file.endsWith('.template.json'));
    expect(templates.length).toBeGreaterThanOrEqual(6);
    const { stdout, status } = spawnSync('cfn-lint', ['--ignore-checks', 'W', '--regions', 'us-east-1', '--', ...templates], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  }, 120_000);
});

describe('aws-graph-webhook', () => {
  test('needs two groups, none with more than 60 rules of a family', () => {
    const counts = [...readingOf('aws-graph-webhook').groups.values()].map((group) => group.counts.inbound).filter(({ ipv4 }) => ipv4 > 0);
    expect(counts).toHaveLength(2);
    expect(counts.reduce((sum, { ipv4 }) => sum + ipv4, 0)).toBe(94);
    expect(counts.reduce((sum, { ipv6 }) => sum + ipv6, 0)).toBe(12);
    counts.forEach(({ ipv4, ipv6 }) => expect(Math.max(ipv4, ipv6)).toBeLessThanOrEqual(60));
  });

  test('puts both groups on the load balancer', () => {
    const resources: Record<string, { Type: string; Properties: Record<string, any> }> = JSON.parse(texts.get('aws-graph-webhook')!).Resources;
    const loadBalancer = Object.values(resources).find(({ Type }) => Type === 'AWS::ElasticLoadBalancingV2::LoadBalancer')!;
    const groups = loadBalancer.Properties.SecurityGroups.map((group: { 'Fn::GetAtt': [string, string] }) => group['Fn::GetAtt'][0]);
    const withRules = Object.keys(resources).filter((id) => resources[id].Properties?.SecurityGroupIngress !== undefined);
    expect(groups).toEqual(expect.arrayContaining(withRules));
    expect(groups).toHaveLength(3);
  });
});

describe('aws-prefix-lists', () => {
  test('admits what the lists hold, from two groups that each have room for their MaxEntries', () => {
    const reading = readingOf('aws-prefix-lists');
    expect([...reading.groups.values()].map(({ counts }) => counts.inbound)).toEqual([{ ipv4: 60, ipv6: 60 }, { ipv4: 60, ipv6: 0 }]);
    expect(inbound(reading)).toHaveLength(1);
  });
});

describe('azure-admin-rules', () => {
  test('refuses the rest of the Internet, and leaves the decision on the rest to network security groups', () => {
    const [collection] = readingOf('azure-admin-rules').groups.values();
    expect(collection).toMatchObject({ otherInboundDenied: true, otherOutboundDenied: false });
    expect(collection.delivered?.isEmpty).toBe(true);
  });

  test('deploys what it synthesises, after the rules', () => {
    const { azurerm_network_manager_deployment: deployments, azurerm_network_manager_admin_rule: rules } = JSON.parse(texts.get('azure-admin-rules')!).resource;
    const [deployment] = Object.values<Record<string, any>>(deployments);
    expect(deployment.triggers.rules).toMatch(/^[0-9a-f]{16} \$\{sha1\(/);
    Object.keys(rules).forEach((rule) => expect(deployment.triggers.rules).toContain(`azurerm_network_manager_admin_rule.${rule}.id`));
  });
});

describe('azure-exchange-hybrid', () => {
  test('has one rule for each flow and family, at priorities of its own', () => {
    const rules: Record<string, any>[] = Object.values(JSON.parse(texts.get('azure-exchange-hybrid')!).resource.azurerm_network_security_rule);
    const named = (name: string) => /(?:AutoDetect|Inbound|Migration)-[a-z-]+\.[a-z-]+?(?:-[0-9a-f]{8})?-in-tcp-ipv\d/.exec(name)?.[0].replace(/-[0-9a-f]{8}(?=-in)/, '');
    expect(rules.map(({ name }) => named(name)).sort()).toEqual([
      'AutoDetect-outlook-mobile-autodetect.autodetect-in-tcp-ipv4',
      'Inbound-exchange-hybrid.coexistence-in-tcp-ipv4', 'Inbound-exchange-hybrid.coexistence-in-tcp-ipv6',
      'Inbound-exchange-hybrid.mail-flow-in-tcp-ipv4', 'Inbound-exchange-hybrid.mail-flow-in-tcp-ipv6',
      'Migration-mailbox-migration.migration-in-tcp-ipv4', 'Migration-mailbox-migration.migration-in-tcp-ipv6',
    ]);
    expect(new Set(rules.map(({ priority }) => priority)).size).toBe(rules.length);
    expect(new Set(rules.filter(({ name }) => named(name)?.startsWith('Migration')).map(({ destination_address_prefix: to }) => to))).toEqual(new Set(['10.20.1.5/32', 'fd20:20:20:1::5/128']));
  });
});

describe('azure-firewall-egress', () => {
  const resources = () => JSON.parse(texts.get('azure-firewall-egress')!).resource;

  test('has one rule collection group, whose rules allow and start at the spokes', () => {
    const groups: Record<string, any>[] = Object.values(resources().azurerm_firewall_policy_rule_collection_group);
    expect(groups).toHaveLength(1);
    const collections: any[] = [...groups[0].network_rule_collection, ...groups[0].application_rule_collection];
    expect(new Set(collections.map(({ action }) => action))).toEqual(new Set(['Allow']));
    expect(new Set(collections.map(({ priority }) => priority)).size).toBe(collections.length);
    collections.flatMap(({ rule }) => rule).forEach((rule) => expect(rule.source_addresses).toEqual(['10.20.0.0/16', '10.21.0.0/16']));
  });

  test('has published addresses in IP groups only', () => {
    const groups: { cidrs: string[] }[] = Object.values(resources().azurerm_ip_group);
    expect(groups.flatMap(({ cidrs }) => cidrs)).toContain('52.112.0.0/14');
    expect(JSON.stringify(resources().azurerm_firewall_policy_rule_collection_group)).not.toContain('52.112.0.0/14');
  });
});

describe('azure-ip-groups', () => {
  const { azurerm_ip_group: groups, azurerm_firewall_policy_rule_collection_group: { Inbound: inboundRules } } = JSON.parse(texts.get('azure-ip-groups')!).resource;

  test('names every group in one rule, and no address', () => {
    expect(inboundRules.nat_rule_collection).toHaveLength(1);
    const [rule, ...others] = inboundRules.nat_rule_collection[0].rule;
    expect(others).toEqual([]);
    expect(rule.source_ip_groups).toEqual(Object.keys(groups).map((id) => `\${azurerm_ip_group.${id}.id}`));
    expect(rule).not.toHaveProperty('source_addresses');
  });
});

describe('the synthesised text holds exactly the addresses of the data files, by ipaddr.js alone', () => {
  type Flow = { name: string; prefixes?: string[]; hosts?: string[] };
  type DataSet = { slug: string; clouds: string[]; serviceArea?: string; flows: Flow[] };
  const data = (file: string): DataSet[] => JSON.parse(readFileSync(join(__dirname, '..', 'lib', 'data', `${file}.json`), 'utf8')).sets;
  const page = data('additional-endpoints.2025-01');
  const service = data('web-service-worldwide.2026-08-14');
  const prefixesOf = (sets: DataSet[], flow: (one: Flow) => boolean = () => true) => (
    sets.flatMap(({ flows }) => flows.filter(flow)).flatMap(({ prefixes = [] }) => prefixes)
  );
  const graphOf = (sets: DataSet[], cloud: string) => prefixesOf(sets.filter(({ slug, clouds }) => slug === 'graph-change-notifications' && clouds.includes(cloud)));
  const graph = (cloud: string) => graphOf(page, cloud);
  const exchange = (...ids: number[]) => prefixesOf(service.filter(({ slug }) => ids.some((id) => slug === `worldwide-${id}`)));
  const areas = (...names: string[]) => prefixesOf(service.filter(({ serviceArea }) => names.includes(serviceArea!)));
  const ipv4 = (prefixes: string[]) => prefixes.filter((prefix) => !prefix.includes(':'));
  const autodetect = prefixesOf(page.filter(({ slug, clouds }) => slug === 'outlook-mobile-autodetect' && clouds.includes('Worldwide')));

  /** By example: what is published, and the addresses of the customer's own networks in the text. */
  const EXPECTED: Record<string, [published: string[], own?: string[]]> = {
    'aws-graph-webhook': [graph('Worldwide'), ['255.255.255.255/32', '10.0.0.0/16', '0.0.0.0/0', '10.0.128.0/17', '10.0.0.0/17', '::/0']],
    'aws-graph-webhook-china': [graph('China')],
    'aws-network-firewall-egress': [areas('Exchange', 'Common'), ['10.255.0.0/24', '10.255.0.0/25', '10.255.0.128/25', '10.0.0.0/8']],
    'aws-prefix-lists': [[...graph('Worldwide'), ...exchange(1, 2)], ['255.255.255.255/32', '10.0.0.0/16', '10.0.128.0/17', '10.0.0.0/17']],
    'aws-rest-api-graph-webhook': [graph('Worldwide')],
    'aws-waf-graph-webhook': [graphOf(data('additional-endpoints.2025-h2'), 'Worldwide')],
    'azure-admin-rules': [graph('Worldwide'), ['fd20:20:20:1::/64', '10.20.1.0/24']],
    'azure-container-app-graph-webhook': [ipv4(graph('Worldwide'))],
    'azure-event-hub-graph-notifications': [graph('Worldwide')],
    'azure-exchange-hybrid': [[...exchange(1, 2, 9, 10), ...autodetect], [
      'fd20:20:20:1::/64', '10.20.0.0/16', 'fd20:20:20::/48', '10.20.1.0/24', '10.20.1.4/32', '10.20.1.5/32', 'fd20:20:20:1::4/128', 'fd20:20:20:1::5/128',
    ]],
    'azure-firewall-egress': [ipv4(areas('Common', 'Exchange', 'Skype', 'SharePoint')), ['10.21.0.0/16', '10.20.0.0/16']],
    'azure-flex-and-logic-apps': [graph('Worldwide')],
    'azure-front-door-graph-webhook': [graph('Worldwide')],
    'azure-function-graph-webhook': [graph('Worldwide')],
    'azure-graph-webhook-us-gov': [graph('USGovGCCHigh')],
    'azure-ip-groups': [ipv4(exchange(1, 2, 9, 10)), ['10.10.0.20']],
    'terraform-aws-dns-firewall': [[]],
    'terraform-aws-graph-webhook': [graph('Worldwide')],
    'terraform-aws-waf-graph-webhook': [graph('Worldwide')],
  };

  test.each(Object.keys(OUTPUTS))('%s', (example) => {
    const [published, own = []] = EXPECTED[example];
    const found = addressesIn(texts.get(example)!);
    expect(own.filter((address) => !found.includes(address))).toEqual([]);
    expect(intervals(found.filter((address) => !own.includes(address)))).toEqual(intervals(published));
  });

  test.each(Object.keys(OUTPUTS).filter((example) => /graph|waf|admin-rules/.test(example)))('%s is proven to let them in on TCP 443, and nothing else', (example) => {
    const addresses = PrefixSet.of(...EXPECTED[example][0]);
    const admitted = AdmittedSpace.of([{ direction: Direction.INBOUND, protocol: 'tcp', ports: PortRange.of(443), addresses }]);
    const requests = /waf|front-door/.test(example) ? ['/api/notifications'] : undefined;
    // Beside the groups with rules, the load balancer of an example has one of its own that lets nobody in.
    const admitting = [...readingOf(example).groups.values()].filter(({ space }) => !space.only(Direction.INBOUND).isEmpty).map(({ key }) => key);
    const proof = prove(JSON.parse(texts.get(example)!), { admitted, requests, direction: Direction.INBOUND, groups: admitting });
    expect([`${proof}`.split(':')[0], proof.unresolved]).toEqual(['equal', []]);
  });

  test('and the names of one that filters names', () => {
    const wizard = page.find(({ slug, clouds }) => slug === 'hybrid-configuration-wizard' && clouds.includes('Worldwide'))!;
    const lists: { domains: string[] }[] = Object.values(JSON.parse(texts.get('terraform-aws-dns-firewall')!).resource.aws_route53_resolver_firewall_domain_list);
    const published = wizard.flows.filter(({ name }) => name === 'wizard').flatMap(({ hosts = [] }) => hosts.map((host) => host.split('/')[0]));
    expect(lists.flatMap(({ domains }) => domains).filter((domain) => domain !== '*').sort()).toEqual(published.sort());
  });
});

describeMaterial('against the published page', () => {
  /** Row 23 of the page, cut by cloud: whatever looks like an address. */
  const row = () => /^23 [^]*?(?=^24 )/m.exec(readMaterial('pages/additional-endpoints.2025-01.en.txt'))![0];
  const published = (from: string, to: string) => PrefixSet.of(...(row().split(from)[1].split(to)[0]
    .match(/(?<![\w.:])(?:\d+\.\d+\.\d+\.\d+|[0-9a-f]+:[0-9a-f:]+)(?:\/\d+)?/g) ?? [])
    .map((address) => (address.includes('/') ? address : `${address}/32`)));

  test.each([
    ['aws-graph-webhook', 'Public Cloud:', 'US Government:', 94, 12],
    ['aws-rest-api-graph-webhook', 'Public Cloud:', 'US Government:', 94, 12],
    ['azure-front-door-graph-webhook', 'Public Cloud:', 'US Government:', 94, 12],
    ['azure-event-hub-graph-notifications', 'Public Cloud:', 'US Government:', 94, 12],
    ['azure-flex-and-logic-apps', 'Public Cloud:', 'US Government:', 94, 12],
    ['azure-function-graph-webhook', 'Public Cloud:', 'US Government:', 94, 12],
    ['terraform-aws-graph-webhook', 'Public Cloud:', 'US Government:', 94, 12],
    ['azure-admin-rules', 'Public Cloud:', 'US Government:', 94, 12],
    ['terraform-aws-waf-graph-webhook', 'Public Cloud:', 'US Government:', 94, 12],
    ['azure-graph-webhook-us-gov', 'US Government:', '21Vianet:', 16, 1], // 18 IPv4 prefixes as published, 16 once neighbours are merged
    ['aws-graph-webhook-china', '21Vianet:', 'TCP port', 13, 1],
  ])('%s admits exactly what row 23 publishes, on TCP 443', (example, from, to, ipv4, ipv6) => {
    const expected = published(from, to);
    expect([expected.count(AddressFamily.IPV4), expected.count(AddressFamily.IPV6)]).toEqual([ipv4, ipv6]);
    expect(inbound(readingOf(example))).toEqual([`tcp 443: ${expected}`]);
  });

  test('aws-waf-graph-webhook admits only what the later edition still publishes', () => {
    const page = readMaterial('pages/additional-endpoints.2025-h2.en.md');
    const prefixes = /Public Cloud:<br>([^<]+)<br>/.exec(page)![1].split(', ');
    expect(prefixes).toHaveLength(4);
    expect(inbound(readingOf('aws-waf-graph-webhook'))).toEqual([`tcp 443: ${PrefixSet.of(...prefixes)}`]);
  });

  test('azure-exchange-hybrid admits the Exchange Online table and row 10 on TCP 443, and SMTP on TCP 25', () => {
    const sets: { id: number; ips?: string[] }[] = JSON.parse(readMaterial('data/webservice.worldwide.2026-08-14.json'));
    const ips = (...ids: number[]) => sets.filter(({ id }) => ids.includes(id)).flatMap((set) => set.ips!);
    expect(inbound(readingOf('azure-exchange-hybrid'))).toEqual([
      `tcp 25: ${PrefixSet.of(...ips(10))}`,
      `tcp 443: ${PrefixSet.of(...ips(1, 2, 9, 10), '52.125.128.0/20', '52.127.96.0/23')}`,
    ]);
  });

  test.each(Object.keys(OUTPUTS).filter((example) => example.startsWith('azure-')))('%s has resources as the schema of the provider has them', (example) => {
    const schemaFile = (type: string) => `data/azurerm-schema-4.55.0/${type}.json`;
    const { resource } = JSON.parse(texts.get(example)!);
    const known = Object.entries(resource).filter(([type]) => existsSync(join(MATERIAL, schemaFile(type))));
    expect(known.length).toBeGreaterThan(1);
    expect(schemaProblems({ resource: Object.fromEntries(known) }, (type) => JSON.parse(readMaterial(schemaFile(type))).block)).toEqual([]);
  });

  test('azure-ip-groups lets the IPv4 addresses of the Exchange Online table in, on TCP 443', () => {
    const sets: { id: number; ips?: string[] }[] = JSON.parse(readMaterial('data/webservice.worldwide.2026-08-14.json'));
    const table = PrefixSet.of(...sets.filter(({ id }) => [1, 2, 9, 10].includes(id)).flatMap(({ ips }) => ips!));
    expect(inbound(readingOf('azure-ip-groups'))).toEqual([`tcp 443: ${table.only(AddressFamily.IPV4)}`]);
  });

  test('azure-firewall-egress admits exactly the IPv4 addresses of four service areas without QUIC, and their names on TCP 80 and 443', () => {
    type Published = { serviceArea: string; ips?: string[]; urls?: string[]; tcpPorts?: string; udpPorts?: string };
    const all: Published[] = JSON.parse(readMaterial('data/webservice.worldwide.2026-08-14.json'));
    const sets = all.filter(({ serviceArea }) => ['Common', 'Exchange', 'Skype', 'SharePoint'].includes(serviceArea));
    const ports = (text?: string) => (text ?? '').split(',').filter((port) => port !== '').map((port) => PortRange.of(Number(port)));
    const ofTenant = (url: string) => (
      url === '*.sharepoint.com' ? ['contoso.sharepoint.com', 'contoso-my.sharepoint.com'] : [url.replace('autodiscover.*.', 'autodiscover.contoso.')]
    );
    const direction = Direction.OUTBOUND;
    const boxes = sets.flatMap((set) => [
      ...ports(set.tcpPorts).map((range) => ({ protocol: 'tcp', range })),
      ...ports(set.udpPorts).filter(({ first }) => first !== 443).map((range) => ({ protocol: 'udp', range })),
    ].map(({ protocol, range }) => ({ direction, protocol, ports: range, addresses: PrefixSet.of(...set.ips ?? []).only(AddressFamily.IPV4) })));
    const names = sets.flatMap((set) => ports(set.tcpPorts).filter(({ first }) => first === 80 || first === 443).map((range) => (
      { direction, protocol: 'tcp', ports: range, names: NameSet.parse(...(set.urls ?? []).flatMap(ofTenant)) }
    )));
    const reading = readingOf('azure-firewall-egress');
    expect(compare(reading.admitted, AdmittedSpace.of(boxes)).toString()).toBe('admits exactly what was expected');
    expect(compare(reading.names, AdmittedNames.of(names)).toString()).toBe('admits exactly what was expected');
  });
});
