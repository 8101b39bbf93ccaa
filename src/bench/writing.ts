import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { bareInserts } from './bare-sql.ts';
import { temporaryFolder } from './big-store.ts';
import { bodies, entryEvent, portal } from './events.ts';
import type { Figure } from './figures.ts';
import type { Options } from './options.ts';
import { command, type Server, startServer } from './product.ts';
import { openClient } from './requests.ts';

const ndjson = 'application/x-ndjson';
const batch = 1_000;
const connections = 8;
const recorded = fileURLToPath(new URL('../../../shared/data/bank-loans.ndjson.gz', import.meta.url));

/** Writing to a fresh store, beside bare inserts in the same run. */
export async function writingFigures({ isQuick }: Options): Promise<Figure[]> {
  const folder = temporaryFolder('writing');
  const server = await startServer(folder);
  try {
    const events = isQuick ? 20_000 : 200_000;
    const batched = await postAll(server, bodies('w', events, batch), events);
    const single = await postSingle(server, isQuick ? 2 : 6);
    await server.stop();
    const bareBatched = bareInserts(folder, folder, events, batch);
    const bareSingle = bareInserts(folder, folder, isQuick ? 2_000 : 20_000, 1);
    const peer = (value: number) => ({ kind: 'peer' as const, value, from: 'bare SQLite, FULL' });
    return [
      { name: 'ingest, NDJSON by 1 000', value: batched, unit: 'events/s', beside: peer(bareBatched) },
      { name: 'ingest, single events on 8 connections', value: single, unit: 'events/s', beside: peer(bareSingle) },
      await importFigure(folder, isQuick),
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Events a second of whole batches on four connections. */
export async function postAll(server: Server, all: readonly string[], events: number): Promise<number> {
  const waiting = [...all];
  const from = performance.now();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const client = openClient(server);
      for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
        await client.post('/api/v1/events', body, ndjson);
      }
      client.close();
    }),
  );
  return (events / (performance.now() - from)) * 1000;
}

async function postSingle({ url, headers }: Server, seconds: number): Promise<number> {
  let n = 0;
  const result = await autocannon({
    url: `${url}/api/v1/events`,
    connections,
    duration: seconds,
    headers: { ...headers, 'content-type': 'application/json' },
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          n += 1;
          const event = entryEvent(`single-${n}`, `single.${n % 1000}`, n, 1_780_000_000_000 + n);
          return { ...request, body: JSON.stringify(event) };
        },
      },
    ],
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} single events were refused`);
  return result['2xx'] / result.duration;
}

async function importFigure(folder: string, isQuick: boolean): Promise<Figure> {
  const isThere = !isQuick && existsSync(recorded);
  const file = isThere ? recorded : join(folder, 'events.ndjson');
  if (!isThere) writeFileSync(file, bodies('i', 20_000, batch).join(''));
  const from = performance.now();
  const { accepted } = (await command(folder, ['import', file, '--portal', `${portal}-import`])) as {
    accepted: number;
  };
  const rate = (accepted / (performance.now() - from)) * 1000;
  return {
    name: `import of ${isThere ? 'bank-loans.ndjson.gz' : 'a file'}`,
    value: rate,
    unit: 'events/s',
    beside: null,
  };
}
