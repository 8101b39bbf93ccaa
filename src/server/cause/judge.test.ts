import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryFacts } from './facts.ts';
import { judge } from './judge.ts';

const empty: EntryFacts = {
  typeCode: 5,
  status: 3,
  result: 1,
  level: null,
  activityName: 'A1',
  activityTitle: null,
  activityCode: 'send_whatsapp',
  message: null,
  http: null,
  delivery: null,
};

function of(facts: Partial<EntryFacts>) {
  return judge({ ...empty, ...facts });
}

describe('level', () => {
  it.each([
    ['a fault', { typeCode: 4 }, 'failure'],
    ['an error', { typeCode: 9 }, 'failure'],
    ['a faulted result', { typeCode: 2, result: 3 }, 'failure'],
    ['a failed delivery', { delivery: { status: 'Failed', reason: null, provider: null } }, 'failure'],
    ['a delivery that went well', { delivery: { status: 'sent', reason: null, provider: 'edna' } }, 'message'],
    ['the writer’s own word', { level: 'warning', message: 'Ошибка: BAD_CONTACT' }, 'warning'],
    ['a fault called a message', { typeCode: 4, level: 'message' }, 'failure'],
    ['an app’s error', { message: 'Ошибка: BAD_CONTACT' }, 'failure'],
    ['an unknown type’s error', { typeCode: null, message: 'BAD_CONTACT' }, 'failure'],
    ['an unknown type’s words', { typeCode: 77, message: 'Готово' }, 'message'],
    ['an unknown type', { typeCode: 77 }, 'technical'],
    ['a pause that was skipped', { message: 'Pause skipped. Configured pause date was prior.' }, 'warning'],
    ['a cancelled step', { typeCode: 3 }, 'warning'],
    ['a trigger', { typeCode: 8, message: '12' }, 'message'],
    ['a report', { typeCode: 6, message: 'Документ отклонен' }, 'message'],
    [
      'a skipped step with its reason',
      { typeCode: 14, message: 'Действие пропущено: условие не выполнено' },
      'message',
    ],
    ['a skipped step', { typeCode: 14 }, 'technical'],
    ['a start', { typeCode: 1 }, 'technical'],
    ['an end with words', { typeCode: 2, message: 'Готово' }, 'message'],
    ['debug', { typeCode: 11 }, 'technical'],
  ] as const)('of %s', (_name, facts, level) => {
    expect(of(facts as Partial<EntryFacts>).level).toBe(level);
  });

  it('of a message that is no failure has no cause and no fingerprint', () => {
    expect(of({ message: 'Отчёт отправлен' })).toEqual({ level: 'message', cause: null, fingerprint: null });
  });
});

