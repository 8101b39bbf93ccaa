import { Problem } from '#contract/problem.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { Hub } from './live/hub.ts';
import type { JournalStore } from './store/journal-store.ts';
import type { Registrar } from './http/endpoint.ts';

/** How long what `readyz` found holds. */
const probeEveryMs = 2000;

export type HealthOptions = { store: JournalStore; ingest: Ingest; hub: Hub; isStopping(): boolean; now(): number };

/** For whoever watches the server: alive, ready, and its numbers (with a key). */
export function registerHealth({ app, callerOf }: Pick<Registrar, 'app' | 'callerOf'>, options: HealthOptions): void {
  const { store, ingest, hub, isStopping, now } = options;

  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }));

  // Whoever asks often, or many who ask at once, cost one write in this time.
  let known: { at: number; isReady: boolean } | null = null;
  async function canWrite(): Promise<boolean> {
    if (known === null || now() - known.at >= probeEveryMs || now() < known.at) {
      known = { at: now(), isReady: await store.ready() };
    }
    return known.isReady;
  }

  app.get('/readyz', async (_request, reply) => {
    const isReady = !isStopping() && (await canWrite());
    return reply
      .status(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'not ready' });
  });

  app.get('/metrics', async (request, reply) => {
    const caller = await callerOf(request);
    if (caller?.kind !== 'key' && !(caller?.kind === 'person' && caller.role === 'administrator')) {
      throw new Problem('not_signed_in');
    }
    const { accepted, duplicates, rejected, waiting } = ingest.counts();
    const facts = await store.facts();
    const lines = [
      ...metric('journal_events_total', 'counter', 'Events that came in, by outcome', [
        ['{outcome="accepted"}', accepted],
        ['{outcome="duplicate"}', duplicates],
        ['{outcome="rejected"}', rejected],
      ]),
      ...metric('journal_events_waiting', 'gauge', 'Events that wait to be written', [['', waiting]]),
      ...metric('journal_streams', 'gauge', 'Open live streams', [['', hub.watchers()]]),
      ...metric('journal_cards', 'gauge', 'Cards in the store', [['', facts.cards]]),
      ...metric('journal_processes', 'gauge', 'Processes in the store', [['', facts.processes]]),
      ...metric('journal_store_bytes', 'gauge', 'Size of the store', [['', facts.bytes]]),
      ...metric('process_resident_memory_bytes', 'gauge', 'Memory of the server', [['', process.memoryUsage.rss()]]),
    ];
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(`${lines.join('\n')}\n`);
  });
}

function metric(name: string, type: string, help: string, values: [string, number][]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...values.map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}
