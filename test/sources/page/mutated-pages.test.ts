/**
 * Real pages, damaged in thousands of ways (`npm run mutated-pages`, or `M365_COMPLETE=1`; a hundred of them otherwise):
 * no hang, no raw error, and less than a second for anything below a megabyte. In the sample nothing may take ten seconds, because
 * machines differ.
 *
 * `M365_SEED` begins elsewhere, `M365_PAGES` says how many.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseEdition } from '../../../lib/catalog';
import { EndpointError } from '../../../lib/messages/errors';
import { importAdditionalEndpointsPage, importTrainingPage } from '../../../lib/sources';
import { MATERIAL, readMaterial } from '../../support/material';
import { MutatedPage, mutatedPages } from '../../support/mutated-pages';

const IS_COMPLETE = process.env.M365_COMPLETE !== undefined;
const COUNT = Number(process.env.M365_PAGES ?? (IS_COMPLETE ? 12_000 : 100));
const SEED = Number(process.env.M365_SEED ?? 1);
const MOST_SECONDS = IS_COMPLETE ? 1 : 10;

const OWN_PAGES: Readonly<Record<string, string>> = {
  'a table of Markdown': [
    '|Row|Purpose|Destination|Type|', '|---|---|---|---|',
    '|4|Clients sign in at [the proxy](https://docs.example.com/a(b))|TCP port 443 or TCP 49443|Inbound server traffic|',
    '|9|The Hybrid Configuration Wizard|`domains.live.com` on TCP ports 80 and 443, only for Exchange 2010 SP3.<br>GCC High, DoD: 40.118.209.192/32; 168.62.190.41/32<br>Worldwide & GCC: `*.store.core.windows.net`; `aka.ms/hybridwizard`|Outbound|',
    '|13|Skype for Business hybrid|13.107.64.0/18, 52.112.0.0/14<br>UDP ports 50,000-59,999<br>TCP ports 50,000-59,999; 5061|Outbound|',
    '|23|Microsoft Graph change notifications|**TCP 443**<br>Public: 20.20.32.0/19, 2603:1063::/40, 52.159.23.209<br>US Government: 20.140.232.0/23<br>China: 42.159.72.35, 2406:e500:5500::/48|Inbound|',
  ].join('\n'),
  'text without a table': [
    '1 PST import Refer to the import service for more information. Uncommon outbound server',
    '13 Skype for Business on-premises hybrid 13.107.64.0/18, 52.112.0.0/14', 'UDP ports 50,000-59,999', 'TCP ports 50,000-59,999; 5061 Outbound server',
    '21 Microsoft Stream TCP port 443', '*.cloudapp.net', 'api.microsoftstream.com', 'https://web.microsoftstream.com/path/* Inbound',
  ].join('\n'),
  'HTML': '<html><body><table><tr><th>Row</th><th>Purpose</th><th>Destination</th><th>Type</th></tr>'
    + '<tr><td>11</td><td>Hybrid <a href="https://example.com/a">authentication</a></td><td><code>*.msappproxy.net</code><br>TCP 443</td><td>Outbound</td></tr>'
    + '<tr><td>17</td><td>SharePoint</td><td>All &#39;.sharepoint.com&#39; FQDNs with &lt;tenant&gt; in them</td><td>Client</td></tr></table></body></html>',
};

function pages(): Record<string, string> {
  const folder = join(MATERIAL, 'pages');
  const published = existsSync(folder) ? readdirSync(folder).map((name) => [name, readMaterial(join('pages', name))]) : [];
  return { ...OWN_PAGES, ...Object.fromEntries(published) };
}

/** Imports a page as both kinds, and says what is wrong with how that went. */
function problemsOf({ name, text }: MutatedPage, slowest: { seconds: number; name: string }): string[] {
  return [importAdditionalEndpointsPage, importTrainingPage].flatMap((read) => {
    const start = process.cpuUsage();
    let problem: string[] = [];
    try {
      const { edition } = read(text, { edition: '2025-01' });
      parseEdition(edition);
    } catch (error) {
      problem = error instanceof EndpointError && error.code === 'PageTooLarge' ? [] : [`${name}: ${error instanceof Error ? error.stack : error}`];
    }
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    if (seconds > slowest.seconds) {
      Object.assign(slowest, { seconds, name });
    }
    return seconds < MOST_SECONDS ? problem : [...problem, `${name}: took ${seconds.toFixed(2)} s of CPU`];
  });
}

test(`${COUNT} damaged pages are imported or refused, each in less than ${MOST_SECONDS} s`, () => {
  const slowest = { seconds: 0, name: '' };
  const problems: string[] = [];
  for (const page of mutatedPages(pages(), COUNT, SEED)) {
    problems.push(...problemsOf(page, slowest));
  }
  if (IS_COMPLETE) {
    process.stderr.write(`${COUNT} pages from seed ${SEED}: ${problems.length} problems; the slowest took ${slowest.seconds.toFixed(3)} s of CPU (${slowest.name})\n`);
  }
  expect(problems).toEqual([]);
}, 3_600_000);
