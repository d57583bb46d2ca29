import { cloudsOfLabel } from '../../../lib/sources/cells/cloud-label';
import { rowFacts } from '../../../lib/sources/cells/row-facts';
import { FindingList } from '../../../lib/sources/findings/finding-list';

const read = (text: string) => {
  const findings = new FindingList();
  const facts = rowFacts({ number: 1, cells: [text] }, findings);
  return { ...facts, errors: findings.toArray().filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${/"([^"]+)"/.exec(message)?.[1]}`) };
};

describe('an address, in any notation, is exact', () => {
  test.each([
    ['52.96.0.0 – 52.96.0.255', ['52.96.0.0/24']],
    ['52.96.0.1-52.96.0.6', ['52.96.0.1/32', '52.96.0.2/31', '52.96.0.4/31', '52.96.0.6/32']],
    ['52.96.0.0 to 52.96.0.7', ['52.96.0.0/29']],
    ['52.96.0.0 bis 52.96.0.7', ['52.96.0.0/29']],
    ['52.96.0.*', ['52.96.0.0/24']],
    ['52.96.*.*', ['52.96.0.0/16']],
    ['20.250.0.0 /16', ['20.250.0.0/16']],
    ['20.250.0.0 255.255.0.0', ['20.250.0.0/16']],
    ['20.250.0.0/255.255.255.128', ['20.250.0.0/25']],
    ['20.250.0.0 mask 255.255.0.0', ['20.250.0.0/16']],
    ['2603:1006:3000::-2603:1006:3000::ff', ['2603:1006:3000::/120']],
    ['- 52.96.0.1\n- 52.96.0.2', ['52.96.0.1/32', '52.96.0.2/32']],
    ['52.96.0.0&sol;24, 52&period;96.1.0/24', ['52.96.0.0/24', '52.96.1.0/24']],
    ['[52.96.0.0/24][1], 52.96.1.0/24[1]', ['52.96.0.0/24', '52.96.1.0/24']],
  ])('%s', (text, prefixes) => {
    expect(read(text)).toMatchObject({ prefixes, errors: [] });
  });

  test.each([
    '52.96.0.1-20', '52.96.0/24', '52.96.0.x', '52.96.0.0\\24', '52.96.0.0/24/25', '52.96.0.5:443', '52.96.0.9 - 52.96.0.1', '52.96.0.0/24 - 52.96.3.0/24', '52.96.0.0 255.0.255.0',
    '1.2.3.4.5', '52.96.0.0!24', '52-96-0-0/16', '52-96-0-9', '52.96.3.{1,2}', '52.96.3.(1-9)', '52.96.0.0 a 52.96.0.9', '52.96.0.1 - 52.96.0.3 - 52.96.0.5', '52,96,0,0/24', 'x52.96.0.1', '875560960', '52.96.0', '52.96.0.', '52.96.0.1 → 52.96.0.9', '52.96.0.1 -> 52.96.0.9', 'between 52.96.0.1 and 52.96.0.9', '52.96.0.0 0.0.255.255', '0x34600000', 'zwischen 52.96.0.1 und 52.96.0.9',
  ])('fails for %s: nothing is read, and an error quotes it', (text) => {
    const { prefixes, errors } = read(text);
    expect(prefixes).toEqual([]);
    expect(errors.map((error) => error.split(' ')[0])).toEqual(['PrefixInvalid']);
  });
});

test.each([
  ['a mask', '52.96.0.0, 255.255.0.0'], ['a mask with words', '52.96.0.0 with mask 255.255.0.0'], ['a range over two lines', '52.96.0.0 -\n52.96.0.255'], ['a range over three lines', '52.96.0.0\n–\n52.96.0.255'],
  ['a range with its word at the end of a line', '52.96.0.0 to\n52.96.0.255'], ['a range with two words', '52.96.0.0 up to 52.96.0.255'], ['a range with a word for each end', '52.96.0.0 (first) 52.96.0.255 (last)'],
  ['a range without its end', '52.96.0.0-\n52.96.0.255'],
])('%s makes one thing of two addresses, and neither is read', (_, text) => {
  const { prefixes, errors } = read(text);
  expect([prefixes, errors]).toEqual([[], expect.arrayContaining([expect.stringContaining('PrefixInvalid 52.96.0.0')])]);
});

