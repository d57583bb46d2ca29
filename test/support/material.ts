import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the published pages lie that this project does not contain; see CONTRIBUTING.md. */
export const MATERIAL = resolve(__dirname, '..', '..', process.env.M365_MATERIAL ?? join('..', 'shared'));

/** Like `describe`, for tests that compare with published pages; reported as skipped where those are absent. */
export const describeMaterial = existsSync(join(MATERIAL, 'pages')) ? describe : describe.skip;

/** The text of a file of the material. */
export function readMaterial(path: string): string {
  return readFileSync(join(MATERIAL, path), 'utf8');
}
