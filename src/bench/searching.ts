import { setTimeout as sleep } from 'node:timers/promises';
import { openBarePeer } from './bare-sql.ts';
import { portal, scatter, shapeOf } from './events.ts';
import { type Figure, percentile, timings } from './figures.ts';
import type { Options } from './options.ts';
import type { Server } from './product.ts';
import { openClient, repeat } from './requests.ts';

type Answer = { lag: { entries: number; isBuilding: boolean } };

/** The search over everything, once its index is there; each beside the bare query of the word index. */
export async function searchingFigures(server: Server, dataDir: string, options: Options): Promise<Figure[]> {
  const { size, isQuick } = options;
  const times = isQuick ? 50 : 300;
  const { processes } = shapeOf(size);
  const figures: Figure[] = [await indexingFigure(server, size)];
  const client = openClient(server);
  const peer = openBarePeer(dataDir);
  const path = (q: string) => `/api/v1/search?portal=${portal}&q=${encodeURIComponent(q)}`;
  const read = async (name: string, question: (n: number) => string, bare?: (n: number) => string) => {
    const samples = await repeat(times, (n) => client.time(path(question(n))));
    const beside = bare === undefined ? [] : await repeat(times, (n) => peer.found(bare(n)));
    const against = (share: number) =>
      bare === undefined
        ? null
        : { kind: 'peer' as const, value: percentile(beside, share), from: 'bare FTS5, 51 rows' };
    figures.push(...timings(name, samples, against(0.5), against(0.99)));
  };
  const rare = (n: number) => String(scatter(n, size));
  await read('search: a rare word', rare, (n) => `"${rare(n)}"`);
  await read(
    'search: a common word',
    () => 'сообщение',
    () => '"сообщение"',
  );
  await read(
    'search: two common words',
    () => 'сообщение клиенту',
    () => '"сообщение" AND "клиенту"',
  );
  await read('search: a phone that nobody has', (n) => `+7916${String(scatter(n, 10_000_000)).padStart(7, '0')}`);
  await read('search: a process id', (n) => `p.${scatter(n, processes)}`);
  await read('search: a common word with chips', () => 'сообщение level:message state:completed');
  peer.close();
  client.close();
  return figures;
}

/** How long the index of a store takes that has none, and nobody writes meanwhile. */
async function indexingFigure({ url, headers }: Server, size: number): Promise<Figure> {
  const from = performance.now();
  for (;;) {
    const answer = await fetch(`${url}/api/v1/search?portal=${portal}&q=x`, { headers });
    const { lag } = (await answer.json()) as Answer;
    if (lag.entries === 0 && !lag.isBuilding) break;
    await sleep(500);
  }
  const rate = (size / (performance.now() - from)) * 1000;
  return { name: 'entries into the search index', value: rate, unit: 'rows/s', beside: null };
}
