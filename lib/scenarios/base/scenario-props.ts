import { Catalog, Cloud } from '../../catalog';
import { AddressFamily } from '../../net';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { OnUnsupported } from '../../rules/model/on-unsupported';
import { Peer } from '../../rules/model/peer';

/** Options that every scenario takes. */
export interface ScenarioProps {
  /** Where the rules are enforced; at least one. Several scenarios may share an enforcement point. */
  readonly enforcedBy: IEnforcementPoint[];

  /**
   * The Microsoft 365 cloud of the tenant.
   *
   * @default Cloud.WORLDWIDE
   */
  readonly cloud?: Cloud;

  /**
   * The published data to use.
   *
   * @default Catalog.bundled()
   */
  readonly catalog?: Catalog;

  /**
   * Address families to admit. A family left out gets no rule.
   *
   * @default - both
   */
  readonly addressFamilies?: AddressFamily[];

  /**
   * Remote sides to admit beside the published ones, on every port of this scenario.
   *
   * @default - none
   */
  readonly additionalPeers?: Peer[];

  /**
   * Remote sides that this scenario does not admit, whoever publishes or adds
   * them. Another scenario on the same enforcement point may still admit them.
   *
   * @default - none
   */
  readonly excludedPeers?: Peer[];

  /**
   * Whether host names of outbound rules are joined by the addresses that the web service publishes for them, with
   * basis `derived`: for enforcement points that know no names. The same addresses serve other hosts of Microsoft 365.
   *
   * @default false
   */
  readonly derivePrefixes?: boolean;

  /**
   * What happens with a rule that an enforcement point cannot express.
   *
   * @default OnUnsupported.FAIL
   */
  readonly onUnsupported?: OnUnsupported;

  /**
   * Ids of warnings not to show, such as `cdk-m365-endpoints:withdrawnPrefixes`.
   *
   * In an AWS CDK app `Annotations.of(scope).acknowledgeWarning(id)` does the same.
   *
   * @default - every warning is shown
   */
  readonly acknowledgedWarnings?: string[];
}
