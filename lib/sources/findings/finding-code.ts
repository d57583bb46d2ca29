/** What an importer of a page finds wrong, mended or unexpected; `docs/findings.md` says what to do about each. */
export enum FindingCode {
  /** No table could be found in the text. */
  NO_ROWS = 'NoRows',
  /** A row that the edition is known to have is not on the page. */
  ROW_MISSING = 'RowMissing',
  /** A row that no definition knows; it is kept out of the catalog. */
  ROW_UNKNOWN = 'RowUnknown',
  /** A row that two definitions claim equally; it is kept out of the catalog. */
  ROW_AMBIGUOUS = 'RowAmbiguous',
  /** A second row with the content of one that was read before; it is kept out of the catalog. */
  ROW_DUPLICATE = 'RowDuplicate',
  /** A row whose first cell is no number. */
  ROW_COUNTED = 'RowCounted',
  /** More rows, or a longer row, than any page has; the rest was not read. */
  TOO_MUCH = 'TooMuch',

  /** A host, prefix or port that the row is known to state is not there. */
  FACT_MISSING = 'FactMissing',
  /** A host, prefix or port that the row states and no set of it takes. */
  FACT_LEFT_OUT = 'FactLeftOut',
  /** A host, prefix or port that the row was not known to state; it is taken from the page. */
  FACT_UNEXPECTED = 'FactUnexpected',
  /** A product name is missing or translated. */
  NAME_CHANGED = 'NameChanged',
  /** A flow that the row is known to describe could not be formed from what the page says. */
  FLOW_LOST = 'FlowLost',
  /** A published error that is corrected is no longer on the page. */
  CORRECTION_UNUSED = 'CorrectionUnused',
  /** Facts whose cloud cannot be told exactly; they are kept out of the catalog. */
  CLOUD_UNKNOWN = 'CloudUnknown',

  /** Text that looks like an address or prefix and is none; it is kept out of the catalog. */
  PREFIX_INVALID = 'PrefixInvalid',
  /** A prefix that no publisher can mean: very wide, private, reserved; it is kept out of the catalog. */
  PREFIX_REFUSED = 'PrefixRefused',
  /** A range, a netmask or a star, written out as prefixes. */
  NOTATION_READ = 'NotationRead',
  /** Text that looks like a host name and is none; it is kept out of the catalog. */
  HOST_INVALID = 'HostInvalid',
  /** A wildcard over a whole top-level domain; it is kept out of the catalog. */
  HOST_REFUSED = 'HostRefused',
  /** A URL with a path, of which a rule can hold only the host. */
  URL_REDUCED = 'UrlReduced',
  /** A number where a port is expected that is none. */
  PORT_INVALID = 'PortInvalid',
  /** The same fact twice in one row. */
  FACT_REPEATED = 'FactRepeated',

  /** Text that was read in the wrong character set, mended. */
  MOJIBAKE = 'Mojibake',
  /** Spaces inside an address, removed. */
  ADDRESS_MENDED = 'AddressMended',
  /** Spaces, points or dashes in a range of ports, mended. */
  PORT_RANGE_MENDED = 'PortRangeMended',
  /** A translated or broken parameter such as `<tenant>`, mended. */
  PARAMETER_MENDED = 'ParameterMended',
  /** A star that drifted away from its host name, put back. */
  STAR_MENDED = 'StarMended',
  /** A no-break space before the sign that separates two facts, read as a space. */
  SPACE_MENDED = 'SpaceMended',
}
