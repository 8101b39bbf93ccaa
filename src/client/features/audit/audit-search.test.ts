import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditActions, auditActorKinds, auditGroups } from '#contract/audit.ts';
import {
  auditQueryOf,
  type AuditSearch,
  isFiltered,
  noFilter,
  readAuditSearch,
  writeAuditSearch,
} from './audit-search.ts';

const text = (min: number, max: number) =>
  fc.string({ minLength: min, maxLength: max, unit: 'grapheme-ascii' }).filter((one) => one.isWellFormed());
const moment = fc.option(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
);
const search: fc.Arbitrary<AuditSearch> = fc.record({
  group: fc.option(fc.constantFrom(...auditGroups)),
  action: fc.option(fc.constantFrom(...auditActions)),
  actor: fc.option(fc.record({ kind: fc.constantFrom(...auditActorKinds), id: fc.option(text(1, 60)) })),
  object: text(0, 100),
  from: moment,
  to: moment,
});

describe('the address of the audit page', () => {
  it('reads what it wrote, through the text of a link', () => {
    fc.assert(
      fc.property(search, (one) => {
        const link = writeAuditSearch(one).toString();
        expect(readAuditSearch(new URLSearchParams(link))).toEqual(one);
      }),
    );
  });

  it('breaks by no link: what makes no sense is left out, field by field', () => {
    const link = 'action=x&actor=ghost:1&object=p1&from=yesterday&to=2026-11-21T00:00:00.000Z';
    expect(readAuditSearch(new URLSearchParams(link))).toEqual({
      ...noFilter,
      object: 'p1',
      to: '2026-11-21T00:00:00.000Z',
    });
    fc.assert(fc.property(fc.webQueryParameters(), (any) => void readAuditSearch(new URLSearchParams(any))));
  });

  it('keeps what belongs to others, and knows when nothing is filtered', () => {
    const base = new URLSearchParams('portal=main&action=key.make');
    expect(writeAuditSearch(noFilter, base).toString()).toBe('portal=main');
    expect([isFiltered(noFilter), isFiltered({ ...noFilter, object: 'p1' })]).toEqual([false, true]);
  });

  it('asks for a person by kind and number, for the server by kind alone', () => {
    expect(auditQueryOf({ ...noFilter, actor: { kind: 'person', id: '3' } })).toEqual({
      actorKind: 'person',
      actor: '3',
    });
    expect(auditQueryOf({ ...noFilter, actor: { kind: 'server', id: null } })).toEqual({ actorKind: 'server' });
  });
});
