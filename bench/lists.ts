/* eslint-disable no-bitwise -- pseudorandom numbers */

/** A pseudorandom generator (xorshift), so that every run measures the same lists. */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 to `end` - 1. */
  below(end: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % end;
  }
}

/** IPv4 prefixes like those of published lists: half of them /24, the others from /20 to /32, in unsorted order. */
export function ipv4List(count: number, seed = 1, firstOctet = 1, octets = 222): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const length = random.below(2) === 0 ? 24 : 20 + random.below(13);
    const address = (firstOctet + random.below(octets)) * 2 ** 24 + random.below(2 ** 24);
    const first = address - address % 2 ** (32 - length);
    return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;
  });
}

/** IPv6 prefixes of 2000::/3: half of them /48, the others from /32 to /64, in unsorted order. */
export function ipv6List(count: number, seed = 1): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const length = random.below(2) === 0 ? 48 : 32 + random.below(33);
    const groups = [0x2400 + random.below(0x800), random.below(0x400), random.below(0x10000), random.below(0x10000)];
    const kept = groups.map((group, g) => {
      const free = Math.min(16, Math.max(0, 16 * (g + 1) - length));
      return (group - group % 2 ** free).toString(16);
    });
    return `${kept.join(':')}::/${length}`;
  });
}

/** Single addresses, half of them from the prefixes and half from anywhere. */
export function addressesAmong(texts: readonly string[], count: number): string[] {
  const random = new Random(7);
  const others = texts[0].includes(':') ? ipv6List(count, 99) : ipv4List(count, 99);
  return others.map((text, i) => (i % 2 === 0 ? texts[random.below(texts.length)] : text).split('/')[0]);
}
