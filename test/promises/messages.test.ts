/** What the pages of errors, warnings and findings promise: every code occurs, and a test expects it or provokes it here. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Catalog, Cloud, CustomScenario, EntraConnectOutbound, ExchangeHybrid, TrustedSites } from '../../lib';
import { EnforcedTraffic } from '../../lib/assertions';
import { DnsFirewallRules, NetworkFirewallRules, SidRange } from '../../lib/aws';
import { requireAssociationPriority } from '../../lib/aws-rules/dns-firewall/dns-firewall-options';
import { ruleGroupContent } from '../../lib/aws-rules/network-firewall/network-firewall-rule-group';
import { COMMANDS } from '../../lib/cli/command-table';
import { Arguments } from '../../lib/cli/shell/arguments';
import { readText, writeAtomically } from '../../lib/cli/shell/files';
import { readPage } from '../../lib/cli/update/network/learn-page';
import { openDocuments } from '../../lib/cli/verify/open-documents';
import { parseJson } from '../../lib/cli/verify/parse-json';
import { EndpointError, pageThrottled, trafficNotAsMeant, webServiceFailed, webServiceThrottled } from '../../lib/messages/errors';
import { HostPattern } from '../../lib/net';
import { replayInputs } from '../../lib/record/replay-inputs';
import { NULL_ENFORCEMENT_POINT } from '../../lib/scenarios/instantiate-example';
import { importAdditionalEndpointsPage, importWebServiceJson, readChanges } from '../../lib/sources';
import { rowFacts } from '../../lib/sources/cells/row-facts';
import { FindingList } from '../../lib/sources/findings/finding-list';
import { recogniseRows } from '../../lib/sources/page/recognise-rows';
import { fixtureCatalog } from '../support/fixture-catalog';
import { PagePromises, promisesOf, ProvenBy, testsOf } from '../support/promises';
import { enforce, outbound } from '../support/rule-set';

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'messages-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every test but those of promises, as text, with the names of enumerated codes as they are written out. */
const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/promises/.test(file)).map((file) => readFileSync(join(ROOT, 'test', file), 'utf8')).join('\n');
const isExpected = (code: string) => new RegExp(`\\b${code}\\b`).test(tests);

const newStack = () => new Stack(new App(), 'Stack');
const enforcedBy = [NULL_ENFORCEMENT_POINT];
const command = (name: string) => COMMANDS.find((each) => each.name === name)!;
const codeOf = (action: () => unknown): string | undefined => {
  try {
    action();
  } catch (error) {
    return error instanceof EndpointError ? error.code : `${error}`;
  }
  return undefined;
};

/** What makes the errors that no other test names by their code. */
const ERRORS: Record<string, () => unknown> = {
  DnsFirewallFull: () => enforce(new DnsFirewallRules(newStack(), 'Rules', { rulesPerGroup: 1, blockOthers: true }), [outbound('443', ['a.example.com'])]),
  EnforcementPointRequired: () => new ExchangeHybrid(newStack(), 'Hybrid', { enforcedBy, configurationWizard: true }),
  HealthAgentNotPublished: () => new EntraConnectOutbound(newStack(), 'Connect', { enforcedBy, cloud: Cloud.CHINA, healthAgent: true }),
  InvalidAssociationPriority: () => requireAssociationPriority(100),
  InvalidHomeNet: () => new NetworkFirewallRules(newStack(), 'Rules', { homeNet: [] }),
  InvalidSidRange: () => SidRange.of(5, 4),
  InvalidUsage: () => Arguments.parse(['--nonsense'], command('list')),
  NetworkFirewallFull: () => ruleGroupContent('path', ['a', 'b'].map((key) => ({ key, write: () => key }) as never), SidRange.of(1, 1)),
  NoReason: () => Catalog.bundled().withOverride({ slug: 'graph-change-notifications', prefixes: [], reason: ' ' }),
  PageFailed: () => readPage('<html><title>Sign in</title></html>', 'https://example.com', '2026-11-29'),
  PeersRequired: () => new CustomScenario(newStack(), 'Proxy', { enforcedBy, catalog: Catalog.bundled(), sets: [{ slug: 'federation-proxy' }] }),
  SeveralFlows: () => Catalog.bundled().withOverride({ slug: 'exchange-hybrid', prefixes: ['20.0.0.0/24'], reason: 'it moved' }),
  TrafficNotAsMeant: () => {
    throw trafficNotAsMeant('stack', ['a problem']);
  },
  UnexpectedTraffic: () => EnforcedTraffic.of({ Resources: {} }).allows({ from: '192.0.2.1', tcp: 443 }),
  UnknownDigest: () => replayInputs({ cloud: 'Worldwide', editions: [{ source: 'additional-endpoints', edition: '2025-01', sha256: '0' }], flows: [] }, [Catalog.bundled()]),
  UnknownDocument: () => parseJson('no JSON', 'file.json'),
  UnknownEdition: () => Catalog.bundled().edition('1999'),
  UnknownFlow: () => new CustomScenario(newStack(), 'Custom', { enforcedBy, catalog: fixtureCatalog(), sets: [{ slug: 'graph-change-notifications', flows: [{ name: 'none' }] }] }),
  UnknownSlug: () => Catalog.bundled().require('none'),
  UnreadableFile: () => readText(join(folder, 'none')),
  UnrecognisedFolder: () => openDocuments('.', folder),
  UnresolvedHostPattern: () => HostPattern.parse('<tenant>.example.com').resolve({}),
  UnresolvedTemplates: () => new TrustedSites(newStack(), 'Sites', {}),
  UnwrittenFile: () => {
    writeFileSync(join(folder, 'file'), '');
    writeAtomically(new Map([[join(folder, 'file', 'below'), '']]));
  },
  WebServiceFailed: () => {
    throw webServiceFailed('url', 'problem');
  },
  WebServiceThrottled: () => {
    throw webServiceThrottled('url', '2026-11-29T00:00:00.000Z');
  },
};

