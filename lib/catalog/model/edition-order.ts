/** A version of the web service or a date, as text that compares: `2026-08-14` is `2026081400`. */
function comparable(edition: string): string {
  return edition.replace(/\D/g, '').padEnd(10, '0');
}

/** Whether `edition` is newer than `than`; any edition is newer than none. */
export function isNewer(edition: string, than: string | undefined): boolean {
  return than === undefined || comparable(edition) > comparable(than);
}
