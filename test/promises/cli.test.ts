/** What the pages about the command line promise. */
import * as fs from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { ExitCode } from '../../lib/cli/shell/exit-code';
import { writeFixtureLock } from '../cli/support/fixture-editions';
import { temporaryFolder, tool } from '../cli/support/tool';
import { promisesOf, testsOf } from '../support/promises';

const catalog = testsOf('cli/commands/catalog-commands.test.ts');
const coverage = testsOf('cli/commands/coverage.test.ts');
const exporting = testsOf('cli/commands/export.test.ts');
const importing = testsOf('cli/commands/import.test.ts');
const lines = testsOf('cli/explain-many/explain-lines.test.ts');
const verify = testsOf('cli/commands/verify.test.ts');
const report = testsOf('cli/commands/report.test.ts');
const summary = testsOf('cli/commands/summary.test.ts');
const update = testsOf('cli/commands/update.test.ts');
const month = testsOf('cli/update/month.test.ts');
const proxies = testsOf('cli/update/proxies.test.ts');
const record = testsOf('record/compare-with-record.test.ts');
const safeIo = testsOf('cli/shell/safe-io.test.ts');

const { path: cwd, remove } = temporaryFolder();
const lock = writeFixtureLock(cwd);
fs.writeFileSync(join(cwd, 'template.json'), JSON.stringify({
  Resources: {
    Sg: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'g',
        SecurityGroupIngress: ['20.20.32.0/19', '52.96.1.1/32'].map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp })),
        SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
      },
    },
    Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [{ Ref: 'Sg' }] } },
  },
}));
afterAll(remove);
afterEach(() => jest.restoreAllMocks());

const ask = async (...argv: string[]) => tool(argv, { cwd });

/** A question for every command that neither updates nor writes. */
const QUESTIONS = [
  ['list', '--lock', lock], ['show', 'webhook', '--lock', lock], ['search', '52.96.1.1', '--lock', lock], ['explain', '52.96.1.1', '--lock', lock], ['coverage'],
  ['cover', 'webhook', '--max', '2', '--lock', lock], ['export', 'webhook', '--lock', lock], ['verify', 'template.json', '--allows', 'webhook', '--lock', lock],
  ['report', 'template.json', '--allows', 'webhook', '--lock', lock], ['diff', '2025-01', '2025-h2'],
];

const WRITING = ['writeFileSync', 'openSync', 'mkdirSync', 'renameSync', 'rmSync'] as const;

