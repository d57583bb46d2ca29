export * from './enforced-traffic';
