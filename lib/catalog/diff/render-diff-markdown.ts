import { CatalogDiff, EndpointDiff } from './diff';
import { DiffNode, diffTree, summarize } from './diff-tree';

/** What a pull request of GitHub holds is 65,536 characters; the rest is for what a workflow adds. */
const LONGEST = 60_000;

/** Longer lists are folded. */
const LONGEST_OPEN_LIST = 5;

const MEANING = { '+': 'new', '-': 'gone', '~': 'changed' } as const;

/**
 * A diff as Markdown for a pull request: a heading for each set, long lists folded.
 *
 * Published text stands in code spans only, where it can neither format, link, mention
 * nor end the span. When the whole is too long for a pull request the lists go first,
 * then what does not fit; the text says so.
 */
export function renderDiffMarkdown(diff: EndpointDiff | CatalogDiff): string {
  const tree = diffTree(diff);
  const complete = render(diff, tree, true);
  if (complete.length <= LONGEST) {
    return complete;
  }
  const short = `${render(diff, tree, false)}\nThe lists are left out: with them, this would be too long for a pull request.\n`;
  return short.length <= LONGEST ? short : `${short.slice(0, short.lastIndexOf('\n', LONGEST))}\n\nThe rest is left out, since it would be too long for a pull request.\n`;
}

function render(diff: EndpointDiff | CatalogDiff, tree: readonly DiffNode[], withLists: boolean): string {
  const sections = tree.map(({ mark, label, items, children }) => [
    `### ${capitalize(MEANING[mark])}: ${escape(label)}`,
    ...items.map(code),
    ...children.length === 0 ? [] : [children.flatMap((child) => bullet(child, '', withLists)).join('\n')],
  ].join('\n\n'));
  return `${[...summarize(diff).map((line) => `**${escape(line)}**`), ...sections].join('\n\n')}\n`;
}

function bullet({ mark, label, items, children }: DiffNode, indent: string, withLists: boolean): string[] {
  const text = `${indent}- ${MEANING[mark]}: ${escape(label)}`;
  const isShort = items.length <= LONGEST_OPEN_LIST;
  return [
    isShort && items.length > 0 ? `${text}: ${items.map(code).join(', ')}` : text,
    ...isShort || !withLists ? [] : [
      `${indent}  <details><summary>${items.length} entries</summary>`,
      '',
      ...items.map((item) => `${indent}  - ${code(item)}`),
      '',
      `${indent}  </details>`,
    ],
    ...children.flatMap((child) => bullet(child, `${indent}  `, withLists)),
  ];
}

/** Published text as a code span: fenced by more backticks than it has in a row, on one line. */
function code(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim();
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return line === '' ? '(empty)' : `${fence}${pad}${line}${pad}${fence}`;
}

/** Our own words: keys may hold characters that Markdown reads as emphasis. */
function escape(label: string): string {
  return label.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

function capitalize(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
