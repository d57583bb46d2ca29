import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';

/** Writes a new file whose content is on the disk, not merely on its way there, when this returns. */
export function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o644);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
