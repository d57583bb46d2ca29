import { printableJson } from '../../messages/printable';
import { CatalogDiff, EndpointDiff, FlowsDiff, PresentSet, SetChange } from './diff';
import { FieldChange } from './diff-fields';
import { flowJson } from './flow-json';

/**
 * A diff as JSON for other programs.
 *
 * Contains the whole diff, with addresses as the fewest prefixes. Later versions may add fields; existing fields keep
 * their meaning.
 */
export function renderDiffJson(diff: EndpointDiff | CatalogDiff): string {
  const json = {
    ...'editions' in diff ? { editions: diff.editions } : {},
    added: diff.added.map(presentJson),
    removed: diff.removed.map(presentJson),
    changed: diff.changed.map(changeJson),
  };
  return `${printableJson(JSON.stringify(json, null, 2))}\n`;
}

function presentJson({ set, clouds }: PresentSet): object {
  const { slug, title, publication: { source, edition, entry } } = set;
  return { slug, clouds: clouds.map(String), source, edition, entry, title, flows: set.flows.map(flowJson), inexpressible: set.inexpressible };
}

function changeJson({ slug, clouds, before, after, fields, flows }: SetChange): object {
  return {
    slug,
    clouds: clouds.map(String),
    source: after.publication.source,
    before: { edition: before.publication.edition, entry: before.publication.entry },
    after: { edition: after.publication.edition, entry: after.publication.entry },
    fields: fields.map(fieldJson),
    flows: flowsJson(flows),
  };
}

function flowsJson({ added, removed, changed }: FlowsDiff): object {
  return {
    added: added.map(flowJson),
    removed: removed.map(flowJson),
    changed: changed.map(({ name, fields }) => ({ name, fields: fields.map(fieldJson) })),
  };
}

function fieldJson(change: FieldChange): object {
  return change.kind === 'addresses' ? { ...change, added: change.added.toStrings(), removed: change.removed.toStrings() } : change;
}
