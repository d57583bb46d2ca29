import { createHash } from 'node:crypto';

/** `length` hexadecimal characters that differ for different texts: the start of their SHA-256. */
export function contentHash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
