import type { Browser } from 'playwright-core';
import { Direction } from '../../../../lib/net';
import { renderHtml } from '../../../../lib/report';
import { type Admission, type Ground, ReportBasis, type ReportPoint, ReportVerdict, type TrafficReport } from '../../../../lib/report/model/traffic-report';
import { openBrowser, WIDTHS } from '../../../support/browser';
import { describeWithTool } from '../../../support/tools';

let browser: Browser | undefined;
afterAll(async () => browser?.close());

const SERVICES = ['TCP 80, 443', 'TCP 143, 587, 993, 995', 'UDP 3478-3481', 'TCP 25', 'TCP 443'];
const remote = { ipv4: ['192.0.2.0/25', '192.0.2.128/26'], ipv6: ['2001:db8::/32'], names: ['*.example.com', 'example.net'] };
const admission = (ground: number | undefined, direction: Direction): Admission => ({
  direction,
  services: SERVICES[(ground ?? 0) % SERVICES.length],
  remote,
  grounds: ground === undefined ? [] : [ground],
  isAdded: false,
  isCompared: true,
  publishers: [],
});
const ground = (_: unknown, index: number): Ground => ({
  slug: `entry-${index}`,
  title: 'An entry',
  cloud: 'Worldwide',
  source: 'page',
  edition: '2024-01',
  entry: `row ${index}`,
  url: 'https://example.com/',
  flows: [{
    name: 'flow', direction: Direction.INBOUND, services: 'TCP 443', basis: 'stated', remote, from: [],
  }],
  notes: [],
  scenarios: [],
});
const point = (name: string, admissions: readonly Admission[], carriers: readonly string[]): ReportPoint => ({
  name,
  kind: 'EC2 security group',
  filters: [{ key: name, declared: true, quotas: [{ name: 'inbound ipv4 rules', used: 52, limit: 60 }] }],
  verdict: ReportVerdict.EQUAL,
  attachedTo: carriers.map((carrier) => ({ name: carrier, kind: 'load balancer' })),
  admissions,
  local: [],
});
const report = (points: readonly ReportPoint[], grounds: number): TrafficReport => ({
  title: 'A report',
  verdict: ReportVerdict.EQUAL,
  sentence: 'Equal.',
  basis: ReportBasis.RECORD,
  meant: 'entries',
  documents: ['a.json'],
  points,
  notCompared: [],
  missing: [],
  extra: [],
  grounds: Array.from({ length: grounds }, ground),
  changes: [],
  exceptions: [],
  unread: [],
  remarks: [],
});
const many = (count: number, direction: Direction) => Array.from({ length: count }, (_, index) => admission(index, direction));

/** Labels that an arrow runs through, that lie on a box or on each other, and lines that leave their box. */
const FAULTS = `(() => {
  const pictures = [...document.querySelectorAll('.flow svg:not(.icon)')].filter((svg) => svg.getBoundingClientRect().width > 0);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return pictures.flatMap((svg) => {
    const labels = [...svg.querySelectorAll('text.label')], boxes = [...svg.querySelectorAll('rect.box')];
    const rect = (node) => node.getBoundingClientRect();
    const points = [...svg.querySelectorAll('path.edge')].flatMap((path) => Array.from({ length: 200 }, (_, i) => path.getPointAtLength(path.getTotalLength() * i / 199)));
    const isCrossed = (label) => { const { x, y, width, height } = label.getBBox(); return points.some((at) => at.x > x && at.x < x + width && at.y > y + 2 && at.y < y + height - 3); };
    const leaves = [...svg.querySelectorAll('g.node > text')].filter((text) => rect(text).right > rect(text.parentElement.querySelector('rect.box')).right);
    return [
      ...labels.filter(isCrossed).map((label) => 'crossed: ' + label.textContent),
      ...labels.filter((label) => boxes.some((box) => meet(rect(label), rect(box)))).map((label) => 'on a box: ' + label.textContent),
      ...labels.filter((label) => labels.some((other) => other !== label && meet(rect(label), rect(other)))).map((label) => 'on a label: ' + label.textContent),
      ...leaves.map((text) => 'too wide: ' + text.textContent),
    ];
  });
})()`;

describeWithTool('chromium')('in a browser, nothing is over a label, and nothing leaves its box', () => {
  test.each<[string, TrafficReport]>([
    ['many entries at one filter', report([point('Sg', many(7, Direction.OUTBOUND), ['Balancer'])], 7)],
    ['one entry at many filters', report(Array.from({ length: 6 }, (_, i) => point(`Filter${i}`, many(1, Direction.INBOUND), [`Balancer${i}`])), 1)],
    ['many entries at many filters', report(Array.from({ length: 4 }, (_, i) => point(`Filter${i}`, many(4, Direction.INBOUND), ['A', 'B'])), 4)],
    ['what is not expected, and long names', report([point(`${'MailboxMigrationFilter'.repeat(4)}`, [...many(2, Direction.INBOUND), admission(undefined, Direction.INBOUND)], ['ExchangeFrontDoor'.repeat(5)])], 2)],
  ])('%s', async (_, one) => {
    browser ??= await openBrowser();
    for (const width of Object.values(WIDTHS)) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.setContent(renderHtml(one));
      expect(await page.locator('.flow text.label:visible').count()).toBeGreaterThan(0);
      expect(await page.evaluate(FAULTS)).toEqual([]);
      await page.close();
    }
  });
});
