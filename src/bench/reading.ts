import { serveBare } from './bare-page.ts';
import { openBarePeer } from './bare-sql.ts';
import { bigProcess, portal, scatter, shapeOf, steppedProcess } from './events.ts';
import { type Figure, percentile, timings } from './figures.ts';
import type { Options } from './options.ts';
import type { Server } from './product.ts';
import { type Client, openClient, repeat } from './requests.ts';

/** A tenth of what the incumbent takes, in ms. */
export const limits = { list: 64.6, stepsCold: 1450, card: 280, click: 310 } as const;

/** Reads over HTTP, each beside the bare query where there is one. */
export async function readingFigures(server: Server, dataDir: string, { size, isQuick }: Options): Promise<Figure[]> {
  const times = isQuick ? 50 : 500;
  const { cards, bigEntries } = shapeOf(size);
  const client = openClient(server);
  const peer = openBarePeer(dataDir);
  const big = `/api/v1/processes/${bigProcess}`;
  const middle = `${big}/entries?portal=${portal}&view=row&limit=200&position=`;
  const figures: Figure[] = [];
  const read = async (name: string, path: (n: number) => string, bare?: (n: number) => number, most?: number) => {
    const samples = await repeat(most ?? times, (n) => client.time(path(n)));
    const beside = bare === undefined ? [] : await repeat(times, bare);
    const against = (share: number) =>
      bare === undefined ? null : { kind: 'peer' as const, value: percentile(beside, share), from: 'bare SQL' };
    figures.push(...timings(name, samples, against(0.5), against(0.99)));
    return samples;
  };

  // Cold: the first reading of these journals since the server started.
  const cold = await client.time(`/api/v1/processes/${steppedProcess}/steps?portal=${portal}`);
  const coldLimit = { kind: 'limit' as const, value: limits.stepsCold, from: '14.5 s / 10' };
  figures.push({
    name: `journal of ${shapeOf(size).steps} steps, opened cold`,
    value: cold,
    unit: 'ms',
    beside: coldLimit,
  });
  const coldBig = await client.time(`${middle}0`);
  figures.push({ name: `journal of ${bigEntries} entries, opened cold`, value: coldBig, unit: 'ms', beside: null });

  const card = (n: number) => String(scatter(n, cards));
  const listPath = (n: number) => `/api/v1/cards/deal/${card(n)}/processes?portal=${portal}&section=completed&limit=50`;
  const lists = await read('processes of a card, 50', listPath, (n) => peer.processesOfCard(card(n)));
  figures.push({
    name: 'processes of a card, 50, p99 again',
    value: percentile(lists, 0.99),
    unit: 'ms',
    beside: { kind: 'limit', value: limits.list, from: '646 ms / 10' },
  });
  await read(
    'first page of a journal',
    () => `${big}/entries?portal=${portal}`,
    () => peer.firstPage(),
  );
  const place = Math.floor(bigEntries / 2);
  await read(
    `200 rows from the middle of ${bigEntries}`,
    () => `${middle}${place}`,
    () => peer.middleRows(),
  );
  await read('failures of the journal', () => `${middle}0&level=failure`);
  await read('steps page', (n) => `${big}/steps?portal=${portal}&position=${scatter(n, Math.floor(bigEntries / 3))}`);
  // A word that nobody has looked for: what was found is kept for the next page.
  const word = (n: number) => encodeURIComponent(`(${place + n})`);
  await read(`search in ${bigEntries} entries`, (n) => `${big}/matches?portal=${portal}&q=${word(n)}`, undefined, 20);
  figures.push(...(await staticPage(client, server, times)));
  peer.close();
  client.close();
  return figures;
}

/** `GET /` beside a bare server that sends the same bytes. */
async function staticPage(client: Client, { url, headers }: Server, times: number): Promise<Figure[]> {
  const page = Buffer.from(await (await fetch(`${url}/`)).arrayBuffer());
  const bare = await serveBare(page);
  const plain = openClient({ url: bare.url, headers });
  const ours = await repeat(times, () => client.time('/'));
  const theirs = await repeat(times, () => plain.time('/'));
  plain.close();
  bare.close();
  const against = (share: number) => ({ kind: 'peer' as const, value: percentile(theirs, share), from: 'node:http' });
  return timings('static page', ours, against(0.5), against(0.99));
}
