/**
 * Synthesises every example to `build/examples/<example>/` and says on one screen what came out, as
 * `m365-endpoints summary` does of an app; `--verbose` says everything.
 *
 * The summary is read back from what was written, not from what was meant.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { summarizedStacks } from '../lib/cli/report/summarized-stacks';
import { renderSummary, renderVerboseSummary } from '../lib/report';

const ROOT = resolve(__dirname, '..');

function main(): void {
  const outdirs = readdirSync(join(ROOT, 'examples')).filter((name) => name !== 'README.md').sort().map((example) => {
    const outdir = join(ROOT, 'build', 'examples', example);
    rmSync(outdir, { recursive: true, force: true });
    mkdirSync(outdir, { recursive: true });
    synthesise(join(ROOT, 'examples', example), outdir);
    return { example, outdir };
  });
  const stacks = outdirs.flatMap(({ example, outdir }) => (
    summarizedStacks(relative(ROOT, outdir), ROOT).map((stack) => ({ ...stack, name: example }))
  ));
  console.log(process.argv.includes('--verbose') ? renderVerboseSummary(stacks) : renderSummary(stacks));
}

function synthesise(example: string, outdir: string): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: example,
    env: { ...process.env, CDK_OUTDIR: outdir, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`${relative(ROOT, example)} does not synthesise`);
  }
}

main();
