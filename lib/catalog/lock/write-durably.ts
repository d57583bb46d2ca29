import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';

/** Writes a new file and returns only when its content is on disk. */
export function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o644);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
