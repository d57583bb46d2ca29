import { tool } from '../support/tool';

/** The table as JSON. */
async function coverage(...args: string[]): Promise<Record<string, any>[]> {
  const { code, stdout, stderr } = await tool(['coverage', '--json', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout).rows;
}

test('has every row of the pages in every cloud', async () => {
  const rows = await coverage();
  expect(rows).toHaveLength((25 + 16) * 4);
  expect(await coverage('--edition', '2018-10', '--source', 'additional-endpoints')).toHaveLength(16 * 4);
});

test('says what is admitted, or why nothing is', async () => {
  for (const { slug, cloud, construct, flows, reason } of await coverage()) {
    expect([slug, cloud, flows.length > 0]).toEqual([slug, cloud, reason === null]);
    expect([slug, cloud, construct !== null || /^not published for this cloud/.test(reason)]).toEqual([slug, cloud, true]);
  }
});

test('row 23 is as published, cloud by cloud', async () => {
  const rows = await coverage('--source', 'additional-endpoints');
  const graph = rows.filter(({ entry }) => entry === 'row 23').map(({ cloud, flows: [flow] }) => [cloud, flow.direction, flow.tcpPorts, flow.ipv4Prefixes, flow.ipv6Prefixes, flow.basis]);
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
