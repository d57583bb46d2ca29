import { judgeTraffic, type TrafficResult, type TrafficScope } from './proof/judge-traffic';
import type { TrafficTests } from './proof/traffic-test';
import { type DocumentLimits, readDocuments } from './read-document';

/**
 * Whether documents let through what accept tests ask for, and nothing that deny tests ask for.
 *
 * Security groups are added up, as EC2 does on an interface. Any other filter has to admit what an accept test asks
 * for, and none may admit any part of what a deny test asks for. A test that nothing contradicts is `unproven`
 * where something was not understood.
 *
 * @param documents as for `prove`
 * @throws EndpointError `InvalidTrafficTest`, or as `prove` does
 * @example
 * checkTraffic(template, { allow: [{ from: '52.159.23.209', tcp: 443 }], deny: [{ from: '198.51.100.7', tcp: 443 }] });
 */
export function checkTraffic(documents: unknown, tests: TrafficTests, scope: TrafficScope = {}, limits: DocumentLimits = {}): TrafficResult[] {
  return judgeTraffic(readDocuments(documents, limits), tests, scope);
}
