import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErasureKind, normalSubject } from '#contract/erasure.ts';
import { createEraser, maskSubject } from './eraser.ts';
import { findCutEmail, findCutPhone } from './find.ts';

/** An eraser as a job has it: of one subject that is known. */
function eraserOf(kind: Exclude<ErasureKind, 'card'>, value: string) {
  const normal = normalSubject(kind, value);
  if (normal === null) throw new Error(`${value} is no ${kind}`);
  const isSubject = (one: string) => one === normal;
  return createEraser({
    phone: kind === 'phone' ? isSubject : null,
    email: kind === 'email' ? isSubject : null,
    cutEnd: (text) => (kind === 'phone' ? findCutPhone(text, normal) : findCutEmail(text, normal)),
  });
}

const phone = eraserOf('phone', '+7 999 123-45-67');
const email = eraserOf('email', 'Ivan.Petrov@mail.ru');
const P = '‹erased:phone›';
const E = '‹erased:email›';

describe('a phone is erased', () => {
  it.each([
    ['Отправлено на +7 (999) 123-45-67, ждём', `Отправлено на ${P}, ждём`],
    ['8 999 123 45 67', P],
    ['89991234567', P],
    ['тел.79991234567;', `тел.${P};`],
    ['(999) 123-45-67', P],
    ['9991234567@c.us', `${P}@c.us`],
    ['+7\u00a0999\u2011123\u201345\u201467', P],
    ['＋７９９９１２３４５６７', P],
    ['?phone=%2B79991234567&x=1', `?phone=${P}&x=1`],
    ['?phone=%2B7%20%28999%29%20123-45-67&x=1', `?phone=${P}&x=1`],
    ['to=tel%207%20999%201234567', `to=tel%20${P}`],
    ['0079991234567', P],
    ['id_79991234567_a', `id_${P}_a`],
    ['+79991234567, +79991234567', `${P}, ${P}`],
    ['\\u002b7 999 123 45 67', P],
    ['+7 (99\u200b9) 123-45-67', P],
  ])('%s', (text, left) => {
    expect(phone(text)).toBe(left);
  });

  it('of another country too', () => {
    const belarus = eraserOf('phone', '+375 29 123-45-67');
    expect(belarus('375291234567 и 00375 (29) 123 45 67')).toBe(`${P} и ${P}`);
    expect(eraserOf('phone', '+1 415 555 2671')('(415) 555-2671')).toBe(P);
  });

  it('where a text was cut in the midst of it', () => {
    expect(phone(`${'слово '.repeat(80)}позвонить +7 (999) 123-4`)).toMatch(/позвонить ‹erased:phone›$/);
    expect(phone('позвонить 8 999 123…')).toBe(`позвонить ${P}…`);
    expect(phone('всего 79991')).toBe('всего 79991');
    expect(phone('звонок 12.11.2026 7999123')).toBe(`звонок 12.11.2026 ${P}`);
  });
});

describe('what is not the phone stays', () => {
  it.each([
    ['1799912345670'],
    ['799912345671'],
    ['заказ 40817999123456700012'],
    ['+7 999 123-45-68'],
    ['+380 999 123 45 67'],
    ['7999 1234 5678 9012'],
    ['2026-11-20T12:00:00.000Z'],
    ['79991\n234567'],
    [''],
  ])('%s', (text) => {
    expect(phone(text)).toBe(text);
  });
});

describe('in JSON', () => {
  it('numbers and texts at every depth go, and the rest stays as it was written', () => {
    const text =
      '{ "a": 79991234567, "b": [9007199254740993, "+7 999 123-45-67"], "79991234567": "{\\"to\\":\\"8 (999) 1234567\\",\\"n\\":1.0}" }';
    expect(phone(text)).toBe(
      `{ "a": "${P}", "b": [9007199254740993, "${P}"], "${P}": "{\\"to\\":\\"${P}\\",\\"n\\":1.0}" }`,
    );
  });

  it('a text that only begins as JSON is a text', () => {
    expect(phone('{"to":"\\u002b79991234567')).toBe(`{"to":"${P}`);
    expect(email('[12:00] mail to "ivan.petrov@mail.ru"')).toBe(`[12:00] mail to "${E}"`);
  });
});

