import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder of this repository. */
export const REPOSITORY = resolve(__dirname, '..', '..');

const temporaryFolders: string[] = [];

/** A new folder outside of this repository, from where no package of the repository is found. */
export function temporaryFolder(purpose: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `cdk-m365-endpoints-${purpose}-`)));
  temporaryFolders.push(folder);
  return folder;
}

/** Deletes every temporary folder of this test file, whatever became of what was meant to use it. */
export function removeTemporaryFolders(): void {
  temporaryFolders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}
