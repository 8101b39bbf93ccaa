/*
 * A process that takes events as fast as it can and says on stdout which of them were acknowledged, until it is killed.
 * node append-until-killed.ts <directory> <round>
 */
import { createIngestOf } from '#server/ingest/create.ts';
import { openStore } from '#server/store/open.ts';
import { entryEvent, processEvent } from './events.ts';

const [directory = '', round = ''] = process.argv.slice(2);
const store = await openStore(directory, { purpose: 'journal' });
const { portalNo } = await store.portals.put('main', {});
const ingest = createIngestOf({ store, secret: Buffer.alloc(32, 7), onChange: () => undefined, now: Date.now });
process.stdout.write('ready\n');

async function write(writer: number): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `${round}-${writer}-${n}`;
    const events = [
      entryEvent(`p${writer}`, n, { id, message: id }),
      processEvent(`p${writer}`, n, { id: `process ${id}` }),
    ];
    const { accepted } = await ingest.take(
      portalNo,
      'ledger',
      events.map((value) => ({ value })),
    );
    // To a pipe this is written at once: what is told here was acknowledged before.
    if (accepted === 2) process.stdout.write(`${id}\n`);
  }
}

for (let writer = 0; writer < 5; writer++) void write(writer);
