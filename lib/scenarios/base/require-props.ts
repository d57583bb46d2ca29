import { invalidOption } from '../../messages/errors';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { Peer } from '../../rules/model/peer';
import { ScenarioProps } from './scenario-props';

/** Ids of warnings, also as the command line of AWS CDK prints them. */
const WARNING_ID = /^(?:Annotation::)?(cdk-m365-endpoints:[a-z]\w*)$/i;

/**
 * The props with every option of the kind that the types say, for apps in JavaScript and runners that do not check types.
 *
 * Classes of other packages with the same name, such as `Peer` of aws-ec2, are the likeliest slip.
 *
 * @returns the same props, ids of warnings without the prefix that AWS CDK puts in front
 * @throws EndpointError `InvalidOption`
 */
export function requireProps<Props extends ScenarioProps>(props: Props): Props {
  const { enforcedBy, cloud, additionalPeers = [], excludedPeers = [], acknowledgedWarnings } = props;
  requireList('enforcedBy', enforcedBy, isEnforcementPoint, 'give a list of enforcement points, such as [new SecurityGroups(…)]');
  if (cloud !== undefined && typeof cloud.name !== 'string') {
    throw invalidOption('cloud', cloud, 'give Cloud.CHINA, say, or Cloud.of with the name');
  }
  Object.entries({ additionalPeers, excludedPeers }).forEach(([option, peers]) => requirePeerList(option, peers));
  const ids = acknowledgedWarnings?.map((id) => {
    const [, known] = WARNING_ID.exec(id) ?? [];
    if (known === undefined) {
      throw invalidOption('acknowledgedWarnings', id, 'give ids such as cdk-m365-endpoints:withdrawnPrefixes');
    }
    return known;
  });
  return ids === undefined ? props : { ...props, acknowledgedWarnings: ids };
}

/**
 * Refuses what is no list of peers of this library.
 *
 * @throws EndpointError `InvalidOption`
 */
export function requirePeerList(option: string, peers: unknown): void {
  requireList(option, peers, isPeer, 'give a list of Peer of cdk-m365-endpoints, such as [Peer.ipv4(\'203.0.113.0/24\')]');
}

function requireList(option: string, list: unknown, isRight: (item: unknown) => boolean, nextStep: string): void {
  if (!Array.isArray(list)) {
    throw invalidOption(option, list, nextStep);
  }
  for (const item of list) {
    if (!isRight(item)) {
      throw invalidOption(option, item, nextStep);
    }
  }
}

function isEnforcementPoint(value: unknown): boolean {
  return has<IEnforcementPoint>(value, 'enforce') && typeof value.enforce === 'function';
}

function isPeer(value: unknown): boolean {
  return has<Peer>(value, 'deployTimePrefixes') && has<Peer>(value, 'prefixes') && has<Peer>(value, 'hosts');
}

function has<T>(value: unknown, key: keyof T): value is T {
  return typeof value === 'object' && value !== null && key in value;
}
