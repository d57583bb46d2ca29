import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EndpointSet, guardSets, parseEdition } from '../../../../lib/catalog';
import { importWebServiceJson } from '../../../../lib/sources/web-service/web-service';
import { describeMaterial, MATERIAL, readMaterial } from '../../../support/material';

const INSTANCES = ['Worldwide', 'China', 'USGovDoD', 'USGovGCCHigh'];

interface Version {
  readonly id: string;
  readonly sets: readonly EndpointSet[];
}

/** Every version of an instance that there is, from old to new. */
function versionsOf(instance: string): Version[] {
  const files = ['data/history', 'data'].flatMap((folder) => readdirSync(join(MATERIAL, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.includes(`webservice.${instance.toLowerCase()}.`));
  return files.map((file) => {
    const id = /\.([\d-]+)\.json$/.exec(file)![1];
    // Tables of 2020 number two entries alike; a number of its own for the second loses nothing of either.
    const records: { id: number }[] = JSON.parse(readMaterial(file));
    const isFirst = ({ id: number }: { id: number }, index: number) => records.findIndex((each) => each.id === number) === index;
    const distinct = records.map((record, index) => ({ ...record, id: isFirst(record, index) ? record.id : 1000 + index }));
    return { id, sets: parseEdition(importWebServiceJson(JSON.stringify(distinct), { instance, edition: id }).edition).sets };
  }).sort((a, b) => (a.id.replace(/\D/g, '') < b.id.replace(/\D/g, '') ? -1 : 1));
}

function questions(previous: Version, next: Version): string[] {
  return guardSets(next.sets, { previous: previous.sets }).filter(({ severity }) => severity === 'error')
    .map(({ code, place, value }) => `${code} at ${place}: ${value}`);
}

describeMaterial('real updates raise no question', () => {
  test.each(INSTANCES)('in %s, from each version to the next, and from the first and the last', (instance) => {
    const versions = versionsOf(instance);
    expect(versions.length).toBeGreaterThanOrEqual(5);
    versions.slice(1).forEach((version, index) => {
      const asked = [...questions(versions[index], version), ...questions(versions[0], version), ...questions(version, versions.at(-1)!)];
      expect([version.id, ...asked]).toEqual([version.id]);
    });
  });
});
