import { describe, expect, it } from 'vitest';
import { causeTitle } from './explain.ts';
import type { EntryFacts } from './facts.ts';
import { judge } from './judge.ts';

const fault: EntryFacts = {
  typeCode: 4,
  status: null,
  result: null,
  level: null,
  activityName: 'A1',
  activityTitle: null,
  activityCode: null,
  message: 'socket hang up',
  http: null,
  delivery: null,
};
const causeOf = (facts: Partial<EntryFacts>) => judge({ ...fault, ...facts }).cause;
const called = (url: string) => ({
  activityCode: 'http_request',
  http: { url, status: null, responseBody: null },
});

describe('a failure that tells how and not at what', () => {
  it('is another cause at another service', () => {
    const whatsapp = causeOf({ activityCode: 'send_whatsapp' });
    expect(whatsapp).toBe('nt-reset:whatsapp');
    expect(causeOf({ activityCode: 'send_sms' })).toBe('nt-reset:sms');
    expect(causeOf({ activityCode: 'send_whatsapp', activityTitle: 'Другой робот' })).toBe(whatsapp);
  });

  it('is another cause at another address', () => {
    expect(causeOf(called('https://api.example.ru/v1/orders?id=7'))).toBe('nt-reset:http:api.example.ru');
    expect(causeOf(called('https://crm.example.ru/'))).toBe('nt-reset:http:crm.example.ru');
  });

  it('does not name an address of numbers', () => {
    const one = causeOf(called('https://203.0.113.7/orders'));
    expect(one).toMatch(/^nt-reset:http:-[0-9a-f]{16}$/);
    expect(causeOf(called('https://203.0.113.8/orders'))).not.toBe(one);
    const context = { message: 'socket hang up', activityTitle: null, activityCode: 'http_request' };
    expect(causeTitle(one!, context, 'ru')).not.toMatch(/\(/);
  });

  it('is called by its service, whatever step shows it', () => {
    const context = { message: 'socket hang up', activityTitle: null, activityCode: 'http_request' };
    expect(causeTitle('nt-reset:whatsapp', context, 'ru')).toMatch(/^WhatsApp-сообщение не ушло: /);
    expect(causeTitle('nt-reset:http:api.example.ru', context, 'ru')).toMatch(
      /^Запрос не выполнен: .+ \(api\.example\.ru\)$/,
    );
  });

  it('is another cause in another script', () => {
    const message = "Cannot read properties of undefined (reading 'amount') [line 3] — TypeError";
    const script = (activityTitle: string) => causeOf({ activityCode: 'script', activityTitle, message });
    expect(script('Конверсия')).toMatch(/^js-undef:[0-9a-f]{16}$/);
    expect(script('Конверсия')).not.toBe(script('Скидка'));
  });
});

it('leaves alone what a provider says itself: one cause in every robot', () => {
  const message = 'Bad request — (#131047) Re-engagement message';
  expect(causeOf({ activityCode: 'send_whatsapp', activityTitle: 'Счёт выставлен', message })).toBe('wa-window');
  expect(causeOf({ ...called('https://graph.facebook.com/v20.0/1/messages'), message })).toBe('wa-window');
});
