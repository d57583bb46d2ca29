/** What each scenario admits, in every cloud, from the bundled catalog: prefixes are counted, since they have a snapshot of their own. */
import { Catalog, Cloud } from '../../lib/catalog';
import { REGISTRY } from '../../lib/scenarios/registry';
import { RecordingEnforcementPoint, Root } from './support';

const CLOUDS = [Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA];

const constructs = REGISTRY.filter(({ create }) => create !== undefined).map((entry) => [entry.name, entry] as const);

test.each(constructs)('%s', (_, { metadata, create }) => {
  const published = (cloud: Cloud) => metadata.slugs.some((slug) => Catalog.bundled().find(slug, cloud));
  const stories = CLOUDS.filter((cloud) => metadata.takesWebService || published(cloud)).map((cloud) => {
    const description = create!(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], cloud, ...metadata.example }).describe();
    const hosts = description.traffic.filter((traffic) => traffic.hosts.length > 0).map((traffic) => `  ${traffic.slug} ${traffic.ports} ${traffic.hosts.join(' ')}`);
    return [description.toString(), ...hosts].join('\n');
  });
  expect(`\n${stories.join('\n\n')}\n`).toMatchSnapshot();
});
