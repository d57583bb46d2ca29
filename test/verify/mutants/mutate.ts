/** Changes of a document, one at a time, each with what it must do to a proof. */

/** What a change does to whom the document admits, by the rules of the platforms. */
export enum Effect {
  /** Nothing: the proof stays equal. */
  HARMLESS = 'harmless',
  /** It admits others, or nobody, or what only the deployment knows: the proof is not equal any more. */
  HARMFUL = 'harmful',
}

export interface Mutant {
  readonly name: string;
  readonly effect: Effect;
  readonly document: unknown;
}

/** How the platform that a document is for takes its keys. */
export interface Grammar {
  /** Where the filters are; everything else in the document stays as it is. */
  readonly roots: readonly string[];
  /** Keys that change nothing, whatever they say: names, descriptions, what is measured. Everything below them is left alone. */
  readonly harmless: readonly string[];
  /** Keys whose change may do either, such as a priority with nothing before or behind it. */
  readonly either: readonly string[];
  /** What a key means when it is left out; without the key the document is the same. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** An expression in the place of a value. */
  unknown(value: unknown): unknown;
}

type Path = readonly (string | number)[];

/** What another order of a list does, where it is not harmless: what is in lower case before it is decoded may end in upper case. */
const ORDERED: Readonly<Record<string, Effect>> = { transforms: Effect.HARMFUL };

/** Every mutant of a document: each key removed, changed, converted, wrapped, added, reordered. */
export function mutantsOf(document: unknown, grammar: Grammar): Mutant[] {
  return grammar.roots.flatMap((root) => {
    const path = root.split('.');
    return mutantsAt(document, path, at(document, path), grammar);
  });
}

function mutantsAt(document: unknown, path: Path, value: unknown, grammar: Grammar): Mutant[] {
  const key = keyOf(path);
  if (key === '//' || value === null || grammar.harmless.includes(key) || grammar.either.includes(key)) {
    return grammar.harmless.includes(key) && typeof value === 'string' ? [make(document, path, 'reworded', Effect.HARMLESS, `${value}x`)] : [];
  }
  if (value === '' || (Array.isArray(value) && value.length === 0)) {
    return [make(document, path, 'removed', Effect.HARMLESS, undefined), make(document, path, 'only known at deployment', Effect.HARMFUL, grammar.unknown(value))];
  }
  const harmful = (what: string, instead: unknown) => make(document, path, what, Effect.HARMFUL, instead);
  const harmless = (what: string, instead: unknown) => make(document, path, what, Effect.HARMLESS, instead);
  const unknown = harmful('only known at deployment', grammar.unknown(value));
  const removed = make(document, path, 'removed', key in grammar.defaults && grammar.defaults[key] === value ? Effect.HARMLESS : Effect.HARMFUL, undefined);
  if (typeof value === 'boolean') return [unknown, removed, harmful('the opposite', !value), harmless('as text', `${value}`)];
  if (typeof value === 'number') return [unknown, removed, harmful('another number', value + 1), harmless('as text', `${value}`)];
  if (typeof value === 'string') {
    const numeric = /^\d+$/.test(value) ? [harmless('as a number', Number(value))] : [];
    return [unknown, removed, ...numeric, ...changedTexts(value).map((text) => harmful(`now ${text}`, text))];
  }
  if (Array.isArray(value)) return [unknown, removed, ...ofList(document, path, value, grammar)];
  const object = value as Record<string, unknown>;
  const entries = Object.entries(object);
  return [
    ...path.length > 3 ? [unknown] : [],
    ...typeof path.at(-1) === 'number' ? [] : path.length > 3 ? [removed] : [],
    ...entries.length > 1 ? [harmless('with its keys in another order', Object.fromEntries([...entries].reverse()))] : [],
    harmful('with a key that no reader knows', { ...object, unheard_of: { a: 'b' } }),
    ...entries.flatMap(([name, inner]) => mutantsAt(document, [...path, name], inner, grammar)),
  ];
}

function ofList(document: unknown, path: Path, list: readonly unknown[], grammar: Grammar): Mutant[] {
  const order = ORDERED[keyOf(path)] ?? (keyOf(path).startsWith('Fn::') ? undefined : Effect.HARMLESS);
  return [
    ...list.length > 1 && order !== undefined ? [make(document, path, 'in another order', order, [...list].reverse())] : [],
    ...list.map((_, index) => make(document, path, `without item ${index}`, Effect.HARMFUL, list.filter((__, other) => other !== index))),
    make(document, path, 'emptied', Effect.HARMFUL, []),
    make(document, path, 'with an expression more', Effect.HARMFUL, [...list, grammar.unknown(list[0])]),
    ...list.flatMap((item, index) => mutantsAt(document, [...path, index], item, grammar)),
  ];
}

/** Other values that mean something else: opposites of words, wider prefixes, longer texts. */
function changedTexts(text: string): string[] {
  const opposites: Readonly<Record<string, string>> = {
    Allow: 'Deny',
    Deny: 'Allow',
    Block: 'Allow',
    Inbound: 'Outbound',
    Outbound: 'Inbound',
    Tcp: 'Udp',
    TCP: 'UDP',
    Prevention: 'Detection',
    RequestUri: 'QueryString',
    SocketAddr: 'RemoteAddr',
    RemoteAddr: 'RequestHeaders',
    IPMatch: 'GeoMatch',
    LOWERCASE: 'NONE',
    Lowercase: 'Trim',
    IPV4: 'IPV6',
    Any: 'Tcp',
    Https: 'Http',
  };
  const prefix = /^([\d.]+|[\da-f:]+::)(\/\d+)?$/.exec(text);
  if (prefix !== null && /[.:]/.test(text)) return [text.includes(':') ? `${prefix[1]}/16` : `${prefix[1]}/8`, text.includes(':') ? '2001:db8:ffff::/48' : '198.18.0.0/24'];
  return [opposites[text] ?? `${text}x`];
}

function make(document: unknown, path: Path, what: string, effect: Effect, instead: unknown): Mutant {
  return { name: `${path.join('.')} ${what}`, effect, document: replaced(document, path, instead) };
}

/** A document with another value at a path; undefined removes the key or the item. */
export function replaced(document: unknown, [key, ...rest]: Path, instead: unknown): unknown {
  if (key === undefined) return instead;
  const inner = replaced((document as Record<string, unknown>)[key], rest, instead);
  if (Array.isArray(document)) {
    return document.flatMap((item: unknown, index) => (index !== key ? [item] : inner === undefined ? [] : [inner]));
  }
  // A key keeps its place.
  return Object.fromEntries(Object.entries(document as object).flatMap(([name, value]) => (
    name !== key ? [[name, value] as const] : inner === undefined ? [] : [[name, inner] as const]
  )));
}

function keyOf(path: Path): string {
  return `${[...path].reverse().find((part) => typeof part === 'string')}`;
}

function at(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);
}
