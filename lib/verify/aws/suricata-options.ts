/** One option of a Suricata rule: `content:"…"` has a value, `endswith` has none. */
export interface SuricataOption {
  readonly keyword: string;
  /** Without its quotes; undefined when the keyword stands alone. */
  readonly value?: string;
}

/** A Suricata rule, cut into its parts and not yet understood. */
export interface SuricataText {
  readonly action: string;
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly destination: string;
  readonly destinationPort: string;
  readonly options: readonly SuricataOption[];
}

const RULE = /^(\w+) +([\w-]+) +(\S+) +(\S+) +-> +(\S+) +(\S+) +\((.*)\)$/;
const OPTION = /\s*([a-z_.]+)(?::\s*(?:"((?:\\.|[^"\\])*)"|([^";]*)))?\s*;\s*/y;

/** Cuts one rule; undefined when it has another shape, such as lists with spaces or both directions. */
export function parseSuricata(line: string): SuricataText | undefined {
  const match = RULE.exec(line.trim());
  if (match === null) return undefined;
  const [, action, protocol, source, sourcePort, destination, destinationPort, text] = match;
  const options: SuricataOption[] = [];
  OPTION.lastIndex = 0;
  while (OPTION.lastIndex < text.length) {
    const option = OPTION.exec(text);
    if (option === null) return undefined;
    options.push({ keyword: option[1], value: option[2] ?? option[3] });
  }
  return { action, protocol, source, sourcePort, destination, destinationPort, options };
}
