import { Direction } from '../../net';
import { groupKey, isNothing, isUnknown } from '../document/cloudformation-node';
import type { JsonNode } from '../document/json-node';
import { isExpression, isUnset } from '../document/terraform-node';

/** How a document writes what EC2 knows: names of properties, and values that only the deployment knows. */
export interface Ec2Dialect {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly description: string;

  /** The property that names a prefix list. */
  readonly prefixList: Readonly<Record<Direction, string>>;

  /** Properties that name a peer which is neither an address range nor a prefix list. */
  readonly references: Readonly<Record<Direction, readonly string[]>>;

  /** Whether nothing is there. */
  isNothing(node: JsonNode): boolean;

  /** Whether the value is known to the deployment only. */
  isUnknown(node: JsonNode): boolean;

  /** The key of the prefix list that a value names, as `readEc2PrefixLists` has it. */
  listKey(node: JsonNode): string;
}

export const CLOUDFORMATION: Ec2Dialect = {
  protocol: 'IpProtocol',
  from: 'FromPort',
  to: 'ToPort',
  ipv4: 'CidrIp',
  ipv6: 'CidrIpv6',
  description: 'Description',
  prefixList: { [Direction.INBOUND]: 'SourcePrefixListId', [Direction.OUTBOUND]: 'DestinationPrefixListId' },
  references: {
    [Direction.INBOUND]: ['SourceSecurityGroupId', 'SourceSecurityGroupName'],
    [Direction.OUTBOUND]: ['DestinationSecurityGroupId'],
  },
  isNothing,
  isUnknown,
  listKey: (node) => groupKey(node, 'PrefixListId'),
};

export const TERRAFORM: Ec2Dialect = {
  protocol: 'ip_protocol',
  from: 'from_port',
  to: 'to_port',
  ipv4: 'cidr_ipv4',
  ipv6: 'cidr_ipv6',
  description: 'description',
  prefixList: { [Direction.INBOUND]: 'prefix_list_id', [Direction.OUTBOUND]: 'prefix_list_id' },
  references: {
    [Direction.INBOUND]: ['referenced_security_group_id'],
    [Direction.OUTBOUND]: ['referenced_security_group_id'],
  },
  isNothing: isUnset,
  isUnknown: (node) => typeof node.value === 'string' && isExpression(node.value),
  listKey: (node) => /^\$\{(aws_ec2_managed_prefix_list\.[\w-]+)\.id\}$/.exec(node.text())?.[1] ?? node.text(),
};
