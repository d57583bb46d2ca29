import { byText } from '../../collections/by-text';
import { Peer } from '../../rules/model/peer';
import { ProvenanceException } from '../../rules/model/rule-set';
import { FlowSelection } from './set-selection';

/**
 * The exceptions from what is published for which the app gave a reason, each once, in a fixed order.
 *
 * @param options peers that were given by option
 * @param selections flows, which may name peers of options of their own
 */
export function exceptionsOf(options: Readonly<Record<string, readonly Peer[]>>, selections: readonly FlowSelection[]): ProvenanceException[] {
  const named = selections.map(({ peers = [], morePeers = [], peersOption = 'additionalPeers' }) => [peersOption, [...peers, ...morePeers]] as const);
  const exceptions = [...Object.entries(options), ...named].flatMap(([option, peers]) => (
    peers.flatMap((peer) => (peer.exception === undefined ? [] : [{ option, peer: peer.toString(), ...peer.exception }]))
  ));
  return [...new Map(exceptions.map((exception) => [JSON.stringify(exception), exception])).entries()]
    .sort(byText(([text]) => text)).map(([, exception]) => exception);
}