test.each(['52.96.0.0\n/24', '52.96.0.0 (/24)', '52.96.0.0(/24)', '52.96.0.0 prefix length 24', '52.96.0.0 with length 24', '52.96.0.0&frasl;24'])('fails for %j: the address is not read without its length', (text) => {
  expect(read(text)).toMatchObject({ prefixes: [], errors: [expect.stringContaining('PrefixInvalid 52.96.0.0')] });
});

test.each(['52·96·0·1', '52:96:0:1', '52&foo;96.0.1', '52.96.{0-3}.0/24', '52.96.[0-3].*', '!52.96.0.0/24', '≠52.96.0.0/24', '㊿2.96.0.0/16', '⓪52.96.0.0/16', '52.96.0.0–.255'])('fails for %s, which no sign of an address joins', (text) => {
  const { prefixes, errors } = read(text);
  expect([prefixes, errors[0]]).toEqual([[], expect.stringMatching(/^(?:Prefix|Host)Invalid/)]);
});

test.each(['+7', '140', 'slash 14', '(16 bit)'])('a number right behind an address, as %s, may be a part of it', (text) => {
  expect(read(`52.96.0.1 ${text}, 52.96.0.2`)).toMatchObject({ prefixes: ['52.96.0.2/32'], errors: [`PrefixInvalid 52.96.0.1 ${text.replace(/ bit\)/, '')}`] });
});

test('an address in brackets never takes its port for a part of it', () => {
  expect(read('[2603:1063::1]:443')).toMatchObject({ prefixes: [], errors: ['PrefixInvalid 2603:1063::1]:443'] });
});

describe('a name with a space in it', () => {
  test.each(['*.a.example.com; new. contoso.com', '*.a.example.com new. contoso.com', '*.a.example.com; new.contoso. com'])('fails for %s, with an error that quotes it', (text) => {
    const { hosts, errors } = read(text);
    expect(hosts.map(({ host }) => host)).toEqual(['*.a.example.com']);
    expect(errors).toEqual([`HostInvalid ${/new.*/.exec(text)![0]}`]);
  });

  test('is not the end of a sentence', () => {
    expect(read('TCP 443. Use these names. *.a.example.com, b.example.com. They are needed')).toMatchObject({ hosts: [{ host: '*.a.example.com' }, { host: 'b.example.com' }], errors: [] });
  });
});

test.each(['UAE', 'GCCX', 'Test'])('%s on a line of its own between names is a label that nobody knows, and No is none', (label) => {
  expect(read(`a.example.com\n${label}\nb.example.com`)).toMatchObject({ hosts: [{ host: 'a.example.com' }], errors: [expect.stringContaining('CloudUnknown')] });
  expect(read('a.example.com\nNo\nb.example.com')).toMatchObject({ hosts: [{ host: 'a.example.com' }, { host: 'b.example.com' }], errors: [] });
});

