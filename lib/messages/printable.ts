/** Characters that steer a terminal, turn text around, or are not to be seen. */
const STEERING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Foreign text on one line, without characters that would steer a terminal or turn the text around. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(STEERING, '\uFFFD');
}

/** The text of JSON in which such characters stand as escapes, so that it means the same and may be printed. */
export function printableJson(json: string): string {
  return json.replace(STEERING, (character) => (
    character === '\n' ? character : Array.from(character, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')
  ));
}
