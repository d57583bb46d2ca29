/* eslint-disable no-bitwise -- bits say which groups are zero */
import { isIP } from 'net';
import * as ipaddr from 'ipaddr.js';
import { Prefix } from '../../../lib/net';

/** Whether a text is a prefix, by the address parser of Node and the bits of ipaddr.js. */
function isPrefix(text: string): boolean {
  const [address, length, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0 || !/^(0|[1-9]\d*)$/.test(length ?? '')) return false;
  const bytes = ipaddr.parse(address).toByteArray();
  if (Number(length) > 8 * bytes.length) return false;
  return !bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('').slice(Number(length)).includes('1');
}

/** Every text of so many of some characters. */
function textsOf(characters: string, length: number): string[] {
  return length === 0 ? [''] : textsOf(characters, length - 1).flatMap((text) => Array.from(characters, (character) => text + character));
}

const isRead = (text: string) => Prefix.find(text) !== undefined;

test('every short text is a prefix exactly when Node says so of its address', () => {
  const texts = [1, 2, 3, 4, 5, 6].flatMap((length) => textsOf(':/01', length));
  expect(texts.filter((text) => isRead(text) !== isPrefix(text))).toEqual([]);
  expect(texts.filter(isRead)).toContain('0::/10');
});

test.each([
  '::1/128', '0::/0', '1.0.0.0/8', '10.2.0.0/15', '::1.2.3.4/128', '1:2:3:4:5:6:7:8/128', 'ffff::/16',
])('%s with one character more, less or other is read exactly when it is a prefix', (text) => {
  const near = Array.from({ length: text.length + 1 }, (_, i) => ['', ...':/.01a9fgG@`p'].flatMap((other) => (
    [0, 1].map((left) => text.slice(0, i) + other + text.slice(i + left))
  ))).flat();
  expect(near.filter((one) => isRead(one) !== isPrefix(one))).toEqual([]);
});

test('the digits of a group are those of hexadecimal numbers', () => {
  const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));
  expect(characters.filter((character) => isRead(`::${character}/128`)).join('')).toBe('0123456789ABCDEFabcdef');
});

test('groups of zeros are left out as RFC 5952 says, whichever there are', () => {
  const groupsOf = (zeros: number) => Array.from({ length: 8 }, (_, g) => ((zeros >>> g) & 1) === 1 ? 0 : 0x1000 >>> 4 * (g % 4));
  const texts = Array.from({ length: 256 }, (_, zeros) => groupsOf(zeros).map((value) => value.toString(16)).join(':'));
  expect(texts.map((text) => Prefix.parseAddress(text).address)).toEqual(texts.map((text) => (ipaddr.parse(text) as ipaddr.IPv6).toRFC5952String()));
});
