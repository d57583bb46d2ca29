import { Cloud } from '../../../lib/catalog';
import { tool } from '../support/tool';

/** The table as JSON. */
async function coverage(...args: string[]): Promise<Record<string, any>[]> {
  const { code, stdout, stderr } = await tool(['coverage', '--json', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout).rows;
}

test('has every row of the pages in every cloud', async () => {
  const rows = await coverage();
  expect(rows).toHaveLength((25 + 16) * Cloud.KNOWN.length);
  expect(await coverage('--edition', '2018-10', '--source', 'additional-endpoints')).toHaveLength(16 * Cloud.KNOWN.length);
});

test('says what is admitted, or why nothing is', async () => {
  for (const { slug, cloud, construct, flows, reason } of await coverage()) {
    expect([slug, cloud, flows.length > 0]).toEqual([slug, cloud, reason === null]);
    expect([slug, cloud, construct !== null || /it has endpoints for \w+/.test(reason)]).toEqual([slug, cloud, true]);
  }
});

test('row 23 is as published, cloud by cloud', async () => {
  const rows = await coverage('--source', 'additional-endpoints');
  const graph = rows.filter(({ entry, construct }) => entry === 'row 23' && construct !== null).map(({ cloud, flows: [flow] }) => [cloud, flow.direction, flow.tcpPorts, flow.ipv4Prefixes, flow.ipv6Prefixes, flow.basis]);
  expect(graph).toEqual([
    ['Worldwide', 'inbound', '443', 94, 12, 'stated'],
    ['USGovGCCHigh', 'inbound', '443', 16, 1, 'stated'],
    ['USGovDoD', 'inbound', '443', 16, 1, 'stated'],
    ['China', 'inbound', '443', 13, 1, 'stated'],
  ]);
});

test('marks what is admitted only when an option asks for it', async () => {
  const [hybrid] = (await coverage('--cloud', 'Worldwide')).filter(({ slug }) => slug === 'exchange-hybrid');
  expect(hybrid.flows.map(({ name, isOption }: any) => [name, isOption])).toEqual([['coexistence', false], ['coexistence-whole-table', true], ['mail-flow', true]]);
});

test('covers the web service when it is named', async () => {
  const rows = await coverage('--source', 'web-service-china', '--cloud', 'China');
  expect(rows).toHaveLength(22);
  expect(new Set(rows.map(({ construct }) => construct))).toEqual(new Set(['Microsoft365Outbound']));
});

test('fails for a source that is not there', async () => {
  expect(await tool(['coverage', '--source', 'nowhere'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--source "nowhere" is none of') });
});

test('tells of a row without a cloud whose hosts it names, and what the web service has of them', async () => {
  const reason = async (slug: string, cloud: string) => (await coverage('--source', 'additional-endpoints', '--cloud', cloud)).find((row) => row.slug === slug)?.reason;
  expect(await reason('skype-hybrid', 'China')).toMatch(/^the row names no cloud; its addresses are those of Worldwide, .*; it has endpoints for Worldwide$/);
  expect(await reason('stream', 'China')).toBe('it has endpoints for Worldwide');
  expect(await reason('trusted-sites-authentication', 'USGovGCCHigh')).toBe(
    'the row names no cloud; its hosts are those of Worldwide; it has endpoints for Worldwide; '
    + 'the web service has secure.aadcdn.microsoftonline-p.com (usgovgcchigh-14) for USGovGCCHigh too',
  );
});

test('tells who uses a row, and when it is needed', async () => {
  const rows = await coverage('--source', 'additional-endpoints', '--cloud', 'Worldwide');
  expect(rows.every(({ usedBy }) => usedBy.length > 0)).toBe(true);
  expect(rows.find(({ slug }) => slug === 'hybrid-configuration-wizard')).toMatchObject({
    usedBy: ['administrators'], neededWhen: 'only to configure Exchange hybrid; close it afterwards',
  });
  expect((await tool(['coverage', '--cloud', 'Worldwide'])).stdout).toContain('used by user-devices; needed for Windows clients only');
});
