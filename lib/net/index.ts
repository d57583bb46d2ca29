export { AddressFamily } from './address-family';
export * from './aggregate';
export * from './direction';
export * from './host-pattern';
export * from './port-range';
export * from './port-set';
export * from './prefix';
export * from './prefix-set';
export * from './protocol';
