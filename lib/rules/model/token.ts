/**
 * Recognises deploy-time values ("tokens") of AWS CDK and CDKTF without loading either.
 *
 * They encode a token in text as `${Token[…]}` or `${TfToken[…]}`, and in a
 * number as a huge negative double with marked upper bits. A value that is not
 * recognised here is treated as concrete, and then refused by the strict parsers.
 */
export function isDeployTimeText(text: string): boolean {
  return /\$\{(Tf)?Token\[[^\]]*\]\}/.test(text);
}

/** The upper sixteen bits of a double that stands for a token: of AWS CDK, and of CDKTF. */
const TOKEN_MARKS = [0xfbff, 0xfdff];

/** Whether `value` is a number that stands for a deploy-time value. */
export function isDeployTimeNumber(value: number): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return TOKEN_MARKS.includes(view.getUint16(0));
}