describe('a port, in any notation, is exact', () => {
  test.each(['on 8443 over TCP', 'ports 443 and 8443 via TCP', 'TCP 443 | 8443'])('%s is read', (text) => {
    expect(String(read(text).tcp)).toContain('8443');
    expect(read(text).errors).toEqual([]);
  });

  test.each([
    'TCP port https', 'UDP four hundred', 'TCP/HTTPS', 'TCP (smtp)', 'UDP=dns', 'HTTPS', 'https only', 'HTTP, HTTPS', 'HTTP and HTTPS', 'LDAP/LDAPS', 'SMTP & IMAP4', 'Port HTTPS', 'Ports: HTTP', 'over HTTPS',
    'x.contoso.com HTTPS', 'x.contoso.com (over HTTPS)', '52.96.0.1 via SMTP', 'TCP 443, LDAP', 'TCP 443 and LDAP', 'Purpose | HTTPS | Required', 'Connect to it.\nSIP', 'open port smtp on the firewall',
  ])('fails once for %s: write the number', (text) => {
    expect(read(text).errors.map((error) => error.split(' ')[0])).toEqual(['PortInvalid']);
  });

  test.each([
    'TCP 443 (HTTPS)', 'HTTPS (TCP 443)', 'HTTPS: TCP 443', 'HTTP/HTTPS TCP 443', 'HTTP, HTTPS - TCP 443', 'TCP 443 HTTPS', '443 TCP https', '443/TCP (HTTPS)', 'TCP https (443)', 'https://x.contoso.com/ TCP 443',
    'Servers use RDP over TCP port 443', 'Users connect to it over HTTPS with their browser. TCP 443', 'It needs DNS resolution. TCP 443', 'all TCP ports: 443',
  ])('%s says which', (text) => {
    expect([read(text).errors, String(read(text).tcp)]).toEqual([[], '443']);
  });

  test.each([
    ['TCP 80,443', '80,443'], ['8443/tcp, 443/tcp', '443,8443'], ['TCP/UDP 3478', '3478'], ['TCP 8000 to 8010', '8000-8010'], ['TCP 80–90', '80-90'], ['TCP 443 (TCP)', '443'],
    ['tcp:8443', '8443'], ['TCP 50,000', '50000'], ['TCP 80 и 443', '80,443'], ['TCP 80 a 443, přenosů', '80,443'],
  ])('%s', (text, tcp) => {
    expect(read(text).errors).toEqual([]);
    expect(String(read(text).tcp)).toBe(tcp);
  });

  test.each(['TCP ports above 49151', 'TCP 1024 and higher', 'TCP 80, 443 or above', 'UDP greater than 1024', 'ports below 1024', 'TCP 61k-62k'])('fails for %s, half of which is nothing', (text) => {
    const { tcp, udp, errors } = read(text);
    expect([String(tcp), String(udp)]).toEqual(['', '']);
    expect(new Set(errors.map((error) => error.split(' ')[0]))).toEqual(new Set(['PortInvalid']));
  });

  test.each(['x.contoso.com:443|8443', 'x.contoso.com | 8443 | Required', 'x.contoso.com\n8443', 'TCP 443, 60*', 'x.contoso.com HTTPS outbound server traffic'])('fails for %s, with an error that quotes it', (text) => {
    expect(read(text).errors.map((error) => error.split(' ')[0])).toEqual(['PortInvalid']);
  });

  test.each(['TCP 1,433', 'TCP >1024', 'TCP 1024+', 'SCTP 3868', 'Port 8443', 'TCP 8000 a 8010', 'x.contoso.com:80,443', 'x.contoso.com :8443',
    'TCP any', 'any TCP port', 'all UDP ports', 'TCP *', 'UDP: all', 'TCP ephemeral', 'TCP dynamic ports', 'ICMP', 'ESP', 'IP protocol 50', 'TLS 8443'])('fails for %s with an error that quotes it', (text) => {
    expect(read(text).errors.map((error) => error.split(' ')[0])).toContain('PortInvalid');
  });

  test.each(['Windows 10 and 11, TCP 443', 'listed in row 14; TCP 443', 'Microsoft 365 TCP port 443', 'operated by 21 ViaNet: TCP port 443', 'Office 2013 and earlier used RDP over TCP port 443', 'all TCP ports: 443', 'TLS 1.2 on TCP 443'])('%s has no other port', (text) => {
    expect([read(text).errors, String(read(text).tcp)]).toEqual([[], '443']);
  });
});

describe('a number that may be more or less than one port', () => {
  test.each([
    'TCP 443 and 8 443', 'TCP 443 and 8.443', "TCP 443, 8'443", 'TCP 443 and 8\u00a0443', 'TCP 443, 0', 'TCP 443, 8443-', 'TCP 443, 8000-\n8010', 'TCP 443, 0x1BB', 'TCP 443 and any other port',
    'TCP 443 and UDP', 'TCP 443, UDP ports', 'TCP 443; User Datagram Protocol 3478', 'TCP 443, TCP source port 1024-65535',
  ])('fails for %j, and reads the port beside it', (text) => {
    const { tcp, udp, errors } = read(text);
    expect([String(tcp), String(udp), errors.length > 0, errors.every((error) => error.startsWith('PortInvalid'))]).toEqual(['443', '', true, true]);
  });

  test.each(['TCP ports between 8000 and 8010', 'Quellport 443'])('fails for %s', (text) => {
    expect([String(read(text).tcp), read(text).errors]).toEqual(['', [expect.stringMatching(/^PortInvalid/)]]);
  });

  test('is two where it is too high for one, and one behind an underscore', () => {
    expect([String(read('TCP 80 443').tcp), String(read('TCP_443, TCP_8443').tcp)]).toEqual(['80,443', '443,8443']);
  });
});

