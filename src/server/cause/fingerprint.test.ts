import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

describe('fingerprintOf', () => {
  it.each([
    ['Сделка 1024 не найдена', 'Сделка ‹n› не найдена'],
    ['id 0b9f2c1e-1b2c-4d5e-8f90-a1b2c3d4e5f6 is gone', 'id ‹id› is gone'],
    ['процесс 5f1c0de9aa771.12345678 завис', 'процесс ‹id› завис'],
    ['token 5f1c0de9aa7742b6 refused', 'token ‹id› refused'],
    ['номер +7 (900) 123-45-67 занят', 'номер ‹phone› занят'],
    ['номер 89001234567 занят', 'номер ‹phone› занят'],
    ['писать на anna.s@example.ru нельзя', 'писать на ‹mail› нельзя'],
    ['GET https://a.example/x?y=1 failed', 'GET ‹url› failed'],
    ['с 2026-11-21T02:07:40.027Z по 21.11.2026 10:15', 'с ‹date› по ‹date›'],
    ['до 21 ноября 2026 г. в 10:15', 'до ‹date›'],
    ['expired on Friday, 20-Nov-26 18:00:00 PST.', 'expired on ‹date›.'],
    ['поле «Город» и "Улица"', 'поле ‹name› и ‹name›'],
    ["Cannot read properties of undefined (reading 'stage')", 'Cannot read properties of undefined (reading ‹name›)'],
    ["User's number isn't there", "User's number isn't there"],
    ['open /var/www/app/index.php failed', 'open ‹path› failed'],
    ['  много\n\n  места\t', 'много места'],
    ['сумма 12,50 из 3.14', 'сумма ‹n› из ‹n›'],
  ])('%s', (text, fingerprint) => {
    expect(fingerprintOf(text)).toBe(fingerprint);
  });

  it('is at most 300 characters and the same when taken again', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '«',
      '»',
      '‹n›',
      '12',
      ' ',
      '/a',
      'a@b.c',
      '+7900',
      ':',
      '.',
      '-',
      'ab12cd',
      '\n',
      '“',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(piece, { maxLength: 300 }).map((p) => p.join('')),
    );
    fc.assert(
      fc.property(text, (text) => {
        const fingerprint = fingerprintOf(text);
        expect(fingerprint.length).toBeLessThanOrEqual(300);
        expect(fingerprintOf(fingerprint)).toBe(fingerprint);
      }),
      { numRuns: 3000 },
    );
  });
});
