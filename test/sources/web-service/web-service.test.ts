import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEdition } from '../../../lib/catalog';
import { renderEdition } from '../../../lib/catalog/editions/edition-json';
import { Finding } from '../../../lib/catalog/model/finding';
import { importWebServiceCsv, importWebServiceJson, WEB_SERVICE_LIMITS } from '../../../lib/sources/web-service/web-service';
import { describeMaterial, readMaterial } from '../../support/material';

const PROPS = { instance: 'Worldwide', edition: '2026033100' };

/** A record as the web service writes it, with whatever a test wants to be different. */
const RECORD = {
  id: 7,
  serviceArea: 'Exchange',
  serviceAreaDisplayName: 'Exchange Online',
  urls: ['*.example.com', 'mail.example.com'],
  ips: ['13.107.6.152/31', '2603:1006::/40'],
  tcpPorts: '80,443',
  udpPorts: '443',
  expressRoute: true,
  category: 'Allow',
  required: false,
  notes: 'POP3',
};

function importRecords(...records: unknown[]) {
  return importWebServiceJson(JSON.stringify(records), PROPS);
}

/** What was found, one a line, without the messages. */
function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, place }) => `${severity} ${code} at ${place}`);
}

describe('a record', () => {
  test('becomes one set with one outbound flow, and the result can be read back', () => {
    const { edition, findings } = importRecords(RECORD);
    expect(findings).toEqual([]);
    expect(edition).toMatchObject({
      source: 'web-service-worldwide', edition: '2026033100', url: 'https://endpoints.office.com/endpoints/Worldwide', published: '2026-03-31', retrieved: null,
    });
    const [set] = parseEdition(edition).sets;
    expect([set.slug, set.title, set.clouds.join(), set.required]).toEqual(['worldwide-7', 'Exchange Online endpoints, id 7', 'Worldwide', false]);
    expect(set.webService).toEqual({ id: 7, serviceArea: 'Exchange', category: 'Allow', expressRoute: true, notes: 'POP3' });
    const [flow] = set.flows;
    expect([flow.direction, flow.basis, String(flow.tcpPorts), String(flow.udpPorts), String(flow.prefixes), flow.hosts.join()]).toEqual([
      'outbound', 'stated', '80,443', '443', '13.107.6.152/31,2603:1006::/40', '*.example.com,mail.example.com',
    ]);
  });

  test('reads the same whatever the order, spaces, letter case and repetitions', () => {
    const untidy = {
      notes: ' POP3 ',
      ips: ['2603:1006:0::/40', ' 13.107.6.152/31', '13.107.6.152/31'],
      urls: ['mail.example.com', '*.Example.com', 'mail.example.com'],
      tcpPorts: ' 443 , 80,443',
      udpPorts: '443 ',
    };
    expect(importRecords({ ...RECORD, ...untidy })).toEqual(importRecords(RECORD));
    expect(importRecords({ ...RECORD, id: 9 }, RECORD).edition?.sets.map(({ id }) => id)).toEqual([7, 9]);
  });

  test('takes an absent, null or empty field of ports for none', () => {
    for (const udpPorts of [undefined, null, '', '  ']) {
      const { edition, findings } = importRecords({ ...RECORD, udpPorts });
      expect(findings).toEqual([]);
      expect(parseEdition(edition).sets[0].flows[0].udpPorts.isEmpty).toBe(true);
    }
  });

  test.each(['*cdn.onenote.net', 'autodiscover.*.onmicrosoft.com', '*-files.example.com', '<tenant>.example.com'])('keeps the host pattern %s', (host) => {
    const { edition, findings } = importRecords({ ...RECORD, urls: [host] });
    expect(findings).toEqual([]);
    expect(edition?.sets[0].flows[0].hosts).toEqual([host]);
  });

  test('reads an address without a length as that address, and says so', () => {
    const { edition, findings } = importRecords({ ...RECORD, ips: ['13.107.6.152'] });
    expect(codes(findings)).toEqual(['info LengthMissing at id 7, ips[0]']);
    expect(edition?.sets[0].flows[0].prefixes).toEqual(['13.107.6.152/32']);
  });

  test('notes a field and a service area that nobody has seen, and reads the rest', () => {
    const { edition, findings } = importRecords({ ...RECORD, serviceArea: 'Copilot', priority: 1, constructor: 2 });
    expect(codes(findings)).toEqual(['info UnknownField at id 7', 'info UnknownField at id 7', 'info UnknownServiceArea at id 7']);
    expect(edition?.sets[0]).toMatchObject({ serviceArea: 'Copilot', title: 'Exchange Online endpoints, id 7' });
  });

  test.each([
    ['ports', { tcpPorts: '', udpPorts: '' }, '13.107.6.152/31, 2603:1006::/40, *.example.com, mail.example.com', 'port'],
    ['peers', { ips: [], urls: undefined }, 'TCP 80,443, UDP 443', 'address or name'],
    ['both', { ips: [], urls: [], tcpPorts: '', udpPorts: '' }, 'an entry without addresses, names and ports', 'address or name and no port'],
  ])('without %s is kept as something that no rule can express', (_, change, what, missing) => {
    const { edition, findings } = importRecords({ ...RECORD, ...change });
    expect(codes(findings)).toEqual(['warning NothingToAdmit at id 7']);
    const [set] = parseEdition(edition).sets;
    expect(set.flows).toEqual([]);
    expect(set.inexpressible).toEqual([{ what, reason: `the entry names no ${missing}` }]);
  });
});

