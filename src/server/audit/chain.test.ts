import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditActions } from '#contract/audit.ts';
import type { AuditRow } from '#server/store/journal-store.ts';
import { auditKeysOf, checkpointAt, hashOfEvent, link, markOf, startCheck } from './chain.ts';

const key = auditKeysOf(Buffer.alloc(32, 7)).chain;
type Event = Omit<AuditRow, 'seq' | 'hash'>;

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const anyEvent: fc.Arbitrary<Event> = fc.record({
  at: fc.integer({ min: 0, max: 4e12 }),
  portalNo: orNull(fc.integer({ min: 1, max: 9 })),
  actorKind: fc.constantFrom('person', 'key', 'nobody'),
  actor: orNull(text),
  action: fc.constantFrom(...auditActions),
  objectKind: orNull(text),
  object: orNull(text),
  details: fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }).map((details) => JSON.stringify(details)),
  requestId: orNull(text),
  network: orNull(text),
});

function chainOf(events: readonly Event[]): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const event of events) rows.push(link(key, rows.at(-1) ?? null, event));
  return rows;
}

const anyLog = fc.array(anyEvent, { minLength: 1, maxLength: 30 }).map(chainOf);

function check(rows: readonly AuditRow[], checkpoints = [] as ReturnType<typeof checkpointAt>[]) {
  const found = startCheck(key, checkpoints);
  for (const row of [...rows].toSorted((a, b) => a.seq - b.seq)) found.take(row);
  return found.end();
}

/** A row with one of its fields changed into something else. */
function changed(row: AuditRow, field: keyof Event, by: string): AuditRow {
  const before = row[field];
  if (field === 'at') return { ...row, at: row.at + 1 };
  if (field === 'portalNo') return { ...row, portalNo: (row.portalNo ?? 0) + 1 };
  return { ...row, [field]: typeof before === 'string' ? `${before}${by || ' '}` : by };
}

const fields = ['at', 'portalNo', 'actorKind', 'actor', 'action', 'objectKind', 'object', 'details'] as const;
const moreFields = [...fields, 'requestId', 'network'] as const;

describe('a chain of audit events', () => {
  it('that nobody touched is intact, with whatever checkpoints were taken on its way', () => {
    fc.assert(
      fc.property(anyLog, fc.infiniteStream(fc.nat()), (rows, numbers) => {
        const checkpoints = [...numbers.take(3)].map((n) => rows[n % rows.length] ?? rows[0]).filter((row) => !!row);
        expect(check(rows, checkpoints.map(checkpointAt))).toEqual({
          events: rows.length,
          intact: true,
          firstBad: null,
        });
      }),
    );
  });

  it('names the event of which any field was changed', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), fc.constantFrom(...moreFields), text, (rows, n, field, by) => {
        const at = n % rows.length;
        const touched = rows.map((row, index) => (index === at ? changed(row, field, by) : row));
        expect(check(touched).firstBad).toEqual({ seq: at + 1, reason: 'changed' });
      }),
    );
  });

  it('names the first of any events that were deleted, wherever they stood before its end', () => {
    fc.assert(
      fc.property(anyLog, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (rows, numbers) => {
        const last = rows.length;
        const gone = new Set(numbers.map((n) => 1 + (n % last)));
        const left = rows.filter(({ seq }) => !gone.has(seq));
        const first = Math.min(...gone);
        const isTail = left.every(({ seq }) => seq < first);
        expect(check(left, [checkpointAt(rows[last - 1] ?? rows[0]!)]).firstBad).toEqual({
          seq: first,
          reason: isTail ? 'tail-missing' : 'missing',
        });
      }),
    );
  });

  it('names the first of two events that changed places, and one that was moved to another number', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), fc.nat(), (rows, one, other) => {
        const [a, b] = [one % rows.length, other % rows.length].toSorted((x, y) => x - y) as [number, number];
        fc.pre(a !== b);
        const swapped = rows.map((row, index) => {
          const from = index === a ? rows[b] : index === b ? rows[a] : row;
          return { ...(from ?? row), seq: row.seq };
        });
        expect(check(swapped).firstBad).toEqual({ seq: a + 1, reason: 'changed' });
      }),
    );
  });

  it('names an event that somebody without the key added, at its end or before its beginning', () => {
    const other = auditKeysOf(Buffer.alloc(32, 8)).chain;
    fc.assert(
      fc.property(anyLog, anyEvent, fc.integer({ min: -5, max: 0 }), (rows, event, seq) => {
        const forged = link(other, rows.at(-1) ?? null, event);
        expect(check([...rows, forged]).firstBad).toEqual({ seq: rows.length + 1, reason: 'changed' });
        expect(check([{ ...forged, seq }, ...rows]).firstBad).toEqual({ seq, reason: 'changed' });
        // Nor by copying a hash that is right elsewhere.
        const copied = { ...forged, hash: rows.at(-1)?.hash ?? '' };
        expect(check([...rows, copied]).firstBad).toEqual({ seq: rows.length + 1, reason: 'changed' });
      }),
    );
  });

  it('that was cut and written on is not the one that a checkpoint saw', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), fc.array(anyEvent, { minLength: 30, maxLength: 40 }), (rows, n, events) => {
        const cut = rows.slice(0, n % rows.length);
        const grown = [...cut];
        for (const event of events) grown.push(link(key, grown.at(-1) ?? null, event));
        const last = rows.at(-1) ?? rows[0]!;
        fc.pre(grown[last.seq - 1]?.hash !== last.hash);
        expect(check(grown).intact).toBe(true);
        expect(check(grown, [checkpointAt(last)]).firstBad).toEqual({ seq: last.seq, reason: 'changed' });
      }),
    );
  });

  it('gives two events that differ in anything two hashes', () => {
    fc.assert(
      fc.property(anyEvent, anyEvent, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(hashOfEvent(key, null, { ...one, seq: 1 })).not.toBe(hashOfEvent(key, null, { ...other, seq: 1 }));
      }),
    );
    const row = { ...fc.sample(anyEvent, 1)[0]!, seq: 1, actor: 'a', object: 'b' };
    const moved = { ...row, actor: 'ab', object: '' };
    expect(hashOfEvent(key, null, row)).not.toBe(hashOfEvent(key, null, moved));
  });
});

describe('a mark', () => {
  it('is alike for alike texts, tells nothing of them, and differs between instances', () => {
    const marks = auditKeysOf(Buffer.alloc(32, 7)).marks;
    expect(markOf(marks, 'anna@example.test')).toBe(markOf(marks, 'anna@example.test'));
    expect(markOf(marks, 'anna@example.test')).toMatch(/^[0-9a-f]{16}$/);
    const elsewhere = auditKeysOf(Buffer.alloc(32, 8)).marks;
    expect(markOf(elsewhere, 'anna@example.test')).not.toBe(markOf(marks, 'anna@example.test'));
  });

  it('is made with a key of its own: no key of the audit log is another', () => {
    const keys = Object.values(auditKeysOf(Buffer.alloc(32, 7))).map((one) => one.toString('hex'));
    expect(new Set(keys).size).toBe(3);
  });
});
