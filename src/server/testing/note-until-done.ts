/*
 * A process that adds events to the audit log of a store as fast as it can.
 * node note-until-done.ts <directory> <events> <name>
 */
import { createAudit } from '#server/audit/create.ts';
import { openStore } from '#server/store/open.ts';

const [directory = '', events = '', name = ''] = process.argv.slice(2);
const store = await openStore(directory, { purpose: 'accounts' });
const audit = createAudit({
  log: store.audit,
  secret: Buffer.alloc(32, 7),
  checkpoints: { newest: () => null, keep: () => undefined },
  logger: console,
  now: Date.now,
});
for (let n = 0; n < Number(events); n++) {
  await audit.record({
    action: 'key.make',
    actor: 'command',
    portalNo: null,
    object: { kind: 'key', id: `${name}-${n}` },
    details: {},
    requestId: null,
    ip: null,
  });
}
await store.close();
