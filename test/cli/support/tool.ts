import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../lib/cli/run';
import { Io } from '../../../lib/cli/shell/io';

/** What a call of the tool did. */
export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;

  /** How long it would have waited, in milliseconds. */
  readonly waits: readonly number[];
}

/** Runs the tool in this process: at a fixed time, without waiting, and with nothing of the real environment. */
export async function tool(argv: readonly string[], overrides: Partial<Io> = {}): Promise<Result> {
  const [out, err, waits]: [string[], string[], number[]] = [[], [], []];
  const code = await run(argv, {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    stdin: async () => '',
    env: {},
    cwd: __dirname,
    isTerminal: false,
    now: () => new Date('2026-11-01T10:00:00Z'),
    sleep: async (milliseconds) => void waits.push(milliseconds),
    random: () => 0.5,
    ...overrides,
  });
  return { code, stdout: out.join(''), stderr: err.join(''), waits };
}

/** A folder of a test, with what removes it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'm365-endpoints-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
