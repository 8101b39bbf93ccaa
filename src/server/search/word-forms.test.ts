import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsIn } from '#server/store/search-text.ts';
import { russianStem } from './russian-stem.ts';
import { formsOf } from './word-forms.ts';

const alphabet = (letters: string) =>
  fc.string({ unit: fc.constantFrom(...letters.split('')), minLength: 1, maxLength: 20 });
const anyWord = fc.oneof(alphabet('абвгдежзийклмнопрстуфхцчшщъыьэюя'), alphabet('abcdefghijklmnopqrstuvwxyz'));
const likeRussian = fc
  .tuple(
    alphabet('абвгдезиклмнопрстучшь'),
    fc.constantFrom('ение', 'ения', 'ениями', 'ок', 'ка', 'ками', 'ость', 'ейшая', 'авшись', 'енный', 'енным', 'ится'),
  )
  .map((parts) => parts.join(''));

describe('the forms of a word', () => {
  it.each([
    ['сообщение', 'сообщения сообщений сообщению сообщением сообщениями сообщениях'],
    ['отправлено', 'отправлен отправлена отправлены отправленное отправленных'],
    ['Клиент', 'клиента клиенту клиентом клиенты клиентов клиентами'],
    ['ошибка', 'ошибки ошибке ошибку ошибкой ошибок ошибками'],
    ['ошибок', 'ошибка ошибки ошибками'],
    ['карточек', 'карточка карточку карточками'],
    ['строк', 'строка строки строками'],
    ['счётчик', 'счетчики счетчиков'],
    ['доставлен', 'доставлено доставлены доставленный'],
    ['ответственный', 'ответственного ответственны'],
    ['портал', 'портала порталу порталом порталы порталов'],
    ['лимит', 'лимита лимитом лимитов'],
    ['режимом', 'режим режима'],
    ['сбой', 'сбоя сбои сбоев сбоями'],
    ['дата', 'даты дату датой'],
    ['счёт', 'счета счетом счетов'],
    ['токен', 'токена токену токенов'],
    ['экран', 'экрана экраном экранов'],
    ['завершить', 'завершит завершил завершилось завершится'],
    ['messages', 'message messaged messaging'],
    ['failed', 'fail fails failing'],
    ['retry', 'retries retried retrying'],
    ['retries', 'retry'],
    ['file', 'files filing filed'],
    ['stopped', 'stop stops stopping'],
    ['delivery,', 'deliveries'],
  ])('of %s are found by each other', (word, others) => {
    for (const other of wordsIn(others)) {
      expect([other, formsOf(word)?.has(other)]).toEqual([other, true]);
      expect([other, formsOf(other)?.has(wordsIn(word)[0] ?? '')]).toEqual([other, true]);
    }
  });

  it.each([
    ['портал', 'портальный портфель порт'],
    ['номер', 'номинал'],
    ['лимит', 'лимон лиманами'],
    ['сбой', 'сбор сборка'],
    ['дата', 'датчик'],
    ['ошибка', 'ошибочный'],
    ['retry', 'retrieve return'],
    ['message', 'messenger'],
  ])('of %s are no other words', (word, others) => {
    for (const other of wordsIn(others)) expect([other, formsOf(word)?.has(other)]).toEqual([other, false]);
  });

  it.each(['не', 'дом', 'run', 'running', '500', 'A51601', 'bad_contact', 'ivan@example.test', 'счёт-фактура'])(
    'are not looked for where it is %s',
    (word) => expect(formsOf(word)).toBeNull(),
  );

  it('are always the word itself, and begin as they are said to', () => {
    fc.assert(
      fc.property(fc.oneof(anyWord, likeRussian), fc.oneof(anyWord, likeRussian), (word, other) => {
        const forms = formsOf(word);
        if (forms === null) return;
        expect(forms.has(word)).toBe(true);
        for (const start of forms.starts) expect(start.length).toBeGreaterThan(2);
        if (!forms.has(other)) return;
        expect(forms.starts.some((start) => other.startsWith(start))).toBe(true);
        // Who is a form of a word has the word as a form: what is found does not depend on which of them is typed.
        expect(formsOf(other)?.has(word)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('of a Russian word begin with its stem', () => {
    fc.assert(
      fc.property(fc.oneof(anyWord, likeRussian), (word) => {
        const stem = russianStem(word);
        expect(word.startsWith(stem)).toBe(true);
        expect(stem).not.toBe('');
      }),
      { numRuns: 3_000 },
    );
  });

  /** Examples of the page of the algorithm. */
  it.each([
    ['вагоновожатый', 'вагоновожат'],
    ['валить', 'вал'],
    ['важнейшие', 'важн'],
    ['важничал', 'важнича'],
    ['вазы', 'ваз'],
    ['ваксиловых', 'ваксилов'],
    ['падаль', 'падал'],
    ['падчерица', 'падчериц'],
    ['пакость', 'пакост'],
    ['палящим', 'паля'],
    ['данные', 'дан'],
    ['погибшие', 'погибш'],
  ])('has %s come from %s', (word, stem) => expect(russianStem(word)).toBe(stem));
});
