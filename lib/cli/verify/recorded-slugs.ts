/** The key under which output says where its rules come from. */
const RECORD = 'cdk-m365-endpoints';

/** The slugs that documents of this library record, for a hint. */
export function recordedSlugs(document: unknown): string[] {
  return [...new Set(below(document, false))].sort();
}

function below(value: unknown, isRecord: boolean): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => (
    isRecord && key === 'slug' && typeof inner === 'string' ? [inner] : below(inner, isRecord || key === RECORD)
  ));
}
