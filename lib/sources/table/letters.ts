/**
 * Letters and marks of every script, in few ranges: a class of Unicode (`\p{L}`) has hundreds, and a pattern that names
 * one takes milliseconds to compile each time. They also contain characters that are not letters where those stand between the letters of a script.
 * For the inside of a class of a pattern.
 */
export const LETTER = 'A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u065f\\u066e-\\u06ef\\u06fa-\\u1fff\\u2c00-\\u2dff\\u3005-\\u3007\\u3041-\\u30fa\\u30fc-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefc\\uff21-\\uff3a\\uff41-\\uff5a\\uff66-\\uffdc';

/** The letters of Latin script among them. */
export const LATIN = 'A-Za-z\\u00aa\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02b8\\u1e00-\\u1eff\\u2c60-\\u2c7f\\ua722-\\ua7ff\\ufb00-\\ufb06\\uff21-\\uff3a\\uff41-\\uff5a';

/** Digits and other numbers: superscripts, fractions, numbers in circles. */
export const NUMBER = '0-9\\u00b2\\u00b3\\u00b9\\u00bc-\\u00be\\u0660-\\u0669\\u06f0-\\u06f9\\u2070-\\u2089\\u2150-\\u2189\\u2460-\\u249b\\u24ea-\\u24ff\\u2776-\\u2793\\u3248-\\u324f\\u3251-\\u325f\\u32b1-\\u32bf\\uff10-\\uff19';
