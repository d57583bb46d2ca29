import { execFile } from 'node:child_process';

/** Shorter than the timeout of the tests, so that they fail with what the program said until then. A script waits. */
const TIMEOUT_MS = process.env.JEST_WORKER_ID === undefined ? 0 : 170_000;

/** Runs a program and gives what it prints. Fails with everything it said. */
export async function run(folder: string, program: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: folder, env: process.env, maxBuffer: 2 ** 26, timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      if (error) {
        reject(new Error(`${[program, ...args].join(' ')} in ${folder} failed\n${stdout}${stderr}`));
      } else {
        resolve(stdout);
      }
    });
  });
}