describe('fails to read, leaves out and names a set', () => {
  test.each([
    ['a prefix with host bits', { ips: ['13.107.6.153/31'] }, 'PrefixInvalid at id 7, ips[0]'],
    ['a prefix that is octal', { ips: ['10.0.0.0/8', '010.0.0.0/8'] }, 'PrefixInvalid at id 7, ips[1]'],
    ['a prefix that is no text', { ips: [{}] }, 'FieldInvalid at id 7, ips[0]'],
    ['prefixes that are no list', { ips: '13.107.6.152/31' }, 'FieldInvalid at id 7, ips'],
    ['a port above the last', { tcpPorts: '443,70000' }, 'PortInvalid at id 7, tcpPorts'],
    ['a port with thousands separators', { tcpPorts: '50,000-59,999' }, 'PortInvalid at id 7, tcpPorts'],
    ['a reversed range of ports', { udpPorts: '3481-3478' }, 'PortInvalid at id 7, udpPorts'],
    ['ports that are a number', { tcpPorts: 443 }, 'FieldInvalid at id 7, tcpPorts'],
    ['a URL for a host', { urls: ['https://example.com/x'] }, 'HostInvalid at id 7, urls[0]'],
    ['an unknown category', { category: 'Deny' }, 'CategoryUnknown at id 7, category'],
    ['no category', { category: undefined }, 'FieldMissing at id 7, category'],
    ['no service area', { serviceArea: ' ' }, 'FieldMissing at id 7, serviceArea'],
    ['a flag that is text', { required: 'yes' }, 'FieldInvalid at id 7, required'],
    ['no flag', { expressRoute: null }, 'FieldMissing at id 7, expressRoute'],
    ['no id', { id: undefined }, 'FieldMissing at [1], id'],
    ['an id that is text', { id: '7' }, 'FieldInvalid at [1], id'],
    ['an id below zero', { id: -1 }, 'FieldInvalid at [1], id'],
  ])('with %s', (_, change, code) => {
    const { edition, findings } = importRecords({ ...RECORD, id: 8 }, { ...RECORD, ...change });
    expect(codes(findings)).toEqual([`error ${code}`, expect.stringMatching(/^error SetLeftOut at (id 7|\[1\])$/)]);
    expect(edition?.sets.map(({ id }) => id)).toEqual([8]);
  });

  test('whose id another one has too, and that other one', () => {
    const { edition, findings } = importRecords(RECORD, { ...RECORD, id: 8 }, { ...RECORD, ips: [] });
    expect(codes(findings)).toEqual(['error IdRepeated at id 7, id', 'error SetLeftOut at id 7', 'error IdRepeated at id 7, id', 'error SetLeftOut at id 7']);
    expect(edition?.sets.map(({ id }) => id)).toEqual([8]);
  });

  test('that is no object', () => {
    expect(codes(importRecords(null, 'x', [RECORD]).findings)).toEqual(['error SetLeftOut at [0]', 'error SetLeftOut at [1]', 'error SetLeftOut at [2]']);
  });
});