describe('words that say something else of a fact', () => {
  test.each([
    'a.contoso.com except b.contoso.com', '*.contoso.com (without b.contoso.com)', '52.96.0.0/16 excluding 52.96.7.0/24', '52.96.0.0/16 außer 52.96.7.0/24', 'TCP 443, not TCP 8443', '52.96.0.0/16 (removed)', 'b.contoso.com – deprecated', '52.96.0.0/16 (from 1 July)',
  ])('%s is an error that quotes it', (text) => {
    const { errors } = read(text);
    expect([errors.length, errors[0]]).toEqual([1, expect.stringMatching(/(?:8443|7\.0\/24|b\.contoso\.com|\/16)/)]);
  });

  test.each(['This is not for a.contoso.com', 'Customers without a proxy need a.contoso.com', '52.96.0.0/16 - required'])('%s does not', (text) => {
    expect(read(text).errors).toEqual([]);
  });
});

test('an entity of HTML is read as the sign that it stands for', () => {
  expect(read('52.96.0.0&#8260;24, &#65297;3.107.64.0/18')).toMatchObject({ prefixes: ['13.107.64.0/18', '52.96.0.0/24'], errors: [] });
});

test('a port behind a host in parentheses is an error, as is another host or port in place of a path', () => {
  expect(['x.contoso.com (8443)', 'x.contoso.com:80/443', 'x.contoso.com/y.contoso.com'].map((text) => read(text).errors.map((error) => error.split(' ')[0]))).toEqual([['PortInvalid'], ['HostInvalid'], ['HostInvalid']]);
  expect(read('x.contoso.com:443/a/b.aspx')).toMatchObject({ hosts: [{ host: 'x.contoso.com', port: 443, path: '/a/b.aspx' }], errors: [] });
});

describe('a host is known by its form', () => {
  test.each(['x.contoso.zip', 'login.sovcloud-identity.sg', 'LOGIN.Contoso.SG', 'xn--bcher-kva.example', 't.co', '<x.contoso.com>', 'Destination:x.contoso.com'])('%s', (text) => {
    expect(read(text)).toMatchObject({ hosts: [{ host: text.replace(/^Destination:|[<>]/g, '').toLowerCase() }], errors: [] });
  });

  test.each(['bücher.example.com', 'ftp://x.contoso.com', 'a*b.contoso.com', 'https://user@x.contoso.com/', 'me@contoso.com', '$region.contoso.com', '_region_.contoso.com', 'x${region}.contoso.com', 'x[1-4].contoso.com', 'x[1].contoso.com', 'x.contoso.\ncom', '.x.contoso.com', '{tenant}.contoso.com', '<region>.contoso.com', 'x.contoso.c', 'new .contoso.com', `${'a'.repeat(300)}.com`])('fails for %s with an error that quotes it', (text) => {
    expect(read(text)).toMatchObject({ hosts: [], errors: [expect.stringMatching(/^HostInvalid/)] });
  });

  test.each(['the traffic.Destination is', 'on ASP.NET', 'run setup.exe', 'proxy.pac', 'e.g. this', 'p.ex. cela', 'version 16.0.1', 'in EE.UU.'])('%s has none', (text) => {
    expect(read(text)).toMatchObject({ hosts: [], errors: [] });
  });
});

