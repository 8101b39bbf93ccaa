import { bigCard, bodies, entryEvent, portal, scatter, shapeOf, steppedProcess } from './events.ts';
import { type Figure, percentile } from './figures.ts';
import type { Options } from './options.ts';
import type { Server } from './product.ts';
import { openClient } from './requests.ts';
import { postAll } from './writing.ts';

/** Reading while others write, and writing while others read. */
export async function mixingFigures(server: Server, { size, isQuick }: Options): Promise<Figure[]> {
  const { cards } = shapeOf(size);
  const client = openClient(server);
  const events = isQuick ? 20_000 : 150_000;
  const run = `m${Date.now()}`;

  let isWriting = true;
  const writing = postAll(server, bodies(run, events, 1_000), events).finally(() => (isWriting = false));
  const reads: number[] = [];
  for (let n = 0; isWriting; n++) {
    const card = scatter(n, cards);
    reads.push(await client.time(`/api/v1/cards/deal/${card}/processes?portal=${portal}&section=completed&limit=50`));
  }
  const rate = await writing;
  const writes = await writesBesideReader(server, run, isQuick ? 50 : 500);
  client.close();
  return [
    { name: 'list of a card while ingest runs, p50', value: percentile(reads, 0.5), unit: 'ms', beside: null },
    { name: 'list of a card while ingest runs, p99', value: percentile(reads, 0.99), unit: 'ms', beside: null },
    { name: 'ingest meanwhile, into the large store', value: rate, unit: 'events/s', beside: null },
    {
      name: 'single write beside an open, live journal, p99',
      value: percentile(writes, 0.99),
      unit: 'ms',
      beside: null,
    },
  ];
}

/** Single events of a journal that somebody has open: he hears of each by the stream and reads its newest page. */
async function writesBesideReader(server: Server, run: string, times: number): Promise<number[]> {
  const writer = openClient(server);
  const reader = openClient(server);
  const stop = new AbortController();
  const live = await fetch(`${server.url}/api/v1/stream?portal=${portal}&cardType=deal&cardId=${bigCard}`, {
    headers: server.headers,
    signal: stop.signal,
  });
  const listening = (async () => {
    for await (const part of live.body ?? []) {
      if (!Buffer.from(part).includes('changed')) continue;
      await reader.time(`/api/v1/processes/${steppedProcess}/entries?portal=${portal}&view=row&limit=200`);
    }
  })().catch(() => undefined);
  const samples: number[] = [];
  for (let n = 0; n < times; n++) {
    const event = entryEvent(`${run}-live-${n}`, steppedProcess, n, 1_900_000_000_000 + n);
    samples.push(await writer.post('/api/v1/events', JSON.stringify(event), 'application/json'));
  }
  stop.abort();
  await listening;
  writer.close();
  reader.close();
  return samples;
}