promisesOf('docs/cli.md', ({ promise, proven }) => {
  proven('`m365-endpoints --help` and `m365-endpoints <command> --help` print the same information.', ['cli/shell/help.test.ts', 'the tool and every command have help']);
  proven('| `m365-endpoints show <slug\\|number>` | shows everything about a set, in every cloud |', catalog('golden output'));
  promise('Only `update` uses the network. Only `update`, `import --out`, `export --out` and `report --out` write files.', async () => {
    await Promise.all(QUESTIONS.map(async (argv) => ask(...argv))); // loads the modules
    const disk: typeof fs = jest.requireActual('node:fs');
    const touched = [jest.spyOn(Socket.prototype, 'connect'), ...WRITING.map((name) => jest.spyOn(disk, name))];
    for (const argv of QUESTIONS) {
      expect([argv, (await ask(...argv)).code]).toEqual([argv, ExitCode.OK]);
    }
    expect(touched.flatMap((each): unknown[] => each.mock.calls)).toEqual([]);
  });
  proven('Colours are used only on a terminal, and not if `NO_COLOR` is set.', catalog('appear on a terminal, and never with NO_COLOR'));
  promise('The same question to the same data gives the same output, byte for byte. The age of the data goes to standard error, unless you ask for `--json`.', async () => {
    for (const argv of QUESTIONS) {
      expect(await ask(...argv)).toEqual(await ask(...argv));
    }
    expect([(await ask('show', 'webhook', '--lock', lock)).stderr, (await ask('show', 'webhook', '--lock', lock, '--json')).stderr]).toEqual(['answered from a lock that was retrieved on 2026-01-01, 304 days old\n', '']);
  });
  proven('Text from documents, file names and arguments is printed without control characters, and in Markdown only inside code spans.',
    safeIo('no argument steers the terminal: %j'), safeIo('no document steers the terminal, by its name or by its text, and JSON means the same'),
    safeIo('in Markdown foreign text neither links, mentions nor ends its span'));
  promise('0 | answered, or done | | 1 | nothing found; findings of severity error; or, from `verify` and `report`, different or unproven | | 2 | wrong usage | | 3 | `update --check`: something newer exists | | 4 | the guard refused something; it was not written | | 5 | a file, the network, the web service or the page failed; the affected data was not written | | 6 | `verify` and `report`: equal, but attached to nothing in the documents, so it may enforce nothing', async () => {
    expect(ExitCode).toMatchObject({ OK: 0, FINDINGS: 1, USAGE: 2, REFUSED: 4, FAILED: 5 });
    expect([(await ask('list', '--lock', lock)).code, (await ask('show', 'none', '--lock', lock)).code, (await ask('list', '--none')).code, (await ask('list', '--lock', 'none')).code])
      .toEqual([0, 1, 2, 5]);
  });
  proven('| 3 | `update --check`: something newer exists |', update('exits 3 when something newer exists, asks for nothing else, and writes no lock'));
  proven('equal, but attached to nothing in the documents, so it may enforce nothing', verify('a filter that nothing names has an exit code of its own'));
  promise('An error is one line on standard error that begins with `m365-endpoints:`.', async () => {
    for (const argv of [['show', 'none', '--json'], ['list', '--none'], ['nonsense'], ['diff', 'a', 'b'], ['verify', 'none.json', '--allows', 'x', '--json']]) {
      expect((await ask(...argv)).stderr).toMatch(/^m365-endpoints: [^\n]+\n$/);
    }
  });
  proven('`prefixes`, `derived` (it points at sets that have prefixes), `hosts`, `ports` (you name the remote side), `settings` (it describes no traffic).', catalog('golden output'));
  proven('Both commands count the prefixes that a set takes from other sets, and mark the flows that a construct admits only with an option; `show` also lists those prefixes. On a terminal, lines are wrapped to its width.',
    catalog('marks options, lists the prefixes of other sets, and tells who uses the row'), testsOf('cli/shell/wrap.test.ts')('list and show count derived prefixes and mark options'),
    testsOf('cli/shell/wrap.test.ts')('%s %s fits 80 columns, and says the same'));
  proven('and `isOption` (admitted only when an option asks for it)', coverage('marks what is admitted only when an option asks for it'));
  proven('an address of Exchange Online leads to rows 6, 7 and 8', catalog('reaches the hybrid rows from an address of Exchange Online'));
  proven('"Not published" is an answer too: the exit code is 0.', catalog('says in JSON that something is not published, with exit code 0'));
  proven('whether one of `sets` holds all of the query; if not, they hold only parts of it', lines('tells what was withdrawn, what is for other traffic, and what is in part'));
  proven('ten thousand addresses in seconds', lines('answers ten thousand addresses in seconds, about two: far less than a test may take'));
  proven('An argument that looks like a file name (`.log`, `.txt`, `.csv` …) but does not exist is an error.', lines('%j ends with %d'));
  proven('A summary goes to standard error.', lines('counts what it cannot read, and says so with its exit code'));
  proven('`--port`, `--protocol`, `--direction`, `--cloud` and `--edition` apply to every line.', lines('tells what was withdrawn, what is for other traffic, and what is in part'));
  proven('The answer is about the *first address or prefix* of each line, wherever it is in the line.', lines('%j: %s'), lines('%j, column %d: %s'));
  proven('Everything else is `unreadable`: it is reported with its line number and counted, never dropped.', lines('counts what it cannot read, and says so with its exit code'));
  proven('only an edition that is not shown names it', catalog('tells what was withdrawn, and what only another edition has'));
  promise('The last line is `{"summary": {"lines", "unreadable", "statuses"}}` with a count for every status.', async () => {
    const { stdout } = await tool(['explain', '-', '--lock', lock, '--json'], { cwd, stdin: async () => '52.96.1.1\nnonsense!\n' });
    const last = JSON.parse(stdout.trim().split('\n').at(-1)!);
    expect(Object.keys(last.summary)).toEqual(['lines', 'unreadable', 'statuses']);
    expect([last.summary.lines, last.summary.unreadable]).toEqual([2, 1]);
    expect(Object.keys(last.summary.statuses)).toEqual(expect.arrayContaining(
      ['published', 'other-traffic', 'withdrawn', 'other-edition', 'microsoft-space', 'not-microsoft', 'not-published'],
    ));
  });
  proven('The exit code is 0 if every line was read, whatever the answers; 1 if a line could not be read; 2 if the input is empty; and 5 if a file cannot be read.',
    lines('counts what it cannot read, and says so with its exit code'), lines('fails on the empty input %j'), lines('%j ends with %d'));
  proven('for each flow and address family of a set, how many prefixes the exact list has, the [optimal cover](cover.md) with at most `--max` prefixes, and what each of those admits beyond the published addresses.',
    catalog('says how many prefixes are exact, how many a bound leaves, and what they admit too much'));
  proven('`covered` and `extraAddresses` are `null` if no cover is small enough; `problem` says why.', catalog('says why there is no cover with so few'));
  proven('`--no-additions` refuses peers that an app added to the published ones.', record('is unproven where additions are refused'));
  proven('The exit code is 0 for equal, 1 for different or unproven, 5 if a document cannot be read, and 6 for equal but attached to nothing.',
    verify('is equal, with a line for each enforcement point'), verify('is different, and explains each difference by its rule and its publisher'), verify('a filter that nothing names has an exit code of its own'));
  proven('`--family ipv4` expects only the IPv4 addresses, for a filter that is meant to have no others: an IPv6 rule in it is then a difference.', verify('means one family of addresses, and finds the other one extra'));
  proven('`--out` replaces the file in one step, or leaves it as it was.', report('writes a file whole and in place of an older one'));
  proven('without it the report has no date.', report('the same bytes on every day, unless a date is given, which tells what has expired'));
  proven('The summary fits on one screen and says what it leaves out; `--verbose` shows everything, with the text of the warnings.', summary('fits a screen, and says how much it leaves out'), summary('everything, when it is asked for'));
  promise('It does not compare anything: the exit code is 0.', async () => {
    const { code } = await tool(['summary', 'none'], { cwd });
    expect(code).not.toBe(0);
  });
  proven('It does not compare anything: the exit code is 0.', summary('a line for each enforcement point, and what else there is to know'));

  proven('`--service-area`, which can be repeated, imports only the sets of these areas.', importing('takes only the service areas that are asked for'));
  proven('`--out <folder>` writes `<source>.<edition>.json` for every document, or nothing if a finding is an error.', importing('writes nothing of several files when one has findings of severity error'), importing('fails and writes nothing for %s'));
  proven('If an error is harmless, such as a range that Microsoft withdrew, accept it with `--acknowledge <id> --reason <text>`, which can name several ids.', importing('is let pass by its id with a reason, which the edition records'));
  proven('`--allow-findings` writes the data in spite of all errors.', importing('writes in spite of findings only when told to'));
  proven('asks the web service for the versions, and for the endpoints of every cloud in the lock that has a newer version (`--instance` names others), with the sets of Intune and the changes since;',
    update('asks for the version first, and with the same client request id each time'), update('writes a lock that a catalog reads, with the new data'));
  proven('If it is interrupted at any point, the old lock stays.', testsOf('catalog/lock/lock.test.ts')('fails to be written when %s fails, and the old lock is untouched'));
  proven('A row that no construct knows yet is reported and does not stop the update.', testsOf('sources/page/additional-endpoints-page.test.ts')('a row that nobody has seen is reported with what it says, and kept out'));
  proven('If `M365_ENDPOINTS_URL` names a mirror, the page is read only if `--page` or `M365_ENDPOINTS_PAGE_URL` says where it is.', month('a mirror of the web service alone does not let the page be asked elsewhere'));
  proven('`--check` exits 3 when something newer exists, and does not touch the lock.', update('exits 3 when something newer exists, asks for nothing else, and writes no lock'));
  promise('[A workflow to copy](workflows/m365-endpoints-update.yml) updates every day and opens a pull request.', () => {
    const workflow = fs.readFileSync(join(__dirname, '..', '..', 'docs', 'workflows', 'm365-endpoints-update.yml'), 'utf8');
    expect(workflow).toMatch(/cron: '\d+ \d+ \* \* \*'/);
    expect(workflow).toMatch(/m365-endpoints update/);
    expect(workflow).toMatch(/pull-request|gh pr create/);
  });
  proven('Everything that is refused has an id, one for each check and place. `--acknowledge <id> --reason <text>` accepts it and records both in the lock;', update('an acknowledgement lets pass what the guard refuses, and is recorded with its reason'));
  proven('A refusal, or a part that cannot be read, holds back only its cloud or the page: the rest is written, and the exit code is 4 or 1.', month('a refusal holds back its cloud, and not the others'));
  proven('The newest file of each source is used.', update('update --from reads mirrored files, of each source the newest, and asks nobody'));
  proven('`/version` is asked at most once an hour.', update('asks for versions at most hourly'));
  proven('A network failure, a status of 500 or above, and an answer that is truncated or slow (`--timeout`, 30 seconds) is tried four times, with growing pauses.', update('tries again after failures, each time later'));
  proven('Status 429 ends the update, and no update asks again before the time that the server names, or for an hour. Redirects are followed only to the same host.',
    update('fails after status 429 without asking again, until the time is over'), update('follows redirects on the same host'), update('fails by %s, with the lock untouched'));
  proven('credentials and a query in it are used and never shown', proxies('fail to be read from %s, without showing it'));
  proven('any other kind of proxy is an error, and a configured proxy is never bypassed.', update('fails with the proxy %s, and does not go around it'), proxies('fails when the proxy is not there, and does not ask the server directly'),
    proxies('everything goes through the proxy, TLS to the server inside, and nothing past it'));
  proven('proves that what is deployed, or will be, admits exactly what is published', verify('is equal, with a line for each enforcement point'), verify('never finds %s equal'));
  proven('A template covers every name that it can stand for', catalog('%s is published by %s as a template, and was not withdrawn'), catalog('a template covers no other name, and what it stands for is part of a wider pattern'));
  proven('one flow, even if the construct admits it only with an option', verify('takes the flow and the ports that the app chose'));
  proven('Documents without a record are then only described, and the exit code is 1.', report('without an expectation, what the documents record explains what is admitted, and proves nothing'));
});

