import { Io } from './io';

/** Narrower than this nothing is wrapped: a line would hold a word or two. */
const NARROWEST = 40;

/**
 * Text with lines no longer than the terminal is wide, broken between words; what follows stands deeper. Elsewhere than on a
 * terminal text stays as it is, for other programs.
 */
export function wrapText(text: string, { columns }: Io): string {
  return columns === undefined || columns < NARROWEST ? text : text.split('\n').map((line) => wrapLine(line, columns)).join('\n');
}

function wrapLine(line: string, width: number): string {
  if (widthOf(line) <= width) {
    return line;
  }
  const [indent] = /^ */.exec(line)!;
  const deeper = `${indent}    `;
  const [first, ...words] = line.slice(indent.length).split(/ (?=\S)/);
  const lines = [`${indent}${first}`];
  for (const word of words) {
    const longer = `${lines.at(-1)!} ${word}`;
    if (widthOf(longer) <= width) lines.splice(-1, 1, longer);
    else lines.push(`${deeper}${word}`);
  }
  return lines.map((each) => each.trimEnd()).join('\n');
}

/** Characters that are seen: colours take none. */
function widthOf(text: string): number {
  return [...text.replace(/\u001b\[\d*m/g, '')].length;
}
