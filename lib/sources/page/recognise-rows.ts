import { RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { RowDefinition } from '../rows/row-definition';

/** A row together with what is known about it. */
export interface RecognisedRow {
  readonly definition: RowDefinition;
  readonly row: RowFacts;
}

/** One strong sign, or several weak ones. */
const ENOUGH = 3;

/**
 * Finds the definition of each row by its content, never by its number or place.
 *
 * A row that no definition knows, or that two claim alike, is reported with what could be read. Of two rows that one
 * definition claims, the clearer one is kept and the other is reported.
 */
export function recogniseRows(rows: readonly RowFacts[], definitions: readonly RowDefinition[], findings: FindingList): RecognisedRow[] {
  const claims = rows.flatMap((row) => {
    const [best, next] = claimsOf(row, definitions);
    if (best.score < ENOUGH) {
      findings.error(FindingCode.ROW_UNKNOWN, `row ${row.number}`, `no known row is like it, so it is kept out of the catalog; it says ${summaryOf(row)}`);
      return [];
    }
    if (next !== undefined && next.score === best.score) {
      const slugs = `${best.definition.slug} and ${next.definition.slug}`;
      findings.error(FindingCode.ROW_AMBIGUOUS, `row ${row.number}`, `it is like ${slugs}, so it is kept out of the catalog; it says ${summaryOf(row)}`);
      return [];
    }
    return [best];
  });
  return claims.filter((claim) => {
    const clearest = claims.filter(({ definition }) => definition === claim.definition).sort((a, b) => b.score - a.score)[0];
    if (clearest !== claim) {
      findings.error(
        FindingCode.ROW_DUPLICATE, `row ${claim.row.number}`,
        `row ${clearest.row.number} is ${claim.definition.slug} already, so it is kept out of the catalog; it says ${summaryOf(claim.row)}`,
      );
    }
    return clearest === claim;
  });
}

/** What each definition says of a row, the surest first. */
function claimsOf(row: RowFacts, definitions: readonly RowDefinition[]): (RecognisedRow & { readonly score: number })[] {
  return definitions.map((definition) => ({ definition, row, score: scoreOf(definition, row) })).sort((a, b) => b.score - a.score);
}

/** The definition that a row is like, if there is one. */
export function definitionOf(row: RowFacts, definitions: readonly RowDefinition[]): RowDefinition | undefined {
  const [best] = claimsOf(row, definitions);
  return best.score < ENOUGH ? undefined : best.definition;
}

function scoreOf(definition: RowDefinition, row: RowFacts): number {
  return definition.clues.reduce((score, clue) => score + (clue.holds(row) ? clue.weight : 0), 0);
}

/** What could be read of a row, in one line: all of it, since none of it is in the catalog. */
function summaryOf({ text, hosts, prefixes, tcp, udp }: RowFacts): string {
  const parts = [
    hosts.length > 0 ? `hosts ${hosts.map(({ host, port, path }) => `${host}${port === undefined ? '' : `:${port}`}${path ?? ''}`).join(' ')}` : '',
    prefixes.length > 0 ? `prefixes ${prefixes.join(' ')}` : '',
    tcp.isEmpty ? '' : `TCP ${tcp}`,
    udp.isEmpty ? '' : `UDP ${udp}`,
  ].filter((part) => part !== '');
  return [quote(text.replace(/\s+/g, ' ').trim()), ...parts].join(', ');
}
