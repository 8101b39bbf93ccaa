import { setTimeout } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import autocannon from 'autocannon';
import { bareCopies } from './bare-sql.ts';
import { temporaryFolder } from './big-store.ts';
import { portal } from './events.ts';
import { type Figure, percentile, timings } from './figures.ts';
import type { Options } from './options.ts';
import { startServer, type Server } from './product.ts';
import { openClient } from './requests.ts';

const log = 'bizproc.activity.log';
const message = 'Сообщение отправлено клиенту, ответ шлюза получен за 120 мс';
/** What an application server keeps open to a portal, and what a busy hour of many of them looks like. */
const connections = 16;
const card = 'rest';
const live = 'rest.live';
const pageLimit = 200;

/** `bizproc.activity.log` as an application calls it: through the address of a webhook, with an event token. */
export async function restFigures({ isQuick }: Options): Promise<Figure[]> {
  const folder = temporaryFolder('rest');
  const server = await startServer(folder);
  try {
    const tokens: string[] = [];
    for (let n = 0; n < 20; n++) tokens.push(await openStep(server, `rest.${n}`));
    const plain = await callsPerSecond(server, tokens, isQuick ? 2 : 6, () => '');
    const asSdk = await callsPerSecond(server, tokens, isQuick ? 2 : 6, (n) => `?bx24_request_id=r${n}`);
    const beside = await besideReader(server, await openStep(server, live), isQuick ? 50 : 1000);
    await server.stop();
    // The very rows that the calls left: each committed by itself, and as many at once as there were callers.
    const rows = isQuick ? 1_000 : 10_000;
    const [alone, together] = [bareCopies(folder, rows, 1), bareCopies(folder, rows, connections)];
    const peer = (value: number, from: string) => ({ kind: 'peer' as const, value, from });
    const byItself = peer(alone, 'bare inserts of the same rows, FULL');
    const grouped = peer(together, `the same, ${connections} to a transaction`);
    return [
      { name: `${log}, ${connections} connections`, value: plain, unit: 'calls/s', beside: byItself },
      { name: 'the same', value: plain, unit: 'calls/s', beside: grouped },
      { name: `${log}, each with bx24_request_id`, value: asSdk, unit: 'calls/s', beside: byItself },
      ...beside,
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process that runs, and the event token of a step of it that waits. */
async function openStep(server: Server, process: string): Promise<string> {
  const client = openClient(server);
  const at = new Date().toISOString();
  const template = { id: 'rest', version: '1' };
  const started = { kind: 'process', id: `start-${process}`, at, process, template, card: { type: 'deal', id: card } };
  await client.send('/api/v1/events', { ...started, state: 'running', startedAt: at });
  const activity = { name: 'A51601_82584', title: 'Отправить WhatsApp', code: 'send_whatsapp' };
  const answer = await client.send('/api/v1/event-tokens', { process, activity, useSubscription: true });
  client.close();
  return (answer as { eventToken: string }).eventToken;
}

async function callsPerSecond(
  server: Server,
  tokens: readonly string[],
  seconds: number,
  query: (n: number) => string,
): Promise<number> {
  let n = 0;
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          n += 1;
          const body = JSON.stringify({ EVENT_TOKEN: tokens[n % tokens.length], LOG_MESSAGE: `${message} (${n})` });
          return { ...request, path: `${server.webhookPath}/${log}${query(n)}`, body };
        },
      },
    ],
  });
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${failed} calls of ${log} were refused`);
  return result['2xx'] / result.duration;
}

/**
 * One call after the other while somebody has this journal open: each is heard of by the stream, and the newest page is
 * read again, as the page in the browser does.
 */
async function besideReader(server: Server, token: string, times: number): Promise<Figure[]> {
  const writer = openClient(server);
  const reader = openClient(server);
  const stop = new AbortController();
  const stream = await fetch(`${server.url}/api/v1/stream?portal=${portal}&cardType=deal&cardId=${card}`, {
    headers: server.headers,
    signal: stop.signal,
  });
  const reads: number[] = [];
  const page = `/api/v1/processes/${live}/entries?portal=${portal}&view=row&limit=${pageLimit}`;
  const listening = (async () => {
    for await (const part of stream.body ?? []) {
      if (Buffer.from(part).includes('changed')) reads.push(await reader.time(page));
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  const path = `${server.webhookPath}/${log}`;
  const writes: number[] = [];
  for (let n = 0; n < times; n++) {
    const body = JSON.stringify({ EVENT_TOKEN: token, LOG_MESSAGE: `${message} (${n})` });
    writes.push(await writer.post(path, body, 'application/json'));
  }
  // Changes are gathered before they are told: a few fast writes are over before the first is.
  for (let waited = 0; reads.length === 0 && waited < 100; waited++) await setTimeout(50);
  stop.abort();
  await listening;
  writer.close();
  reader.close();
  if (reads.length === 0) throw new Error('the stream told of no change');
  return [
    ...timings(`${log} beside its open, live journal`, writes, null, null),
    { name: 'newest page of that journal meanwhile, p99', value: percentile(reads, 0.99), unit: 'ms', beside: null },
  ];
}
