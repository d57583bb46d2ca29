import { createServer } from 'node:http';
import { AddressInfo, connect } from 'node:net';

/** A proxy on this machine that opens tunnels. */
export interface PlayedProxy {
  /** Without credentials. */
  readonly host: string;

  /** What was asked of it: `CONNECT host:port`, or the address of a request of plain HTTP. */
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

/** What a proxy does. */
export interface ProxyBehaviour {
  /** Where every tunnel leads, whatever was asked for. */
  readonly to: number;

  /** `user:password`; others get 407. */
  readonly credentials?: string;
}

/** Starts a proxy. */
export async function playProxy({ to, credentials }: ProxyBehaviour): Promise<PlayedProxy> {
  const requests: string[] = [];
  const expected = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(expected !== undefined && request.headers['proxy-authorization'] !== expected ? 407 : 502).end();
  });
  server.on('connect', (request, socket) => {
    requests.push(`CONNECT ${request.url}`);
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n');
      return;
    }
    const upstream = connect(to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
