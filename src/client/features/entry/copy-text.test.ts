import { describe, expect, it } from 'vitest';
import { entriesText } from './copy-text.ts';

const words = { time: (at: string) => at.slice(11, 19), level: () => 'Сбой', type: () => 'Запуск действия' };
const base = {
  level: 'failure',
  type: 'error',
  typeCode: 9,
  activity: { name: 'A1', title: 'WhatsApp', code: null },
} as const;

describe('entries as text', () => {
  it('are one line each, with further lines of a message below', () => {
    const text = entriesText(
      [
        { ...base, at: '2026-11-19T14:03:44.129Z', message: 'Bad request\r\ncode 131047' },
        { ...base, at: '2026-11-19T14:03:45.000Z', message: null, activity: { ...base.activity, title: null } },
      ],
      words,
    );
    expect(text).toBe('14:03:44\tСбой\tWhatsApp\tBad request\n\t\t\tcode 131047\n14:03:45\tСбой\tA1\tЗапуск действия');
  });
});
