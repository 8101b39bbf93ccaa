import { describe, expect, it } from 'vitest';
import type { Entry } from '#contract/entry.ts';
import type { Step } from '#contract/process.ts';
import { rowsText } from './row-text.ts';

const words = {
  time: (at: string) => at.slice(11, 19),
  level: () => 'Сообщение',
  type: () => 'Запуск действия',
  outcome: () => 'сбой',
};
const activity = { name: 'A1', title: 'WhatsApp', code: null };

describe('rows as text', () => {
  it('are what the rows say, steps and entries alike', () => {
    const step = {
      activity,
      outcome: 'failed',
      startedAt: '2026-11-19T14:03:40.231Z',
      message: 'Не\nотправлено',
    } as Step;
    const entry = { activity, level: 'message', at: '2026-11-19T14:03:41.002Z', message: 'Отправляю' } as Entry;
    expect(
      rowsText(
        [
          { kind: 'step', step },
          { kind: 'entry', entry },
        ],
        words,
      ),
    ).toBe('14:03:40\tсбой\tWhatsApp\tНе отправлено\n14:03:41\tСообщение\tWhatsApp\tОтправляю');
  });
});
