import { describe, expect, it } from 'vitest';
import { CauseExplanation } from '#contract/cause.ts';
import { causeTitle, explain } from './explain.ts';
import { rows } from './rows.ts';

const whatsapp = {
  message: 'Bad request — (#131047) Re-engagement message',
  activityTitle: null,
  activityCode: 'send_whatsapp',
};

function context(message: string | null, activityCode: string | null = 'http_request') {
  return { message, activityTitle: null, activityCode };
}

describe('explain', () => {
  it('tells a known failure in both languages', () => {
    const ru = explain('wa-window', whatsapp, 'ru');
    expect(ru).toMatchObject({ hit: 'yes', fixer: 'manager', retry: 'fix', known: true });
    expect(ru.providerCode).toBe('131047 Re-engagement message');
    expect(ru.steps).toEqual(['Отправьте утверждённый шаблон или дождитесь, пока клиент напишет сам.']);
    expect(explain('wa-window', whatsapp, 'en').title).toMatch(/client/i);
  });

  it('fits the contract for every row, as a child too', () => {
    for (const row of rows) {
      for (const cause of [row.code, `nested:${row.code}`]) {
        for (const language of ['ru', 'en'] as const) {
          const given = explain(cause, context(row.samples[0]!.message), language);
          expect(CauseExplanation.parse(given)).toEqual(given);
          expect(given.title).toBe(causeTitle(cause, context(row.samples[0]!.message), language));
          expect(given.known).toBe(true);
        }
      }
    }
  });

  it('says what did not happen by the step’s channel', () => {
    expect(causeTitle('nt-reset', context('socket hang up', 'send_whatsapp'), 'ru')).toMatch(
      /^WhatsApp-сообщение не ушло: /,
    );
    expect(causeTitle('nt-reset', context('socket hang up', 'crm_send_sms'), 'ru')).toMatch(/^SMS не отправлено: /);
    expect(causeTitle('nt-reset', context('socket hang up'), 'en')).toMatch(/^Request failed: /);
  });

  it('knows that a message that was refused did not reach the client', () => {
    const refused = 'connect ECONNREFUSED 10.0.0.1:443';
    expect(explain('nt-refused', context(refused, 'send_whatsapp'), 'ru').hit).toBe('yes');
    expect(explain('nt-refused', context(refused), 'ru').hit).toBe('perhaps');
    expect(explain('nt-reset', context('socket hang up', 'send_whatsapp'), 'ru').hit).toBe('perhaps');
  });

  it('shows an unknown failure as it is, and says so', () => {
    const given = explain('unknown:0123456789abcdef', context('Карточка 17: поле «Город» потеряно'), 'ru');
    expect(given).toMatchObject({ known: false, fixer: 'integrator', hit: 'perhaps', providerCode: null });
    expect(given.title).toBe('Причина не разобрана: Карточка ‹n›: поле ‹name› потеряно');
    expect(given.text).toBe('Карточка 17: поле «Город» потеряно');
    expect(given.steps).toHaveLength(2);
    const long = explain('unknown:0123456789abcdef', context('слово '.repeat(10_000)), 'ru');
    expect(long.text.length).toBeLessThanOrEqual(500);
    expect(long.title.length).toBeLessThanOrEqual(90);
    expect(explain('unknown:0123456789abcdef', context(null), 'en').title).toBe('Cause not recognised');
  });

  it('does not trip over a cause of another version of the catalogue', () => {
    expect(explain('gone-row', context('x'), 'ru').known).toBe(false);
    expect(explain('nested:gone-row', context('x'), 'en').known).toBe(false);
    expect(explain('', context(null), 'en').known).toBe(false);
  });

  it('points from an echo to its child', () => {
    const given = explain('nested:wa-count', context('(#132000) Number of parameters', 'start_process'), 'ru');
    const child = explain('wa-count', whatsapp, 'ru');
    expect(given.title).toBe(`${child.title} (вложенный процесс)`);
    expect(given.text).toContain(child.text);
    expect(given.text).toContain('запускал другой процесс');
    expect(given.steps).toEqual(child.steps);
    expect(given.hit).toBe(child.hit);
  });

  it('tells how long a provider asks to wait, where it does', () => {
    const text = (message: string) => explain('tg-rate', context(message, 'telegram_send'), 'ru').text;
    expect(text('Too Many Requests: retry after 35')).toMatch(/Повторить можно через 35 с\.$/);
    expect(text('Too Many Requests')).not.toContain('Повторить можно');
  });

  it('gives a script’s own words', () => {
    const words = context('В заявке нет телефона (источник: telegram) [line 4]', 'script');
    expect(explain('js-own:0123456789abcdef', words, 'ru').title).toBe('В заявке нет телефона (источник: telegram)');
    expect(explain('nested:js-own:0123456789abcdef', words, 'ru').title).toContain('В заявке нет телефона');
  });
});

describe('providerCode', () => {
  it.each([
    [
      'Bad request — (#131056) (Business Account, Consumer Account) pair rate limit hit',
      '131056 (Business Account, Consumer Account) pair rate limit hit',
    ],
    ['131047 Re-engagement message', '131047 Re-engagement message'],
    ['{"error":{"message":"(#131047) Re-engagement message","code":131047}}', '131047 Re-engagement message'],
    ["Can't send mail: 550 5.1.1 User not found", '550 5.1.1'],
    ['connect ECONNREFUSED 10.0.4.25:587', 'ECONNREFUSED'],
    ['Ошибка: BAD_CONTACT — нет аккаунта', 'BAD_CONTACT'],
    ['Отказано, code: 301', '301'],
    ['Request failed with status code 422', null],
    ['Сделка 17 не найдена', null],
    [null, null],
  ] as const)('%s → %s', (message, code) => {
    expect(explain('unknown:0', context(message), 'ru').providerCode).toBe(code);
  });
});
