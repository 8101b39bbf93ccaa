import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type CuttingProxy = {
  address: string;
  /** So many answers are lost from now on: the server has done its work and said so, the client hears nothing. */
  loseAnswers(count: number): void;
  /** How many were lost. */
  lost(): number;
};

/** A line between a client and the server that breaks after the server did its work, before its answer arrives. */
export async function openCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let toLose = 0;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream);
    client.on('close', () => upstream.destroy());
    upstream.on('data', (answer) => {
      if (toLose === 0) return void client.write(answer);
      toLose -= 1;
      lost += 1;
      client.resetAndDestroy();
      upstream.destroy();
    });
    upstream.on('end', () => client.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseAnswers: (count) => void (toLose = count),
    lost: () => lost,
  };
}
