/**
 * Recognises deploy-time values ("tokens") of AWS CDK and CDKTF without loading either.
 *
 * They encode a token in text as `${Token[…]}` or `${TfToken[…]}`, a list as one
 * text with `#` in place of `$`, and a number as a huge negative double with marked
 * upper bits. A value that is not recognised here is treated as concrete, and then
 * refused by the strict parsers.
 */
export function isDeployTimeText(text: string): boolean {
  return /\$\{(Tf)?Token\[[^\]]*\]\}/.test(text);
}

/** Whether `text` is one deploy-time value, optionally followed by a length up to `longest`: `${Token[…]}` or `${Token[…]}/32`. */
export function isDeployTimePrefix(text: string, longest: number): boolean {
  const match = /^\$\{(?:Tf)?Token\[[^\]]*\]\}(?:\/([1-9]\d*))?$/.exec(text);
  return match !== null && Number(match[1] ?? 1) <= longest;
}

/** Whether `list` stands for a list that is known only when the app is deployed. */
export function isDeployTimeList(list: readonly unknown[]): boolean {
  return list.some((item) => typeof item === 'string' && /#\{(Tf)?Token\[[^\]]*\]\}/.test(item));
}

/** Whether `text` stands for a whole list that is known only when the app is deployed, as `#{Token[…]}` does. */
export function isDeployTimeListText(text: string): boolean {
  return /^#\{(Tf)?Token\[[^\]]*\]\}$/.test(text);
}

/**
 * Whether `text` is a dummy value that AWS CDK uses until a context look-up has been answered: a CIDR block that
 * cannot be intended, because its address is not a network address, or the name of a parameter.
 */
export function isLookupDummy(text: string): boolean {
  return text === '1.2.3.4/5' || text.startsWith('dummy-value-for-');
}

/** The upper sixteen bits of a double that stands for a token: of AWS CDK, and of CDKTF. */
const TOKEN_MARKS = [0xfbff, 0xfdff];

/** Whether `value` is a number that stands for a deploy-time value. */
export function isDeployTimeNumber(value: number): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return TOKEN_MARKS.includes(view.getUint16(0));
}
