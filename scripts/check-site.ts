/**
 * Opens every page of `build/site/` in Chromium, follows every internal link and anchor, and asks the search what a new user
 * asks. Prints what is wrong, and fails when anything is.
 *
 *   npm run docs:check                      after npm run docs:site
 *   npm run docs:check -- --screenshots     also build/screenshots/, desktop and phone, light and dark
 *
 * The browser is `$CHROMIUM`, or Debian's.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, posix, resolve } from 'node:path';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { type Browser, chromium } from 'playwright-core';
import { API, SIDEBAR, sitePath } from '../site/sidebar';

const ROOT = resolve(__dirname, '..');
const SITE = join(ROOT, 'build', 'site');
const SCREENSHOTS = join(ROOT, 'build', 'screenshots');

/** What a new user asks, in the words of the search box, and the pages of which one must be among the first answers. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'webhook reachable only from Microsoft Graph': ['scenarios/graph-change-notification-ingress', 'guides/where-is-your-webhook'],
  'webhook behind API Gateway': ['guides/where-is-your-webhook', 'enforcement-points/rest-api-policy'],
  'exchange hybrid mail flow': ['scenarios/exchange-hybrid-inbound', 'scenarios/'],
  'explain an IP address': ['cli'],
  'pin the data with a lock': ['lock', 'versions'],
  'quota of a security group': ['enforcement-points/security-groups', 'enforcement-points/', 'cover'],
  'prove that what is deployed equals what is published': ['verification', 'cli'],
  'list of addresses for a firewall without CDK': ['export'],
  'withdrawnPrefixes': ['warnings', 'data'],
  'shared NSG': ['guides/shared-network-security-group'],
  'why is an IP allowed': ['questions', 'cli'],
  'withdrawn prefixes warning': ['questions', 'warnings', 'data'],
  'China': ['questions', 'coverage', 'scenarios/'],
  'IPv6': ['questions', 'enforcement-points/'],
  'existing security group': ['questions', 'enforcement-points/security-groups', 'enforcement-points/terraform-aws-security-groups'],
  'quota': ['questions', 'cover', 'enforcement-points/'],
  'terraform state verify': ['questions', 'verification', 'cli'],
  'update data': ['questions', 'cli', 'lock', 'sources'],
  'acknowledge warning': ['questions', 'warnings'],
  'private network no internet': ['questions'],
  'how do I get started': ['questions', 'index', ''],
  'which ports does Exchange Online need': ['questions'],
  'outbound traffic to Microsoft 365': ['questions', 'scenarios/microsoft365-outbound'],
  'Teams media UDP': ['questions', 'scenarios/microsoft365-outbound'],
  'too many rules in my security group': ['questions', 'enforcement-points/security-groups', 'enforcement-points/terraform-aws-security-groups'],
  'Azure priority conflict': ['questions', 'enforcement-points/network-security-group-rules'],
  'temporary exception with expiry date': ['questions', 'concepts'],
  'rule added by hand drift': ['questions', 'verification'],
  'unit test my stack': ['questions', 'verification'],
  'GCC High': ['questions', 'coverage'],
};

/** How many answers a reader looks at. */
const ANSWERS_READ = 5;

/** Tabs in which pages are opened at the same time. */
const PAGES_AT_ONCE = 4;

/** Whether the script of a page has taken over what the server sent. */
const MOUNTED = "document.querySelector('#app')?.__vue_app__ !== undefined";

/** The page of the server for what is not there. */
const NOT_FOUND = '404.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2',
};

/** A page as it is served, before any script runs. */
interface SitePage {
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
}

async function main(options: readonly string[]): Promise<number> {
  const files = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, readPage(file)]));
  let count = 0;
  const report = (checked: string, problems: readonly string[]): void => {
    problems.forEach((problem) => process.stdout.write(`${problem}\n`));
    process.stdout.write(`${checked}: ${problems.length} problems\n`);
    count += problems.length;
  };
  report(`links of ${pages.size} pages`, [...missingPages(pages), ...deadLinks(pages, new Set(files))]);
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const { port } = server.address() as { port: number };
    const base = `http://127.0.0.1:${port}/`;
    report(`${Object.keys(QUESTIONS).length} questions`, await unansweredQuestions(browser, base));
    const opened = [...pages.keys()].filter((file) => file !== NOT_FOUND);
    report(`${opened.length} pages opened in the browser`, await faultyPages(browser, base, opened));
    if (options.includes('--screenshots')) await takeScreenshots(browser, base);
  } finally {
    await browser.close();
    server.close();
  }
  return count === 0 ? 0 : 1;
}

