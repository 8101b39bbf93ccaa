import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestMessage } from '#contract/digest.ts';
import { readMail, startFakeSmtp } from '#server/testing/fake-smtp.ts';
import { composeMail } from './compose.ts';
import { sendMail } from './mail.ts';
import { quietUntil } from './rules.ts';

const message: DigestMessage = {
  digest: 'd1',
  event: 'new',
  at: '2026-11-20T12:00:00.000Z',
  portal: { portal: 'main', title: 'Продажи' },
  cause: { cause: 'wa-window', title: 'Окно закрыто', url: 'https://journal.example/failures/wa-window?portal=main' },
  since: '2026-11-20T11:03:00.000Z',
  failures: 1234,
  cards: 7,
  clients: 6,
  amounts: [
    { value: 1_250_000, currency: 'RUB' },
    { value: 5, currency: 'тугрик' },
  ],
  robot: 'Отправить WhatsApp',
  template: null,
  assignee: 'Анна',
};

describe('a mail', () => {
  it('says in Russian what there is to know', () => {
    const { subject, text } = composeMail(message, 'ru', 'Europe/Moscow');
    expect(subject).toBe('[Продажи] Новая причина сбоев: Окно закрыто');
    expect(text.replaceAll(/[\u00A0\u202F]/gu, ' ')).toBe(`Новая причина сбоев: Окно закрыто

Сбои: 1 234
Карточки: 7
Клиенты: 6
Сумма сделок: 1 250 000 ₽, 5 тугрик
Робот: Отправить WhatsApp
Шаблон: не сказано
С какого времени: 20 ноября 2026 г. в 14:03 (Europe/Moscow)
Кто занят: Анна

https://journal.example/failures/wa-window?portal=main

О каждой причине пишем один раз, а не о каждом сбое. Записей и данных клиентов в письме нет: они в журнале.
`);
  });

  it('says the same in English, and what is not known', () => {
    const bare = { ...message, event: 'returned' as const, assignee: null, amounts: [] };
    const { subject, text } = composeMail({ ...bare, cause: { ...message.cause, url: null } }, 'en', 'UTC');
    expect(subject).toBe('[Продажи] A resolved cause came back: Окно закрыто');
    expect(text).toContain('Failures: 1,234\n');
    expect(text).toContain('Template: not told\n');
    expect(text).toContain('Who is on it: nobody\n');
    expect(text).not.toMatch(/Deal sum|http/);
  });

  it('has no header but its own, and no line of its own, whatever things are called', async () => {
    const smtp = await startFakeSmtp();
    const named = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('\r', '\n', '\r\n', '\u0085', '\u2028', 'Bcc: a@b.example', 'x', ':', '=?') }),
    );
    const lines = composeMail(message, 'ru', 'UTC').text.split('\n').length;
    await fc.assert(
      fc.asyncProperty(named, named, named, async (title, robot, portal) => {
        const hostile = {
          ...message,
          robot,
          portal: { portal: 'main', title: portal },
          cause: { ...message.cause, title },
        };
        const mail = composeMail(hostile, 'ru', 'UTC');
        expect(mail.text.split(/\r\n|[\r\n\u0085\u2028\u2029]/u)).toHaveLength(lines);
        const taken = smtp.mails.length;
        const sent = await sendMail(smtp.server, { to: ['anna@example.test'], ...mail, id: 'd1' });
        expect([sent.isSent, smtp.mails.length]).toEqual([true, taken + 1]);
        const { source = '', to } = smtp.mails.at(-1) ?? {};
        expect(to).toEqual(['anna@example.test']);
        const { headers, text } = readMail(source);
        expect([...headers.keys()].toSorted()).toEqual([
          'auto-submitted',
          'content-transfer-encoding',
          'content-type',
          'date',
          'from',
          'message-id',
          'mime-version',
          'subject',
          'to',
        ]);
        expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
        expect(text.trimEnd().split('\n')).toHaveLength(mail.text.trimEnd().split('\n').length);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('does not go over plain text with a password, but to this machine', async () => {
    const smtp = await startFakeSmtp();
    const server = { ...smtp.server, needsTls: true, sign: { user: 'journal', password: 'word' } };
    const sent = await sendMail(server, { to: ['anna@example.test'], subject: 's', text: 't', id: 'd1' });
    expect([sent.isSent, smtp.mails]).toEqual([false, []]);
  });
});

describe('quiet hours', () => {
  const at = (time: string) => Date.parse(`2026-11-20T${time}:00.000Z`);
  it.each([
    ['22:00', '08:00', '19:30', '05:00'],
    ['22:00', '08:00', '03:15', '05:00'],
    ['12:00', '14:00', '09:00', '11:00'],
    ['22:00', '08:00', '12:00', null],
    ['22:00', '08:00', '05:00', null],
    ['10:00', '10:00', '07:00', null],
  ])('from %s to %s, looked at %s UTC, end at %s', (from, to, now, end) => {
    const until = quietUntil({ from, to }, 'Europe/Moscow', at(now));
    expect(until === null ? null : new Date(until).toISOString().slice(11, 16)).toBe(end);
  });
});
