import { microsoftAddressSpace, parseAddressSpace } from '../../../lib/catalog';
import { Prefix, PrefixSet } from '../../../lib/net';
import { importAddressSpace } from '../../../lib/sources';
import { describeMaterial, readMaterial } from '../../support/material';

const EDITION = { edition: '2026-08-22' };
const imported = (...texts: string[]) => importAddressSpace(texts, EDITION).addressSpace?.prefixes;
const problems = (...texts: string[]) => importAddressSpace(texts, EDITION).findings.map(({ code, place }) => `${code} at ${place}`);

function serviceTags(...addressPrefixes: string[]): string {
  return JSON.stringify({ changeNumber: 1, cloud: 'Public', values: [{ name: 'AzureCloud', id: 'AzureCloud', properties: { changeNumber: 1, addressPrefixes } }] });
}

describe('the lists of an address space', () => {
  test.each([
    ['with a heading and other columns', '\uFEFFPrefix,Type\r\n20.0.0.0/9,IPv4\r\n"2603:1000::/24",IPv6\r\n'],
    ['without a heading', '20.0.0.0/9,x\n2603:1000::/24,y'],
    ['one prefix a line', '20.0.0.0/9\n2603:1000::/24\n'],
  ])('are read as CSV %s', (_, text) => {
    expect(imported(text)).toEqual(['20.0.0.0/9', '2603:1000::/24']);
  });

  test('are united and merged, service tags among them', () => {
    expect(imported('20.0.0.0/10', serviceTags('20.64.0.0/10', '4.128.0.0/9'))).toEqual(['4.128.0.0/9', '20.0.0.0/9']);
  });

  test('fail as a whole when anything cannot be read, naming the line', () => {
    expect(imported('Prefix\n20.0.0.0/9\n20.0.0.1/9')).toBeUndefined();
    expect(problems('Prefix\n20.0.0.0/9\n20.0.0.1/9')).toEqual(['PrefixInvalid at list 1, line 3']);
    expect(problems('20.0.0.0/9', serviceTags('nonsense'))).toEqual(expect.arrayContaining(['TagLeftOut at list 2, AzureCloud']));
    expect(problems('<html>a page of errors</html>')).toEqual(expect.arrayContaining(['PrefixInvalid at list 1, line 1']));
    expect(problems('')).toEqual(['NoPrefixes at the lists']);
    expect(problems('1.0.0.0/8,'.repeat(500_000))).toEqual(expect.arrayContaining(['DocumentTooLong at the document']));
  });
});

describe('the bundled address space', () => {
  test('is read strictly', () => {
    const { addressSpace } = importAddressSpace(['20.0.0.0/9'], EDITION);
    expect(parseAddressSpace(addressSpace).prefixes.toStrings()).toEqual(['20.0.0.0/9']);
    expect(() => parseAddressSpace({ ...addressSpace, prefixes: ['20.0.0.0/8'] })).toThrow(/changed by hand/);
    expect(() => parseAddressSpace({ ...addressSpace, extra: 1 })).toThrow(/extra: the field is unknown/);
  });

  test('holds an address of Azure, and neither Google\'s resolver nor private addresses', () => {
    const { prefixes } = microsoftAddressSpace();
    expect(prefixes.contains(Prefix.parse('20.190.128.0/18'))).toBe(true);
    expect(prefixes.overlaps(PrefixSet.of('8.8.8.8/32', '10.0.0.0/8', '192.168.0.0/16', '2001:4860::/32'))).toBe(false);
  });
});

describeMaterial('against the material', () => {
  test('the bundled address space holds the addresses of both lists, and no others', () => {
    const lines = ['ipv4', 'ipv6'].flatMap((family) => readMaterial(`data/microsoft-address-space.2026-08-22.${family}.txt`).trim().split('\n'));
    expect(microsoftAddressSpace().prefixes.equals(PrefixSet.fromTexts(lines))).toBe(true);
  });
});
