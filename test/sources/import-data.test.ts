import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importData } from '../../scripts/import-data';
import { temporaryFolder } from '../cli/support/tool';
import { describeMaterial, MATERIAL, readMaterial } from '../support/material';

const BUNDLED = join(__dirname, '..', '..', 'lib', 'data');

describeMaterial('the bundled data, written again by m365-endpoints import', () => {
  const folder = temporaryFolder();
  const printed: string[] = [];
  beforeAll(() => importData(MATERIAL, folder.path, (text) => void printed.push(text)));
  afterAll(() => folder.remove());

  test('is every file that there is', () => {
    expect(readdirSync(folder.path).sort()).toEqual(readdirSync(BUNDLED).sort());
  });

  test.each(readdirSync(BUNDLED))('is the same as %s, byte for byte', (file) => {
    expect(readFileSync(join(folder.path, file), 'utf8')).toBe(readFileSync(join(BUNDLED, file), 'utf8'));
  });

  test('has the rows of the pages, and every set of the web service', () => {
    const ids = (name: string, ofIntune = false) => (
      JSON.parse(readMaterial(`data/${name.includes('/') ? '' : 'webservice.'}${name}.json`)).filter(({ serviceArea }: { serviceArea: string }) => (serviceArea === 'MEM') === ofIntune).length
    );
    expect(printed.slice(0, -1).map((text) => /, (\S+ \S+), (\d+) entries/.exec(text)?.slice(1).join(': '))).toEqual([
      'additional-endpoints 2018-10: 16', 'additional-endpoints 2025-01: 25', 'additional-endpoints 2025-h2: 25', 'required-endpoints-training undated: 16',
      `web-service-worldwide 2026-08-14: ${ids('worldwide.2026-08-14')}`, `web-service-worldwide-mem 2025-12-01: ${ids('worldwide.2025-12-01', true)}`,
      `web-service-usgovgcchigh 2026033100: ${ids('usgovgcchigh.2026033100')}`, `web-service-usgovdod 2026033100: ${ids('usgovdod.2026033100')}`,
      `web-service-usgovdod-mem 2025-12-01: ${ids('history/webservice.usgovdod.2025-12-01', true)}`, `web-service-china 2026022700: ${ids('china.2026022700')}`,
      `web-service-france undated: ${ids('france.undated')}`, `web-service-germany undated: ${ids('germany.undated')}`,
    ]);
    expect(printed.at(-1)).toContain('microsoft-address-space 2026-08-22, 519 prefixes');
  });
});

test('fails at a document with an error in it', async () => {
  const folder = temporaryFolder();
  await expect(importData(folder.path, folder.path, () => undefined)).rejects.toThrow(/the import of pages\/additional-endpoints.2018-10.en.md ended with 5/);
  folder.remove();
});
