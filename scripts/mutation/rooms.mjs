import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What is mutated, by room, and the tests that are to notice: only those of the room itself, so that a score says what its own
 * tests are worth, and so that a run takes minutes.
 */
export const ROOMS = {
  addresses: { mutate: ['lib/net/addresses/*.ts'], folders: ['test/net/addresses'] },
  columns: { mutate: ['lib/net/columns/*.ts'], folders: ['test/net/columns', 'test/net/addresses'] },
  cover: { mutate: ['lib/net/cover/*.ts'], folders: ['test/net/cover'] },
  hosts: { mutate: ['lib/net/hosts/*.ts'], folders: ['test/net/hosts'] },
  ports: { mutate: ['lib/net/ports/*.ts'], folders: ['test/net/ports'] },
  space: { mutate: ['lib/verify/space/*.ts', 'lib/verify/document/cidr.ts'], folders: ['test/verify/space', 'test/verify/document'] },
  proof: { mutate: ['lib/verify/proof/*.ts'], folders: ['test/verify/proof'] },
  fit: { mutate: ['lib/rules/fit/*.ts'], folders: ['test/rules/fit'] },
  guard: { mutate: ['lib/catalog/lock/guard/*.ts'], folders: ['test/catalog/lock/guard'] },
};

/** Stryker's configuration for one room. */
export function configurationOf(room) {
  const { mutate, folders } = ROOMS[room];
  return {
    plugins: ['./scripts/mutation/circus-runner.mjs'],
    testRunner: 'circus',
    // Tests that take longer are left out, so that a score is a lower bound.
    circus: { folders, mostMilliseconds: 250 },
    coverageAnalysis: 'perTest',
    // A mutant in a constant of a module costs as little as any other here, since modules are loaded anew for each.
    ignoreStatic: false,
    mutate: [...mutate, '!lib/**/index.ts'],
    ignorePatterns: ['dist', 'build', 'coverage', 'cdk.out', 'cdktf.out', 'docs', 'examples', 'bench'],
    concurrency: Number(process.env.M365_MUTATION_WORKERS ?? 1),
    dryRunTimeoutMinutes: 30,
    timeoutMS: 10_000,
    incremental: true,
    incrementalFile: `build/mutation/${room}.incremental.json`,
    jsonReporter: { fileName: `build/mutation/${room}.json` },
    htmlReporter: { fileName: `build/mutation/${room}.html` },
    reporters: ['json', 'html', 'progress-append-only'],
    // Outside the project: Jest would find the package twice in it.
    tempDirName: join(tmpdir(), `cdk-m365-endpoints-mutation-${room}`),
  };
}
