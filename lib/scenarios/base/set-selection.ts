import { EndpointFlow, EndpointSet } from '../../catalog';
import { HostPattern, PortSet } from '../../net';
import { Peer } from '../../rules/model/peer';

/** What a scenario takes of one endpoint set. */
export interface SetSelection {
  /** The endpoint set. */
  readonly slug: string;

  /**
   * The flows of that set which the scenario admits; at least one.
   *
   * @default - every flow, as published
   */
  readonly flows?: readonly FlowSelection[];

  /**
   * The options of the construct that choose `flows`, for the message when they choose none.
   *
   * @default - none does
   */
  readonly flowOptions?: readonly string[];
}

/** One flow of an endpoint set, as a scenario admits it. */
export interface FlowSelection {
  /** Name of the flow. */
  readonly name: string;

  /**
   * TCP ports in place of the published ones, where the row leaves the choice to the user.
   *
   * @default - the published ports
   */
  readonly tcpPorts?: readonly number[];

  /**
   * Published UDP ports that the scenario leaves out.
   *
   * @default - none
   */
  readonly exceptUdpPorts?: PortSet;

  /**
   * The remote side in place of the published one, where the row names none or only names that cannot be matched.
   *
   * @default - as published; additionalPeers where the row names none
   */
  readonly peers?: readonly Peer[];

  /**
   * Remote sides beside the published ones, for this flow alone.
   *
   * @default - none
   */
  readonly morePeers?: readonly Peer[];

  /**
   * Whether the row expects clients from anywhere, so that everyone may be named without a warning.
   *
   * @default false
   */
  readonly mayBeAnyone?: boolean;

  /**
   * The prop by which the app gives `peers`, for messages.
   *
   * @default 'additionalPeers'
   */
  readonly peersOption?: string;

  /**
   * The host patterns to admit for a published one: values in place of the parameters of a template, or a narrower pattern.
   *
   * @default - the published pattern
   */
  readonly resolveHost?: (host: HostPattern) => readonly HostPattern[];
}

/** One flow that a scenario admits. */
export interface SelectedFlow {
  readonly set: EndpointSet;
  readonly flow: EndpointFlow;
  readonly selection: FlowSelection;
}
