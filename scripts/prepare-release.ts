/**
 * Refuses a release that is not ready, and with `--write` makes of the checkout what is published: the README with links that
 * work on npm, and `build/release/notes.md` with the notes of the version.
 *
 *   npx tsx scripts/prepare-release.ts v0.1.0 [--write]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { repositoryAddress, type RepositoryManifest } from './repository-address';

const ROOT = resolve(__dirname, '..');

/** What decides whether a version can be released. */
export interface ReleaseInput {
  readonly tag: string;
  readonly manifest: RepositoryManifest & { readonly version: string };
  readonly changelog: string;
}

/** Why a version cannot be released, one sentence each; none when it can. */
export function releaseProblems({ tag, manifest, changelog }: ReleaseInput): string[] {
  const address = repositoryAddress(manifest);
  const notes = releaseNotes(changelog, manifest.version);
  return [
    ...address === undefined ? ['the address of the repository is not set: fill REPOSITORY in .projenrc.ts and run npm run projen'] : [],
    ...address !== undefined && !/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(address)
      ? [`${address} is not the address of a repository on GitHub, such as https://github.com/owner/name`] : [],
    ...tag === `v${manifest.version}` ? [] : [`the tag ${tag} is not v${manifest.version}, the version in .projenrc.ts`],
    ...notes === undefined ? [`CHANGELOG.md has no heading "## [${manifest.version}] - YYYY-MM-DD"`] : [],
    ...notes !== undefined && !/^### Data$/m.test(notes)
      ? [`CHANGELOG.md says nothing under "### Data" of ${manifest.version}: npm run changelog writes it`] : [],
  ];
}

/** What the changelog says of a released version; nothing while it has no heading with a date. */
export function releaseNotes(changelog: string, version: string): string | undefined {
  const heading = new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}\\n`, 'm').exec(changelog);
  return heading === null ? undefined : changelog.slice(heading.index + heading[0].length).split(/^## /m)[0].trim();
}

/**
 * Markdown whose relative links lead to the files of a tag.
 *
 * What is written in code stays, and so do links within the page.
 *
 * @param repository such as `https://github.com/owner/name`
 */
export function absoluteLinks(markdown: string, repository: string, tag: string): string {
  return markdown.split(/(^```[^]*?^```$|`[^`\n]*`)/m).map((part, index) => (
    index % 2 === 1 ? part : part.replace(/\]\((?![a-z]+:|#|\/)([^)\s]+)/gi, (_, target: string) => `](${repository}/blob/${tag}/${posix.normalize(target)}`)
  )).join('');
}

function main(tag: string | undefined, ...options: readonly string[]): number {
  if (tag === undefined || options.some((option) => option !== '--write')) {
    process.stderr.write('usage: prepare-release <tag> [--write]\n');
    return 2;
  }
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const input: ReleaseInput = { tag, manifest: JSON.parse(read('package.json')) as ReleaseInput['manifest'], changelog: read('CHANGELOG.md') };
  const problems = releaseProblems(input);
  problems.forEach((problem) => process.stderr.write(`not released: ${problem}\n`));
  if (problems.length === 0 && options.includes('--write')) {
    mkdirSync(join(ROOT, 'build', 'release'), { recursive: true });
    writeFileSync(join(ROOT, 'build', 'release', 'notes.md'), `${releaseNotes(input.changelog, input.manifest.version)}\n`);
    writeFileSync(join(ROOT, 'README.md'), absoluteLinks(read('README.md'), repositoryAddress(input.manifest)!, tag));
  }
  return problems.length === 0 ? 0 : 1;
}

if (require.main === module) {
  const [tag, ...options] = process.argv.slice(2);
  process.exitCode = main(tag, ...options);
}
