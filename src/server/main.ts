import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { readConfig, signInRisk, signInRiskTodo } from './config.ts';
import { openControl } from './control.ts';
import { eraseByCommand } from './erasing-of.ts';
import { addFirstAdministrator, forgetClaimLink, instanceSecret, makeClaimLink } from './instance.ts';
import { startPurging } from './purging.ts';
import { createRedacting } from './redacting.ts';
import { startResting } from './resting.ts';
import { openStore } from './store/open.ts';

const wrongConfiguration = 78;
const stopWithinMs = 10_000;

const config = readConfig(process.env);
if (Array.isArray(config)) {
  process.stderr.write(`The configuration is wrong:\n${config.map((line) => `  ${line}\n`).join('')}`);
  process.exit(wrongConfiguration);
}

const logger = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));
const store = await openStore(config.dataDir, { purpose: 'journal' }).catch((error: unknown) => {
  process.stderr.write(`The store cannot be opened: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

const secret = instanceSecret(config.dataDir);
const app = await createApp({
  config,
  store,
  secret,
  logger,
  onClaim: () => forgetClaimLink(config.dataDir),
});
if (config.admin !== null) await addFirstAdministrator(store, config.admin, app.audit.record);

const control = await openControl({
  dataDir: config.dataDir,
  portals: store.portals,
  ingest: app.ingest,
  audit: app.audit,
  redacting: createRedacting({ store, secret, audit: app.audit, onChanged: app.letGo }),
  erasing: eraseByCommand({ portals: store.portals, erasing: app.erasing, record: app.audit.record }),
  logger,
});
await app.server
  .listen({ host: config.host, port: config.port, listenTextResolver: () => 'listening' })
  .catch((error: unknown) => {
    process.stderr.write(
      `It cannot listen on ${config.host}:${config.port}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  });
const { port } = app.server.server.address() as AddressInfo;
const host = config.host.includes(':') ? `[${config.host}]` : config.host;
const address = config.publicUrl?.origin ?? `http://${host}:${port}`;
if ((await store.accounts.count()) === 0) {
  const link = await makeClaimLink(store, config.dataDir, address);
  process.stderr.write(
    `Nobody owns this journal yet. Open this link within 30 minutes to become its administrator:\n  ${link}\n`,
  );
}
const toStop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
// Only now: whoever waits for this line may stop us at once, and finds the claim link where it belongs.
process.stdout.write(`listening on http://${host}:${port}\n`);
const risk = signInRisk(config);
if (risk !== null) logger.warn({ todo: signInRiskTodo }, risk);
// What an earlier process has begun, and what a store put back from an old copy has again.
app.erasing.resume();
app.digests.start();
const purging = startPurging(store, config.retentionDays, app.audit.record, logger);
const resting = startResting(() => {
  // The outline of a journal of 200 000 entries is 12 MB; who goes on reading it waits for it once more, some 200 ms.
  app.letGo();
  store.letGo();
}, logger);

const signal = await toStop;
logger.info({ signal: String(signal[0]) }, 'stopping');
// A second signal, or a stop that takes too long, ends it at once: what was acknowledged is on disk.
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => process.exit(1));
setTimeout(() => process.exit(1), stopWithinMs).unref();
purging.stop();
resting.stop();
await control.close();
await app.stop();
await store.close();
process.exit(0);
