import { type DifferenceRow, differenceRows, publisherCount } from '../../../lib/report/model/words';
import type { Difference } from '../../../lib/verify';

const OPEN = { path: 'Resources.Sg.Properties.SecurityGroupIngress[0]', description: 'temporary' };
const SSH = { path: 'Resources.Sg.Properties.SecurityGroupIngress[1]' };
const difference = (traffic: string, rule?: Difference['rule'], publishers: readonly string[] = []): Difference => (
  { groups: ['Sg'], traffic, publishers, ...rule && { rule } }
);
const shortly = (rows: readonly DifferenceRow[]) => rows.map(({ what, traffic, rule, publishers }) => [what, traffic, rule?.path, publishers]);

test('what one rule admits is one row, with everybody who publishes some of it', () => {
  expect(shortly(differenceRows({
    extra: [difference('tcp 1-442', OPEN, ['a', 'b']), difference('tcp 22', SSH), difference('udp', OPEN, ['b', 'c'])],
    missing: [],
  }))).toEqual([
    ['Admitted, not expected', ['tcp 1-442', 'udp'], OPEN.path, ['a', 'b', 'c']],
    ['Admitted, not expected', ['tcp 22'], SSH.path, []],
  ]);
});

test('what a rule admits and what it refuses are two rows, and so is what no rule refuses', () => {
  expect(shortly(differenceRows({ extra: [difference('tcp 80', SSH)], missing: [difference('tcp 443', SSH), difference('tcp 25')] }))).toEqual([
    ['Admitted, not expected', ['tcp 80'], SSH.path, []],
    ['Expected, not admitted', ['tcp 443'], SSH.path, []],
    ['Expected, not admitted', ['tcp 25'], undefined, []],
  ]);
});

test('many publishers are only counted, since they show no more than that a rule is wide', () => {
  const publishers = Array.from({ length: 11 }, (_, i) => `entry ${i}`);
  expect(publisherCount({ publishers })).toBe('parts of it by 11 entries');
  expect(publisherCount({ publishers: publishers.slice(1) })).toBeUndefined();
});
