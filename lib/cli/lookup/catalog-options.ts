import { OptionDefinition } from '../shell/command-definition';

/** Options of every command that looks into a catalog. */
export const CATALOG_OPTIONS: Readonly<Record<string, OptionDefinition>> = {
  edition: { value: '<id>', help: 'the edition to look into, such as 2025-h2 (default: that of each source)' },
  lock: { value: '<file>', help: 'look into the catalog that this lock pins (default: the one in this package)' },
};
