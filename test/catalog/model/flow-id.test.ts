import { flowId } from '../../../lib/catalog';
import { BUNDLED_EDITIONS } from '../../../lib/catalog/editions/bundled';

const EDITIONS = BUNDLED_EDITIONS.map(({ source, id, load }) => (
  { source, id, flows: load().sets.flatMap((set) => set.flows.map((flow) => ({ set, flow }))) }
));

const isWebService = ({ source }: { readonly source: string }) => source.startsWith('web-service-');

test.each(EDITIONS)('in $source $id the id of a flow is unique in a cloud', ({ flows }) => {
  const ids = flows.flatMap(({ set, flow }) => set.clouds.map(({ name }) => `${name} ${flowId(set, flow)}`.toLowerCase()));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('a flow that is in several editions has the same id and direction in all of them', () => {
  const directions = new Map<string, Set<string>>();
  for (const { set, flow } of EDITIONS.flatMap(({ flows }) => flows)) {
    const id = flowId(set, flow);
    directions.set(id, (directions.get(id) ?? new Set()).add(flow.direction));
  }
  expect([...directions].filter(([, found]) => found.size > 1)).toEqual([]);
});

// Azure rules are named after these: another name moves deployed rules, so a change here is a change for users.
test('the ids of all flows but those of the web service, with the editions that have them', () => {
  const editions = new Map<string, string[]>();
  for (const edition of EDITIONS.filter((each) => !isWebService(each))) {
    for (const id of new Set(edition.flows.map(({ set, flow }) => flowId(set, flow)))) {
      editions.set(id, [...editions.get(id) ?? [], `${edition.source} ${edition.id}`]);
    }
  }
  expect(`\n${[...editions].sort().map(([id, names]) => `${id}: ${names.join(', ')}`).join('\n')}\n`).toMatchSnapshot();
});

test('a set of the web service has one flow, called service, whatever its version', () => {
  const names = EDITIONS.filter(isWebService).flatMap(({ flows }) => flows.map(({ flow }) => flow.name));
  expect(new Set(names)).toEqual(new Set(['service']));
});
