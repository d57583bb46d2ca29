/** The proofs of this folder notice what they are for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as aws from '../../lib/aws';
import * as azure from '../../lib/azurerm';
import { Cloud } from '../../lib/catalog';
import { EndpointError } from '../../lib/messages/errors';
import * as terraform from '../../lib/terraform-aws';
import { rule } from '../support/rules';
import { CASES } from './cases';
import { changeBetween } from './change-between';
import { Trial } from './outcome';
import { problemsOfRefusal } from './refusal';
import { ADDRESSES, RESOLVER } from './sight';
import { Target, TARGETS } from './targets';

const target = (construct: string): Target => TARGETS.find((each) => each.construct === construct)!;
const trial = (name: string) => new Trial(CASES.find((one) => one.name === name)!, Cloud.WORLDWIDE, true);

const ROOT = join(__dirname, '..', '..');

test.each(Object.entries({ 'aws': aws, 'azurerm': azure, 'terraform-aws': terraform }))('every enforcement point of %s is tried', (_, module) => {
  const points = Object.entries<unknown>(module).filter(([, value]) => typeof value === 'function' && typeof value.prototype?.enforce === 'function');
  const tried = TARGETS.filter((each) => each.module === module).map(({ construct }) => construct);
  expect(points.length).toBeGreaterThan(4);
  expect(points.map(([name]) => name).filter((name) => !tried.includes(name))).toEqual([]);
});

test('every enforcement point is in both tables of the documentation', () => {
  const page = readFileSync(join(ROOT, 'docs', 'enforcement-points', 'README.md'), 'utf8');
  const lines = (construct: string) => page.split('\n').filter((line) => line.startsWith('| ') && line.split('|')[1].includes(`\`${construct}\``)).length;
  expect(TARGETS.filter(({ construct }) => lines(construct) !== 2).map(({ construct }) => construct)).toEqual([]);
});

test('addresses that are not admitted, and warnings that are not shown', () => {
  const { problems } = trial('CustomScenario, outbound, addresses and names').on({ ...target('DnsFirewallRules'), sight: ADDRESSES });
  expect(problems.join('\n')).toMatch(/missing: outbound tcp 443 to 192\.0\.2\.1\/32/);
  expect(problems.join('\n')).toMatch(/names: admits something else/);
  expect(problems).toContain('hostsByAddress is not warned of');
});

test('traffic that is dropped in silence', () => {
  const { problems } = trial('CustomScenario, outbound, addresses').on({ ...target('NetworkFirewallRules'), sight: RESOLVER });
  expect(problems).toContain('dropped in silence: own-data outbound tcp 443');
});

test.each([
  ['cannot enforce some-row: it cannot; use NetworkSecurityGroupRules, or addressFamilies', []],
  ['cannot enforce other-row: it cannot; set ports', ['names other-row, which no rule is of']],
  ['cannot enforce some-row: it cannot', [expect.stringContaining('refused with Unsupported')]],
  ['cannot enforce some-row: it cannot; use SecurityGroups', [expect.stringContaining('names SecurityGroups, which does not exist')]],
  ['cannot enforce some-row: it cannot; do without it (quick: false)', [expect.stringContaining('names quick')]],
])('in a refusal: %s', (message, problems) => {
  expect(problemsOfRefusal(new EndpointError('Unsupported', message), [rule(['192.0.2.1/32'])], azure)).toEqual(problems);
});

test.each([
  ['an entry that goes', { a: { list: ['192.0.2.1/32', '192.0.2.3/32'] } }, { a: { list: ['192.0.2.3/32'] } }, 0],
  ['a line that is written anew', { a: { list: 'pass 192.0.2.1/32 192.0.2.3/32' } }, { a: { list: 'pass 192.0.2.3/32' } }, 0],
  ['a rule that moves', { a: { list: ['192.0.2.1/32'] }, b: { list: ['x'] } }, { a: { list: [] }, b: { list: [] }, c: { list: ['x'] } }, 2],
  ['a priority that changes', { a: { list: ['192.0.2.1/32'], priority: 1 } }, { a: { list: [], priority: 2 } }, 2],
  ['a resource that goes', { a: { list: ['192.0.2.1/32'] }, b: { list: ['x'] } }, { a: { list: [] } }, 1],
])('%s', (_, before, after, others) => {
  expect(changeBetween({ Resources: before }, { Resources: after }, '192.0.2.1/32')).toEqual({ held: 1, others });
});
