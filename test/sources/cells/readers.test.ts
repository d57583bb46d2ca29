import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PortSet } from '../../../lib/net';
import { readAddresses } from '../../../lib/sources/cells/read-addresses';
import { readHosts } from '../../../lib/sources/cells/read-hosts';
import { readPorts } from '../../../lib/sources/cells/read-ports';
import { repairCell } from '../../../lib/sources/cells/repair-cell';
import { stripMarkup } from '../../../lib/sources/cells/strip-markup';
import { FindingCode } from '../../../lib/sources/findings/finding-code';
import { FindingList } from '../../../lib/sources/findings/finding-list';

const PLACE = 'row 1';
const codes = (read: (findings: FindingList) => void) => {
  const findings = new FindingList();
  read(findings);
  return findings.toArray().map(({ code }) => code);
};

describe('markup', () => {
  test.each([
    ['a line break in any spelling', 'a <br> b<BR>c<p>d<br/>e', ['a', 'b', 'c', 'd', 'e']],
    ['backticks', '```*.x.net``` `y.net`', ['*.x.net y.net']],
    ['escaped stars, pipes and parameters', '\\*.x.net \\| \\<tenant\\>', ['*.x.net | <tenant>']],
    ['entities', '&lt;tenant&gt;.x.net&nbsp;&amp; a&#8211;b &#x2013;', ['<tenant>.x.net\u00a0& a–b –']],
    ['a link in angle brackets', '<https://x.net>', ['https://x.net']],
    ['a link without its target', '[text](https://evil.example.net/a(b)c) end', ['text end']],
    ['bold text', '**Row**', ['Row']],
    ['a scheme that is split by a tag', 'https<span>://</span>x.net', ['https://x.net']],
    ['a sentence and its original side by side', '<span data-x="1">x.net</span><span class="sxs-lookup"><span data-x="2">x.net</span></span>', ['x.net  x.net']],
    ['no parameter', '<tenant>.x.net <email_domain>.y.net', ['<tenant>.x.net <email_domain>.y.net']],
  ])('%s', (_, source, lines) => {
    expect(stripMarkup(source).text.split('\n').map((line) => line.trim()).filter((line) => line !== '')).toEqual(lines);
  });

  test('targets of links are kept apart', () => {
    expect(stripMarkup('[a](/x/Y) <a href="https://z.net/">b</a>').links).toEqual(expect.arrayContaining(['/x/y', 'https://z.net/']));
  });
});

describe('repairs', () => {
  test.each([
    ['no-break spaces in IPv6', '2001\u00a0:489a\u00a0:3500\u00a0::/50', '2001:489a:3500::/50', 'AddressMended'],
    ['spaces in IPv6', '2406 :e500 :5500 ::/48', '2406:e500:5500::/48', 'AddressMended'],
    ['a space in an octet, in a list', '1.2.3.4, 52.243.148.1 9, 5.6.7.8', '1.2.3.4, 52.243.148.19, 5.6.7.8', 'AddressMended'],
    ['a space and an en dash in a range of ports', '50 000–59 999', '50000-59999', 'PortRangeMended'],
    ['points in a range of ports', '50.000-59.999', '50000-59999', 'PortRangeMended'],
    ['no-break spaces in a range of ports', '50\u00a0000 – 59\u00a0999', '50000-59999', 'PortRangeMended'],
    ['a translated parameter', '"<klientorganisation>"', '"<tenant>"', 'ParameterMended'],
    ['a parameter between French quotation marks', '«< locataire>»', '«<tenant>»', 'ParameterMended'],
    ['a translated parameter of a mail domain', '<e-postdomän>.outlookmobile.com', '<email_domain>.outlookmobile.com', 'ParameterMended'],
    ['a star and a space', '* .um.outlook.com', '*.um.outlook.com', 'StarMended'],
    ['a star that moved to the front of a URL', '*shcw.blob.example.net/shcw/;', 'shcw.blob.example.net/shcw/*;', 'StarMended'],
    ['a no-break space in front of a semicolon', 'x.net\u00a0; y.net', 'x.net ; y.net', 'SpaceMended'],
  ])('%s', (_, damaged, mended, code) => {
    const findings = new FindingList();
    expect(repairCell(damaged, PLACE, findings)).toBe(mended);
    expect(findings.toArray().map((finding) => finding.code)).toEqual([code]);
  });

  test.each(['1.2.3.4 5', 'add : 2001:489a::/48', '1.2.3.4\n13 Skype', '<tenant>.x.net', '10.0.0.0-10.0.0.9', '*.x.net', '20.1.2.25 9,'])('%j is left alone', (text) => {
    const findings = new FindingList();
    expect(repairCell(text, PLACE, findings)).toBe(text);
    expect(findings.toArray()).toEqual([]);
  });

  test('the form of the original page is read and not reported', () => {
    const findings = new FindingList();
    expect(repairCell('50,000-59,999; 5061', PLACE, findings)).toBe('50000-59999; 5061');
    expect(findings.toArray()).toEqual([]);
  });
});

