/*
 * The grammar of host names, shared by patterns, template values and the names they are
 * matched with.
 *
 * Labels of 1 to 63 letters, digits, hyphens and underscores, without a hyphen at either
 * end; 253 characters in all; the last label is not all digits, so that no IP address
 * passes as a name. Underscores are not for hosts by RFC 1123, but names with them exist
 * and are looked up. Other scripts are written in punycode (`xn--…`).
 */

const LONGEST_NAME = 253;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** Lowers A to Z only: Unicode lowering would turn some other characters, such as the Kelvin sign, into ASCII. */
export function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Why a lower-case text is not a host name, or undefined when it is one. */
export function hostNameProblem(text: string): string | undefined {
  if (text.length > LONGEST_NAME) return `it is longer than ${LONGEST_NAME} characters`;
  const labels = text.split('.');
  const bad = labels.findIndex((label) => !LABEL.test(label));
  if (bad >= 0) return labelProblem(labels[bad]);
  return /^\d+$/.test(labels[labels.length - 1]) ? 'its last label is all digits, as in an IP address' : undefined;
}

function labelProblem(label: string): string {
  if (label === '') return 'it has an empty label';
  if (label.length > 63) return 'it has a label of more than 63 characters';
  if (/[^\x00-\x7f]/.test(label)) return 'it has characters other than ASCII; write it in punycode (xn--…)';
  if (/[^a-z0-9_-]/.test(label)) return `label "${label}" has characters other than letters, digits, hyphens and underscores`;
  return `label "${label}" starts or ends with a hyphen`;
}
