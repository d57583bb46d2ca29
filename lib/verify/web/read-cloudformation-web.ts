import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { readCloudFormationWaf } from './aws/read-cloudformation-waf';
import { readRestApi } from './aws/rest-api-policy';

/**
 * What the web ACLs, rule groups and REST API policies of a template admit. A rule
 * group that a web ACL of the template names is read there.
 */
export function readWebFilters(resources: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  const all = resources.isAbsent ? [] : resources.entries().filter(([id]) => !id.startsWith('Fn::'));
  const ofType = (type: string) => all.filter(([, resource]) => resource.at('Type').value === type)
    .map(([id, resource]) => [id, resource.at('Properties')] as const)
    .filter(([, properties]) => !properties.isAbsent);
  return [...readCloudFormationWaf(ofType, ports, report), ...ofType('AWS::ApiGateway::RestApi').flatMap(([id, api]) => readRestApi(id, api, report))];
}