describe('cause', () => {
  it.each([
    ['from the message', { typeCode: 4, message: 'Bad request — (#131047) Re-engagement message' }, 'wa-window'],
    ['from a text without a code', { typeCode: 4, message: 'Bad request — Re-engagement message' }, 'wa-window'],
    ['of a child', { typeCode: 4, activityCode: 'start_process', message: '(#132000) Number of' }, 'nested:wa-count'],
    [
      'from the answer before the message',
      {
        typeCode: 4,
        message: 'Request failed with status code 400',
        http: {
          url: 'https://graph.facebook.com/v21.0/1/messages',
          status: 400,
          responseBody: { error: { code: 131026 } },
        },
      },
      'wa-undel',
    ],
    [
      'from an answer in a text',
      { typeCode: 4, message: 'x', http: { url: null, status: 400, responseBody: '{"error":{"code":131056}}' } },
      'wa-pair',
    ],
    [
      'from a delivery report',
      { delivery: { status: 'failed', reason: '131026', provider: 'WhatsApp' }, message: 'Не доставлено' },
      'wa-undel',
    ],
    [
      'from a word of a delivery report',
      { delivery: { status: 'failed', reason: 'BAD_CONTACT', provider: 'Wazzup' }, message: 'Не доставлено' },
      'wz-contact',
    ],
    [
      'from a subcode before its code',
      {
        typeCode: 4,
        message: 'x',
        http: {
          url: 'https://graph.facebook.com/v21.0/1/messages',
          status: 400,
          responseBody: { error: { code: 100, error_subcode: 2494100, type: 'OAuthException' } },
        },
      },
      'wa-maint',
    ],
    [
      'from deep in an answer',
      {
        typeCode: 4,
        message: 'x',
        http: {
          url: null,
          status: 200,
          responseBody: { entry: [{ changes: [{ value: { statuses: [{ errors: [{ code: 131049 }] }] } }] }] },
        },
      },
      'wa-adcap',
    ],
    [
      'from the state of a channel',
      {
        typeCode: 4,
        activityCode: 'http_request',
        message: 'x',
        http: { url: 'https://api.wazzup24.com/v3/channels', status: 400, responseBody: [{ state: 'qr' }] },
      },
      'wz-off',
    ],
    [
      'of SMS.ru, from beneath its good status',
      {
        typeCode: 9,
        activityCode: 'crm_send_sms',
        message: 'x',
        http: {
          url: 'https://sms.ru/sms/send',
          status: 200,
          responseBody: { status_code: 100, sms: { 79000000000: { status: 'ERROR', status_code: 207 } } },
        },
      },
      'sr-phone',
    ],
    [
      'of a child that sent mail',
      { typeCode: 4, activityCode: 'start_process', message: '550 5.1.1 User not found' },
      'nested:em-nouser',
    ],
    [
      'from the status of the answer',
      { typeCode: 4, activityCode: 'http_request', message: 'x', http: { url: null, status: 404, responseBody: null } },
      'ht-404:http',
    ],
    ['of a mail step', { typeCode: 4, activityCode: 'crm_send_email', message: 'connect ECONNREFUSED' }, 'em-conn'],
    ['of a database step', { typeCode: 4, activityCode: 'database', message: 'connect ECONNREFUSED' }, 'db-conn'],
    ['of a request', { typeCode: 4, activityCode: 'http_request', message: 'connect ECONNREFUSED' }, 'nt-refused:http'],
    ['of an app without money', { message: 'Ошибка: CHANNEL_NO_MONEY — канал не оплачен' }, 'wz-pay'],
    [
      'of SMS.ru, by its number',
      { activityCode: 'crm_send_sms', message: 'Сообщение не отправлено. SMS.ru: 201 Не хватает средств' },
      'sr-money',
    ],
  ] as const)('%s', (_name, facts, cause) => {
    expect(of(facts as Partial<EntryFacts>).cause).toBe(cause);
  });

  it('is not a number that only looks like a code', () => {
    const { cause } = of({
      typeCode: 4,
      activityCode: 'http_request',
      message: 'Заказ 1310475 и сумма 13104,7 не сошлись',
    });
    expect(cause).toMatch(/^unknown:[0-9a-f]{16}$/);
  });

  it('of a failure that nobody knows is one for all its cards', () => {
    const first = of({ typeCode: 4, message: 'Карточка 17 потеряла поле "Город" 21.11.2026' });
    const second = of({ typeCode: 4, message: 'Карточка 18 потеряла поле "Дом" 22.11.2026' });
    expect(first.cause).toMatch(/^unknown:[0-9a-f]{16}$/);
    expect(second).toEqual(first);
  });

  it('of a script’s own words is theirs', () => {
    const first = of({ typeCode: 4, activityCode: 'script', message: 'Нет договора [line 4]' });
    expect(first.cause).toMatch(/^js-own:[0-9a-f]{16}$/);
    expect(of({ typeCode: 4, activityCode: 'script', message: 'Нет счёта [line 4]' }).cause).not.toBe(first.cause);
  });
});

const anyFacts = fc.record({
  typeCode: fc.option(fc.integer({ min: -1, max: 20 })),
  status: fc.option(fc.integer()),
  result: fc.option(fc.integer({ min: -1, max: 6 })),
  level: fc.constant(null),
  activityName: fc.string(),
  activityTitle: fc.option(fc.string()),
  activityCode: fc.option(
    fc.oneof(fc.string(), fc.constantFrom('send_whatsapp', 'script', 'send_email', 'start_process')),
  ),
  message: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constant('(#131047) Ошибка: "x'))),
  http: fc.option(
    fc.record({ url: fc.option(fc.webUrl()), status: fc.option(fc.nat(999)), responseBody: fc.anything() }),
  ),
  delivery: fc.option(
    fc.record({ status: fc.option(fc.string()), reason: fc.option(fc.string()), provider: fc.option(fc.string()) }),
  ),
});

describe('judge', () => {
  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { level, cause, fingerprint } = judge(facts);
        expect(cause === null).toBe(level !== 'failure');
        expect(fingerprint === null).toBe(level !== 'failure');
      }),
      { numRuns: 2000 },
    );
  });

  const hostile = [
    ' ',
    '(#',
    '«',
    '"',
    "'",
    '(#131047) ',
    'code: ',
    '1.',
    'a-',
    '/a',
    'Ошибка: ',
    'sending failed',
    'error ',
    '[line 1] ',
    '550 5.1.',
    'http://',
    'a@a.',
    '— ',
    '{"a":',
    '<p>',
    'client host ',
  ];

  it.each(hostile)('takes time in proportion to its input: %j', (piece) => {
    const time = (length: number): number => {
      const message = piece.repeat(Math.ceil(length / piece.length));
      let best = Infinity;
      for (let turn = 0; turn < 5; turn += 1) {
        const from = performance.now();
        for (const typeCode of [4, 5]) of({ typeCode, activityCode: 'send_email', message });
        best = Math.min(best, performance.now() - from);
      }
      return best;
    };
    time(10_000);
    // A floor of 50 µs: shorter times are the clock's.
    expect(time(10_000)).toBeLessThan(30 * Math.max(time(1000), 0.05));
    expect(time(1_000_000)).toBeLessThan(30 * Math.max(time(10_000), 0.05));
  });
});
