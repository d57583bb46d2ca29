import { Lazy, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { byText } from '../collections/by-text';
import { IExtraAddresses } from '../rules/budget/budget';
import { PROVENANCE_KEY, provenanceRecords } from '../rules/pool/provenance-record';
import { PointDetails, pointRecord, RECORD_KEY, RecordedPool, trafficRecord } from '../rules/pool/traffic-record';
import { identify } from './identify';

/** An enforcement point that is recorded, and what it says of itself when its stack is written. */
interface Recorded {
  readonly point: IConstruct & Partial<IExtraAddresses>;
  readonly pool: RecordedPool;
  readonly details: () => Partial<PointDetails>;
}

/** The enforcement points of each stack, by their construct paths. */
const RECORDED = new WeakMap<TerraformStack, Map<string, Recorded>>();

/** Resources that hold rules or addresses. */
const HOLDERS = [
  'aws_security_group', 'aws_ec2_managed_prefix_list', 'aws_wafv2_ip_set', 'aws_wafv2_rule_group', 'aws_networkfirewall_rule_group',
  'aws_route53_resolver_firewall_rule_group', 'azurerm_network_security_group', 'azurerm_network_manager_admin_rule_collection',
  'azurerm_firewall_policy_rule_collection_group', 'azurerm_ip_group',
];

/**
 * Writes where the rules of an enforcement point come from into the comment of its stack, and what they were made from
 * into an output, where no resource is touched. Of both, only outputs are in the plans and states of Terraform.
 *
 * @param details what it restricts, and the filters that are not below it: addresses, names, or tokens of those
 */
export function recordProvenance(point: Recorded['point'], pool: RecordedPool, details: Recorded['details'] = () => ({})): void {
  const stack = TerraformStack.of(point);
  const points = RECORDED.get(stack);
  if (points !== undefined) {
    points.set(point.node.path, { point, pool, details });
    return;
  }
  const first = new Map<string, Recorded>([[point.node.path, { point, pool, details }]]);
  RECORDED.set(stack, first);
  stack.addOverride(`//.${PROVENANCE_KEY}`, Lazy.anyValue({
    produce: () => Object.fromEntries([...first].sort(byText(([path]) => path)).map(([path, one]) => [path, provenanceRecords(one.pool.all)])),
  }));
  stack.addOverride(`output.${RECORD_KEY}`, Lazy.anyValue({
    produce: () => ({
      description: 'What the rules of cdk-m365-endpoints were made from, for m365-endpoints verify',
      value: trafficRecord([...first].map(([path, one]) => [path, recordOf(one)])),
    }),
  }));
}

function recordOf({ point, pool, details }: Recorded) {
  const { filters = [], ...others } = details();
  const below = point.node.findAll().filter((construct): construct is TerraformResource => (
    TerraformResource.isTerraformResource(construct) && HOLDERS.includes(construct.terraformResourceType)
  ));
  const all = [...below.map(addressOf), ...filters.map((filter) => filterText(filter, point))];
  return pointRecord(pool, { filters: all, ...others }, point.extraRules ?? []);
}

/** What Terraform calls a resource: `azurerm_ip_group.Inbound`. */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** The address of what a reference means, else the text as it is, without an expression that Terraform would evaluate in the output. */
function filterText(value: string, scope: IConstruct): string {
  const text = identify(value, scope);
  return /^\$\{((?:data\.)?[\w-]+\.[\w-]+)(?:\[[^\]]*\])?\.\w+\}$/.exec(text)?.[1] ?? text.replaceAll('${', '$${');
}
