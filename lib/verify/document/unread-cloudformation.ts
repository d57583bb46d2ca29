import { isIntrinsic } from './cloudformation-node';
import type { JsonNode } from './json-node';
import type { Report } from './report';

/** Readers that take a resource as existing whatever its condition. Those of security groups and prefix lists say so themselves. */
const UNCONDITIONAL = /^AWS::(WAFv2::(IPSet|RuleGroup|WebACL)|ApiGateway::RestApi|NetworkFirewall::RuleGroup|Route53Resolver::Firewall(DomainList|RuleGroup))$/;

/** Resources that only CloudFormation or another document knows. */
const ELSEWHERE = /^AWS::CloudFormation::Stack$|::MODULE$/;

/**
 * Puts under `unresolved` what may change what a template admits and stands where no reader looks: macros,
 * modules, nested stacks, properties that are one intrinsic, and conditions on filters, without which everyone may be admitted.
 */
export function reportUnreadCloudFormation(template: JsonNode, report: Report): void {
  for (const macro of ['Transform', 'Fn::Transform'].map((key) => template.at(key)).filter((node) => !node.isAbsent)) {
    report.unresolve(macro);
  }
  const resources = template.at('Resources');
  for (const [, resource] of resources.isAbsent ? [] : resources.entries().filter(([id]) => !id.startsWith('Fn::'))) {
    const type = resource.at('Type').text();
    const properties = resource.at('Properties');
    const condition = resource.at('Condition');
    if (ELSEWHERE.test(type)) report.unresolve(resource);
    if (isRead(type) && !properties.isAbsent && (isIntrinsic(properties) || !properties.at('Fn::Transform').isAbsent)) report.unresolve(properties);
    if (UNCONDITIONAL.test(type) && !condition.isAbsent) report.unresolve(condition);
  }
}

function isRead(type: string): boolean {
  return UNCONDITIONAL.test(type) || /^AWS::EC2::(SecurityGroup(Ingress|Egress)?|PrefixList)$/.test(type);
}
