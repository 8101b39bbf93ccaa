import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What `localhost` may mean to a browser. */
const loopback = ['127.0.0.1', '::1'];

/** Listens and gives the address that people use. Rejects when the port is taken. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  const taken = await listenOn(server, host, port);
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`port ${port} is taken, by another demo perhaps: PORT chooses another one`) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Listens on the other addresses that `localhost` may mean, so that nobody else answers under that name. An address that
 * this machine has not got is left out.
 */
export async function listenAsLocalhost(make: () => Server, host: string, port: number): Promise<Server[]> {
  const servers: Server[] = [];
  for (const address of loopback.filter((one) => one !== host)) {
    const server = make();
    try {
      await listenOn(server, address, port);
      servers.push(server);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') {
        for (const one of servers) one.close();
        throw error;
      }
    }
  }
  return servers;
}
