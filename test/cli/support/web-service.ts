import { readFileSync } from 'node:fs';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EditionJson } from '../../../lib/catalog';

/** What the server does with one request. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A server on this machine that plays the web service. */
export interface PlayedWebService {
  readonly url: string;

  /** Path and query of every request so far. */
  readonly requests: string[];

  /** What to do with the next requests, one after the other, before anything else. */
  readonly next: Answer[];
  readonly close: () => Promise<void>;
}

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** A set of the web service with one prefix. */
export function record(id: number, ip: string): object {
  return {
    id,
    serviceArea: 'Exchange',
    serviceAreaDisplayName: 'Exchange Online',
    urls: ['outlook.office.com'],
    ips: [ip],
    tcpPorts: '80, 443',
    udpPorts: '',
    expressRoute: true,
    category: 'Optimize',
    required: true,
  };
}

/** The sets of a bundled edition as records of the web service, so that a played version is as large as a real one. */
export function recordsOf(edition: string): Record<string, unknown>[] {
  const { sets }: EditionJson = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'lib', 'data', `${edition}.json`), 'utf8'));
  return sets.map(({ id, serviceArea, category, required, expressRoute, notes, flows: [flow] }) => ({
    id,
    serviceArea,
    category,
    required,
    expressRoute,
    notes,
    urls: flow?.hosts ?? [],
    ips: flow?.prefixes ?? [],
    tcpPorts: flow?.tcpPorts ?? '',
    udpPorts: flow?.udpPorts ?? '',
  }));
}

/** The sets of China, in the first of which more or other addresses stand. */
export function china(...ips: string[]): Record<string, unknown>[] {
  return recordsOf('web-service-china.2026022700').map((each) => (each.id === 1 ? { ...each, ips: [...each.ips as string[], ...ips] } : each));
}

/** Starts a server that knows one new version of China, with one more address. */
export async function playWebService(): Promise<PlayedWebService> {
  const requests: string[] = [];
  const next: Answer[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const usual = request.url?.includes('/version')
      ? json([{ instance: 'China', latest: '2026100100' }, { instance: 'Bleu', latest: '2026100100' }])
      : request.url?.includes('/changes') ? json([]) : json(china('40.73.4.5/32'));
    (next.shift() ?? usual)(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
  return { url: `http://127.0.0.1:${port}`, requests, next, close };
}
