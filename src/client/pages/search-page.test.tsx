import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundEntry } from '#contract/search.ts';
import { fakeProcess, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { type Answer, stubApi } from '#client/testing/stub-api.ts';

const process = fakeProcess();
function fakeFound(part: Partial<FoundEntry> = {}): FoundEntry {
  return {
    entry: 'e0000000001a',
    process: process.process,
    at: '2026-11-19T14:03:40.000Z',
    level: 'failure',
    type: 'fault',
    activity: { name: 'A1_2', title: 'WhatsApp', code: 'send_whatsapp' },
    message: [
      { text: 'Не ', isMatch: false },
      { text: 'доставлено', isMatch: true },
      { text: ' <b>клиенту</b>', isMatch: false },
    ],
    found: 'message',
    ...part,
  };
}
const answer = {
  items: [fakeFound(), fakeFound({ entry: 'e0000000002b', found: 'details', message: null })],
  processes: [process],
  next: null,
  previous: null,
  hits: { cards: [], processes: [] },
  total: 2,
  bounded: false,
  lookedBackTo: null,
  lag: { entries: 0, isBuilding: false },
  notUnderstood: [],
};
const nothing = { ...answer, items: [], processes: [], total: 0 };

function api(search: Answer | ((url: URL) => Answer) = answer, role: 'support' | 'manager' = 'support') {
  return stubApi({
    session: { ...fakeSession, person: { ...fakeSession.person, role } },
    search,
    suggestSearch: { items: [{ value: 'WhatsApp: счёт', title: 'WhatsApp: счёт' }] },
  });
}
const field = async () => await screen.findByRole('combobox', { name: 'Что найти' }, { timeout: 10_000 });
const found = async () => within(await screen.findByRole('region', { name: 'Записи журналов' }, { timeout: 10_000 }));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => vi.unstubAllGlobals());

describe('the search page', () => {
  it('says what can be searched for while nothing is typed, and asks for nothing', async () => {
    const asked = api();
    await openPage('/search');
    expect(await screen.findByRole('heading', { name: 'Что здесь можно искать' }, { timeout: 10_000 })).toBeDefined();
    const line = await field();
    // The focus is set once the page is drawn, which is a moment after its heading is there.
    await vi.waitFor(() => expect(document.activeElement).toBe(line));
    expect(asked.filter(({ name }) => name === 'search')).toEqual([]);
  });

  it('searches on Enter, and shows matches as data, each leading to its entry and back', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await openPage('/search');
    await user.type(await field(), 'доставлено уровень:сбой{Enter}');
    const list = await found();
    expect(asked.findLast(({ name }) => name === 'search')?.url.searchParams.get('q')).toBe('доставлено level:failure');
    expect(new URLSearchParams(router.state.location.search).get('q')).toBe('доставлено level:failure');
    expect((await field()).getAttribute('value')).toBe('доставлено уровень:сбой ');
    expect(screen.getByText('Найдены 2 записи, новые сверху')).toBeDefined();
    expect(list.getByText('доставлено').closest('mark')).not.toBeNull();
    expect(list.getByText('<b>клиенту</b>', { exact: false })).toBeDefined();
    expect(list.getByText('совпали данные записи')).toBeDefined();
    const [link] = list.getAllByRole('link').filter((one) => one.dataset['result'] !== undefined);
    const url = new URL(link?.getAttribute('href') ?? '', 'http://x');
    expect(url.pathname).toBe(`/cards/deal/1877/processes/${process.process}`);
    expect([url.searchParams.get('entry'), url.searchParams.get('results')]).toEqual([
      'e0000000001a',
      'доставлено level:failure',
    ]);
  });

  it('completes a chip by keys, and takes one away', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await openPage('/search');
    await user.type(await field(), 'сбой роб{ArrowDown}{Enter}');
    expect((await field()).getAttribute('value')).toBe('сбой робот:');
    await user.type(await field(), 'w');
    await screen.findByRole('option', { name: 'WhatsApp: счёт' });
    expect(asked.findLast(({ name }) => name === 'suggestSearch')?.url.searchParams.get('key')).toBe('robot');
    await user.keyboard('{ArrowDown}');
    expect((await field()).getAttribute('aria-activedescendant')).not.toBeNull();
    await user.keyboard('{Enter}');
    await vi.waitFor(() =>
      expect(new URLSearchParams(router.state.location.search).get('q')).toBe('сбой robot:"WhatsApp: счёт"'),
    );
    await user.click(await screen.findByRole('button', { name: 'Убрать условие «Робот: WhatsApp: счёт»' }));
    await vi.waitFor(() => expect(new URLSearchParams(router.state.location.search).get('q')).toBe('сбой'));
  });

  it('goes through the results by keys', async () => {
    const user = userEvent.setup();
    api();
    await openPage('/search?q=доставлено');
    const results = (await found()).getAllByRole('link').filter((one) => one.dataset['result'] !== undefined);
    await user.keyboard('j');
    expect(document.activeElement).toBe(results[0]);
    await user.keyboard('jjk');
    expect(document.activeElement).toBe(results[0]);
  });

  it('says why there is nothing, and tries beginnings of the words', async () => {
    const user = userEvent.setup();
    api(nothing, 'manager');
    const { router } = await openPage('/search?q=телефонами+робот:x');
    expect(await screen.findByText('Ничего не нашлось', {}, { timeout: 10_000 })).toBeDefined();
    expect(screen.getByText(/портал вам не показывает/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Искать по началу слов' }));
    expect(new URLSearchParams(router.state.location.search).get('q')).toBe('телефона* robot:x');
  });

  it('tells of what the index lacks, of chips that make no sense, and that there are more than were counted', async () => {
    api({
      ...answer,
      total: 10_000,
      bounded: true,
      lag: { entries: 3, isBuilding: false },
      notUnderstood: ['after:вчера'],
    });
    await openPage('/search?q=слово+after:вчера');
    expect(await screen.findByText('3 новые записи ещё не попали в поиск.', {}, { timeout: 10_000 })).toBeDefined();
    expect(screen.getByText(/^Найдено 10\s000\+ записей/)).toBeDefined();
    expect(screen.getByRole('list', { name: 'Условия' }).textContent).toContain('непонятно');
  });

  it('says that the search did not answer, and asks again', async () => {
    const user = userEvent.setup();
    let answers: Answer = { problem: 'storage_failed' };
    api(() => answers);
    await openPage('/search?q=слово');
    expect(await screen.findByText('Поиск не ответил', {}, { timeout: 10_000 })).toBeDefined();
    answers = answer;
    await user.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(await found()).toBeDefined();
  });
});
