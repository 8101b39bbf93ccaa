import { describe, expect, it } from 'vitest';
import type { AuditNote } from '#server/access/audit-note.ts';
import type { Caller } from '#server/access/policy.ts';
import { type AuditRow, StorageFailed, StorageFull } from '#server/store/journal-store.ts';
import { auditKeysOf } from './chain.ts';
import { createRecord } from './record.ts';

const minuteMs = 60_000;
const anna: Caller = { kind: 'person', accountNo: 3, name: 'Анна', email: 'anna@b.ru', role: 'support', portals: [] };
const visitor: Caller = {
  kind: 'visitor',
  launchNo: 1,
  portalNo: 2,
  user: '3',
  name: 'Анна',
  role: 'manager',
  card: null,
};
const program: Caller = { kind: 'key', keyId: 'abcd1234', portalNo: 2, user: '1', scopes: [], expiresAt: null };

function start() {
  const rows: AuditRow[] = [];
  const unwritten: AuditNote[] = [];
  const state = { now: 1_000_000, error: null as Error | null };
  const record = createRecord({
    log: {
      async append(make) {
        await Promise.resolve();
        if (state.error !== null) throw state.error;
        rows.push(make(rows.at(-1) ?? null));
      },
    },
    key: auditKeysOf(Buffer.alloc(32, 7)).chain,
    now: () => state.now,
    onRecorded: () => undefined,
    onUnwritten: (note) => void unwritten.push(note),
  });
  const note = (about: Partial<AuditNote>): AuditNote => ({
    action: 'journal.view',
    actor: anna,
    portalNo: 2,
    object: { kind: 'process', id: 'p1' },
    details: {},
    requestId: 'r',
    ip: '192.0.2.77',
    ...about,
  });
  return { rows, unwritten, state, record, note };
}

describe('a note in the audit log', () => {
  it('names who did it by an id, and where from by the network', async () => {
    const { rows, record, note } = start();
    const actors = [anna, visitor, program, 'command', 'server', null] as const;
    for (const actor of actors) await record(note({ actor, action: 'key.make' }));
    expect(rows.map(({ actorKind, actor }) => [actorKind, actor])).toEqual([
      ['person', '3'],
      ['visitor', '3'],
      ['key', 'abcd1234'],
      ['command', null],
      ['server', null],
      ['nobody', null],
    ]);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(rows.map(({ network }) => network))).toEqual(new Set(['192.0.2']));
    expect(JSON.stringify(rows)).not.toMatch(/Анна|anna@/);
  });
});

describe('a view of a journal', () => {
  it('is noted once in a quarter of an hour for each who looks and each journal', async () => {
    const { rows, state, record, note } = start();
    for (let turn = 0; turn < 5; turn++) {
      await record(note({}));
      state.now += 2 * minuteMs;
    }
    expect(rows).toHaveLength(1);
    await record(note({ actor: visitor }));
    await record(note({ object: { kind: 'process', id: 'p2' } }));
    await record(note({ portalNo: 7 }));
    expect(rows).toHaveLength(4);
    state.now += 6 * minuteMs;
    await record(note({}));
    expect(rows).toHaveLength(5);
  });

  it('waits for the event like the first, when two look at once', async () => {
    const { rows, record, note } = start();
    const both = [record(note({})), record(note({}))];
    await both[1];
    expect(rows).toHaveLength(1);
    await both[0];
  });

  it('is remembered within bounds: who looks at ten thousand journals is noted again at the first', async () => {
    const { rows, record, note } = start();
    for (let n = 0; n <= 10_000; n++) await record(note({ object: { kind: 'process', id: `p${n}` } }));
    await record(note({ object: { kind: 'process', id: 'p10000' } }));
    expect(rows).toHaveLength(10_001);
    await record(note({ object: { kind: 'process', id: 'p0' } }));
    expect(rows).toHaveLength(10_002);
  });

  it.each([new StorageFull(), new StorageFailed()])('goes on when the store cannot write: %o', async (error) => {
    const { rows, unwritten, state, record, note } = start();
    state.error = error;
    await record(note({}));
    expect([rows, unwritten.map(({ action }) => action)]).toEqual([[], ['journal.view']]);
    // Nothing else does.
    await expect(record(note({ action: 'journal.export' }))).rejects.toBe(error);
    state.error = null;
    await record(note({}));
    expect(rows).toHaveLength(1);
  });

  it('does not hide a defect', async () => {
    const { state, record, note } = start();
    state.error = new Error('defect');
    await expect(record(note({}))).rejects.toThrow('defect');
  });
});
