import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { identityOfNamed } from '../stack/identity';
import { isRecord, propertiesOf, resourceTypeOf } from '../stack/rendered-resource';
import { IngressProperties, isIngress } from './open-rules';

const FUNCTION = 'AWS::Lambda::Function';

/**
 * What a complete app says of security groups, by their identity: looked up once, however many ask.
 */
export class GroupIndex {
  private static readonly byStage = new WeakMap<IConstruct, GroupIndex>();

  /**
   * The index of the app of `asker`, made anew when the same construct asks again: then the app is validated again.
   */
  static for(asker: IConstruct): GroupIndex {
    const stage = Stage.of(asker) ?? asker.node.root;
    const known = GroupIndex.byStage.get(stage);
    const index = known === undefined || known.askers.has(asker) ? new GroupIndex(stage.node.root) : known;
    GroupIndex.byStage.set(stage, index);
    index.askers.add(asker);
    return index;
  }

  private readonly askers = new Set<IConstruct>();
  private readonly ingress = new Map<string, IngressProperties[]>();
  private readonly functions = new Map<string, IConstruct[]>();

  private constructor(root: IConstruct) {
    root.node.findAll().forEach((construct) => this.read(construct));
  }

  /** The inbound rules of groups, wherever in the app they were added. */
  ingressOf(groups: readonly string[]): IngressProperties[] {
    return groups.flatMap((group) => this.ingress.get(group) ?? []);
  }

  /** The Lambda functions that have any of these groups, or are meant to: below one of `targets`. */
  functionsWith(groups: readonly string[], targets: readonly IConstruct[]): IConstruct[] {
    const below = targets.flatMap(({ node }) => node.findAll().filter((construct) => resourceTypeOf(construct) === FUNCTION));
    return [...new Set([...groups.flatMap((group) => this.functions.get(group) ?? []), ...below])];
  }

  private read(construct: IConstruct): void {
    const type = resourceTypeOf(construct);
    if (type === 'AWS::EC2::SecurityGroup') {
      const rules = propertiesOf(construct).SecurityGroupIngress;
      const group = identityOfNamed({ Ref: `${construct.node.path}.GroupId` }, construct);
      (Array.isArray(rules) ? rules.filter(isIngress) : []).forEach((rule) => push(this.ingress, group, rule));
    } else if (type === 'AWS::EC2::SecurityGroupIngress') {
      const properties = propertiesOf(construct);
      if (isIngress(properties)) {
        push(this.ingress, identityOfNamed(properties.GroupId, construct), properties);
      }
    } else if (type === FUNCTION) {
      const { VpcConfig } = propertiesOf(construct);
      const groups = isRecord(VpcConfig) && Array.isArray(VpcConfig.SecurityGroupIds) ? VpcConfig.SecurityGroupIds : [];
      groups.forEach((group) => push(this.functions, identityOfNamed(group, construct), construct));
    }
  }
}

/** The groups on network interfaces: one list for each resource below `target` that names any of `groups`. Only for a complete app. */
export function interfacesOf(target: IConstruct, groups: readonly string[]): string[][] {
  return target.node.findAll()
    .filter((construct) => resourceTypeOf(construct) !== undefined)
    .flatMap((resource) => listsIn(propertiesOf(resource)).map((list) => [...new Set(list.map((item) => identityOfNamed(item, resource)))]))
    .filter((list) => list.some((group) => groups.includes(group)));
}

function listsIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return [...Array.isArray(value) ? [value] : [], ...Object.values(value).flatMap(listsIn)];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
