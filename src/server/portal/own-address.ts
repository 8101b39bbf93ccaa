import type { FastifyRequest } from 'fastify';
import { isLoopback } from '#server/config.ts';

/** Addresses that are ours. What the request says of itself (`Host`) is not asked: it is as true as who sent it. */
export type OwnAddress = {
  /** Where others reach us; null when that is not known. */
  origin(request: FastifyRequest): string | null;
  /** Names by which a token may mean us: origins and hosts. */
  audiences(request: FastifyRequest): string[];
};

export function createOwnAddress(publicUrl: URL | null): OwnAddress {
  const origins = (request: FastifyRequest): string[] => {
    if (publicUrl !== null) return [publicUrl.origin];
    // Without PUBLIC_URL we are where the connection came in.
    const { localAddress, localPort } = request.socket;
    if (localAddress === undefined || localPort === undefined) return [];
    const address = localAddress.replace(/^::ffff:(?=\d)/, '');
    const host = address.includes(':') ? `[${address}]` : address;
    const names = isLoopback(address) ? [host, 'localhost'] : [host];
    return names.map((name) => `http://${name}:${localPort}`);
  };

  return {
    origin: (request) => origins(request)[0] ?? null,
    audiences: (request) => origins(request).flatMap((origin) => [origin, new URL(origin).host]),
  };
}
