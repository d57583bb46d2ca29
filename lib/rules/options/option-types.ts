import { isBranded } from '../../collections/brand';
import { emptyList, invalidOption } from '../../messages/errors';
import { requireInteger } from '../../messages/require-integer';
import { PortRange } from '../../net';
import { isDeployTimeNumber, isDeployTimeText, isDeployTimeList } from '../model/token';
import { OptionType } from './option-type';

const NOT_KNOWN = 'it is known only at deployment, and the rules depend on it: give a concrete value, such as one from context';

/** `true` or `false`, and nothing that JavaScript takes for one: the text `'false'` would switch on. */
export function flag(): OptionType<boolean> {
  return {
    read: (option, value) => {
      if (typeof value === 'boolean') {
        return value;
      }
      const isText = typeof value === 'string' && /^(true|false)$/i.test(value);
      throw invalidOption(option, value, isDeployTime(value) ? NOT_KNOWN
        : `give true or false${isText ? ', which this text is not; a context value from the command line is text: compare it, as in value === \'true\'' : ''}`);
    },
  };
}

/**
 * A value of an enumeration, its letter case included.
 *
 * @param enumeration its name, for messages
 */
export function oneOf<Value extends string>(enumeration: string, values: Readonly<Record<string, Value>>): OptionType<Value> {
  const entries = Object.entries(values);
  const shown = (found: readonly (readonly [string, string])[]) => found.map(([key, value]) => `${enumeration}.${key} ('${value}')`).join(' or ');
  return {
    read: (option, value) => {
      const match = entries.find(([, candidate]) => candidate === value);
      if (match !== undefined) {
        return match[1];
      }
      const near = typeof value !== 'string' ? [] : entries.filter((entry) => entry.some((name) => name.toLowerCase() === value.toLowerCase()));
      throw invalidOption(option, value, near.length > 0 ? `did you mean ${shown(near)}? letter case counts` : `give ${shown(entries)}`);
    },
  };
}

/** Text of any kind, deploy-time values included; what it must look like is said elsewhere. */
export function text(example: string): OptionType<string> {
  return {
    read: (option, value) => {
      if (typeof value !== 'string') {
        throw invalidOption(option, value, `give text, such as ${JSON.stringify(example)}`);
      }
      if (isDeployTimeList([value])) {
        throw invalidOption(option, value, 'it stands for a list that is known only at deployment: take one element, as with Fn.select or Fn.element');
      }
      return value;
    },
  };
}

/** Text that must be known when the app is synthesised. */
export function concreteText(example: string): OptionType<string> {
  const any = text(example);
  return {
    read: (option, value) => {
      const read = any.read(option, value);
      if (isDeployTimeText(read)) {
        throw invalidOption(option, read, NOT_KNOWN);
      }
      return read;
    },
  };
}

/** A number; what it may be is said elsewhere. */
export function number({ deployTime = false } = {}): OptionType<number> {
  return {
    read: (option, value) => {
      if (typeof value !== 'number') {
        throw invalidOption(option, value, isDeployTime(value) ? NOT_KNOWN : 'give a number');
      }
      if (isDeployTimeNumber(value) && !deployTime) {
        throw invalidOption(option, value, NOT_KNOWN);
      }
      return value;
    },
  };
}

/** A whole number within bounds, known when the app is synthesised. */
export function wholeNumber(first: number, last?: number): OptionType<number> {
  return {
    read: (option, value) => {
      if (isDeployTime(value)) {
        throw invalidOption(option, value, NOT_KNOWN);
      }
      return requireInteger(option, value as number, first, last);
    },
  };
}

/**
 * A port number.
 *
 * @param deployTime whether the platform takes one that is known only at deployment
 */
export function port({ deployTime = false } = {}): OptionType<number> {
  const any = number({ deployTime });
  return {
    read: (option, value) => {
      const read = any.read(option, value);
      if (!isDeployTimeNumber(read)) PortRange.of(read);
      return read;
    },
  };
}

/** How a list is read. */
interface ListOptions {
  /** What to do about an empty list, for the message. @default - it may be empty */
  readonly empty?: string;

  /** Whether the platform takes a list that is known only at deployment. @default false */
  readonly deployTime?: boolean;

  /** An element, as code, for messages. @default - none is shown */
  readonly example?: string;
}

/** A list of what `element` takes. */
export function listOf<Value>(element: OptionType<Value>, { empty, deployTime = false, example = '…' }: ListOptions = {}): OptionType<Value[]> {
  return {
    read: (option, value) => {
      if (!Array.isArray(value)) {
        throw invalidOption(option, value, `give a list, such as [${example}]`);
      }
      const list: unknown[] = Array.from(value);
      if (list.length === 0 && empty !== undefined) {
        throw emptyList(option, empty);
      }
      if (isDeployTimeList(list)) {
        if (deployTime) return list as Value[];
        throw invalidOption(option, list, 'the list is known only at deployment, and the rules depend on its length: name its elements, as with Fn.select or Fn.element');
      }
      return list.map((item, index) => element.read(`${option}[${index}]`, item));
    },
  };
}

/**
 * An instance of a class of this package, of any copy of it.
 *
 * @param name by which the class is branded
 * @param nextStep what to give, for the message
 */
export function instanceOf<Value>(name: string, nextStep: string | ((value: unknown) => string)): OptionType<Value> {
  return {
    read: (option, value) => {
      if (!isBranded(value, name)) {
        throw invalidOption(option, value, typeof nextStep === 'string' ? nextStep : nextStep(value));
      }
      return value as Value;
    },
  };
}

/**
 * An object of a framework, or anything that looks like one.
 *
 * @param members what it must have, and of which type
 * @param nextStep what to give, for the message
 */
export function objectWith<Value extends object>(
  members: { readonly [Name in Exclude<keyof Value, 'toString'>]?: 'string' | 'object' | 'function' }, nextStep: string,
): OptionType<Value> {
  return {
    read: (option, value) => {
      if (typeof value !== 'object' || value === null || !Object.entries(members).every(([member, type]) => typeof Reflect.get(value, member) === type)) {
        throw invalidOption(option, value, nextStep);
      }
      return value as Value;
    },
  };
}

/** A function. */
export function functionOf<Value>(nextStep: string): OptionType<Value> {
  return {
    read: (option, value) => {
      if (typeof value !== 'function') {
        throw invalidOption(option, value, nextStep);
      }
      return value as Value;
    },
  };
}

/** Tags: text by name. */
export function tags(): OptionType<{ [name: string]: string }> {
  const element = text('value');
  return {
    read: (option, value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw invalidOption(option, value, 'give an object, such as { team: "network" }');
      }
      return Object.fromEntries(Object.entries(value).map(([name, tag]) => [name, element.read(`${option}.${name}`, tag)]));
    },
  };
}

/** A value of either framework that stands for another one, as text, as a number, or as an object to resolve. */
function isDeployTime(value: unknown): boolean {
  return (typeof value === 'string' && isDeployTimeText(value)) || (typeof value === 'number' && isDeployTimeNumber(value))
    || (typeof value === 'object' && value !== null && 'resolve' in value && typeof value.resolve === 'function');
}
