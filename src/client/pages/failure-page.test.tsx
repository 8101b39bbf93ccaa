import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CauseLife, CauseNote } from '#contract/failures.ts';
import { fakeCausePage, fakeFailureList, fakeOccurrence, otherCause } from '#client/testing/fake-failures.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const at = '2026-11-20T09:00:00.000Z';
const life = fakeCausePage().life;
const note = (part: { kind: 'comment'; text: string } | { kind: 'assign'; assignee: string | null }): CauseNote => ({
  note: part.kind,
  at,
  by: 'Борис',
  ...part,
});
const pageOf = <T,>(...items: T[]) => ({ items, next: null, previous: null });

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({
    session: fakeSession,
    failures: fakeFailureList(),
    failureAssignees: { items: [{ person: '7', name: 'Ольга Петрова' }] },
    causePage: fakeCausePage(),
    causeFailures: pageOf(fakeOccurrence()),
    causeHistory: pageOf(note({ kind: 'comment', text: 'Звонил провайдеру' })),
    ...part,
  });
}
type Asked = ReturnType<typeof api>;
const bodyOf = (asked: Asked, name: string) =>
  vi.waitFor(() => JSON.parse((asked.find((one) => one.name === name) ?? expect.fail('not sent')).init.body as string));
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }));
const press = async (user: ReturnType<typeof userEvent.setup>, name: string) =>
  await user.click(within(screen.getByRole('group', { name: 'Что сделать' })).getByRole('button', { name }));

