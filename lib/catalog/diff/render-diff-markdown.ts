import { markdownCode } from '../../messages/markdown-code';
import { markdownText } from '../../messages/markdown-text';
import { CatalogDiff, EndpointDiff } from './diff';
import { DescribeSet, DiffNode, diffTree, summarize } from './diff-tree';

/** A GitHub comment holds 65,536 characters; the rest is left for what a workflow adds. */
const LONGEST = 60_000;

/** Longer lists are folded. */
const LONGEST_OPEN_LIST = 5;

const MEANING = { '+': 'new', '-': 'gone', '~': 'changed', '·': 'note' } as const;

/**
 * A diff as Markdown for a pull request: a heading for each set, long lists folded.
 *
 * Published text is written in code spans only, where it cannot format, link, mention or end the span. If the result
 * is too long for a pull request, the lists are left out first, then everything that does not fit, and the text says
 * so.
 */
export function renderDiffMarkdown(diff: EndpointDiff | CatalogDiff, describe?: DescribeSet): string {
  const tree = diffTree(diff, describe);
  const complete = render(diff, tree, true);
  if (complete.length <= LONGEST) {
    return complete;
  }
  const short = `${render(diff, tree, false)}\nThe lists are left out: with them, this would be too long for a pull request.\n`;
  return short.length <= LONGEST ? short : `${short.slice(0, short.lastIndexOf('\n', LONGEST))}\n\nThe rest is left out, since it would be too long for a pull request.\n`;
}

function render(diff: EndpointDiff | CatalogDiff, tree: readonly DiffNode[], withLists: boolean): string {
  const sections = tree.map(({ mark, label, items, children }) => [
    `### ${capitalize(MEANING[mark])}: ${markdownText(label)}`,
    ...items.map(markdownCode),
    ...children.length === 0 ? [] : [children.flatMap((child) => bullet(child, '', withLists)).join('\n')],
  ].join('\n\n'));
  return `${[...summarize(diff).map((line) => `**${markdownText(line)}**`), ...sections].join('\n\n')}\n`;
}

function bullet({ mark, label, items, children }: DiffNode, indent: string, withLists: boolean): string[] {
  const text = `${indent}- ${MEANING[mark]}: ${markdownText(label)}`;
  const isShort = items.length <= LONGEST_OPEN_LIST;
  return [
    isShort && items.length > 0 ? `${text}: ${items.map(markdownCode).join(', ')}` : text,
    ...isShort || !withLists ? [] : [
      `${indent}  <details><summary>${items.length} entries</summary>`,
      '',
      ...items.map((item) => `${indent}  - ${markdownCode(item)}`),
      '',
      `${indent}  </details>`,
    ],
    ...children.flatMap((child) => bullet(child, `${indent}  `, withLists)),
  ];
}

function capitalize(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
