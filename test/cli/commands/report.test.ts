import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { inspect, openBrowser, WIDTHS } from '../../support/browser';
import { describeWithTool } from '../../support/tools';
import { writeFixtureLock } from '../support/fixture-editions';
import { tool } from '../support/tool';

const cwd = mkdtempSync(join(tmpdir(), 'report-'));
const lock = writeFixtureLock(cwd);
let browser: Browser | undefined;
afterAll(async () => {
  rmSync(cwd, { recursive: true });
  await browser?.close();
});

const write = (name: string, value: unknown) => {
  writeFileSync(join(cwd, name), JSON.stringify(value));
  return name;
};
const report = async (...argv: string[]) => tool(['report', ...argv, '--lock', lock], { cwd });
const markdown = async (...argv: string[]) => (await report(...argv, '--format', 'markdown')).stdout;
const json = async (...argv: string[]) => JSON.parse((await report(...argv, '--json')).stdout);

const PUBLISHED = ['20.20.32.0/19', '52.96.1.1/32'];
const NO_EGRESS = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };
const RECORD = {
  'Web/FromMicrosoft': {
    'Web/Hook': {
      scenario: 'Webhook',
      cloud: 'Worldwide',
      sets: [{ slug: 'webhook', title: 'a webhook' }],
      origins: [],
      exceptions: [{ option: 'additionalPeers', peer: '203.0.113.10/32', reason: 'monitoring', owner: 'netops', until: '2026-03-31' }],
    },
  },
};
const template = (cidrs: readonly unknown[], description = 'webhook (stated)') => ({
  Metadata: { 'cdk-m365-endpoints': RECORD },
  Resources: {
    Sg: {
      Type: 'AWS::EC2::SecurityGroup',
      Metadata: { 'aws:cdk:path': 'Web/Sg/Resource' },
      Properties: {
        GroupDescription: 'a group',
        SecurityGroupIngress: cidrs.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp, Description: description })),
        SecurityGroupEgress: [NO_EGRESS],
      },
    },
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [{ 'Fn::GetAtt': ['Sg', 'GroupId'] }] } },
  },
});
const live = (...cidrs: string[]) => ({
  SecurityGroups: [{
    GroupId: 'sg-1', IpPermissionsEgress: [], IpPermissions: cidrs.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp }] })),
  }],
});

write('good.json', template(PUBLISHED));
write('wide.json', template(['20.20.0.0/16', '198.51.100.0/24']));

describe('the verdict and the exit code', () => {
  test.each<[string, string[], string, number]>([
    ['what is published', ['good.json', '--allows', 'webhook'], 'equal', 0],
    ['a prefix that is widened', ['wide.json', '--allows', 'webhook'], 'different', 1],
    ['a filter that nothing names', [write('alone.json', { Resources: { Sg: template(PUBLISHED).Resources.Sg } }), '--allows', 'webhook'], 'not attached', 6],
    ['a value that is known at deployment only', [write('ref.json', template([...PUBLISHED, { Ref: 'Cidr' }])), '--allows', 'webhook'], 'unproven', 1],
    ['nothing that is expected', ['good.json'], 'not compared', 1],
    ['what is live', [write('live.json', live(...PUBLISHED)), '--allows', 'webhook'], 'equal', 0],
    ['what is live, and was changed by hand', [write('changed.json', live(...PUBLISHED, '0.0.0.0/0')), '--allows', 'webhook'], 'different', 1],
  ])('%s', async (_, argv, verdict, code) => {
    const { stdout, code: exitCode } = await report(...argv, '--json');
    expect([JSON.parse(stdout).verdict, exitCode]).toEqual([verdict, code]);
    expect(JSON.parse(stdout).points.map((point: { verdict: string }) => point.verdict)).toEqual([verdict]);
  });
});

test('a report as Markdown: verdict, point, grounds, change, addition', async () => {
  expect(await markdown('good.json', '--allows', 'webhook')).toMatchSnapshot();
});

test('a report of what is different says by which rule, and who publishes it', async () => {
  expect((await markdown('wide.json', '--allows', 'webhook')).split('### Enforcement points')[0]).toMatchSnapshot();
});

