import { printable } from '../../messages/printable';
import { CatalogDiff, EndpointDiff } from './diff';
import { DescribeSet, DiffNode, diffTree, summarize } from './diff-tree';

/**
 * A diff as a tree of text for a terminal or a log, without colours.
 *
 * @example
 * renderDiffText(before.diff(after));
 * //=> additional-endpoints 2025-01 → 2025-h2
 * //   0 sets added, 0 removed, 1 changed
 * //
 * //   [~] graph-change-notifications, row 23, in Worldwide
 * //     [~] flow notifications, inbound, TCP 443, stated
 * //       [-] prefixes, 2 IPv4 addresses
 * //           192.0.2.1/32
 * //           192.0.2.3/32
 */
export function renderDiffText(diff: EndpointDiff | CatalogDiff, describe?: DescribeSet): string {
  const blocks = diffTree(diff, describe).map((node) => lines(node, '').join('\n'));
  return `${[summarize(diff).map(printable).join('\n'), ...blocks].join('\n\n')}\n`;
}

function lines({ mark, label, items, children }: DiffNode, indent: string): string[] {
  // One item stands on the line itself; several stand below each other, so that they can be compared and copied.
  const [single] = items.length === 1 ? items : [];
  return [
    `${indent}[${mark}] ${printable(label)}${single === undefined ? '' : `: ${printable(single)}`}`,
    ...items.length > 1 ? items.map((item) => `${indent}    ${printable(item)}`) : [],
    ...children.flatMap((child) => lines(child, `${indent}  `)),
  ];
}
