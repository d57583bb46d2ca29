import { OptionDefinition } from '../shell/command-definition';

/** Options of every command that looks into a catalog. */
export const CATALOG_OPTIONS: Readonly<Record<string, OptionDefinition>> = {
  edition: { value: '<id>', help: 'the edition to use, such as 2025-h2 (default: the default edition of each source)' },
  lock: { value: '<file>', help: 'use the catalog that this lock pins (default: the one in this package)' },
};