promisesOf('docs/export.md', ({ promise, proven, facts }) => {
  promise('Only the list goes to standard output; anything that was left out, and why, goes to standard error.', async () => {
    expect((await ask('export', 'webhook', '--lock', lock)).stdout).toBe('20.20.32.0/19\n52.96.1.1/32\n');
  });
  proven('Only the list goes to standard output;', exporting('is one prefix a line and nothing else'));
  proven('**Derived prefixes are resolved.**', exporting('resolves the sets that a row points at'));
  proven('Without `--flow`, you get the flows that the construct of a set admits by default; the others are named on standard error.',
    exporting('has what a construct admits without an option, and says on standard error what it leaves out'));
  promise('Prefixes are in canonical order without duplicates, and neighbours are merged: the same addresses in the fewest lines.', async () => {
    const { stdout } = await ask('export', 'webhook', 'mail', '--lock', lock, '--out', 'lists');
    expect(stdout).toContain('lists');
    expect(fs.readFileSync(join(cwd, 'lists', 'mail.mail-flow.ipv4.txt'), 'utf8')).toBe('20.20.32.0/19\n52.96.1.1/32\n');
  });
  proven('**Nothing is mixed.** A firewall uses a list in one rule. A text list that would mix ports or directions, or addresses with names, is refused, and the error says which option to add; `--out` writes separate files. If one of several sets has nothing to list, nothing is written.',
    exporting('is refused where it would mix %s'), exporting('is not written where a set would be missing from it: %j'), exporting('a folder gets a file for each flow and family, and nothing is refused as mixed'));
  proven('only addresses of this family; may be repeated | | `--hosts` | only names | | `--direction`, `--port`, `--flow` | only these flows',
    exporting('has only the family asked for'), exporting('has names in place of addresses when asked, with values for their parameters'));
  proven('Patterns with a wildcard in another place are refused in text; `csv` and `json` give the kind of each.', exporting('is refused for %s'), exporting('JSON says the kind of each name'));
  proven('Either all files are written or none.', importing('writes nothing of several files when one has findings of severity error'), exporting('is not written where a set would be missing from it: %j'));
  promise('[This workflow](workflows/m365-endpoints-export.yml) writes the lists every day from the lock of your repository and publishes them on GitHub Pages.', () => {
    const workflow = fs.readFileSync(join(__dirname, '..', '..', 'docs', 'workflows', 'm365-endpoints-export.yml'), 'utf8');
    expect(workflow).toMatch(/cron: '\d+ \d+ \* \* \*'[^]*m365-endpoints export[^]*--lock m365-endpoints\.lock\.json[^]*deploy-pages/);
  });
  facts('The lock changes only through a pull request, so no firewall rule changes without a review.');
});

