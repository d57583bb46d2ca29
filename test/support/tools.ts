import { spawnSync } from 'node:child_process';

/** Like `test`, for tests that run a program of this machine; reported as skipped where it is not installed. */
export function testWithTool(tool: string): jest.It | jest.It['skip'] {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0 ? test : test.skip;
}