describe('a label', () => {
  test.each([
    ['Public Cloud', ['Worldwide']], ['Worldwide Commercial & GCC', ['Worldwide']], ['Microsoft 365 Worldwide (including GCC)', ['Worldwide']],
    ['Microsoft Cloud for U.S. Government', ['USGovGCCHigh', 'USGovDoD']], ['US Government (DoD)', ['USGovDoD']], ['GCC High, DoD IP addresses', ['USGovGCCHigh', 'USGovDoD']],
    ['Microsoft Cloud China, betrieben von 21Vianet', ['China']], ['由世纪互联运营的 Microsoft 云中国', ['China']], ['パブリック クラウド', ['Worldwide']], ['China, US Government', ['China', 'USGovGCCHigh', 'USGovDoD']],
  ])('%s is known', (label, clouds) => {
    expect(cloudsOfLabel(label)).toEqual(clouds);
  });

  test.each([
    'Outside China', 'Non-China', 'China except Hong Kong', 'US Government Secret', 'Government', 'GCC', 'Europe', 'Public China', 'Worldwide without DoD', 'Microsoft Cloud', '', '中国以外', 'DoD 2',
  ])('fails to know %j', (label) => {
    expect(cloudsOfLabel(label)).toBeUndefined();
  });

  const lists = (text: string) => read(text).lists.map(({ clouds, prefixes, hosts }) => [clouds?.join('+') ?? '', ...prefixes, ...hosts.map(({ host }) => host)].join(' ').trim()).filter((list) => list !== '');

  test('binds the facts that it heads, up to the next one', () => {
    expect(lists('a.contoso.com\nGCC High: 52.96.0.1 b.contoso.com\nDoD:\n52.96.0.2\nChina: c.contoso.com')).toEqual([
      'a.contoso.com', 'USGovGCCHigh 52.96.0.1/32 b.contoso.com', 'USGovDoD 52.96.0.2/32', 'China c.contoso.com',
    ]);
  });

  test('narrows the one above it', () => {
    expect(lists('US Government:\nDoD: 52.96.0.2')).toEqual(['USGovDoD 52.96.0.2/32']);
  });

  test.each([
    ['an unknown one', 'China: 52.96.0.1 Atlantis: 52.96.0.2', ['China 52.96.0.1/32']], ['one behind a fact', '52.96.0.1, 52.96.0.2 (DoD)', ['52.96.0.1/32']],
    ['one on its own line between facts', '52.96.0.1\nGCC Moderate\n52.96.0.2', ['52.96.0.1/32']], ['one with two colons', '52.96.0.1\nUS Gov L4:: 52.96.0.2', ['52.96.0.1/32']],
    ['two that contradict', 'China:\nPublic Cloud:\n52.96.0.2', ['China']], ['one without a colon that is unknown', 'China: 52.96.0.1\nSecret Cloud\n52.96.0.2', ['China 52.96.0.1/32']],
  ])('%s keeps its facts out, with an error', (_, text, kept) => {
    expect(lists(text).filter((list) => /\d/.test(list))).toEqual(kept.filter((list) => /\d/.test(list)));
    expect(read(text).errors.map((error) => error.split(' ')[0])).toEqual(['CloudUnknown']);
  });

  test('in parentheses binds what stands in them, and the rest is an error', () => {
    expect(lists('Public: 52.96.0.1, 52.96.0.2 (DoD: 52.96.0.3), 52.96.0.4')).toEqual(['Worldwide 52.96.0.1/32 52.96.0.2/32', 'USGovDoD 52.96.0.3/32']);
    expect(read('Public: 52.96.0.1 (DoD: 52.96.0.3), 52.96.0.4').errors).toEqual(['CloudUnknown DoD']);
  });

  test('that nobody knows, behind a fact, keeps out what stands on both sides', () => {
    expect(lists('Public: 52.96.0.1, 52.96.0.2 (air-gapped), 52.96.0.3')).toEqual(['Worldwide 52.96.0.1/32']);
  });

  test('in the middle of a sentence is known', () => {
    expect([read('Servers in GCC High need it.\nTCP 443').mentioned, read('Azure IP Ranges and Service Tags – China Cloud').mentioned]).toEqual([['USGovGCCHigh'], []]);
  });

  test('ports below all lists are not those of what stands in front of the first', () => {
    const { lists: all } = read('a.contoso.com on TCP 80\nWorldwide: b.contoso.com\nTCP 443');
    expect(all.map(({ tcp }) => String(tcp))).toEqual(['80', '', '443']);
  });

  test('that heads nothing is an error', () => {
    expect(read('52.96.0.1\nChina:').errors).toEqual(['CloudUnknown China']);
  });
});