test('what is admitted is taken apart by the entry that publishes exactly that', async () => {
  const file = write('parts.json', template([...PUBLISHED, '198.51.100.0/24']));
  const { points: [{ admissions }] } = await json(file, '--allows', 'webhook');
  expect(admissions.map(({ services, remote, grounds }: Record<string, any>) => [services, remote.ipv4, grounds])).toEqual([
    ['TCP 443', ['198.51.100.0/24'], []], ['TCP 443', PUBLISHED, [0]],
  ]);
});

test('a port that nobody expects has no grounds, though the addresses are published', async () => {
  const { points: [{ admissions }] } = await json('good.json', '--allows', 'webhook:8443');
  expect(admissions.map(({ services, grounds, publishers }: Record<string, any>) => [services, grounds, publishers[0]])).toEqual([
    ['TCP 443', [], 'webhook (fixture-page 2024-01)'],
  ]);
});

test('names constructs by their path, limits by their use, and connections by what they connect', async () => {
  const { points: [point] } = await json('good.json', '--allows', 'webhook');
  expect(point).toMatchObject({ name: 'Web/Sg', kind: 'EC2 security group', attachedTo: [{ name: 'Balancer', kind: 'load balancer' }] });
  expect(point.filters[0].quotas[0]).toEqual({ name: 'inbound ipv4 rules', used: 2, limit: 60 });
  const nsg = write('nsg.json', {
    resource: {
      azurerm_network_security_group: { nsg: { name: 'nsg', location: 'x', resource_group_name: 'rg', security_rule: [] } },
      azurerm_subnet: { app: { name: 'app', address_prefixes: ['10.0.1.0/24'] } },
      azurerm_subnet_network_security_group_association: {
        on: { network_security_group_id: '${azurerm_network_security_group.nsg.id}', subnet_id: '${azurerm_subnet.app.id}' },
      },
    },
  });
  expect((await json(nsg, '--allows', 'webhook')).points[0].attachedTo).toEqual([{ name: 'app', kind: 'subnet' }]);
});

test('the same bytes on every day, unless a date is given, which tells what has expired', async () => {
  const first = await tool(['report', 'good.json', '--allows', 'webhook', '--lock', lock], { cwd });
  const later = await tool(['report', 'good.json', '--allows', 'webhook', '--lock', lock], { cwd, now: () => new Date('2031-01-01T00:00:00Z') });
  expect(later.stdout).toBe(first.stdout);
  const expired = async (date: string) => (await json('good.json', '--allows', 'webhook', '--date', date)).exceptions[0].isExpired;
  expect([await expired('2026-03-31'), await expired('2026-04-01')]).toEqual([false, true]);
  expect(await report('good.json', '--date', '2026-02-30')).toMatchObject({ code: 2, stderr: expect.stringContaining('"2026-02-30"') });
});

test('names what was not compared, and scenarios beside the expectation', async () => {
  const two = { ...template(PUBLISHED), Resources: { ...template(PUBLISHED).Resources, Other: template(['192.0.2.0/24']).Resources.Sg } };
  expect((await json(write('two.json', two), '--allows', 'webhook', '--group', 'Sg')).notCompared).toEqual(['Other']);
  expect((await json('good.json', '--allows', 'mail')).remarks).toContainEqual(expect.objectContaining({ label: 'recorded', path: 'Web/Hook' }));
});

test('without an expectation, what the documents record explains what is admitted, and proves nothing', async () => {
  const { points: [{ admissions }], grounds, missing, extra, unread } = await json(write('port.json', template([...PUBLISHED, '198.51.100.0/24'])));
  expect(admissions.map(({ grounds: own, isCompared }: Record<string, any>) => [own, isCompared])).toEqual([[[0], false], [[], false]]);
  expect([grounds.map(({ slug }: Record<string, any>) => slug), missing, extra, unread]).toEqual([['webhook'], [], [], []]);
});

