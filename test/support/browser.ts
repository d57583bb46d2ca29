import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The program that `describeWithTool('chromium')` finds. */
const EXECUTABLE = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium')).find(existsSync);

const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** How wide a desktop and a phone show a page. */
export const WIDTHS = { desktop: 1280, phone: 390 } as const;

/** What a browser has to say of a page. */
export interface Inspection {
  /** What it asked for, beside the page itself. */
  readonly requests: readonly string[];

  /** What stands on its console. */
  readonly messages: readonly string[];

  /** By how many pixels it is wider than the window. */
  readonly overflow: number;

  /** Serious and critical findings of axe-core, with the places. */
  readonly violations: readonly string[];
  readonly screenshot: Buffer;
}

/** A real Chromium without a window. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: QUIET });
}

/** Opens a page from a file and looks at it; axe-core takes its time, so it looks only where it is asked to. */
export async function inspect(browser: Browser, html: string, width: number, colorScheme: 'light' | 'dark', withAxe = true): Promise<Inspection> {
  const file = join(mkdtempSync(join(tmpdir(), 'page-')), 'page.html');
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const [requests, messages]: [string[], string[]] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(String(error)));
  await page.goto(`file://${file}`);
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  const screenshot = await page.screenshot();
  const violations = withAxe ? await seriousFindings(page) : [];
  await page.close();
  return { requests: requests.filter((url) => url !== `file://${file}`), messages, overflow, violations, screenshot };
}

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => (
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] })
  ));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(' | ')}`);
}
