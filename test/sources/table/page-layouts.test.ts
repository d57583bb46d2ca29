import { importAdditionalEndpointsPage } from '../../../lib/sources';

/** A small page of our own: number, purpose, destination and type, the destination as lines. */
const ROWS: readonly (readonly [number, string, readonly string[], string])[] = [
  [1, 'PST files', ['see elsewhere'], 'rare'],
  [5, 'Voice mail and SBC', ['between the border controller and *.um.outlook.com'], 'out'],
  [9, 'Wizard', ['domains.live.com on TCP ports 80 & 443', 'GCC High, DoD: 40.118.209.192/32; 168.62.190.41/32', '*.store.core.windows.net; aka.ms/hybridwizard;'], 'out'],
  [13, 'Skype servers', ['13.107.64.0/18, 52.112.0.0/14', 'UDP ports 50,000-59,999', 'TCP ports 50,000-59,999; 5061'], 'out'],
  [17, 'All .sharepoint.com names with <tenant> and OneDrive', [''], 'sites'],
  [23, 'Microsoft Graph', ['Public: 20.20.32.0/19, 2603:1006:2000::/48', 'US Government: 20.140.232.0/23', 'China: 40.72.70.0/23', 'TCP port 443'], 'in'],
];

const escaped = (text: string) => text.replace(/[*<>]/g, '\\$&');
const entities = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const marked = (text: string) => entities(text).replace(/^(\S+)/, '<strong><span class="no-loc">$1</span></strong>').replace(/\*/g, '&#42;');

