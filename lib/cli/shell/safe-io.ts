import { Io } from './io';

/** The colours of this tool. Everything else that steers a terminal comes from data. */
const OWN_COLOURS = /^\u001b\[(1|2|22|31|32|33|39)m$/;

/**
 * The same streams, past which no character gets that steers a terminal or turns text around.
 *
 * The last of two lines: foreign text is made printable where it is put into a line, and what was forgotten there is
 * stopped here.
 */
export function safeIo(io: Io): Io {
  const safe = (text: string) => text.replace(/\u001b\[\d*m|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (found) => (
    found === '\n' || (io.isTerminal && OWN_COLOURS.test(found)) ? found : '\uFFFD'
  ));
  return { ...io, stdout: (text) => io.stdout(safe(text)), stderr: (text) => io.stderr(safe(text)) };
}
