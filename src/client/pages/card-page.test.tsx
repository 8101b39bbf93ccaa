import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProcessInList } from '#contract/process.ts';
import { fakeCard, fakeFailure, fakeProcess, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const running = fakeProcess({
  process: 'run.1',
  state: 'running',
  finishedAt: null,
  template: { id: '8', version: null, name: 'Счёт: напоминания' },
});
const failed = fakeProcess({
  process: 'n8n.1047',
  state: 'completed_with_failures',
  failure: fakeFailure('WhatsApp не отправлен: прошло больше 24 часов'),
  counts: { entries: 22, failures: 3 },
});

function page(items: ProcessInList[], next: string | null = null) {
  return { items, next, previous: null, total: items.length, bounded: false };
}

function api(part: { [name: string]: Answer | ((url: URL) => Answer) } = {}) {
  return stubApi({
    session: fakeSession,
    card: fakeCard(),
    cardFacets: { templates: [], stages: [] },
    stream: 'never',
    cardProcesses: (url: URL) => page(url.searchParams.get('section') === 'active' ? [running] : [failed]),
    ...part,
  });
}

const section = (name: string) => screen.findByRole('region', { name: new RegExp(name) });

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the card page', () => {
  it('shows the card and both lists, the reason of a failure in its row', async () => {
    api();
    await openPage('/cards/deal/1877');
    expect(await screen.findByRole('heading', { level: 1, name: 'Поставка оборудования' })).toBeDefined();
    const active = within(await section('Активные'));
    expect(await active.findByText('Выполняется')).toBeDefined();
    const completed = within(await section('Завершённые'));
    const row = within(await completed.findByRole('listitem'));
    expect(row.getByText('Завершён со сбоями')).toBeDefined();
    expect(row.getByText('WhatsApp не отправлен: прошло больше 24 часов')).toBeDefined();
    expect(row.getByText(/и ещё 2 сбоя/)).toBeDefined();
    expect(row.getByRole('link', { name: 'журнал: Сделка: смена стадии' }).getAttribute('href')).toBe(
      '/cards/deal/1877/processes/n8n.1047',
    );
    expect(screen.getByText('Время портала: Москва (UTC+3)')).toBeDefined();
    expect(document.title).toBe('Поставка оборудования — Журнал');
  });

  it('says that nothing runs, and that nothing has completed yet', async () => {
    api({ cardProcesses: page([]) });
    await openPage('/cards/deal/1877');
    expect(await screen.findByText('На данный момент нет активных процессов')).toBeDefined();
    expect(await screen.findByText('Завершённых процессов пока нет')).toBeDefined();
  });

  it('says that the filter hides everything, and resets it', async () => {
    const user = userEvent.setup();
    const asked = api({ cardProcesses: (url: URL) => page(url.searchParams.has('q') ? [] : [failed]) });
    const { router } = await openPage('/cards/deal/1877?search=zzz&failures=1');
    const active = within(await section('Активные'));
    expect(await active.findByText('Под фильтр не подходит ни один процесс')).toBeDefined();
    expect(asked.find(({ name }) => name === 'cardProcesses')?.url.search).toContain('q=zzz&failures=true');
    await user.click(active.getByRole('button', { name: 'Сбросить фильтры' }));
    expect(await active.findByRole('listitem')).toBeDefined();
    expect(router.state.location.search).toBe('');
  });

  it('keeps a filter in the address', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/cards/deal/1877');
    await user.click(await screen.findByRole('button', { name: 'Только со сбоями' }));
    expect(router.state.location.search).toBe('?failures=1');
    await user.type(screen.getByRole('textbox', { name: /номер процесса/ }), 'whatsapp{Enter}');
    expect(router.state.location.search).toBe('?search=whatsapp&failures=1');
  });

  it('tells a list that did not load from one that is empty, and tries again', async () => {
    const user = userEvent.setup();
    let isDown = true;
    api({ cardProcesses: () => (isDown ? 'unreachable' : page([failed])) });
    await openPage('/cards/deal/1877');
    const completed = within(await section('Завершённые'));
    expect(await completed.findByText('Список не загрузился')).toBeDefined();
    isDown = false;
    await user.click(completed.getByRole('button', { name: 'Повторить' }));
    expect(await completed.findByText('Завершён со сбоями')).toBeDefined();
  });

  it('shows what is not known as not known', async () => {
    const bare = {
      title: null,
      stage: null,
      stageSince: null,
      stages: [],
      amount: null,
      client: null,
      responsible: null,
      url: null,
    };
    api({ card: fakeCard(bare), cardProcesses: page([{ ...failed, template: null, stage: null }]) });
    await openPage('/cards/deal/1877');
    expect(await screen.findByRole('heading', { level: 1, name: 'Сделка № 1877' })).toBeDefined();
    expect(screen.getAllByText('пока неизвестно')).toHaveLength(4);
    expect((await screen.findAllByText('Шаблон пока неизвестен')).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /Открыть в портале/ }).getAttribute('aria-disabled')).toBe('true');
  });

  it('chooses by the code what a card that cannot be shown says', async () => {
    api({ card: { problem: 'not_found' } });
    const first = await openPage('/cards/deal/404');
    expect(await screen.findByRole('heading', { name: 'Не найдено' })).toBeDefined();
    first.unmount();
    api({ card: { problem: 'internal' } });
    const second = await openPage('/cards/deal/500');
    expect(await screen.findByText('req-1')).toBeDefined();
    second.unmount();
    api({ session: { problem: 'not_signed_in' } });
    const { router } = await openPage('/cards/deal/1877?tab=about');
    expect(await screen.findByRole('heading', { name: 'Вход' })).toBeDefined();
    expect(new URLSearchParams(router.state.location.search).get('to')).toBe('/cards/deal/1877?tab=about');
  });

  it('has no frame of ours within the portal', async () => {
    api();
    await openPage('/frame/cards/deal/1877');
    expect(await section('Активные')).toBeDefined();
    expect(screen.queryByRole('banner')).toBeNull();
    expect(screen.queryByText('CRM')).toBeNull();
    expect(screen.getByRole('link', { name: /журнал: Сделка/ }).getAttribute('href')).toMatch(/^\/frame\/cards\//);
    // Support goes on to the failures from here; the sections would be in the way.
    const failures = screen.getByRole('link', { name: 'Сбои по всем карточкам' });
    expect(failures.getAttribute('href')).toMatch(/^\/frame\/failures/);
    expect(screen.queryByRole('navigation', { name: 'Разделы' })).toBeNull();
  });
});
