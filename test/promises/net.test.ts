/** What the pages about covers, benchmarks and the tests of the tests promise. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cover, coverCurve, PrefixSet } from '../../lib/net';
import { promisesOf, testsOf } from '../support/promises';

const ROOT = join(__dirname, '..', '..');
const covers = testsOf('net/cover/cover.test.ts');
const published = testsOf('net/cover/cover.published.test.ts');
const brute = testsOf('net/cover/cover.brute-force.test.ts');
const ALWAYS_CONTAINED = covers('has a cover that contains it and has the extra addresses it says');
const source = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

promisesOf('docs/cover.md', ({ promise, proven, facts }) => {
  promise('`cover` computes the third option, with as few such addresses as possible.', () => {
    const found = cover(PrefixSet.of('20.0.0.0/24', '20.0.2.0/24', '20.0.8.0/24'), { maxPrefixes: 2 });
    expect([found.prefixes.map(String), found.extra.toStrings(), found.exact]).toEqual([['20.0.0.0/22', '20.0.8.0/24'], ['20.0.1.0/24', '20.0.3.0/24'], false]);
  });
  proven('`cover(set)` | the minimal prefixes, exact | | `cover(set, { maxPrefixes })` | the fewest extra addresses with at most `maxPrefixes` prefixes | | `cover(set, { maxExtraAddresses })` | the fewest prefixes with at most `maxExtraAddresses` extra addresses, and among those the fewest extra addresses | | both bounds | the fewest extra addresses, or `CoverTooWide`',
    covers('none: the minimal prefixes'), covers('maxPrefixes: the fewest extra addresses'), covers('maxExtraAddresses: the fewest prefixes'),
    covers('both: the fewest extra addresses that also obey the other'), covers('fails when both cannot be obeyed, and says what would do'));
  proven('Both families share the bounds', covers('all of both families'));
  proven('On the command line, `m365-endpoints cover <slug> --max <n>` does this for each flow and family of a published set:', published('the published addresses of Graph fit into one security group with the fewest extra addresses'));
  proven('Below each line are the prefixes, each with the number of extra addresses that it admits; `--json` lists those addresses.',
    testsOf('cli/commands/catalog-commands.test.ts')('says how many prefixes are exact, how many a bound leaves, and what they admit too much'));
  proven('**Lose an address.** The prefixes always contain the set.', ALWAYS_CONTAINED, brute('has an optimal cover for each number of prefixes'));
  proven('are never among the extra addresses', covers('what is never admitted'), covers('%s addresses'));
  proven('A reserved address that the set itself holds stays, of course.', covers('says nothing about what the set itself holds'));
  proven('`neverAdmit` excludes more ranges:', covers('the addresses that neverAdmit names'));
  proven('The same set gives the same cover. Among covers with the same extra addresses it takes the one with the fewest prefixes, then the one that keeps the most prefixes of `previous`. If there are still several, the choice is deterministic.',
    covers('always give the same one'), covers('keep the prefix %s of the previous cover'), covers('never keep a prefix at the price of an extra address or a prefix'));
  promise('**Split a published prefix.** That would cost entries and save nothing.', () => {
    const { prefixes } = cover(PrefixSet.of('20.0.0.0/22', '20.0.6.0/24', '20.0.16.0/24'), { maxPrefixes: 2 });
    expect(prefixes.filter((prefix) => !PrefixSet.of('20.0.0.0/22').contains(prefix) || `${prefix}` === '20.0.0.0/22')).toEqual(prefixes);
  });
  proven('they admit no extra address unless `maxExtraAddresses` says how many', testsOf('cross-platform/budget.test.ts')('without a budget, and with one that suffices, is exact'));
  proven('If these restrictions leave no cover within the bound, `cover` throws `CoverTooWide` and says how many prefixes are needed.', covers('fails when not even one prefix for each is left'), brute('has an optimal cover that never admits what was ruled out, or none'));
  proven('`extra` holds exactly the addresses that the prefixes admit beyond the set.', ALWAYS_CONTAINED);
  promise('the addresses 0, 2, 4, 6 need 4, 4, 2, 0 extra addresses with 1, 2, 3, 4 prefixes', () => {
    const curve = coverCurve(PrefixSet.of(...[0, 2, 4, 6].map((last) => `20.0.0.${last}/32`)));
    expect([...curve].map((point: any) => Number(point.extraAddresses ?? point))).toEqual([4, 4, 2, 0]);
  });
  proven('Merging the cheapest pair first, or the pair with the best ratio, misses the optimum on sets of four to six addresses (see the tests).',
    covers('merging the cheapest pair first'), covers('merging the best ratio first'));
  proven('Any cover of all consists of one cover of each, so this is optimal as well.', brute('each pair of sets of 4 addresses of both families shares a budget optimally'));
  proven('IPv6 sets that spread further are compared with big integers wherever two sums are closer than doubles can tell.',
    covers('tells one address from none beside 2^120'), covers('counts to the last of 2^128 addresses'), brute('each set of 8 addresses has an optimal cover beside a prefix that is further away than doubles can count'));
  proven('**It is tested** against the list of all covers on all sets of 8 and of 16 addresses, with all budgets, and against a solver of a few lines that halves the address space and knows no tree, on random lists of both families and on the Graph row.',
    brute('each set of 8 addresses of %s'), brute('each set of 16 addresses has optimal covers'), covers('of %s has the curve that halving the address space gives'),
    published('the published addresses of Graph fit into one security group with the fewest extra addresses'));
  facts(
    'If a change of one published prefix must change only one rule. The best cover of a changed list can differ in other places too; `previous` only decides between equally good covers.',
    'If addresses are the only check.', 'but nobody promises that',
    '*Every member contains an input*', '*Every member is a node*', 'Steps 3 and 4 only narrow, so a cover without forbidden addresses stays one.',
    'Let *f*(*v*, *j*) be the fewest extra addresses below node *v* with at most *j* prefixes.',
    'With that the additions over all nodes are O(*n* · *k*): at a node with *a* and *b* inputs below its children there are at most min(*a*, *k*) · min(*b*, *k*) of them, which is the number of pairs of inputs that meet there, as long as *a* + *b* ≤ *k*: at most *k* partners for each input. Above that, every node whose children both have *k* inputs or more costs *k*², but there are at most *n* / *k* of those; and a node where only one child has fewer, *b*, costs *b* · *k*, after which those *b* inputs never are in a small child again. Tables are needed only until their parent has its own, so memory is linear: what is kept is one number for each entry, at most *n* times',
    'in doubles as long as every number is a whole number',
  );
});

promisesOf('docs/benchmarks.md', ({ promise, facts }) => {
  promise('results are compared before anything is timed; a peer with another result is left out and named', () => {
    expect(source('bench', 'peers.ts') + source('bench', 'algebra.ts')).toMatch(/left out/);
  });
  promise('Every contender warms up first; the first call in a new process has its own row', () => {
    expect(existsSync(join(ROOT, 'bench', 'cold.ts'))).toBe(true);
    expect(source('bench', 'measure.ts')).toMatch(/warm/i);
  });
  facts('never times of two runs', 'in every later run, of the framework\'s and of ours', 'and only the ratios mean much');
});

promisesOf('docs/testing.md', ({ promise, facts }) => {
  promise('`npm run mutation -- ports space` measures only the parts named; the command fails below 90 %. The results are in `build/mutation/` (one page of survivors for each part), and a second run repeats only what has changed.', () => {
    expect(source('scripts', 'mutation', 'main.mjs')).toMatch(/LEAST = 90/);
  });
  promise('`test/verify/mutants` holds changes to documents that a proof has to notice, or has to accept.', () => {
    expect(source('test', 'verify', 'mutants', 'mutants.test.ts')).toContain('M365_MUTANTS');
  });
  facts(
    'The results are in `build/mutation/` (one page of survivors for each part), and a second run repeats only what has changed.', 'To make a run take minutes rather than hours, only the tests of a part count, and only those that take less than a quarter of a second and do not replace modules.',
    'Tests run in one process (`scripts/mutation/circus-runner.mjs`), the cheapest first, and stop at the first failure; a property that fails is not shrunk.',
    'In `columns` and `cover` nearly all only cost time or room: a search that starts further away, entries that are known to be of no interest, a path for IPv4 beside the one for both families, an array that is too long.',
    'In `addresses` and `fit` they change nothing that can be observed: a check for the compiler, and what is left out once more further on.',
    'In `guard` they change nothing that can be observed: defaults that no name or slug equals, and a list that is only shorter for speed.',
    'In `proof` most concern the error about a fault of this library, which only a planted fault reaches (`planted-faults.test.ts` does).',
    'In `space` most are texts for people, shortcuts that only save time, and what the tests of other parts notice.',
  );
});