describe('addresses', () => {
  const read = (text: string) => (
    readAddresses(repairCell(text, PLACE, new FindingList()), PLACE, new FindingList()).addresses.flatMap(({ prefixes }) => prefixes)
  );

  test.each([
    ['20.1.2.3', ['20.1.2.3/32']],
    ['20.1.2.0/24; 20.1.3.0/24', ['20.1.2.0/24', '20.1.3.0/24']],
    ['Government:20.1.2.3', ['20.1.2.3/32']],
    ['China:2406:e500::/48', ['2406:e500::/48']],
    ['(20.1.2.3)', ['20.1.2.3/32']],
    ['20.1.2.3.', ['20.1.2.3/32']],
    ['12:30:45 and 1:2', []],
    ['version 1.2.3.4.5', []],
    ['x20.1.2.3 20.1.2.3.example.com', []],
  ])('%j', (text, prefixes) => {
    expect(read(text)).toEqual(prefixes);
  });

  test.each([['20.1.2.3/24', 'PrefixInvalid'], ['20.1.2.300', 'PrefixInvalid'], ['020.1.2.3', 'PrefixInvalid'], ['20.1.2.0/33', 'PrefixInvalid'], ['::/0', 'PrefixRefused']])(
    'fails for %s with a finding, and leaves it out', (text, code) => {
      expect(read(text)).toEqual([]);
      expect(codes((findings) => readAddresses(text, PLACE, findings))).toEqual([code]);
    },
  );
});

describe('hosts', () => {
  const read = (text: string) => readHosts(text, PLACE, new FindingList()).hosts.map(({ at, end, ...fact }) => fact);

  test.each([
    ['https://x.net', [{ host: 'x.net', port: 443 }]],
    ['http://x.net/', [{ host: 'x.net', port: 80 }]],
    ['*.x.com:80', [{ host: '*.x.com', port: 80 }]],
    ['x.net/shcw/*;', [{ host: 'x.net', path: '/shcw/*' }]],
    ['<tenant>.X.com', [{ host: '<tenant>.x.com' }]],
    ['x.net;y.net', [{ host: 'x.net' }, { host: 'y.net' }]],
    ['mail x.net.', [{ host: 'x.net' }]],
    ['TCP 端口 443 上的 x.net,仅', [{ host: 'x.net' }]],
    ['me@x.net EWS/MRS e.g. traffic.Destination .x.com', []],
    ['* & GCC: .x.net', [{ host: '*.x.net' }]],
  ])('%j', (text, hosts) => {
    expect(read(text)).toEqual(hosts);
  });

  test.each([['*.com', 'HostRefused'], ['a*b.x.net', 'HostInvalid'], ['x.net:99999', 'PortInvalid'], ['x.net/a', 'UrlReduced']])('%s gives %s', (text, code) => {
    expect(codes((findings) => readHosts(text, PLACE, findings))).toEqual([code]);
  });
});

describe('ports', () => {
  const read = (text: string) => {
    const { statements } = readPorts(text, PLACE, new FindingList());
    const portsOf = (wanted: string) => (
      statements.filter(({ protocol }) => protocol === wanted).map(({ ports }) => ports).reduce((all, ports) => all.union(ports), PortSet.EMPTY)
    );
    return [String(portsOf('TCP')), String(portsOf('UDP'))];
  };

  test.each([
    ['TCP port 443', '443', ''],
    ['TCP-port 443', '443', ''],
    ['Port TCP 443.', '443', ''],
    ['TCP-portar 80 & 443', '80,443', ''],
    ['ports TCP 80 et 443, obligatoire uniquement pour Exchange 2010', '80,443', ''],
    ['TCP 端口 80 和 443', '80,443', ''],
    ['порт 443 TCP', '443', ''],
    ['Portar TCP 443 eller TCP 49443 w/ClientTLS', '443,49443', ''],
    ['UDP ports 50000-59999\nTCP ports 50000-59999; 5061', '5061,50000-59999', '50000-59999'],
    ['uses UDP ports. Office 2013 and earlier', '', ''],
    ['Skype 2016, TCP', '', ''],
  ])('%j', (text, tcp, udp) => {
    expect(read(text)).toEqual([tcp, udp]);
  });

  test.each(['TCP 70000', 'TCP 59999-50000'])('fails for %s with a finding, and leaves it out', (text) => {
    expect(read(text)).toEqual(['', '']);
    expect(codes((findings) => readPorts(text, PLACE, findings))).toEqual(['PortInvalid']);
  });
});

test('every finding of a page is documented', () => {
  const documentation = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'findings.md'), 'utf8');
  Object.values(FindingCode).forEach((code) => expect(documentation).toContain(`\`${code}\``));
});