describe('CSV', () => {
  const HEADER = 'id,serviceArea,serviceAreaDisplayName,urls,ips,tcpPorts,udpPorts,expressRoute,category,required,notes';
  const LINE = '7,Exchange,Exchange Online,"*.example.com,mail.example.com","13.107.6.152/31,2603:1006::/40","80,443",443,True,Allow,False,POP3';

  test.each([['\n'], ['\r\n']])('says the same as JSON, with lines that end in %j', (end) => {
    expect(importWebServiceCsv([HEADER, LINE, ''].join(end), PROPS)).toEqual(importRecords(RECORD));
    expect(importWebServiceCsv(`\uFEFF${HEADER}${end}${end}${LINE}`, PROPS)).toEqual(importRecords(RECORD));
  });

  test('may have its columns in another order, and cells with quotes and line breaks', () => {
    const text = 'required,notes,category,expressRoute,udpPorts,tcpPorts,ips,urls,serviceArea,id\nfalse,"two ""lines"",\nno more",Allow,true,,443,,a.example.com,Common,8\n';
    const { edition, findings } = importWebServiceCsv(text, PROPS);
    expect(findings).toEqual([]);
    expect(edition?.sets[0]).toMatchObject({ id: 8, notes: 'two "lines",\nno more', required: false, expressRoute: true, flows: [{ hosts: ['a.example.com'] }] });
  });

  test.each([
    ['a row of another length', `${HEADER}\n${LINE}\n8,Exchange\n`, 'error RowLeftOut at line 3'],
    ['a quote that never ends', `${HEADER}\n${LINE}\n8,"Exchange\n`, 'error NotCsv at the document'],
    ['a quote in the middle', `${HEADER}\n${LINE}\n8,Ex"change"\n`, 'error NotCsv at the document'],
    ['a column that is missing', `${HEADER.replace('ips', 'addresses')}\n${LINE}\n`, 'error NotEndpointSets at the document'],
    ['a column that occurs twice', `${HEADER.replace('notes', 'ips')}\n${LINE}\n`, 'error NotCsv at the header'],
    ['nothing in it', '', 'error NotEndpointSets at the document'],
  ])('fails with %s', (_, text, code) => {
    expect(codes(importWebServiceCsv(text, PROPS).findings)).toEqual([code]);
  });

  test.each([['id', '7,', '7.0,'], ['flag', 'False', 'no'], ['category', 'Allow', 'allow'], ['port', '443,True', '-1,True']])('fails with a bad %s', (_, good, bad) => {
    const { edition, findings } = importWebServiceCsv(`${HEADER}\n${LINE.replace(good, bad)}\n`, PROPS);
    expect(edition?.sets).toEqual([]);
    expect(codes(findings)).toContainEqual(expect.stringMatching(/^error SetLeftOut/));
  });
});

