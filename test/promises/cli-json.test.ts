/** What the pages say that `--json` holds: those fields, and no other. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFixtureLock } from '../cli/support/fixture-editions';
import { temporaryFolder, tool } from '../cli/support/tool';
import { proseOf, somePromisesOf } from '../support/promises';

const { path: cwd, remove } = temporaryFolder();
const lock = writeFixtureLock(cwd);
const ingress = ['20.20.32.0/19', '198.51.100.0/24'].map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp }));
writeFileSync(join(cwd, 'template.json'), JSON.stringify({
  Resources: {
    Sg: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'g', SecurityGroupIngress: ingress } },
    Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [{ Ref: 'Sg' }] } },
  },
}));
writeFileSync(join(cwd, 'tests.json'), JSON.stringify({ allow: [{ from: '20.20.32.1', tcp: 443 }] }));
afterAll(remove);

const ask = async (...argv: string[]) => JSON.parse((await tool([...argv, '--lock', lock, '--json'], { cwd })).stdout);

/** The names that a sentence has in code: one each, or several in braces. */
const namesIn = (sentence: string) => [...sentence.matchAll(/`\{?([\w, ]+)\}?`/g)].flatMap(([, names]) => names.split(', '));

/** The part of a page from one text to another. */
function between(page: string, first: string, last: string): string {
  const prose = proseOf(page);
  return prose.slice(prose.indexOf(first), prose.indexOf(last, prose.indexOf(first)));
}
const keys = (value: object) => Object.keys(value).sort();

somePromisesOf('docs/cli.md', ({ promise }) => {
  promise('With `--json`, `rows` is a list of `{source, edition, entry, slug, cloud, construct, flows, reason, usedBy, neededWhen}`; a flow has `name`', async () => {
    const { rows } = JSON.parse((await tool(['coverage', '--json'], { cwd })).stdout);
    expect(keys(rows[0])).toEqual(namesIn(between('docs/cli.md', '`{source, edition, entry, slug, cloud,', '; a flow has')).sort());
    expect(keys(rows[0].flows[0])).toEqual(namesIn(between('docs/cli.md', '; a flow has `name`, `direction`', '(admitted only')).sort());
  });

  promise('A set has `slug`, `title`, `clouds`, `source`, `edition`, `entry`, `url`, `publishedIn` and `withdrawnIn` (editions), `construct`, `retired`, `corrections`, `caveats`, `usedBy`, `neededWhen`, `cloudsReason`, `trustedSites`, and `flows`', async () => {
    const answer = await ask('explain', '52.96.1.1');
    expect(keys(answer)).toEqual([...proseOf('docs/cli.md').matchAll(/\| `(query|published|whole|admitted|sets|inOtherEditions|owner)` \| /g)].map(([, name]) => name).filter((name, index, all) => all.indexOf(name) === index).sort());
    expect(keys(answer.sets[0])).toEqual(namesIn(between('docs/cli.md', 'A set has `slug`', ': `name`, `direction`, `basis`')).sort());
    expect(keys(answer.sets[0].flows[0])).toEqual(namesIn(between('docs/cli.md', ': `name`, `direction`, `basis`, `portsBasis`', '### Many')
      .split('Several arguments')[0].replace(/\([^)]*\)/g, '')).sort());
  });

  promise('`covers` is a list of `{flow, direction, ports, family, exact, covered, extraAddresses, prefixes, extra}`', async () => {
    const { covers } = await ask('cover', 'webhook', '--max', '2');
    expect(keys(covers[0]).filter((key) => key !== 'problem')).toEqual(namesIn('`{flow, direction, ports, family, exact, covered, extraAddresses, prefixes, extra}`').sort());
  });

  promise('`meant`, `verdict`, `isEqual`, `groups` (`key`, `verdict`), `missing` and `extra` (`groups`, `rule`, `traffic`, `publishers`), `unresolved`, `findings`, `uncovered`, and with `--tests` also `tests` (`expected`, `traffic`, `verdict`, `reasons`)', async () => {
    const answer = await ask('verify', 'template.json', '--allows', 'webhook', '--tests', 'tests.json');
    expect(keys(answer)).toEqual(['extra', 'findings', 'groups', 'isEqual', 'meant', 'missing', 'tests', 'uncovered', 'unresolved', 'verdict']);
    expect([keys(answer.groups[0]), keys(answer.extra[0]), keys(answer.tests[0])])
      .toEqual([['key', 'verdict'], ['groups', 'publishers', 'rule', 'traffic'], ['expected', 'reasons', 'traffic', 'verdict']]);
  });
});

somePromisesOf('docs/report.md', ({ promise }) => {
  promise('`--json` gives the data of the report:', async () => {
    const answer = await ask('report', 'template.json', '--allows', 'webhook', '--date', '2026-11-29');
    const told = between('docs/report.md', '`title`, `date` (with', 'A point has').replace(/\([^)]*\)/g, '');
    expect(keys(answer)).toEqual(namesIn(told).sort());
    expect(keys(answer.points[0])).toEqual(namesIn(between('docs/report.md', 'A point has `name`', '; an admission has').replace(/\([^)]*\)/g, '')).sort());
    const admission = proseOf('docs/report.md').split('; an admission has')[1].replace(/\([^)]*\)/g, '');
    expect(['requests', ...keys(answer.points[0].admissions[0])].sort()).toEqual(namesIn(admission).sort());
  });
});

somePromisesOf('docs/export.md', ({ promise }) => {
  promise('`json` has `cloud` and `lists`, a list of `{slug, flow, direction, tcpPorts, udpPorts, basis, source, edition, entry, ipv4, ipv6, hosts}`; `hosts` is a list of `{pattern, kind}`.', async () => {
    const answer = JSON.parse((await tool(['export', 'portal', '--hosts', '--format', 'json', '--lock', lock], { cwd })).stdout);
    expect(keys(answer)).toEqual(['cloud', 'lists']);
    expect(keys(answer.lists[0])).toEqual(namesIn('`{slug, flow, direction, tcpPorts, udpPorts, basis, source, edition, entry, ipv4, ipv6, hosts}`').sort());
    expect(keys(answer.lists[0].hosts[0])).toEqual(['kind', 'pattern']);
  });
});
