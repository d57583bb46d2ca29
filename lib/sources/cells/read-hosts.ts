import { HostPattern } from '../../net';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';

/** A host name as a row writes it. */
export interface HostFact {
  /** The name or pattern, in lower case. */
  readonly host: string;

  /** The port after it, or that of its scheme. */
  readonly port?: number;

  /** The path after it, of which a rule can hold nothing. */
  readonly path?: string;
}

/** A piece of text without any sign that cannot be part of a URL. */
const PIECES = /[^A-Za-z0-9_*<>.:/?=&%#~+@-]+/;
const LONGEST_PIECE = 300;

/** Scheme, name, port and path of one piece. */
const PARTS = /^(?:(https?):\/\/)?([A-Za-z0-9_*<>.-]+?)\.?(?::(\d{1,5}))?:?(\/[^\s]*)?$/;

/** The top-level domains that pages use. Without this list every missing space after a full stop would make a host. */
const TOP_LEVEL = new Set([
  'com', 'net', 'org', 'us', 'cn', 'ms', 'de', 'io', 'gov', 'mil', 'edu', 'uk', 'fr', 'jp', 'eu', 'info', 'biz', 'cloud', 'app', 'dev', 'microsoft', 'office',
]);

/** Reads every host name, URL and host with port of a text without addresses. */
export function readHosts(text: string, place: string, findings: FindingList): HostFact[] {
  const facts = new Map<string, HostFact>();
  for (const piece of text.split(PIECES)) {
    const fact = piece.length <= LONGEST_PIECE ? readHost(piece, text, place, findings) : undefined;
    if (fact !== undefined && facts.has(factKey(fact))) {
      findings.info(FindingCode.FACT_REPEATED, place, `${fact.host} is there twice`);
    } else if (fact !== undefined) {
      facts.set(factKey(fact), fact);
    }
  }
  return [...facts.values()];
}

function factKey({ host, port, path }: HostFact): string {
  return `${host} ${port} ${path}`;
}

function readHost(piece: string, text: string, place: string, findings: FindingList): HostFact | undefined {
  const parts = piece.includes('@') ? null : PARTS.exec(piece.replace(/^[.:/_-]+(?=[*<])|[.:?_&-]+$/g, ''));
  const [, scheme, name, port, path] = parts ?? [];
  if (name === undefined || !name.includes('.') || !TOP_LEVEL.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase())) {
    return undefined;
  }
  const host = (name.startsWith('.') ? withStar(name, text, place, findings) : name)?.toLowerCase();
  if (host === undefined || !isUsable(host, place, findings)) {
    return undefined;
  }
  if (path !== undefined && path !== '/') {
    findings.info(FindingCode.URL_REDUCED, place, `${host}${path} is reduced to ${host}: no rule on hosts can hold a path`);
  }
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) {
    findings.error(FindingCode.PORT_INVALID, place, `${quote(piece)} is left out: ${port} is no port`);
    return undefined;
  }
  return {
    host,
    ...(port === undefined ? (scheme === undefined ? {} : { port: scheme === 'https' ? 443 : 80 }) : { port: Number(port) }),
    ...(path === undefined || path === '/' ? {} : { path }),
  };
}

/** `.example.com`, whose star stands elsewhere in the row; without a star it is the end of a name in a sentence. */
function withStar(name: string, text: string, place: string, findings: FindingList): string | undefined {
  if (!/(?:^|[^\w.*/])\*(?=$|[^\w.*])/.test(text)) {
    return undefined;
  }
  findings.warning(FindingCode.STAR_MENDED, place, `${quote(name)} is read as ${quote(`*${name}`)}, since a star stands alone in the row`);
  return `*${name}`;
}

function isUsable(host: string, place: string, findings: FindingList): boolean {
  try {
    HostPattern.parse(host);
  } catch (error) {
    findings.error(FindingCode.HOST_INVALID, place, `${quote(host)} is left out: ${error instanceof Error ? error.message : error}`);
    return false;
  }
  const wide = host.includes('*') && host.split('.').filter((label) => !label.includes('*')).length < 2;
  if (wide) {
    findings.error(FindingCode.HOST_REFUSED, place, `${quote(host)} is left out: it covers a whole top-level domain`);
  }
  return !wide;
}
