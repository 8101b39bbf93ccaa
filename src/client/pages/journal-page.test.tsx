import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry, Level } from '#contract/entry.ts';
import type { Process, Step } from '#contract/process.ts';
import { queryClient } from '#client/api/query-client.ts';
import { fakeCard, fakeFlag, fakeProcess, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi, type Answer } from '#client/testing/stub-api.ts';

const process = 'n8n.1047';
const address = `/cards/deal/1877/processes/${process}`;
const idOf = (n: number) => `e${String(n).padStart(11, '0')}`;

/** Three steps of three entries each; the last entry of the second one failed. */
function fakeEntries(): Entry[] {
  return Array.from({ length: 9 }, (_, n): Entry => {
    const isFailure = n === 5;
    const level: Level = isFailure ? 'failure' : n % 3 === 0 ? 'technical' : 'message';
    return {
      entry: idOf(n),
      process,
      at: `2026-11-19T14:03:4${n}.129Z`,
      type: isFailure ? 'error' : n === 8 ? '77' : n % 3 === 0 ? 'execute' : 'custom',
      typeCode: isFailure ? 9 : n === 8 ? 77 : n % 3 === 0 ? 1 : 5,
      level,
      status: isFailure ? 'faulting' : 'executing',
      result: isFailure ? 'faulted' : 'none',
      activity: { name: `A${Math.floor(n / 3)}`, title: `Робот ${Math.floor(n / 3) + 1}`, code: 'robot' },
      message: isFailure ? 'Не указан номер телефона' : n % 3 === 0 ? null : `Сообщение ${n}`,
      messageLength: null,
      user: null,
      details: isFailure ? { http: { method: 'POST', url: 'https://api.example/send', status: 400 } } : null,
      cause: null,
    };
  });
}

function stepOf(entries: readonly Entry[], step: number): Step {
  const own = entries.filter((entry) => entry.activity.name === `A${step}`);
  const failure = own.find((entry) => entry.level === 'failure');
  const first = own[0]!;
  return {
    step,
    activity: first.activity,
    outcome: failure === undefined ? 'succeeded' : 'failed',
    startedAt: first.at,
    endedAt: own.at(-1)!.at,
    durationMs: 2000,
    entries: own.length,
    failures: failure === undefined ? 0 : 1,
    attempts: 1,
    message: (failure ?? own.at(-1)!).message,
    entry: (failure ?? first).entry,
  };
}

function api(
  entries: Entry[],
  part: Partial<Process> = {},
  others: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {},
) {
  const failures = () => entries.filter((entry) => entry.level === 'failure');
  const journal = (): Process => ({
    ...fakeProcess({
      process,
      state: 'completed_with_failures',
      counts: { entries: entries.length, failures: failures().length },
      failure:
        failures()[0] === undefined
          ? null
          : {
              entry: failures()[0]!.entry,
              message: failures()[0]!.message,
              activity: failures()[0]!.activity,
              cause: { code: 'no_phone', title: 'Нет телефона' },
            },
    }),
    template: { id: '7', version: '3', name: 'Сделка: смена стадии', origin: 'robots', logging: true },
    levels: { failure: failures().length, warning: 0, message: 5, technical: 3 },
    completeness: { loggingOff: false, startFinishMissing: true, trimmedTo: null, expiresAt: null },
    ...part,
  });
  const passing = (url: URL) => {
    const level = url.searchParams.get('level')?.split(',');
    const q = url.searchParams.get('q');
    const step = url.searchParams.get('step');
    return entries.filter(
      (entry) =>
        (level === undefined || level.includes(entry.level)) &&
        (q === null || (entry.message ?? '').includes(q)) &&
        (step === null || entry.activity.name === `A${step}`),
    );
  };
  const place = (entry: Entry) => ({
    entry: entry.entry,
    position: entries.indexOf(entry),
    step: Number(entry.activity.name.slice(1)),
  });
  return stubApi({
    session: fakeSession,
    card: fakeCard(),
    cardFacets: { templates: [], stages: [] },
    cardProcesses: { items: [], next: null, previous: null, total: 0, bounded: false },
    stream: 'never',
    process: journal,
    processEntries: (url: URL) => {
      const list = passing(url);
      const around = list.findIndex((entry) => entry.entry === url.searchParams.get('around'));
      const position = around < 0 ? Number(url.searchParams.get('position') ?? 0) : Math.max(0, around - 1);
      const limit = Number(url.searchParams.get('limit'));
      return {
        items: list.slice(position, position + limit),
        next: null,
        previous: null,
        total: list.length,
        position,
      };
    },
    processSteps: (url: URL) => {
      const steps = [...new Set(passing(url).map((entry) => Number(entry.activity.name.slice(1))))];
      const items = steps.map((step) => stepOf(entries, step));
      const [from, to] = [entries[0]?.at ?? null, entries.at(-1)?.at ?? null];
      return { items, next: null, previous: null, total: items.length, position: 0, from, to, idle: [] };
    },
    processMatches: (url: URL) => ({ total: passing(url).length, places: passing(url).map(place) }),
    entry: (url: URL) => {
      const entry = entries.find((one) => url.pathname.endsWith(one.entry))!;
      return {
        ...place(entry),
        entry,
        masked: false,
        variablesBefore: null,
        attempts: [],
        deliveries: [],
        caused: null,
      };
    },
    cause: {
      cause: {
        code: 'no_phone',
        title: 'Клиент не получил SMS: нет телефона',
        text: 'В карточке не указан номер.',
        hit: 'yes',
        fixer: 'manager',
        steps: ['Укажите номер в карточке.'],
        retry: 'fix',
        providerCode: null,
        known: true,
        own: null,
      },
      spread: { days: 7, cards: 17, failures: 20, bounded: false, amounts: [{ value: 4_100_000, currency: 'RUB' }] },
    },
    ...others,
  });
}

