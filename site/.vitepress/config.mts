import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type MarkdownOptions } from 'vitepress';
import { repositoryAddress } from '../../scripts/repository-address';
import { API, SIDEBAR, sitePath } from '../sidebar';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The address of the public repository; absent until it is known. */
const REPOSITORY = repositoryAddress(manifest);

/** Links between the files of the repository become links between pages; what is not a page is in the repository, or text. */
function repositoryLinks(md: Parameters<NonNullable<MarkdownOptions['config']>>[0]): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const folder = posix.dirname(relative(ROOT, env.realPath ?? env.path).replaceAll('\\', '/'));
    for (const { children } of tokens) {
      let isText = false;
      for (const token of children ?? []) {
        const href = token.type === 'link_open' ? token.attrGet('href') ?? '' : '#';
        if (token.type === 'link_open' && !/^([a-z]+:|\/|#)/i.test(href)) {
          const target = siteLink(folder, href);
          isText = target === undefined;
          token.attrSet('href', target ?? '');
        }
        if (isText && /^link_(open|close)$/.test(token.type)) {
          isText = token.type === 'link_open';
          Object.assign(token, { type: 'text', content: '' });
        }
      }
    }
  });
}

/** Code is text: braces in it, as in `{{resolve:…}}`, are not an expression of Vue. */
function literalCode(md: Parameters<NonNullable<MarkdownOptions['config']>>[0]): void {
  md.renderer.rules.code_inline = (tokens, index, _options, _env, renderer) => (
    `<code v-pre${renderer.renderAttrs(tokens[index])}>${md.utils.escapeHtml(tokens[index].content)}</code>`
  );
}

/** Where a relative link of a page in `folder` leads; nowhere when it leads out of the site and the repository is not known. */
function siteLink(folder: string, href: string): string | undefined {
  const [path, hash] = href.split('#');
  const target = posix.join(folder, decodeURIComponent(path));
  const page = target.endsWith('.md') ? target : posix.join(target, 'README.md');
  if (existsSync(join(ROOT, page))) {
    return `/${sitePath(page)}${hash === undefined ? '' : `#${hash}`}`;
  }
  if (/^docs\/.*\.\w+$/.test(target)) {
    return `/${sitePath(target)}`;
  }
  return REPOSITORY === undefined ? undefined : `${REPOSITORY}/${statSync(join(ROOT, target)).isDirectory() ? 'tree' : 'blob'}/HEAD/${target}`;
}

/** The first heading of a page. */
function titleOf(page: string): string {
  const [, title] = /^# (.+)$/m.exec(readFileSync(join(ROOT, page), 'utf8')) ?? [];
  return (title ?? page).replaceAll(/[`\\]/g, '');
}

/** Tables fit the column of a page: long names wrap, and no cell becomes a thread. */
const TABLES = [
  '.vp-doc th, .vp-doc td { min-width: 5.5em; padding: 6px 9px; font-size: 13.5px; line-height: 1.45; vertical-align: top; }',
  '.vp-doc td { overflow-wrap: anywhere; }',
  '.vp-doc td:has(code) { min-width: 9em; }',
  '.vp-doc td code { padding: 2px 4px; }',
].join('\n');

export default defineConfig({
  title: manifest.name,
  description: manifest.description,
  // The pages stand where a reader of the repository finds them.
  srcDir: '..',
  srcExclude: ['build/!(api)/**', 'build/*.md', '.github/**', 'test/**', 'lib/**', '**/cdk.out/**', '**/cdktf.out/**', 'dist/**', 'coverage/**'],
  outDir: '../build/site',
  cacheDir: '../build/site-cache',
  base: process.env.DOCS_BASE ?? '/',
  rewrites: sitePath,
  // A page links to a hundred others in its sidebar.
  router: { prefetchLinks: false },
  // Names of constructs are long words.
  head: [['style', {}, `:root { --vp-sidebar-width: 300px } .VPSidebarItem .text { overflow-wrap: anywhere }\n${TABLES}`]],
  markdown: {
    config: (md) => [repositoryLinks, literalCode].forEach((extend) => extend(md)),
    // As GitHub does, so that a link to a heading is right in both places.
    anchor: { slugify: (text) => text.trim().toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-') },
  },
  buildEnd: ({ outDir }) => {
    for (const file of readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((path) => /\.(json|yml)$/.test(path))) {
      cpSync(join(ROOT, 'docs', file), join(outDir, file));
    }
  },
  themeConfig: {
    nav: [
      { text: 'Scenarios', link: '/scenarios/' },
      { text: 'Enforcement points', link: '/enforcement-points/' },
      { text: 'Verification', link: '/verification' },
      { text: 'Command line', link: '/cli' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: SIDEBAR.map(({ text, pages, collapsed }) => ({
      text,
      collapsed: collapsed ?? false,
      items: pages.map((page) => ({ text: page === `${API}/index.md` ? 'API' : titleOf(page), link: `/${sitePath(page)}` })),
    })),
    outline: [2, 3],
    search: {
      provider: 'local',
      // Whoever searches for a task wants the page about it before long lists and the reference of each name.
      options: { miniSearch: { searchOptions: {
        boostDocument: (id: string) => (/\/(api|adr)\/|\/(errors|warnings|findings|coverage|CHANGELOG)\.html/.test(id) ? 0.2 : /\/questions\.html/.test(id) ? 1.5 : 1),
        // The words of a question that every page has say nothing about what is asked.
        processTerm: (term: string) => (/^(an?|and|are|can|do|does|for|how|i|in|is|it|my|of|on|or|that|the|to|what|which|why|with)$/i.test(term) ? null : term.toLowerCase()),
      } } },
    },
    socialLinks: REPOSITORY === undefined ? [] : [{ icon: 'github', link: REPOSITORY }],
    footer: { message: 'Apache-2.0. Not affiliated with Microsoft, Amazon or HashiCorp.' },
  },
});