/** The page in every layout that was seen. */
const LAYOUTS: Record<string, string> = {
  'text without separators': ROWS.map(([number, purpose, lines, type]) => `${number} ${purpose} ${lines.join('\n')}\n\n${type}`).join('\n'),
  'text with cells on lines of their own': ROWS.map(([number, purpose, lines, type]) => [number, purpose, ...lines, type].join('\n\n')).join('\n\n'),
  'text with separated cells': ROWS.map(([number, purpose, lines, type]) => `${number} | ${purpose} | ${lines.join(' ')} | ${type} |`).join('\n'),
  'text with separated cells over several lines': ROWS.map(([number, purpose, lines, type]) => `${number} | ${purpose} |\n${lines.join('\n')} |\n${type} |`).join('\n'),
  'Markdown': ROWS.map(([number, purpose, lines, type]) => `| ${number} | ${escaped(purpose)} | ${lines.map(escaped).join(' <br> ')} | ${type} |`).join('\n'),
  'Markdown without spaces, with bold numbers': ROWS.map(([number, purpose, lines, type]) => `|**${number}**|${escaped(purpose)}|${lines.map(escaped).join('<p>')}|${type}|`).join('\n'),
  'Markdown with backticks': ROWS.map(([number, purpose, lines, type]) => `|${number}|${purpose}|${lines.map((line) => line && `\`${line}\``).join('<BR>')}|${type}|`).join('\n'),
  'Markdown with entities': ROWS.map(([number, purpose, lines, type]) => `|${number}|${entities(purpose)}|${lines.map(entities).join('<br />')}|${type}|`).join('\n'),
  'column blocks': ROWS.map(([number, purpose, lines, type]) => (
    `:::row:::\n${[number, purpose, lines.join('\n\n'), type].map((cell) => `  :::column:::\n    ${cell}\n  :::column-end:::`).join('\n')}\n:::row-end:::`
  )).join('\n'),
  'HTML': `<!DOCTYPE html><html><body><table>${ROWS.map(([number, purpose, lines, type]) => (
    `<tr><td>${number}</td><td>${entities(purpose)}</td><td>${lines.map(entities).join('<br>')}</td><td>${type}</td></tr>`
  )).join('')}</table></body></html>`,
  'HTML as a browser saves it': `<html lang="en-us"><head><title>1 | 2 | 3 | 4 |</title></head><body><script>\n12 if (a < b && c > d) "<table>"\n</script>\n<table aria-label="a > b">
    <thead><tr><th style="text-align: left;">Row</th><th>Purpose</th><th>Destination</th><th>Type</th></tr></thead><tbody>${ROWS.map(([number, purpose, lines, type]) => (
      `\n<tr>\n<td style="text-align: left;">${number}</td>\n<td>${marked(purpose)}</td>\n<td><p>${lines.map(entities).join('</p>\n<p>').replace(/ /g, '\n        ')}</p></td>\n<td>${type}</td>\n</tr>`
    )).join('')}</tbody></table></body></html>`,
  'HTML without end tags': `<table>${ROWS.map(([number, purpose, lines, type]) => `<TR><TH>${number}<TD>${entities(purpose)}<TD>${lines.map(entities).join('<LI>')}<TD>${type}`).join('\n')}`,
};

const HEADER = '|||||\n|:-----|:-----|:-----|:-----|\n| **Row** | **Purpose** | **Destination** | **Type** |\n';

function setsOf(text: string) {
  return importAdditionalEndpointsPage(text, { edition: '2025-01' }).edition.sets;
}

const read = setsOf(LAYOUTS.Markdown);

test('the page is read in full', () => {
  expect(read.map(({ row, clouds }) => `${row} ${clouds.join('+')}`)).toEqual([
    '1 Worldwide', '1 USGovGCCHigh+USGovDoD', '5 Worldwide', '9 Worldwide', '9 USGovGCCHigh+USGovDoD', '13 Worldwide', '17 Worldwide', '17 USGovGCCHigh', '17 USGovDoD', '17 China',
    '23 Worldwide', '23 USGovGCCHigh+USGovDoD', '23 China',
  ]);
  expect(read.flatMap(({ flows }) => flows).flatMap(({ prefixes = [] }) => prefixes)).toEqual([
    '40.118.209.192/32', '168.62.190.41/32', '13.107.64.0/18', '52.112.0.0/14', '20.20.32.0/19', '2603:1006:2000::/48', '20.140.232.0/23', '40.72.70.0/23',
  ]);
});

describe.each(Object.entries(LAYOUTS))('%s', (name, text) => {
  test('reads like every other layout', () => {
    expect(setsOf(text)).toEqual(read);
  });

  test('reads the same with Windows line ends, a byte order mark, front matter and prose around', () => {
    const prose = '---\ntitle: "x"\nms.date: 1/1/2025\n---\n\n# Title\n\n  1. Some prose (inbound).\n\nMore.\n\n';
    expect(setsOf(`\ufeff${prose}${name.startsWith('Markdown') ? HEADER : ''}${text}\n\n## Related\n\n[a link](https://x.net)\n`.replace(/\n/g, '\r\n'))).toEqual(read);
  });

  test('reads the same with no-break spaces everywhere', () => {
    expect(setsOf(text.replace(/ +/g, '\u00a0'))).toEqual(read);
  });

  test('reads the same with the signs of another script between its facts', () => {
    expect(setsOf(text.replace(/; /g, '； ').replace(/(?<=\d), (?=\d)/g, '、'))).toEqual(read);
  });
});

test('an unescaped separator inside of a cell splits nothing that matters', () => {
  const text = '3 | WinRM & PowerShell |\nSTS environment (proxy) | TCP ports 80 & 443 | in |\n11 | sign-in | *.msappproxy.net | out |';
  expect(setsOf(text).map(({ slug, flows }) => `${slug} ${flows[0].tcpPorts}`)).toEqual(['entra-connect-sts 80,443', 'exchange-hybrid-entra-authentication 80,443']);
});

test.each(['(11)', '11:00', '1.1', '11.', '**11**', '<span data-x="a">11</span><span class="sxs-lookup"><span data-x="a">(11)</span></span>'])('a row whose number is written %s is a row of its own', (number) => {
  const text = `| 10 | stream | web.microsoftstream.com TCP port 443 | in |\n| ${number} | sign-in | *.msappproxy.net | out |`;
  expect(setsOf(text).map(({ slug }) => slug).sort()).toEqual(['exchange-hybrid-entra-authentication', 'stream']);
});