describe('an e-mail', () => {
  it.each([
    ['IVAN.PETROV@Mail.Ru', E],
    ['<ivan.petrov@mail.ru>, анна', `<${E}>, анна`],
    ['mailto:ivan.petrov@mail.ru?subject=1', `mailto:${E}?subject=1`],
    ['?to=ivan.petrov@mail.ru&x', `?to=${E}&x`],
    ['to%3Divan.petrov%40mail.ru%26', `to%3D${E}%26`],
    ['"ivan.petrov\\u0040mail.ru"', `"${E}"`],
    ['пишите на ivan.petrov@mail.ru.Позвонить', `пишите на ${E}.Позвонить`],
    ["'ivan.petrov@mail.ru'", `'${E}'`],
    ['\\nivan.petrov@mail.ru', `\\n${E}`],
    ['(см. ivan.petrov@ma', `(см. ${E}`],
  ])('%s', (text, left) => {
    expect(email(text)).toBe(left);
  });

  it.each([
    'a.ivan.petrov@mail.ru',
    'nivan.petrov@mail.ru',
    'ivan.petrov@mail.ru.com',
    'petrov@mail.ru',
    'a-ivan.petrov@mail.ru',
  ])('of somebody else stays: %s', (text) => {
    expect(email(text)).toBe(text);
  });
});

const twoDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 });
const sign = fc.constantFrom('', ' ', '-', '.', ') ', ' (', '\u00a0', '–', ' - ');
const around = fc.string({ unit: fc.constantFrom('а', 'Я', ' ', '"', '{', ':', ',', '\n', 'x', '\\', '<', '№') });

describe('whatever the digits and the signs', () => {
  it('every spelling of a number goes, and nothing else does', () => {
    fc.assert(
      fc.property(
        twoDigits,
        fc.array(sign, { minLength: 11, maxLength: 11 }),
        fc.constantFrom('+7', '7', '8', '', '007'),
        around,
        around,
        (national, signs, country, before, after) => {
          fc.pre(country !== '' || national[0] !== 0);
          const spelled = national.map((digit, n) => `${signs[n]}${digit}`).join('');
          const erase = eraserOf('phone', `+7${national.join('')}`);
          const written = `${country}${country === '' ? spelled.trimStart().replace(/^\D+/, '') : spelled}`;
          const left = erase(`${before} ${written} ${after}`);
          expect(left.replaceAll(/[^\d]/g, '')).toBe('');
          expect(left.startsWith(before.trimEnd()) && left.endsWith(after)).toBe(true);
          expect(erase(left)).toBe(left);
        },
      ),
    );
  });

  it('a number within a longer run of digits stays', () => {
    fc.assert(
      fc.property(twoDigits, fc.stringMatching(/^[1-9]\d{0,8}$/), fc.boolean(), (national, more, isBefore) => {
        const number = `7${national.join('')}`;
        const erase = eraserOf('phone', `+${number}`);
        const text = isBefore ? `${more}${number}` : `${number}${more}`;
        fc.pre(!text.startsWith('00') && text !== number);
        expect(erase(`№ ${text}.`)).toBe(`№ ${text}.`);
      }),
    );
  });

  it('JSON stays JSON, with all else in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ value, phone: '+7 999 123-45-67', number: 79991234567 });
        const left = JSON.parse(phone(text)) as Record<string, unknown>;
        expect(left).toEqual({ value: JSON.parse(JSON.stringify(value)), phone: P, number: P });
      }),
    );
  });
});

describe('a subject', () => {
  it('is shown by its ends only', () => {
    expect(maskSubject('phone', '79991234567')).toBe('+7 ••• •••-45-67');
    expect(maskSubject('phone', '375291234567')).toBe('+••••••••-45-67');
    expect(maskSubject('email', 'ivan@mail.ru')).toBe('i•••@mail.ru');
    expect(maskSubject('card', 'deal:12')).toBe('deal:12');
  });

  it.each([
    ['phone', '8 (999) 123-45-67', '79991234567'],
    ['phone', '999 123 45 67', '79991234567'],
    ['phone', '+7 999 123 45 6', null],
    ['phone', '12345', null],
    ['phone', 'позвонить', null],
    ['phone', '+375 29 123-45-67', '375291234567'],
    ['email', ' Ivan@Mail.RU ', 'ivan@mail.ru'],
    ['email', 'ivan@mail', null],
    ['card', 'deal:12', 'deal:12'],
    ['card', 'thing:12', null],
    ['card', 'deal', null],
  ] as const)('%s %s is %s', (kind, value, normal) => {
    expect(normalSubject(kind, value)).toBe(normal);
  });
});
