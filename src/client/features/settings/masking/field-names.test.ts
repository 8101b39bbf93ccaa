import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MaskRules } from '#contract/masking.ts';
import { readFieldNames, writeFieldNames } from './field-names.ts';

it('names of fields are read line by line, each once, and what is none is named', () => {
  expect(readFieldNames('PHONE\n uf_crm_*_tel \n\nPHONE; Фамилия')).toEqual({
    names: ['PHONE', 'uf_crm_*_tel', 'Фамилия'],
    wrong: [],
    isTooMany: false,
  });
  expect(readFieldNames('PHONE\nдом телефон\n<b>').wrong).toEqual(['дом телефон', '<b>']);
  expect(readFieldNames(Array.from({ length: 101 }, (_, at) => `F${at}`).join('\n')).isTooMany).toBe(true);
});

it('what is read is what the server takes, whatever is written, and comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const { names } = readFieldNames(text);
      expect(MaskRules.shape.fields.safeParse(names).success).toBe(true);
      expect(readFieldNames(writeFieldNames(names)).names).toEqual(names);
    }),
  );
});
