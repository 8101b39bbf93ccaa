import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '#contract/entry.ts';
import type { Process } from '#contract/process.ts';
import { fakeProcess, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';

const process = 'n8n.1047';
const address = `/cards/deal/1877/processes/${process}/print`;

function fakeEntry(n: number, part: Partial<Entry> = {}): Entry {
  return {
    entry: `e${String(n).padStart(11, '0')}`,
    process,
    at: new Date(Date.parse('2026-11-19T14:03:40.129Z') + n).toISOString(),
    type: 'custom',
    typeCode: 5,
    level: 'message',
    status: null,
    result: null,
    activity: { name: 'A1', title: 'Робот', code: null },
    message: `Сообщение ${n}`,
    messageLength: null,
    user: null,
    details: null,
    cause: null,
    ...part,
  };
}

function api(total: number, make: (n: number) => Entry = fakeEntry) {
  const whole: Process = {
    ...fakeProcess({ process, counts: { entries: total, failures: 0 } }),
    template: { id: '7', version: '3', name: 'Смена стадии', origin: 'robots', logging: true },
    levels: { failure: 0, warning: 0, message: total, technical: 0 },
    completeness: { loggingOff: false, startFinishMissing: false, trimmedTo: null, expiresAt: null },
  };
  return stubApi({
    session: fakeSession,
    process: whole,
    processEntries: (url: URL) => {
      const position = Number(url.searchParams.get('position'));
      const count = Math.max(0, Math.min(Number(url.searchParams.get('limit')), total - position));
      const items = Array.from({ length: count }, (_, n) => make(position + n));
      return { items, next: null, previous: null, total, position };
    },
  });
}

const print = vi.fn();
beforeEach(() => {
  print.mockClear();
  vi.stubGlobal('print', print);
  Object.defineProperty(document, 'fonts', { value: { ready: Promise.resolve() }, configurable: true });
});
afterEach(() => vi.unstubAllGlobals());

const listed = async () =>
  within(await screen.findByRole('list', { name: 'Записи' }, { timeout: 20_000 })).getAllByRole('listitem');

describe('a journal on paper', () => {
  it('has every entry in order, and the browser is asked to print once it is whole', async () => {
    api(250);
    await openPage(address);
    const rows = await listed();
    expect(rows.map((row) => /Сообщение \d+/.exec(row.textContent ?? '')?.[0])).toEqual(
      Array.from({ length: 250 }, (_, n) => `Сообщение ${n}`),
    );
    expect(screen.getByText('Сделка № 1877 · Поставка')).toBeDefined();
    await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    expect(screen.queryByText(/Здесь первые/)).toBeNull();
  });

  it('ends where paper does, and says so', async () => {
    const asked = api(2_345);
    await openPage(address);
    expect(await listed()).toHaveLength(2_000);
    expect(screen.getByText(/^Здесь первые 2\s000 из 2\s345 записей/)).toBeDefined();
    expect(asked.filter(({ name }) => name === 'processEntries')).toHaveLength(20);
  }, 60_000);

  it('asks for no more of entries that are large, and cuts a message with a word of it', async () => {
    const asked = api(1_000, (n) =>
      fakeEntry(n, { message: 'ъ'.repeat(5_000), details: { input: 'x'.repeat(100_000) } }),
    );
    await openPage(`${address}?level=message`);
    const rows = await listed();
    expect(rows).toHaveLength(200);
    expect(rows[0]?.textContent).toContain('… и ещё 1\u00a0000 знаков');
    expect(asked.filter(({ name }) => name === 'processEntries')).toHaveLength(2);
    expect(asked.find(({ name }) => name === 'processEntries')?.url.searchParams.get('level')).toBe('message');
    expect(screen.getByText('Сообщение', { selector: 'dd *' })).toBeDefined();
  }, 60_000);

  it('says why it is empty', async () => {
    api(0);
    await openPage(address);
    expect(await screen.findByText('В журнале нет записей', {}, { timeout: 10_000 })).toBeDefined();
  });
});
