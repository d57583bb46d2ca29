import { EndpointError } from '../../messages/errors';
import { NameSet } from '../space/name-set';
import type { SuricataOption } from './suricata-options';

/** Where each protocol shows the name, and whether the case of what is compared matters. */
const BUFFERS: Readonly<Record<string, { readonly buffer: string; readonly lowered: boolean }>> = {
  tls: { buffer: 'tls.sni', lowered: false },
  http: { buffer: 'http.host', lowered: true },
};

const MODIFIERS = ['startswith', 'endswith', 'nocase'];

/** A comparison with the buffer, and what it is subject to. */
interface Comparison {
  readonly option: SuricataOption;
  readonly modifiers: string[];
}

/**
 * The names that the options of a `tls` or `http` rule match; undefined when they say anything that is not understood.
 *
 * All comparisons must hold. One that is not anchored at the end is never understood, nor
 * one with the client's own case: both would match other names than they seem to.
 */
export function suricataNames(protocol: string, options: readonly SuricataOption[]): NameSet | undefined {
  const { buffer, lowered } = BUFFERS[protocol] ?? {};
  if (options[0]?.keyword !== buffer) return undefined;
  const comparisons: Comparison[] = [];
  let dotted = false;
  for (const option of options.slice(1)) {
    if (option.keyword === 'dotprefix' && comparisons.length === 0) dotted = true;
    else if (['content', 'pcre'].includes(option.keyword)) comparisons.push({ option, modifiers: [] });
    else if (MODIFIERS.includes(option.keyword) && option.value === undefined) comparisons.at(-1)?.modifiers.push(option.keyword);
    else return undefined;
    if (comparisons.length === 0 && !dotted) return undefined;
  }
  const sets = comparisons.map(({ option, modifiers }) => option.keyword === 'pcre'
    ? matchedByExpression(option.value ?? '', modifiers, dotted, lowered)
    : matchedByContent(option.value ?? '', modifiers, dotted, lowered));
  return sets.reduce((all, set) => set && all?.intersect(set), sets.length === 0 ? undefined : NameSet.ALL);
}

function matchedByContent(text: string, modifiers: readonly string[], dotted: boolean, lowered: boolean): NameSet | undefined {
  const plain = /^[a-z0-9_.-]+$/.test(text);
  if (!plain || modifiers.includes('nocase') === lowered || !modifiers.includes('endswith')) return undefined;
  const isWhole = modifiers.includes('startswith');
  if (!dotted) return names(isWhole ? text : `*${text}`);
  if (!text.startsWith('.')) return isWhole ? NameSet.EMPTY : undefined;
  return isWhole ? names(text.slice(1)) : names(text.slice(1), `*${text}`);
}

/** Expressions of whole labels only: `/^autodiscover\.[^.]+\.example\.com\z/i`. */
function matchedByExpression(text: string, modifiers: readonly string[], dotted: boolean, lowered: boolean): NameSet | undefined {
  const match = /^\/\^((?:[a-z0-9_-]+|\[\^\.\]\+)(?:\\\.(?:[a-z0-9_-]+|\[\^\.\]\+))*)\\z\/(i?)$/.exec(text);
  if (match === null || modifiers.length > 0 || dotted || (match[2] === 'i') === lowered) return undefined;
  const pattern = match[1].replaceAll('[^.]+', '*').replaceAll('\\.', '.');
  return pattern.startsWith('*') ? undefined : names(pattern);
}

function names(...patterns: string[]): NameSet | undefined {
  try {
    return NameSet.parse(...patterns);
  } catch (error) {
    if (error instanceof EndpointError) return undefined;
    throw error;
  }
}
