/** The pages of the documentation site in their order, by audience. A page is named by its path in the repository. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A heading of the sidebar with the pages below it. */
export interface SidebarGroup {
  readonly text: string;
  readonly pages: readonly string[];

  /** Whether the pages are hidden until somebody opens the heading. */
  readonly collapsed?: boolean;
}

/** Where the reference of the API is written at build. */
export const API = 'build/api';

const ROOT = join(__dirname, '..');

/** Every page of the site but those of single names of the API. */
export const SIDEBAR: readonly SidebarGroup[] = [
  { text: 'Start', pages: ['README.md', 'docs/questions.md', 'docs/concepts.md', 'examples/README.md'] },
  { text: 'Guides', pages: pagesIn('docs/guides') },
  { text: 'Scenarios', pages: [...pagesIn('docs/scenarios'), 'docs/coverage.md'], collapsed: true },
  { text: 'Enforcement points', pages: [...pagesIn('docs/enforcement-points'), 'docs/host-patterns.md', 'docs/cover.md'], collapsed: true },
  { text: 'Verification', pages: ['docs/verification.md', 'docs/report.md', 'docs/threat-model.md'] },
  { text: 'Command line', pages: ['docs/cli.md', 'docs/export.md', 'docs/lock.md'] },
  { text: 'Data', pages: ['docs/data.md', 'docs/sources.md', 'docs/versions.md', 'CHANGELOG.md'] },
  { text: 'Reference', pages: ['docs/errors.md', 'docs/warnings.md', 'docs/findings.md', 'docs/benchmarks.md', `${API}/index.md`] },
  {
    text: 'Contributing',
    pages: ['CONTRIBUTING.md', 'SECURITY.md', 'docs/adding-a-scenario.md', 'docs/adding-an-enforcement-point.md', 'docs/testing.md', ...pagesIn('docs/adr')],
    collapsed: true,
  },
];

/** The pages of a folder: its introduction, where it has one, and the others by name. */
function pagesIn(folder: string): string[] {
  const pages = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md')).sort();
  return [...pages.filter((name) => name === 'README.md'), ...pages.filter((name) => name !== 'README.md')].map((name) => `${folder}/${name}`);
}

/** The path of a page within the site: `docs/scenarios/README.md` is `scenarios/index.md`. */
export function sitePath(page: string): string {
  return page.replace(/^(docs|build)\//, '').replace(/(^|\/)README\.md$/, '$1index.md');
}
