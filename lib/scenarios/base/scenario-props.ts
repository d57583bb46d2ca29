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
   * Remote sides to admit in addition to the published ones, on every port of this scenario.
   *
   * @default - none
   */
  readonly additionalPeers?: Peer[];

  /**
   * Remote sides that this scenario does not admit, no matter who publishes
   * or adds them. Another scenario on the same enforcement point may still admit them.
   *
   * @default - none
   */
  readonly excludedPeers?: Peer[];

  /**
   * Whether to add the addresses that the web service publishes for the host names of outbound rules, with basis
   * `derived`. This is for enforcement points that cannot match names. The same addresses also serve other hosts of Microsoft 365.
   *
   * @default false
   */
  readonly derivePrefixes?: boolean;

  /**
   * What to do with a rule that an enforcement point cannot express.
   *
   * @default OnUnsupported.FAIL
   */
  readonly onUnsupported?: OnUnsupported;

  /**
   * Ids of warnings to hide, such as `cdk-m365-endpoints:withdrawnPrefixes`.
   *
   * In an AWS CDK app, `Annotations.of(scope).acknowledgeWarning(id)` does the same.
   *
   * @default - every warning is shown
   */
  readonly acknowledgedWarnings?: string[];
}
