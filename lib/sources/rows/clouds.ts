/** Instance names of the web service, as bundled files write them. */
export const WORLDWIDE = 'Worldwide';
export const GCC_HIGH = 'USGovGCCHigh';
export const DOD = 'USGovDoD';
export const CHINA = 'China';
export const FRANCE = 'France';
export const GERMANY = 'Germany';

export const US_GOVERNMENT = [GCC_HIGH, DOD] as const;

/** The clouds that the pages speak of. */
export const EVERY_CLOUD = [WORLDWIDE, GCC_HIGH, DOD, CHINA] as const;

/** For rows that are the same in whichever cloud the tenant is. */
export const ANY_CLOUD = [...EVERY_CLOUD, FRANCE, GERMANY] as const;

/** Slugs of sets of the web service: `setsOf('China', 1, 27)` is `china-1`, `china-27`. */
export function setsOf(cloud: string, ...ids: number[]): string[] {
  return ids.map((id) => `${cloud.toLowerCase()}-${id}`);
}
