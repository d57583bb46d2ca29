/**
 * For tools: prefixes, ports, host patterns and covers.
 *
 * @module cdk-m365-endpoints/net
 */
export { AddressFamily } from './addresses/address-family';
export * from './addresses/aggregate';
export * from './cover/cover';
export * from './ports/direction';
export * from './hosts/host-pattern';
export * from './ports/port-range';
export * from './ports/port-set';
export * from './addresses/prefix';
export * from './addresses/prefix-map';
export * from './addresses/prefix-set';
export * from './ports/protocol';
