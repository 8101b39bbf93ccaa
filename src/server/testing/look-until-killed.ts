import { pino } from 'pino';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { openStore } from '#server/store/open.ts';

/* Looks once for causes that people are to be told of, at the moment that is given; a test kills it while it sends. */

const [directory = '', now = ''] = process.argv.slice(2);
const config = readConfig({ DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'silent' });
if (Array.isArray(config)) throw new Error(config.join('\n'));
const store = await openStore(directory, { purpose: 'journal' });
const app = await createApp({
  config,
  store,
  secret: Buffer.alloc(32, 7),
  logger: pino({ level: 'silent' }),
  onClaim: () => undefined,
  now: () => Number(now),
});
await app.digests.look();
process.stdout.write('looked\n');
await app.stop();
await store.close();
