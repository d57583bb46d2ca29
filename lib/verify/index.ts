export * from './admitted-by-rules';
export * from './admitted-space';
export * from './box';
export type { TerraformLimits } from './check-nsg';
export * from './compare';
export * from './finding';
export * from './read-cloudformation';
export * from './read-terraform';
export * from './reading';