/** Tests of errors that come after a question over the network or at the end of a synthesis. */
const ERRORS_ELSEWHERE: Record<string, readonly ProvenBy[]> = {
  TrafficNotAsMeant: [testsOf('terraform-aws/traffic-validation.test.ts')('fails where a rule admits more, and names rule and mending')],
  WebServiceFailed: [testsOf('cli/commands/update.test.ts')('fails by %s, with the lock untouched')],
  WebServiceThrottled: [testsOf('cli/commands/update.test.ts')('fails after status 429 without asking again, until the time is over')],
};

/** Tests of warnings that look at their text. */
const WARNINGS: Record<string, readonly ProvenBy[]> = {
  allowBeforeBlock: [testsOf('azurerm/web/waf-policy-rules.test.ts')('is told, and one behind ours or that blocks is not')],
  contestedPriority: [testsOf('azurerm/network-security-group/priorities-that-stay.test.ts')('is told with the other rule, and pins that keep what is deployed')],
  denyBeforeRules: [testsOf('azurerm/network-security-group/priorities-that-stay.test.ts')('a rule of the app that denies before ours is told')],
  excludedByHalf: [testsOf('scenarios/base/scenario.test.ts')('that leave one of two descriptions of a remote side give a warning')],
  unusedExclusion: [testsOf('scenarios/base/scenario.test.ts')('that exclude nothing give a warning')],
  unusedPins: [testsOf('azurerm/network-security-group/priorities-that-stay.test.ts')('that name no rule are told')],
};

const facts = (text: string) => {
  const findings = new FindingList();
  return { row: rowFacts({ number: 1, cells: [text] }, findings), findings };
};
const set = (rest: object) => ({ id: 7, serviceArea: 'Exchange', tcpPorts: '443', category: 'Default', expressRoute: false, required: true, ...rest });

/** What makes the findings that no other test names by their code. */
const FINDINGS: Record<string, () => readonly { readonly code: string }[]> = {
  CloudRetired: () => importWebServiceJson('[]', { instance: 'Germany', edition: '2018102900', published: '2018-10-29' }).findings,
  FindingsOmitted: () => importWebServiceJson(JSON.stringify([set({ ips: Array.from({ length: 1200 }, (_, i) => `40.${96 + Math.floor(i / 200)}.${i % 200}.1`) })]), {
    instance: 'Worldwide', edition: '2026010100',
  }).findings,
  PartInvalid: () => readChanges(JSON.stringify([{ id: 1, endpointSetId: 1, disposition: 'change', version: '2026010100', add: { ips: 'none' } }])).findings,
  FactLeftOut: () => importAdditionalEndpointsPage([
    '| Row | Purpose | Destination | Type |', '|:--|:--|:--|:--|', '| 10 | Stream | web.microsoftstream.com 20.231.0.0/20 TCP port 443 | Inbound |',
  ].join('\n'), { edition: '2025-01', basedOn: 'x' }).findings,
  NotationRead: () => facts('52.96.0.0 - 52.96.0.255').findings.toArray(),
  RowAmbiguous: () => {
    const { row, findings } = facts('web.example.com');
    recogniseRows([row], ['a', 'b'].map((slug) => ({ slug, clues: [{ weight: 3, holds: () => true }] }) as never), findings);
    return findings.toArray();
  },
};

/** Rows of a table by their code. */
function rowsOf(page: string): readonly (readonly [code: string, row: string])[] {
  return [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^\| `(?:cdk-m365-endpoints:)?(\w+)` \|.*$/gm)].map(([row, code]) => [code, row] as const);
}

