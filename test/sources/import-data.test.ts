import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderEdition } from '../../lib/catalog/edition-json';
import { importData } from '../../scripts/import-data';
import { describeMaterial, MATERIAL } from '../support/material';

describeMaterial('the bundled editions of pages', () => {
  const imported = () => [...importData(MATERIAL)];

  test('are those that the importers write, byte for byte', () => {
    for (const [file, { edition }] of imported()) {
      expect(readFileSync(join(__dirname, '..', '..', 'lib', 'data', file), 'utf8')).toBe(renderEdition(edition));
    }
  });

  test('have 16, 25, 3 and 16 rows', () => {
    expect(imported().map(([file, { edition }]) => [file, new Set(edition.sets.map(({ row }) => row)).size])).toEqual([
      ['additional-endpoints.2018-10.json', 16], ['additional-endpoints.2025-01.json', 25], ['additional-endpoints.2025-h2.json', 3],
      ['required-endpoints-training.undated.json', 16],
    ]);
  });

  test('were imported without an error', () => {
    expect(imported().flatMap(([, { findings }]) => findings).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