const selected = () => screen.findByRole('row', { selected: true });

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
  // No layout here: a window of 900 px, in which nothing has a size.
  Element.prototype.scrollTo = () => undefined;
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

describe('the journal', () => {
  it('opens at the first failure: its robot open, its entry chosen, its cause said, its details beside', async () => {
    api(fakeEntries());
    await openPage(address);
    await waitFor(async () => expect((await selected()).textContent).toContain('Не указан номер телефона'));
    const rows = within(screen.getByRole('treegrid'));
    expect(rows.getByRole('row', { expanded: true }).textContent).toContain('Робот 2');
    const cause = within(await screen.findByRole('region', { name: /Клиент не получил SMS/ }));
    expect(cause.getByText('да, до клиента не дошло')).toBeDefined();
    expect(cause.getByText(/у 17 карточек за 7 дней, 4,1/)).toBeDefined();
    const details = within(screen.getByRole('complementary', { name: 'Запись' }));
    expect(await details.findByRole('heading', { name: 'Ошибка действия' })).toBeDefined();
    expect(details.getByText('Ошибка действия · Ошибка')).toBeDefined();
    expect(details.getByText('POST')).toBeDefined();
    expect(screen.getByText('Журнал неполный: портал не хранит запуск и завершение действий')).toBeDefined();
  });

  it('opens at the entry of the link, and says a type that nobody knows', async () => {
    api(fakeEntries());
    await openPage(`${address}?entry=${idOf(8)}&reading=entries`);
    await waitFor(async () => expect((await selected()).textContent).toContain('Сообщение 8'));
    expect(await screen.findByRole('heading', { name: 'Тип не найден (77)' })).toBeDefined();
  });

  it('says what is flagged and why, on the row too, and leads there', async () => {
    const entry = { entry: idOf(7), activity: null, message: null };
    const flags = [fakeFlag({ process, entry, why: 'Спросить провайдера' }), fakeFlag({ flag: '18', process })];
    api(fakeEntries(), { flags: 2 }, { processFlags: { items: flags } });
    await openPage(`${address}?reading=entries`);
    const lines = within(await screen.findByRole('list', { name: 'Отметки журнала' })).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^Отмечена запись: Спросить провайдера — Анна Смирнова/),
      expect.stringMatching(/^Отмечено: Ждём ответа провайдера/),
    ]);
    expect(await screen.findByRole('img', { name: 'Отмечено: Спросить провайдера' })).toBeDefined();
    await userEvent.setup().click(within(lines[0] ?? document.body).getByRole('button', { name: 'К записи' }));
    await waitFor(async () => expect((await selected()).textContent).toContain('Сообщение 7'));
  });

  it('flags the entry that is looked at by a key, or the whole process', async () => {
    let sent: unknown = null;
    api(
      fakeEntries(),
      {},
      {
        putFlag: (_url: URL, init: RequestInit) => {
          sent = JSON.parse(init.body as string);
          return fakeFlag({ process });
        },
      },
    );
    await openPage(`${address}?entry=${idOf(4)}&reading=entries`);
    await waitFor(async () => expect((await selected()).textContent).toContain('Сообщение 4'));
    const user = userEvent.setup();
    await user.keyboard('f');
    const dialog = within(await screen.findByRole('dialog', { name: 'Отметить' }));
    await user.click(dialog.getByRole('button', { name: 'Отметить' }));
    expect(dialog.getByText('Напишите, зачем возвращаться')).toBeDefined();
    expect(sent).toBeNull();
    await user.type(dialog.getByRole('textbox', { name: 'Зачем' }), 'Проверить');
    await user.click(dialog.getByRole('button', { name: 'Отметить' }));
    await waitFor(() => expect(sent).toEqual({ process, entry: idOf(4), why: 'Проверить', dueAt: null }));
  });

  it('is walked by keys, and the address follows without a step back for each row', async () => {
    api(fakeEntries());
    const { router } = await openPage(`${address}?reading=entries`);
    await selected();
    const user = userEvent.setup();
    await user.keyboard('j');
    await waitFor(async () => expect((await selected()).textContent).toContain('Робот 3'));
    await waitFor(() => expect(router.state.location.search).toContain(`entry=${idOf(6)}`));
    expect(router.state.historyAction).toBe('REPLACE');
    await user.keyboard('{Home}');
    await waitFor(async () => expect((await selected()).getAttribute('aria-rowindex')).toBe('1'));
    await user.keyboard('n');
    await waitFor(async () => expect((await selected()).textContent).toContain('Не указан номер телефона'));
    await user.keyboard('1');
    expect(await screen.findByRole('treegrid')).toBeDefined();
  });

  it('counts matches truly and goes from one to the next', async () => {
    api(fakeEntries());
    await openPage(`${address}?reading=entries&q=${encodeURIComponent('Сообщение')}`);
    await selected();
    const user = userEvent.setup();
    expect(await screen.findByText('3 из 5')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Следующее совпадение' }));
    expect(await screen.findByText('4 из 5')).toBeDefined();
    await waitFor(async () => expect((await selected()).textContent).toContain('Сообщение 7'));
    await user.click(screen.getByRole('button', { name: 'Только найденное' }));
    await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5'));
  });

  it('says why nothing is shown, each reason by itself', async () => {
    api([], { state: 'completed' });
    const first = await openPage(address);
    expect(await screen.findByText('Процесс прошёл и не оставил ни одной записи.')).toBeDefined();
    first.unmount();
    api([], { completeness: { loggingOff: true, startFinishMissing: false, trimmedTo: null, expiresAt: null } });
    const second = await openPage(address);
    expect(await screen.findByText('Запись журнала выключена')).toBeDefined();
    second.unmount();
    api(fakeEntries());
    const third = await openPage(`${address}?level=warning`);
    await userEvent.click(await screen.findByRole('button', { name: 'Сбросить фильтр' }));
    expect(await screen.findByText('Робот 1')).toBeDefined();
    third.unmount();
    api([], {}, { process: { problem: 'not_found' } });
    await openPage(address);
    expect(await screen.findByText('Журнала нет, или у вас нет прав')).toBeDefined();
  });

  it('takes in what a running process writes, and stays where the reader is', async () => {
    const entries = fakeEntries();
    api(entries, { state: 'running', finishedAt: null });
    await openPage(`${address}?reading=entries`);
    const before = (await selected()).textContent;
    const grown = {
      ...entries[7]!,
      entry: idOf(9),
      at: '2026-11-19T14:04:00.000Z',
      message: 'Новая запись',
      level: 'failure' as const,
    };
    entries.push(grown);
    await act(() => queryClient.invalidateQueries({ queryKey: ['process', process] }));
    await waitFor(() => expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10'));
    expect((await selected()).textContent).toBe(before);
    expect(await screen.findByText('Новый сбой в журнале')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Следить' }).getAttribute('aria-pressed')).toBe('false');
  });

  it('is a plain link for a file of what the filter lets through, and of everything', async () => {
    api(fakeEntries());
    await openPage(`${address}?level=failure`);
    // The stand-in says nothing of being open; what works comes when the page rests.
    const button = await screen.findByRole('button', { name: 'Выгрузить', expanded: false }, { timeout: 5000 });
    await userEvent.click(button);
    const links = (await screen.findAllByRole('menuitem')).map((item) => item.getAttribute('href'));
    expect(links).toContain(`/api/v1/processes/${process}/export?format=csv&level=failure`);
    expect(links).toContain(`/api/v1/processes/${process}/export?format=txt`);
  });
});
