import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';

/** Headers that belong to one connection (RFC 9110, 7.6.1) and are never passed on. */
const hopHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers without those of the connection and those that `Connection` names. */
export function passedOn(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopHeaders.has(name) && !named.includes(name)));
}

export type Proxy = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Passes requests on to the journal server and its answers back as they come, event streams too.
 * The server sees the address that the browser used, so cookies, links and origin checks are right.
 */
export function createProxy(serverUrl: () => string | null, publicUrl: () => string): Proxy {
  return (incoming, outgoing) => {
    const target = serverUrl();
    if (target === null) return sayBadGateway(outgoing, 'The journal server is starting. Reload in a moment.');
    const { hostname, port } = new URL(target);
    const seenAs = new URL(publicUrl());
    const upstream = request({
      hostname,
      port,
      method: incoming.method,
      path: incoming.url,
      // Without an agent: a kept connection that the server closes at the wrong moment would fail a request.
      agent: false,
      headers: {
        ...passedOn(incoming.headers),
        ...(incoming.headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' }),
        host: seenAs.host,
        'x-forwarded-for': incoming.socket.remoteAddress ?? '127.0.0.1',
        'x-forwarded-host': seenAs.host,
        'x-forwarded-proto': seenAs.protocol.slice(0, -1),
      },
    });

    upstream.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      // The head of an event stream must arrive before its first event does.
      outgoing.flushHeaders();
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
      answer.on('aborted', () => outgoing.destroy());
    });
    upstream.on('error', () => {
      if (outgoing.headersSent) outgoing.destroy();
      else sayBadGateway(outgoing, 'The journal server does not answer.');
    });
    outgoing.on('close', () => upstream.destroy());
    incoming.on('error', () => upstream.destroy());
    incoming.pipe(upstream);
  };
}

function sayBadGateway(outgoing: ServerResponse, sentence: string): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(502, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '2',
  });
  outgoing.end(`${sentence}\n`);
}
