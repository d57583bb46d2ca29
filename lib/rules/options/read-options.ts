import { invalidOption, unknownOption } from '../../messages/errors';
import { OptionType, OptionTypes } from './option-type';

/**
 * The options of a construct, each of the kind that its types say: for apps in JavaScript, runners that do not check
 * types, and values from context, which are text. The one place that checks them.
 *
 * @returns a copy with nothing but the options that are given
 * @throws EndpointError `UnknownOption` for a name that is none, or that of an option
 */
export function readOptions<Props extends object>(types: OptionTypes<Props>, given: Partial<Props> = {}): Props {
  requireObject(given);
  const names = Object.keys(types);
  const unknown = Object.entries(given).find(([name, value]) => value !== undefined && !names.includes(name));
  if (unknown !== undefined) {
    throw unknownOption(unknown[0], names);
  }
  return read(types, given, '');
}

/**
 * As `readOptions` for the options that are known, and everything else as it is: for a base class, whose subclasses have more.
 */
export function readKnownOptions<Props extends object>(types: OptionTypes<Props>, given: Props): Props {
  requireObject(given);
  return { ...given, ...read(types, given, '') };
}

/** An option that is an object with its own options. */
export function nestedOptions<Props extends object>(types: OptionTypes<Props>): OptionType<Props> {
  return {
    read: (option, value) => {
      requireObject(value, option);
      const names = Object.keys(types);
      const unknown = Object.keys(value).find((name) => !names.includes(name));
      if (unknown !== undefined) {
        throw unknownOption(`${option}.${unknown}`, names);
      }
      return read(types, value, `${option}.`);
    },
  };
}

function read<Props extends object>(types: OptionTypes<Props>, given: object, prefix: string): Props {
  const entries = Object.entries<OptionType<unknown>>(types).flatMap(([name, type]) => {
    const value: unknown = Reflect.get(given, name);
    return value === undefined && type.required !== true ? [] : [[name, type.read(prefix + name, value)] as const];
  });
  return Object.fromEntries(entries) as Props;
}

function requireObject(value: unknown, option = 'options'): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidOption(option, value, 'give an object with the options by name');
  }
}
