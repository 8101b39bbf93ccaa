import { describe, expect, it } from 'vitest';
import type { Bundle } from '#contract/bundle.ts';
import { support } from '#client/i18n/ru/support.ts';
import { bundleText, type BundleWords } from './bundle-text.ts';

const words: BundleWords = {
  word: (name, values = {}) =>
    support.bundle[name].replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => String(values[key] ?? '')),
  time: () => '19 ноября, 17:03:44',
  lineTime: () => '17:03:44.129',
  type: (type) => type,
  level: (level) => ({ failure: 'Сбой', warning: '', message: 'Сообщение', technical: '' })[level],
};

const line = { entry: 'e1', at: '2026-11-19T14:03:44.129Z', type: 'custom', robot: 'WhatsApp' };
const bundle: Bundle = {
  portal: 'main',
  timeZone: 'Europe/Moscow',
  process: 'p1',
  entry: 'e2',
  at: '2026-11-19T14:03:44.129Z',
  card: { type: 'deal', id: '7' },
  template: { id: '12', version: '3', name: 'Роботы стадии' },
  stage: { id: 'NEW', name: 'Новая', color: null, semantics: null },
  activity: { name: 'A1', title: 'WhatsApp', code: 'send_whatsapp' },
  attempts: 3,
  cause: {
    code: 'c',
    title: 'Окно закрыто',
    text: 'Прошло больше суток.',
    hit: 'yes',
    fixer: 'manager',
    providerCode: '131047',
  },
  message: 'Первая строка\nвторая',
  details: {
    http: {
      method: 'POST',
      url: 'https://api.example/send',
      requestHeaders: { Accept: 'application/json' },
      requestBody: { to: '+7•••' },
      status: 400,
      responseBody: '{"code":131047}',
      durationMs: 120,
    },
  },
  lines: [
    { ...line, line: 1, level: 'message', message: 'Начали' },
    { ...line, line: 2, level: 'failure', message: 'Первая строка\n→ 3  подделка' },
  ],
  failedLine: 2,
  masked: true,
};

describe('the text of a ticket', () => {
  const text = bundleText(bundle, 'https://journal.example/x', words);

  it('begins with what failed and why, and has the facts that a provider asks for', () => {
    expect(text.split('\n')[0]).toBe('Сбой робота «WhatsApp»: Окно закрыто');
    for (const fact of ['Портал: main', 'Запись: e2', 'Карточка: deal 7', 'Попыток: 3', 'Код провайдера: 131047'])
      expect(text).toContain(fact);
    expect(text).toContain('Шаблон: Роботы стадии · 12 · версия 3');
    expect(text).toContain('2026-11-19T14:03:44.129Z');
  });

  it('has the request and the answer as they went', () => {
    expect(text).toContain('Запрос: POST https://api.example/send\n    Accept: application/json');
    expect(text).toContain('"to": "+7•••"');
    expect(text).toContain('Ответ: 400 за 120 мс\n    {"code":131047}');
  });

  it('numbers its lines, marks the failure, and lets no text pass for a line', () => {
    expect(text).toContain('  1  17:03:44.129  [Сообщение]  WhatsApp: Начали\n→ 2  17:03:44.129  [Сбой]');
    expect(text).not.toMatch(/^→ 3/m);
  });

  it('says that something is hidden only when it is, and ends with the link', () => {
    expect(text).toContain('Личные данные скрыты');
    expect(bundleText({ ...bundle, masked: false }, 'x', words)).not.toContain('скрыты');
    expect(text.trimEnd().endsWith('Ссылка: https://journal.example/x')).toBe(true);
  });

  it('of a failure that nobody can explain and that made no call leaves out what is not known', () => {
    const bare = { ...bundle, cause: null, details: null, template: null, stage: null, card: null, attempts: 1 };
    const plain = bundleText(bare, 'x', words);
    expect(plain.split('\n')[0]).toBe('Сбой робота «WhatsApp»');
    expect(plain).not.toMatch(/Запрос|Ответ|Шаблон|Карточка|Попыток/);
  });
});
