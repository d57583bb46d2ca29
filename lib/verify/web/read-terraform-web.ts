import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { readTerraformWaf } from './aws/read-terraform-waf';
import { readAccessRestrictions } from './azure/read-access-restrictions';
import { readAzureWaf } from './azure/read-azure-waf';
import { readContainerApps } from './azure/read-container-apps';
import { readEventHubs } from './azure/read-event-hubs';

/** What the filters of senders in a Terraform JSON document admit, those of AWS and of Azure. */
export function readTerraformWebFilters(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return [readTerraformWaf, readAzureWaf, readAccessRestrictions, readContainerApps, readEventHubs].flatMap((read) => read(root, ports, report));
}
