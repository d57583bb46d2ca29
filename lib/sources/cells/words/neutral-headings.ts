/** Words that head facts and say nothing about clouds, in the languages of the pages. */
const WORDS: ReadonlySet<string> = new Set([
  'destination', 'source', 'required', 'optional', 'note', 'notes', 'ipv4', 'ipv6', 'url', 'urls', 'fqdn', 'fqdns', 'host', 'hosts', 'domain', 'domains', 'endpoint', 'endpoints',
  'ip', 'ip address', 'ip addresses', 'address', 'addresses', 'ip range', 'ip ranges', 'ranges', 'prefixes', 'port', 'ports', 'source of network requests', 'hostname', 'hostnames',
  'ziel', 'quelle', 'erforderlich', 'hinweis', 'origine', 'origen', 'destino', 'origem', 'destinazione', 'doel', 'bestemming', 'bron', 'mål', 'målet', 'källa', 'kilde', 'destinasjon', 'kohde', 'lähde',
  'miejsce docelowe', 'lokalizacja docelowa', 'cel', 'źródło', 'cíl', 'zdroj', 'cieľ', 'cél', 'forrás', 'destinație', 'sursă', 'hedef', 'kaynak', 'προορισμός', 'προέλευση', 'πηγή', 'назначение', 'место назначения', 'источник',
  'призначення', 'джерело', 'местоназначение', 'източник', 'odredište', 'izvor', 'cilj', 'vir', 'sihtkoht', 'allikas', 'galamērķis', 'avots', 'paskirties vieta', 'šaltinis', 'יעד', 'מקור', 'الوجهة', 'المصدر',
  'ปลายทาง', 'แหล่งที่มา', 'đích', 'đích đến', 'nguồn', 'tujuan', 'sumber', '宛先', '送信先', '送信元', 'ソース', '接続先', '대상', '원본', '소스', '目标', '目的地', '来源', '源', '目的', '來源',
  'obligatoire', 'facultatif', 'requis', 'remarque', 'obligatorio', 'opcional', 'nota', 'obrigatório', 'necessario', 'facoltativo', 'vereist', 'optioneel', 'obs', 'krävs', 'valfritt', 'påkrævet', 'valgfri', 'pakollinen', 'valinnainen',
]);

const LONGEST_WORD = Math.max(...[...WORDS].map(({ length }) => length));

/** What may stand in front of the last words of a text. */
const START = /[\s.\-)]/;

/** Whole cells of the training page, and the protocols, which head ports. */
const YES_OR_NO: ReadonlySet<string> = new Set([
  'yes', 'no', 'n/a', 'na', 'none', 'ja', 'nein', 'entf', 'oui', 'non', 's/o', 'sí', 'si', 'sim', 'não', 'sì', 'nee', 'nej', 'nei', 'kyllä', 'ei', 'tak', 'nie', 'ano', 'ne', 'áno', 'igen', 'nem', 'da', 'nu', 'evet', 'hayır',
  'ναι', 'όχι', 'да', 'нет', 'не', 'так', 'ні', 'כן', 'לא', 'نعم', 'لا', 'ใช่', 'ไม่', 'có', 'không', 'ya', 'tidak', '是', '否', 'はい', 'いいえ', '예', '아니요', 'tcp', 'udp',
]);

/** Whether a text is an answer and no name. */
export function isYesOrNo(text: string): boolean {
  return YES_OR_NO.has(text.trim().toLowerCase());
}

/**
 * Whether words before facts only say what these are, such as `Destination`.
 *
 * @param whole whether nothing may stand in front of them; pages write `Microsoft 365 portal Destination` too
 */
export function isNeutralHeading(text: string, whole: boolean): boolean {
  const words = text.trim().toLowerCase();
  if (WORDS.has(words)) {
    return true;
  }
  for (let at = whole ? words.length : Math.max(0, words.length - LONGEST_WORD - 1); at < words.length; at++) {
    if (START.test(words[at]) && WORDS.has(words.slice(at + 1))) {
      return true;
    }
  }
  return false;
}
