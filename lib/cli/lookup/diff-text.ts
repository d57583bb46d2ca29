import { CatalogDiff, DescribeSet, renderDiffJson, renderDiffMarkdown, renderDiffText } from '../../catalog';
import { Style } from '../shell/style';

/** How a diff can be written. */
export const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;

/** A diff in one of the formats; colours only in text. */
export function renderDiff(result: CatalogDiff, format: (typeof DIFF_FORMATS)[number], style: Style, describe?: DescribeSet): string {
  switch (format) {
    case 'json': return renderDiffJson(result);
    case 'markdown': return renderDiffMarkdown(result, describe);
    case 'text': return colour(renderDiffText(result, describe), style);
  }
}

function colour(text: string, style: Style): string {
  return text.replace(/^ *\[([+~-])\].*$/gm, (line, mark: string) => (mark === '+' ? style.green : mark === '-' ? style.red : style.yellow)(line));
}