test('writes a file whole and in place of an older one', async () => {
  mkdirSync(join(cwd, 'out'), { recursive: true });
  writeFileSync(join(cwd, 'out', 'report.html'), 'older');
  expect((await report('good.json', '--allows', 'webhook', '--out', 'out/report.html')).stdout).toBe('equal: out/report.html\n');
  expect(readFileSync(join(cwd, 'out', 'report.html'), 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">.*<\/html>\n$/s);
  expect(readdirSync(join(cwd, 'out'))).toEqual(['report.html']);
});

describe('what others wrote', () => {
  const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>\u202E[click](javascript:alert(3)) | \`\`\` ${'x'.repeat(10_000)}`;
  const hostile = () => {
    const { Resources: { Sg, Balancer } } = template(['198.51.100.0/24'], HOSTILE);
    const record = { ...RECORD['Web/FromMicrosoft']['Web/Hook'], exceptions: [{ option: HOSTILE, peer: HOSTILE, reason: HOSTILE, until: HOSTILE }] };
    return write('hostile.json', {
      Metadata: { 'cdk-m365-endpoints': { [HOSTILE]: { [HOSTILE]: record } } },
      Resources: { Sg: { ...Sg, Metadata: { 'aws:cdk:path': HOSTILE } }, Balancer, [`B${HOSTILE}`]: Balancer },
    });
  };

  test('is text on a page', async () => {
    const { stdout } = await report(hostile(), '--allows', 'webhook', '--title', HOSTILE);
    expect(stdout).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(stdout).not.toMatch(/<script|<img|href="javascript|\u202E/);
  });

  test('is code in Markdown, and is cut with its length', async () => {
    const text = await markdown(hostile(), '--allows', 'webhook', '--title', HOSTILE);
    expect(text).toContain('characters)');
    expect(text.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<script|<img|javascript:|\u202E/);
  });

  describeWithTool('chromium')('in a browser', () => {
    test('does nothing, and fits a phone', async () => {
      browser ??= await openBrowser();
      const { stdout } = await report(hostile(), '--allows', 'webhook', '--title', HOSTILE);
      expect(await inspect(browser, stdout, WIDTHS.phone, 'dark')).toMatchObject({ requests: [], messages: [], overflow: 0, violations: [] });
    });
  });
});

describe('a page', () => {
  test('asks for nothing, and has no script', async () => {
    const { stdout } = await report('good.json', '--allows', 'webhook');
    expect(stdout).not.toMatch(/<script|<link|@import|url\((?!#)|src=/);
    expect(stdout).toContain("default-src 'none'");
  });

  test('says in words what its picture shows', async () => {
    const { stdout } = await report('wide.json', '--allows', 'webhook');
    expect(/aria-label="(Traffic: [^"]*)"/.exec(stdout)![1]).toBe('Traffic: webhook to Web/Sg on TCP 443; Not expected to Web/Sg on TCP 443; Web/Sg to Balancer.');
  });
});

describeWithTool('chromium')('a page in a browser', () => {
  test.each([['desktop', 'light'], ['desktop', 'dark'], ['phone', 'light']] as const)('is sound: %s, %s', async (size, scheme) => {
    browser ??= await openBrowser();
    const { stdout } = await report('wide.json', '--allows', 'webhook');
    const { screenshot, ...found } = await inspect(browser, stdout, WIDTHS[size], scheme);
    expect(found).toEqual({ requests: [], messages: [], overflow: 0, violations: [] });
    expect(screenshot.length).toBeGreaterThan(10_000);
  });

  test('has every prefix on paper, also of what is folded on a screen', async () => {
    browser ??= await openBrowser();
    const prefixes = Array.from({ length: 9 }, (_, i) => `198.51.100.${16 * i}/29`);
    const { stdout } = await report(write('many.json', template(prefixes)), '--allows', 'webhook');
    const page = await browser.newPage();
    await page.setContent(stdout);
    const shown = async () => page.locator('details .entries li').evaluateAll((items) => items.filter((item) => item.checkVisibility()).length);
    expect(await shown()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toBeGreaterThanOrEqual(9);
    await page.close();
  });
});
