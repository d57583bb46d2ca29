import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program is on the path of this machine and answers. */
export function isInstalled(tool: string, question = '--help'): boolean {
  const isFound = (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, tool)));
  return isFound && spawnSync(tool, [question], { stdio: 'ignore' }).status === 0;
}

/** Like `describe`, for tests that run a program of this machine; reported as skipped where it is not installed. */
export function describeWithTool(tool: string): jest.Describe | jest.Describe['skip'] {
  return isInstalled(tool) ? describe : describe.skip;
}