function everyCode(
  page: string, { promise, proven }: PagePromises, check: (code: string) => void, elsewhere: Record<string, readonly ProvenBy[]>,
): void {
  for (const [code, row] of rowsOf(page)) {
    if (elsewhere[code] === undefined) promise(row, () => check(code));
    else proven(row, ...elsewhere[code]);
  }
}

promisesOf('docs/errors.md', (page) => {
  const { proven } = page;

  proven('Everything this library refuses is an `EndpointError` with a stable `code`.',
    testsOf('cross-platform/wrong-options.test.ts')('answers wrong values with one clear error'), testsOf('cross-platform/wrong-factories.test.ts')('%s throws no raw error'),
    testsOf('sources/page/hostile-pages.test.ts')('any text gives a result or an EndpointError'));
  proven('Codes are part of the public contract: they change only with a major version.', ['readme.test.ts', 'docs/%s.md lists every code']);
  everyCode('docs/errors.md', page, (code) => {
    if (ERRORS[code] === undefined) expect([code, isExpected(code)]).toEqual([code, true]);
    else expect(codeOf(ERRORS[code])).toBe(code);
  }, ERRORS_ELSEWHERE);
  proven('Some errors can only be detected when the app is complete. They fail synthesis as validation errors of the framework: a construct that did not take its security groups (`attachTo`), too many groups on an interface, inline rules in a network security group that also has separate ones, one of your own rules at a reserved priority, a rule collection group of a firewall policy with rules from elsewhere or with a name used twice, and a DNS proxy that is needed but off.',
    testsOf('aws/security-groups/attach-to.test.ts')('at synthesis for %s'), testsOf('aws/security-groups/attach-to.test.ts')('holds for all that several constructs put on %s'),
    testsOf('azurerm/network-security-group/group-key.test.ts')('inline, the group has %s'));
  proven('a construct that did not take its security groups (`attachTo`), too many groups on an interface, inline rules in a network security group that also has separate ones, one of your own rules at a reserved priority, a rule collection group of a firewall policy with rules from elsewhere or with a name used twice, and a DNS proxy that is needed but off.',
    testsOf('azurerm/network-security-group/group-key.test.ts')('fails validation when it takes one of our priorities: %s'),
    testsOf('azurerm/firewall-policy/firewall-policy-rules.test.ts')('fails when something else puts rules into the group'),
    testsOf('azurerm/firewall-policy/firewall-policy-rules.test.ts')('fails when another group of the policy has the same name'),
    testsOf('azurerm/firewall-policy/firewall-policy-rules.test.ts')('fails when the DNS proxy is relied on, and the policy has %s'));
});

promisesOf('docs/warnings.md', (page) => {
  const { proven } = page;
  const warnings = testsOf('aws/security-groups/warnings.test.ts');

  proven('Each has a stable id, which is part of the public contract.', ['readme.test.ts', 'docs/%s.md lists every code']);
  proven("To acknowledge a warning, on any framework, list its id in the scenario: `acknowledgedWarnings: ['cdk-m365-endpoints:retired']`.", warnings('can be acknowledged with the prop'));
  proven('In an AWS CDK app you can also call `Annotations.of(scope).acknowledgeWarning(id)`.', warnings('can be acknowledged on the %s with Annotations'));
  proven('A warning about an enforcement point as a whole is hidden if every scenario that it enforces has acknowledged it.', warnings('is not warned about once every scenario has acknowledged it'));
  everyCode('docs/warnings.md', page, (code) => expect([code, isExpected(code)]).toEqual([code, true]), WARNINGS);
});

promisesOf('docs/findings.md', (page) => {
  const { proven } = page;
  const importing = testsOf('cli/commands/import.test.ts');

  proven('An `error` means that something was left out or must not be used. A `warning` needs a look. An `info` needs no action.', testsOf('sources/web-service/web-service.test.ts')('names every error, since each leaves something out'));
  proven('An error stops the import until the page is corrected.', importing('writes nothing of several files when one has findings of severity error'));
  proven('If an error is harmless, such as a range that Microsoft withdrew, accept it with `m365-endpoints import --acknowledge <id> --reason <text>`; the report has the id of each error. Data that was left out stays out.',
    importing('is let pass by its id with a reason, which the edition records'), importing('lets nothing else pass'));
  everyCode('docs/findings.md', page, (code) => {
    if (FINDINGS[code] === undefined) expect([code, isExpected(code)]).toEqual([code, true]);
    else expect(FINDINGS[code]().map((finding) => finding.code)).toContain(code);
  }, {});
});

test('every code that is provoked here is one of the tables', () => {
  expect(Object.keys(ERRORS).filter((code) => !rowsOf('docs/errors.md').some(([known]) => known === code))).toEqual([]);
  expect(Object.keys(FINDINGS).filter((code) => !rowsOf('docs/findings.md').some(([known]) => known === code))).toEqual([]);
  expect(pageThrottled('url', 'time').code).toBe('PageFailed');
});
