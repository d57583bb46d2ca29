import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { FILL, FILLED } from './filled-text';

/** A word right in front of a fact that takes it out of what is meant, in the languages of the pages. */
const EXCLUDED = new RegExp(
  '(?<![a-z\\u00c0-\\u024f])(?:except(?:ing)?(?: for)?|exclud(?:es?|ing)|without|not|other than|minus|apart from|außer|ohne|ausgenommen|sauf|excepté|sans|excepto|salvo|sin|exceto|sem|'
  + `tranne|eccetto|senza|behalve|zonder|utom|utan|undtagen|bez|oprócz|kromě|кроме|без|除了?|不含)[ \\t]{0,2}[(:"'\`]{0,2}[${FILLED}]+(?: ${FILL.port}{1,11})?`, 'gi',
);

/** Words right behind a fact that say that it is no longer or not yet in use. */
const NOT_IN_USE = new RegExp(
  `[${FILLED}]["'\`]?[ \\t]{0,2}[([–—-][ \\t]?(?:removed|deprecated|retired|obsolete|decommissioned|discontinued|no longer|not yet|planned|future|from|until|as of|`
  + 'entfernt|veraltet|supprimée?|obsolète|eliminado|obsoleto|borttagen|verwijderd|已删除|已弃用|廃止)(?![a-z])', 'gi',
);

const CODES: Readonly<Record<string, FindingCode>> = { [FILL.address]: FindingCode.PREFIX_INVALID, [FILL.host]: FindingCode.HOST_INVALID };
const FACT = new RegExp(`[${FILLED}]`);
const LONGEST_FACT = 80;

/**
 * Reports what the words beside a fact say of it that no rule can hold: that it is an exception, or not in use. The fact
 * itself is read; the error keeps it from being taken for all that the page says.
 *
 * @param rest the text in which every fact is filled, sign by sign
 */
export function reportUnsaid(rest: string, text: string, place: string, findings: FindingList): void {
  const report = (pattern: RegExp, reason: string) => {
    for (const { 0: found, index: at } of rest.matchAll(pattern)) {
      let start = at;
      while (start > 0 && at - start < LONGEST_FACT && FACT.test(rest[at]) && FACT.test(rest[start - 1])) {
        start--;
      }
      const code = CODES[FACT.exec(found)?.[0] ?? ''] ?? FindingCode.PORT_INVALID;
      findings.error(code, place, `${quote(text.slice(start, at + found.length).trim())} is not read in full: ${reason}`);
    }
  };
  report(EXCLUDED, 'no set can hold an exception; see what the page means');
  report(NOT_IN_USE, 'no set can say that a fact is not in use; see what the page means');
}
