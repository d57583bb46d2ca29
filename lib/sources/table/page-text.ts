import { pageTooLarge } from '../../messages/errors';
import { FindingCode } from '../findings/finding-code';
import { FindingList } from '../findings/finding-list';

/** More than twenty times the longest known page; a longer text is no page. */
const LONGEST_PAGE = 2_000_000;

/** UTF-8 that was read as Windows-1252: the signs that the known pages hold. */
const MOJIBAKE = new Map([
  ['â€\u201c', '–'], ['â€\u201d', '—'], ['â€\u02dc', '‘'], ['â€\u2122', '’'], ['â€\u0153', '“'], ['â€\u009d', '”'], ['â€\u00a6', '…'],
  ['Â«', '«'], ['Â»', '»'],
  ['Â\u00a0', '\u00a0'], ['Ã©', 'é'], ['Ã¨', 'è'], ['Ã¶', 'ö'], ['Ã¤', 'ä'], ['Ã¥', 'å'], ['Ã¼', 'ü'], ['Ã§', 'ç'],
]);

/** Signs that are invisible or of private use, and mean nothing in a list of hosts and addresses. */
export const INVISIBLE = /[\ue000-\uf8ff\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Signs of other scripts that stand for a sign of ASCII between facts. */
const ASCII_OF: Record<string, string> = {
  '：': ': ',
  '；': ';',
  '，': ',',
  '、': ',',
  '。': '. ',
  '（': '(',
  '）': ')',
  '＊': '*',
  '／': '/',
  '．': '.',
  '،': ',',
  '؛': ';',
  '٫': '.',
  '　': ' ',
  '＜': '<',
  '＞': '>',
  '－': '-',
  '＿': '_',
  '＋': '+',
  '＆': '&',
  '％': '%',
  '․': '.',
  '﹒': '.',
  '｡': '. ',
  '⁄': '/',
  '∕': '/',
  '∗': '*',
  '［': '[',
  '］': ']',
};

/** Zeros of other scripts, which nine more digits follow: a number is the same number in each of them. */
const ZEROS = [0x660, 0x6f0, 0x966, 0xe50, 0xff10];

const FOREIGN = /[：；，、。（）＊／．،؛٫　＜＞－＿＋＆％［］․﹒｡⁄∕∗\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0e50-\u0e59\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;

/**
 * The text of a page, ready to be cut: lines end in `\n`, front matter is gone, wrongly decoded signs are mended, and
 * separators and digits of other scripts are those of ASCII, as are letters of full width.
 *
 * @throws EndpointError `PageTooLarge`
 */
export function pageText(text: string, findings: FindingList): string {
  if (typeof text !== 'string' || text.length > LONGEST_PAGE) {
    throw pageTooLarge(typeof text === 'string' ? text.length : 0, LONGEST_PAGE);
  }
  const lines = asciiSigns(text.replace(INVISIBLE, '').replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n'));
  return withoutFrontMatter(withoutMojibake(lines, findings));
}

/** A text in which separators and digits of other scripts, and letters of full width, are those of ASCII. */
export function asciiSigns(text: string): string {
  return text.replace(PORT_COLON, ':').replace(NUMBER_POINT, '.').replace(FOREIGN, asciiOf);
}

/** The colon of full width between a host and its port; any other is followed by a space. */
const PORT_COLON = /(?<=[a-z])：(?=[\d\uff10-\uff19]{1,5}(?![\d\uff10-\uff19.．]))/g;

/** The point of an ideographic script between two digits, where no sentence ends. */
const NUMBER_POINT = /(?<=[\d\uff10-\uff19])[。｡](?=[\d\uff10-\uff19])/g;

function asciiOf(sign: string): string {
  const code = sign.charCodeAt(0);
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  return ASCII_OF[sign] ?? (zero === undefined ? String.fromCharCode(code - 0xfee0) : String(code - zero));
}

function withoutMojibake(text: string, findings: FindingList): string {
  return text.replace(/â€[\u201c\u201d\u02dc\u2122\u0153\u009d\u00a6]|Â[«»\u00a0]|Ã[©¨¶¤¥¼§]/g, (broken) => {
    const mended = MOJIBAKE.get(broken) ?? broken;
    if (mended !== broken) {
      findings.info(FindingCode.MOJIBAKE, 'page', `text in the wrong character set: ${JSON.stringify(broken)} is read as ${JSON.stringify(mended)}`);
    }
    return mended;
  });
}

function withoutFrontMatter(text: string): string {
  const start = text.trimStart();
  if (!start.startsWith('---\n')) {
    return text;
  }
  const end = start.indexOf('\n---', 3);
  return end < 0 ? text : start.slice(end + 4);
}