function readPage(file: string): SitePage {
  const ids = new Set<string>();
  const links: string[] = [];
  const visit = (node: DefaultTreeAdapterMap['node']): void => {
    if ('attrs' in node) {
      const attribute = (name: string) => node.attrs.find((each) => each.name === name)?.value;
      ids.add(attribute('id') ?? '');
      if (node.tagName === 'a') links.push(attribute('href') ?? '');
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(readFileSync(join(SITE, file), 'utf8')));
  return { ids, links };
}

/** Pages of the sidebar, and names of the API, of which the site has no page. */
function missingPages(pages: ReadonlyMap<string, SitePage>): string[] {
  const reference = readdirSync(join(ROOT, API), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => `${API}/${file}`);
  return [...SIDEBAR.flatMap(({ pages: named }) => named), ...reference]
    .map((page) => sitePath(page).replace(/\.md$/, '.html')).filter((page) => !pages.has(page)).map((page) => `no page ${page}`);
}

function deadLinks(pages: ReadonlyMap<string, SitePage>, files: ReadonlySet<string>): string[] {
  return [...pages].flatMap(([file, { links }]) => [...new Set(links)].filter((link) => !/^([a-z]+:|$)/i.test(link)).flatMap((link) => {
    const [path, hash] = link.split('#').map(decodeURIComponent);
    const named = path === '' ? file : posix.join(path.startsWith('/') ? '.' : posix.dirname(file), path.endsWith('/') ? `${path}index.html` : path);
    const target = named.replace(/^\//, '');
    if (!files.has(target)) return [`${file}: dead link ${link}`];
    return hash === undefined || hash === '' || pages.get(target)?.ids.has(hash) !== false ? [] : [`${file}: no heading for ${link}`];
  }));
}

async function serve(): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = join(SITE, path.endsWith('/') ? `${path}index.html` : path);
    if (!file.startsWith(SITE) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=3600' }).end(readFileSync(file));
  });
  await new Promise<void>((started) => { server.listen(0, '127.0.0.1', started); });
  return server;
}

/** Pages that are not there, whose scripts fail, or that ask for what is not there or is elsewhere. */
async function faultyPages(browser: Browser, base: string, files: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  const waiting = [...files];
  const context = await browser.newContext();
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, async () => {
    const page = await context.newPage();
    let current = '';
    const tell = (problem: string) => problems.push(`${current}: ${problem}`);
    page.on('console', (message) => message.type() === 'error' && tell(message.text()));
    page.on('pageerror', (error) => tell(error.message));
    page.on('request', (request) => !request.url().startsWith(base) && !request.url().startsWith('data:') && tell(`asks for ${request.url()}`));
    for (current = waiting.shift() ?? ''; current !== ''; current = waiting.shift() ?? '') {
      const response = await page.goto(`${base}${current}`, { waitUntil: 'domcontentloaded' });
      if (response?.status() !== 200) tell(`status ${response?.status()}`);
      await page.waitForFunction(MOUNTED, undefined, { timeout: 60_000, polling: 50 }).catch(() => tell('its script never takes over'));
    }
  }));
  await context.close();
  return problems;
}

/** Questions that none of the first answers of the search is about. */
async function unansweredQuestions(browser: Browser, base: string): Promise<string[]> {
  const problems: string[] = [];
  const page = await browser.newPage();
  for (const [question, expected] of Object.entries(QUESTIONS)) {
    await page.goto(base);
    await page.click('button.DocSearch-Button');
    await page.fill('.VPLocalSearchBox input', question);
    await page.waitForSelector('.VPLocalSearchBox .result', { timeout: 30_000 }).catch(() => undefined);
    await page.waitForTimeout(500); // the list is sorted while it is typed
    const answers = await page.$$eval('.VPLocalSearchBox a.result', (links) => links.map((link) => link.getAttribute('href') ?? ''));
    const read = answers.slice(0, ANSWERS_READ).map((href) => href.replace(/^\//, '').replace(/(\.html)?(#.*)?$/, ''));
    if (!read.some((answer) => expected.includes(answer))) problems.push(`"${question}" finds ${read.join(', ') || 'nothing'}, none of ${expected.join(', ')}`);
  }
  await page.close();
  return problems;
}

async function takeScreenshots(browser: Browser, base: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  for (const [size, viewport] of Object.entries({ desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme });
      for (const path of ['', 'cli.html', 'scenarios/graph-change-notification-ingress.html', 'api/cdk-m365-endpoints/aws/classes/SecurityGroups.html']) {
        await page.goto(`${base}${path}`);
        await page.screenshot({ path: join(SCREENSHOTS, `${(path || 'index').replace(/\.html$/, '').replaceAll('/', '-')}-${size}-${colorScheme}.png`) });
      }
      await page.close();
    }
  }
}

void main(process.argv.slice(2)).then((code) => { process.exitCode = code; });
