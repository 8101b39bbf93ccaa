import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardTypes, CardType } from '#contract/card.ts';
import { readFields, readHandOver } from './hand-over.ts';
import { cardOfPlacement, entityTypeOf, tabOf } from './placement.ts';

describe('a form', () => {
  it('is read as it was written, field by field', () => {
    const field = fc.tuple(fc.stringMatching(/^[A-Za-z_]{1,20}$/), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.uniqueArray(field, { maxLength: 40, selector: ([name]) => name }), (fields) => {
        const written = fields.map(([name, value]) => [name, value.toWellFormed()] as [string, string]);
        const read = readFields(new URLSearchParams(written).toString());
        expect([...(read ?? [])]).toEqual(written);
      }),
    );
  });

  it('with a field twice is none, wherever the two stand', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), (before, between) => {
        const other = (n: number, mark: string) => Array.from({ length: n }, (_, i) => `${mark}${'x'.repeat(i + 1)}=1`);
        const all = [...other(before, 'a'), 'member_id=1', ...other(between, 'b'), 'member_id=2'];
        expect(readFields(all.join('&'))).toBeNull();
      }),
    );
  });

  it('never breaks what reads it', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (query, body) => void readHandOver(query, body)));
  });
});

describe('a placement', () => {
  it.each([...cardTypes, 'dynamic_128', 'dynamic_1064'])('of %s is found from its own code', (type) => {
    expect(cardOfPlacement(tabOf(type), '{"ID":"12"}')).toEqual({ type, id: '12' });
    expect(entityTypeOf(type)).toEqual(expect.any(Number));
  });

  it.each([
    ['CRM_SMART_INVOICE_DETAIL_TAB', 'invoice'],
    ['CRM_DEAL_DETAIL_TOOLBAR', 'deal'],
    ['CRM_DYNAMIC_31_DETAIL_TAB', 'dynamic_31'],
    ['CRM_INVOICE_DETAIL_TAB', undefined],
    ['CRM_DYNAMIC_0_DETAIL_TAB', undefined],
    ['CRM_DYNAMIC_1234567890_DETAIL_TAB', undefined],
    ['CRM_CONSTRUCTOR_DETAIL_TAB', undefined],
    ['CRM_DEAL_LIST_MENU', undefined],
    ['xCRM_DEAL_DETAIL_TAB', undefined],
    ['DEFAULT', undefined],
  ])('%s: %s', (placement, type) => {
    expect(cardOfPlacement(placement, '{"ID":7}')?.type).toBe(type);
  });

  it.each([
    'undefined',
    '',
    '[]',
    'null',
    '"7"',
    '{"ID":""}',
    '{"ID":"7a"}',
    '{"ID":-7}',
    '{"ID":7.5}',
    '{"ID":{}}',
    '{"id":"7"}',
    '{',
  ])('with options %s is of no card', (options) => {
    expect(cardOfPlacement('CRM_DEAL_DETAIL_TAB', options)).toBeNull();
  });

  it('gives a card that the contract knows, or none, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), (placement, options) => {
        for (const one of [placement, `CRM_${placement}_DETAIL_TAB`]) {
          const card = cardOfPlacement(one, options);
          if (card !== null) expect(CardType.safeParse(card.type).success).toBe(true);
        }
      }),
    );
  });
});