describe('hostile and huge documents fail in bounded time, and give no set', () => {
  const many = (text: string, times: number) => new Array<string>(times).fill(text).join();

  test.each([
    ['no JSON', '<html>', 'NotJson'],
    ['a truncated list', JSON.stringify([RECORD]).slice(0, -1), 'NotJson'],
    ['an object', '{"error":"invalid"}', 'NotEndpointSets'],
    ['null', 'null', 'NotEndpointSets'],
    ['a hundred million characters', 'x'.repeat(1e8), 'DocumentTooLong'],
    ['a million lists in each other', '['.repeat(1e6), 'NotJson'],
    ['a million lists in a list', `[{"id":7,"urls":[${'['.repeat(1e6)}${']'.repeat(1e6)}]}]`, 'FieldInvalid'],
    ['a million sets', `[${many('{}', 1e6)}]`, 'NotEndpointSets'],
    ['a million bad prefixes', `[{"id":7,"ips":[${many('"1.2.3/4"', 1e6)}]}]`, 'PrefixInvalid'],
    ['one port text of a million characters', JSON.stringify([{ ...RECORD, tcpPorts: `${'4'.repeat(1e6)}` }]), 'PortInvalid'],
    ['one host of a million characters', JSON.stringify([{ ...RECORD, urls: [`*.${'a-'.repeat(5e5)}`] }]), 'HostInvalid'],
  ])('%s', (_, text, code) => {
    const { edition, findings } = importWebServiceJson(text, PROPS);
    expect(edition?.sets ?? []).toEqual([]);
    expect(findings.filter(({ severity }) => severity === 'error').map((finding) => finding.code)).toContain(code);
    findings.forEach(({ message }) => expect(message.length).toBeLessThan(400));
  }, 5000);

  test('CSV of ten million quotes', () => {
    expect(codes(importWebServiceCsv(`id,${'""'.repeat(5e6)}`, PROPS).findings)).toEqual(['error NotEndpointSets at the document']);
    expect(codes(importWebServiceCsv(`"${'""'.repeat(5e6)}`, PROPS).findings)).toEqual(['error NotCsv at the document']);
    expect(codes(importWebServiceCsv('x'.repeat(WEB_SERVICE_LIMITS.characters + 1), PROPS).findings)).toEqual(['error DocumentTooLong at the document']);
  }, 5000);

  test('names every error, since each leaves something out', () => {
    const { findings } = importRecords(...new Array<object>(600).fill({}));
    expect(findings).toHaveLength(3600);
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true);
  });
});

describeMaterial('against the material', () => {
  test.each([
    ['Worldwide', '2026-08-14'], ['USGovGCCHigh', '2026033100'], ['USGovDoD', '2026033100'], ['China', '2026022700'],
  ])('the bundled file of %s is what the importer makes of it, byte for byte', (instance, edition) => {
    const imported = importWebServiceJson(readMaterial(`data/webservice.${instance.toLowerCase()}.${edition}.json`), { instance, edition });
    expect(imported.findings).toEqual([]);
    expect(renderEdition(imported.edition!)).toBe(bundled(`web-service-${instance.toLowerCase()}.${edition}.json`));
  });

  test('the bundled Intune sets are those of 2025-12-01, byte for byte, and no other edition has them', () => {
    const { edition, findings } = importWebServiceJson(readMaterial('data/webservice.worldwide.2025-12-01.json'), {
      instance: 'Worldwide', edition: '2025-12-01', serviceAreas: ['MEM'], source: 'web-service-worldwide-mem',
    });
    expect(findings).toEqual([]);
    expect(edition!.sets).toHaveLength(15);
    expect(renderEdition(edition!)).toBe(bundled('web-service-worldwide-mem.2025-12-01.json'));
    const others: { id: number }[] = JSON.parse(readMaterial('data/webservice.worldwide.2026-08-14.json'));
    expect(edition!.sets.filter((set) => others.some(({ id }) => id === set.id))).toEqual([]);
  });

  test('nothing is lost: every id, address, name, port and flag of 2025-12-01 is found again', () => {
    const published: (typeof RECORD)[] = JSON.parse(readMaterial('data/webservice.worldwide.2025-12-01.json'));
    const { edition, findings } = importWebServiceJson(JSON.stringify(published), { instance: 'Worldwide', edition: '2025-12-01' });
    expect(findings).toEqual([]);
    expect(edition!.sets).toHaveLength(79);
    for (const record of published) {
      const set = edition!.sets.find(({ id }) => id === record.id)!;
      const facts = (list: readonly string[] | undefined) => [...list ?? []].sort();
      const ports = (text: string | undefined) => facts(text?.split(',').map((port) => port.trim()));
      expect([set.serviceArea, set.category, set.required, set.expressRoute, set.notes])
        .toEqual([record.serviceArea, record.category, record.required, record.expressRoute, record.notes || undefined]);
      expect(facts(set.flows[0].prefixes)).toEqual(facts(record.ips));
      expect(facts(set.flows[0].hosts)).toEqual(facts(record.urls));
      expect([ports(set.flows[0].tcpPorts), ports(set.flows[0].udpPorts)]).toEqual([ports(record.tcpPorts), ports(record.udpPorts)]);
    }
  });
});

function bundled(file: string): string {
  return readFileSync(join(__dirname, '..', '..', '..', 'lib', 'data', file), 'utf8');
}
