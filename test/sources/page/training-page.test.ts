import { parseEdition } from '../../../lib/catalog';
import { importTrainingPage } from '../../../lib/sources';
import { MOST_TRAINING_ROWS } from '../../../lib/sources/page/import-any-page';
import { TRAINING_PAGE } from '../../../lib/sources/page/training-page';
import { describeMaterial, readMaterial } from '../../support/material';

const importPage = (text: string) => importTrainingPage(text, { edition: 'undated', published: '2022' });

test('has no more rows than tell it from the other page', () => {
  expect(TRAINING_PAGE.rows).toHaveLength(MOST_TRAINING_ROWS);
});

describeMaterial('the page of the training module', () => {
  const text = () => readMaterial('pages/required-endpoints.training.en.txt');

  test('has its 16 rows, each under its slug', () => {
    const { edition, findings } = importPage(text());
    parseEdition(edition);
    expect([...new Map(edition.sets.map(({ row, slug }) => [row, slug])).values()]).toEqual([
      'certificate-revocation', 'portal', 'portal-shared', 'aria', 'portal-telemetry', 'shared-cdn-help', 'compliance', 'pst-import-export',
      'third-party-integration', 'feature-wildcards', 'azure-remoteapp', 'optional-features', 'pst-import', 'remote-connectivity-analyzer',
      'remote-connectivity-analyzer-tests', 'support-assistant-sso-validation',
    ]);
    expect(findings.map(({ code, place }) => `${code} ${place}`)).toEqual(['FactRepeated row 6']);
  });

  test('has the hosts of each row, counted here by their dots', () => {
    const rows = text().split(/^\d{1,2}$/m).slice(1);
    for (const { row, slug, flows } of importPage(text()).edition.sets.filter((set) => set.slug !== 'pst-import')) {
      const written = rows[Number(row) - 1].match(/(?<![\w.])[a-z0-9*<][a-z0-9_<>*-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w./])/gi) ?? [];
      expect([slug, flows[0].hosts?.length ?? 0]).toEqual([slug, new Set(written.map((host) => host.toLowerCase())).size]);
    }
  });

  test('row 15 is inbound, from the addresses of row 14, on the ports of mail', () => {
    const [flow] = importPage(text()).edition.sets.find(({ slug }) => slug === 'remote-connectivity-analyzer-tests')!.flows;
    expect(flow).toMatchObject({ direction: 'inbound', basis: 'derived', tcpPorts: '25,80,110,143,443,993,995', prefixesOf: ['remote-connectivity-analyzer'] });
  });

  test('required and optional rows are told apart', () => {
    const required = importPage(text()).edition.sets.filter((set) => set.required).map(({ row }) => row);
    expect(required).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('the column blocks of its source read the same', () => {
    const [, ...rows] = text().split(/^(?=\d{1,2}$)/m);
    const blocks = rows.map((row) => {
      const [number, ...cells] = row.split(/\n\n/);
      return `:::row:::\n${[number, ...cells].map((cell) => `:::column:::\n${cell}\n:::column-end:::`).join('\n')}\n:::row-end:::`;
    });
    expect(importPage(blocks.join('\n')).edition.sets).toEqual(importPage(text()).edition.sets);
  });
});

test('a page without a date needs to be told one', () => {
  expect(() => importTrainingPage('', { edition: 'undated' })).toThrow(/invalid catalog data at published/);
});