promisesOf('docs/report.md', ({ proven }) => {
  proven('unexpected traffic is dashed', report('a port that nobody expects has no grounds, though the addresses are published'));
  proven('every value, resource and approximation that could hide a difference', report('%s'), report('says in words what its picture shows'));
  proven('The *Grounds* column of an enforcement point names a published entry only if the entry covers exactly that traffic: a published address on another port is *Not expected*.',
    report('what is admitted is taken apart by the entry that publishes exactly that'), report('a port that nobody expects has no grounds, though the addresses are published'));
  proven('nothing: the report shows what is admitted, says *Not compared*, and ends with exit code 1',
    report('without an expectation, what the documents record explains what is admitted, and proves nothing'));
  proven('One file, without scripts, fonts or images from elsewhere, and with a content security policy that forbids them.', report('asks for nothing, and has no script'));
  proven("It follows the reader's light or dark theme, fits a phone, and prints with its folded lists open", report('is sound: %s, %s'), report('does nothing, and fits a phone'), report('has every prefix on paper, also of what is folded on a screen'));
  proven('No clock: the same documents and catalog give the same bytes.', report('the same bytes on every day, unless a date is given, which tells what has expired'));
  proven('A single function creates all markup and escapes them, and characters that would hide or reverse text are shown as `�`.',
    report('is text on a page'), testsOf('report/html/markup/html.test.ts')('text stands as text, markup as markup'),
    testsOf('report/html/markup/html.test.ts')('characters that turn text around or are not to be seen are shown as such'));
  proven('If the report is too long for a pull request, the lists are left out first, then everything that does not fit, and the text says so.', report('is code in Markdown, and is cut with its length'));
});
