import { Connections, IPeer, ISecurityGroup, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';

/** Thrown by the probe below, and caught there. */
class Probed extends Error {}

/** A peer that stops the call which is about to add it. */
class ProbePeer implements IPeer {
  readonly uniqueId = 'probe';
  readonly canInlineRule = true;
  readonly connections: Connections = new Connections({ peer: this });

  toIngressRuleConfig(): never {
    throw new Probed();
  }

  toEgressRuleConfig(): never {
    throw new Probed();
  }
}

/**
 * Whether rules can be added to `group`. A group imported with `mutable: false`
 * does not say so, it ignores what it is given; any other group asks the probe
 * for its rule, and is stopped there.
 */
export function acceptsRules(group: ISecurityGroup): boolean {
  if (group instanceof SecurityGroup) {
    return true;
  }
  try {
    group.addIngressRule(new ProbePeer(), Port.tcp(443), 'probe');
    return false;
  } catch (error) {
    if (error instanceof Probed) {
      return true;
    }
    throw error;
  }
}
