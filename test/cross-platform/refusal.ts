import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as core from '../../lib';
import { EndpointError } from '../../lib/messages/errors';
import { Rule } from '../../lib/rules';

/** Reasons for a refusal, as messages give them, and what a table makes of them. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/has no rules for udp/, 'no UDP'],
  [/has no rules for IPv6/, 'no IPv6'],
  [/tells the address of its sender and no name|inbound traffic shows no host name/, 'senders have no names'],
  [/filters only requests that come in/, 'only requests that come in'],
  [/sees what your side looks up, not what comes in/, 'only what goes out'],
  [/admits inbound traffic through DNAT rules/, 'inbound needs DNAT'],
  [/stands before TCP/, 'other ports'],
  [/knows names only|matches no addresses/, 'only names'],
  [/takes a star at the very left only/, 'stars elsewhere'],
  [/exact host names only/, 'names with stars on these ports'],
  [/no TLS or HTTP shows it the name/, 'no names on these ports'],
  [/Route 53 Resolver DNS Firewall cannot match/, 'stars elsewhere'],
  [/(?<!DNS Firewall|Network Firewall|Firewall policy) cannot match the host pattern/, 'only addresses'],
];

/** Why something was refused, in short; the code where no reason is known. */
export function shortReasons({ code, message }: EndpointError): string {
  const found = REASONS.filter(([pattern]) => pattern.test(message)).map(([, short]) => short);
  return found.length === 0 ? code : [...new Set(found)].join(' and ');
}

/** What is wrong with the message of a refusal, which names the row, the reason, and a way out that exists. */
export function problemsOfRefusal({ code, message }: EndpointError, rules: readonly Rule[], module: object): string[] {
  const slugs = new Set(rules.flatMap(({ origins }) => origins.map(({ slug }) => slug)));
  const problems = message.replace(/^\d+ problems:\n {2}/, '').split('\n  ');
  return problems.flatMap((problem) => {
    const [, slug, alternatives] = /^cannot enforce (\S+): .+?; (.+)$/.exec(problem) ?? [];
    if (slug === undefined) {
      return [`refused with ${code}: ${problem}`];
    }
    return [
      ...(slugs.has(slug) ? [] : [`names ${slug}, which no rule is of`]),
      ...unknownWords(alternatives, module).map((word) => `names ${word}, which does not exist: ${problem}`),
    ];
  });
}

/** The constructs of `module` that a message names. */
export function advisedIn({ message }: EndpointError, module: object): string[] {
  return (message.match(CLASS) ?? []).filter((name) => name in module);
}

/** Words that look like code and are neither exported where the enforcement point is, nor in the core, nor an option. */
function unknownWords(text: string, module: object): string[] {
  const classes = text.match(CLASS) ?? [];
  const options = text.match(/\b[a-z]+(?:[A-Z][a-z]+)+\b|\b\w+(?=: (?:true|false)\b)/g) ?? [];
  return [...classes.filter((name) => !(name in module) && !(name in core)), ...options.filter((name) => !OPTIONS.has(name))];
}

const CLASS = /\b(?:[A-Z][a-z]+){2,}\b/g;

const LIB = resolve(__dirname, '..', '..', 'lib');

/** Every optional property that the library declares. */
const OPTIONS = new Set(readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => [...readFileSync(join(LIB, path), 'utf8').matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name)));