async function open(search = '') {
  const opened = await openPage(`/failures/wa-window${search}`);
  await screen.findByRole('heading', { level: 1, name: /окно в 24 часа/ }, { timeout: 10_000 });
  return opened;
}

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the page of a cause', () => {
  it('explains it, says whom it hit, and leads from a failure to its entry in the journal', async () => {
    api();
    await open();
    const what = within(screen.getByRole('region', { name: 'Что произошло' }));
    expect(what.getByText('Позвоните клиенту')).toBeDefined();
    expect(what.getByText('менеджер')).toBeDefined();
    const list = within(screen.getByRole('region', { name: 'Сбои' }));
    const link = await list.findByRole('link', { name: /Поставка оборудования/ });
    expect(link.getAttribute('href')).toBe('/cards/deal/1877/processes/p1?entry=e0000000001a');
    expect(screen.getByText('Ольга Петрова (20)')).toBeDefined();
    expect(await screen.findByText('Звонил провайдеру')).toBeDefined();
    expect(screen.getByText(/ни шаблоны, ни ключи, ни приложения не менялись/)).toBeDefined();
  });

  it('shows the failures of a version, a stage or a robot alone, and the address keeps it', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await open();
    await user.click(screen.getByRole('button', { name: /смена стадии, версия 8, 80 сбоев/ }));
    await user.click(screen.getByRole('button', { name: /^Счёт выставлен/ }));
    await vi.waitFor(() => {
      const last = asked.findLast(({ name }) => name === 'causeFailures')?.url.searchParams;
      expect(Object.fromEntries(last ?? [])).toEqual({ template: '7', version: '8', stage: 'INVOICE', limit: '25' });
    });
    expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual({
      template: '7',
      version: '8',
      stage: 'INVOICE',
    });
    const list = within(screen.getByRole('region', { name: 'Сбои' }));
    expect(await list.findByText('Только: Сделка: смена стадии, версия 8, Счёт выставлен')).toBeDefined();
    await user.click(list.getByRole('button', { name: 'Показать все' }));
    await vi.waitFor(() => expect(router.state.location.search).toBe(''));
  });

  it('is taken on, with a word on why', async () => {
    const user = userEvent.setup();
    const taken: CauseLife = { ...life, state: 'acknowledged', stateAt: at, stateBy: 'Ирина' };
    let now = life;
    const asked = api({
      causePage: () => fakeCausePage({ life: now }),
      putCauseState: () => {
        now = taken;
        return taken;
      },
    });
    await open();
    await press(user, 'Взять в работу');
    const asks = await dialog('Взять в работу');
    await user.type(asks.getByRole('textbox', { name: 'Комментарий, если нужен' }), 'Смотрю');
    await user.click(asks.getByRole('button', { name: 'Взять в работу' }));
    expect(await bodyOf(asked, 'putCauseState')).toEqual({ state: 'acknowledged', comment: 'Смотрю' });
    expect(await screen.findByText('в работе')).toBeDefined();
    expect(screen.getByText(/· Ирина$/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Взять в работу' })).toBeNull();
  });

  it('is muted for a time, and given to a colleague', async () => {
    const user = userEvent.setup();
    const asked = api({
      putCauseState: { ...life, state: 'muted' },
      putCauseAssignee: life,
      addCauseComment: note({ kind: 'comment', text: 'Твоё' }),
    });
    await open();
    await press(user, 'Приглушить…');
    const mutes = await dialog('Приглушить');
    await user.click(mutes.getByRole('radio', { name: 'На час' }));
    const before = Date.now();
    await user.click(mutes.getByRole('button', { name: 'Приглушить' }));
    const { state, mutedUntil } = await bodyOf(asked, 'putCauseState');
    expect(state).toBe('muted');
    expect(Date.parse(mutedUntil as string) - before).toBeGreaterThanOrEqual(3_600_000);

    await press(user, 'Назначить…');
    const assigns = await dialog('Кто занят');
    await user.click(await assigns.findByRole('radio', { name: 'Ольга Петрова' }));
    await user.type(assigns.getByRole('textbox', { name: 'Комментарий, если нужен' }), 'Твоё');
    await user.click(assigns.getByRole('button', { name: 'Назначить' }));
    expect(await bodyOf(asked, 'putCauseAssignee')).toEqual({ person: '7' });
    expect(await bodyOf(asked, 'addCauseComment')).toEqual({ text: 'Твоё' });
  });

  it('is merged into another that is found by words, and the page of that one opens', async () => {
    const user = userEvent.setup();
    const asked = api({ mergeCause: { cause: 'em-conn' } });
    const { router } = await open('?within=month');
    await press(user, 'Объединить…');
    const merges = await dialog('Объединить с другой причиной');
    expect(merges.queryByRole('radio', { name: /окно в 24 часа/ })).toBeNull();
    await user.click(merges.getByRole('button', { name: 'Объединить' }));
    expect(merges.getByText('Выберите причину')).toBeDefined();
    await user.type(merges.getByRole('textbox', { name: 'Найти причину' }), 'почт');
    await vi.waitFor(() =>
      expect(asked.findLast(({ name }) => name === 'failures')?.url.searchParams.get('q')).toBe('почт'),
    );
    await user.click(await merges.findByRole('radio', { name: new RegExp(otherCause.title) }));
    await user.click(merges.getByRole('button', { name: 'Объединить' }));
    expect(await bodyOf(asked, 'mergeCause')).toEqual({ into: 'em-conn' });
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/failures/em-conn'));
    expect(router.state.location.search).toBe('?within=month');
  });

  it('has texts and merged causes that can be split off', async () => {
    const user = userEvent.setup();
    const example = { process: 'p1', entry: 'e0000000001a' };
    const texts = ['0123456789abcdef', 'fedcba9876543210'].map((fingerprint, index) => ({
      fingerprint,
      text: `Текст ${index}`,
      failures: index + 1,
      lastAt: at,
      example,
    }));
    const asked = api({
      causePage: fakeCausePage({ texts, merged: [{ cause: 'em-conn', title: 'Почта', at, by: 'Борис' }] }),
      splitCause: { cause: 'wa-window.s1' },
    });
    await open();
    const [first] = screen.getAllByRole('button', { name: 'Отделить' });
    await user.click(first ?? expect.fail('no button'));
    expect(await bodyOf(asked, 'splitCause')).toEqual({ fingerprint: '0123456789abcdef' });
    await user.click(screen.getByRole('button', { name: 'Сделать снова отдельной причиной: Почта' }));
    await vi.waitFor(() => {
      const bodies = asked.filter(({ name }) => name === 'splitCause').map(({ init }) => init.body);
      expect(bodies.at(-1)).toBe('{"merged":"em-conn"}');
    });
  });

  it('says when another came in its place, that it came back, and that nothing failed lately', async () => {
    api({
      causePage: fakeCausePage({ cause: 'em-conn', failures: 0, life: { ...life, isReopened: true, stateAt: at } }),
    });
    await open();
    expect(screen.getByText('Причина, которую вы открыли, объединена с этой.')).toBeDefined();
    expect(screen.getByText('вернулась')).toBeDefined();
    expect(screen.getByText(/Была решена, но сбой повторился/)).toBeDefined();
    expect(screen.getByText(/За это время сбоев с этой причиной не было/)).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Сбои' })).toBeNull();
  });

  it('is commented upon', async () => {
    const user = userEvent.setup();
    const asked = api({ addCauseComment: note({ kind: 'comment', text: 'Готово' }) });
    await open();
    await user.type(screen.getByRole('textbox', { name: 'Добавить комментарий' }), ' Готово ');
    await user.click(screen.getByRole('button', { name: 'Написать' }));
    expect(await bodyOf(asked, 'addCauseComment')).toEqual({ text: 'Готово' });
    await vi.waitFor(() =>
      expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Добавить комментарий' }).value).toBe(''),
    );
  });

  it('is no page where there is no such cause', async () => {
    api({
      causePage: { problem: 'not_found' },
      causeFailures: { problem: 'not_found' },
      causeHistory: { problem: 'not_found' },
    });
    await openPage('/failures/none');
    expect(await screen.findByRole('heading', { name: 'Не найдено' }, { timeout: 10_000 })).toBeDefined();
  });
});
