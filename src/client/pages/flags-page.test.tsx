import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Flag, FlagPage } from '#contract/flag.ts';
import { fakeFlag, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { type Answer, stubApi } from '#client/testing/stub-api.ts';

const page = (items: Flag[]): FlagPage => ({ items, next: null, previous: null, total: items.length });
const api = (answers: Record<string, Answer>) => stubApi({ session: fakeSession, failures: { total: 0 }, ...answers });
const rows = async () =>
  await within(await screen.findByRole('list', { name: 'Отмеченные' })).findAllByRole('listitem');

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the page of flags', () => {
  it('says why, on what, whose and since when, and leads to the journal at the entry', async () => {
    const activity = { name: 'A1', title: 'Отправить сообщение', code: 'send' };
    const entry = { entry: 'e0000000001a', activity, message: 'Не указан номер телефона' };
    api({ flags: page([fakeFlag({ entry, dueAt: '2020-01-15T00:00:00.000Z' })]) });
    await openPage('/flags');
    const [row] = await rows();
    expect(row?.textContent).toMatch(/Ждём ответа провайдера/);
    expect(row?.textContent).toMatch(/Отправить сообщение: Не указан номер телефона/);
    expect(row?.textContent).toMatch(/просрочено: 15 янв 2020/);
    expect(row?.textContent).toMatch(/Анна Смирнова/);
    const link = within(row ?? document.body).getByRole('link', { name: 'Журнал: Роботы стадии' });
    expect(link.getAttribute('href')).toBe('/cards/deal/7/processes/p1?entry=e0000000001a');
  });

  it('checks the evidence when asked, and says what is wrong with it', async () => {
    const user = userEvent.setup();
    const checked = { sha256: 'badc0de'.padEnd(64, '0'), checkedAt: '2026-11-21T12:00:00.000Z' };
    api({
      flags: page([fakeFlag()]),
      checkFlag: { result: 'missing', entries: 1, ...checked },
    });
    await openPage('/flags');
    const [row] = await rows();
    expect(row?.textContent).not.toContain('Не хватает записей');
    await user.click(screen.getByRole('button', { name: 'Проверить журнал: Роботы стадии' }));
    await waitFor(() => expect(row?.textContent).toMatch(/Не хватает записей.*Сейчас 1 из 2/));
  });

  it('keeps its filters in the address, and says why it is empty', async () => {
    const user = userEvent.setup();
    api({ flags: page([]) });
    const { router } = await openPage('/flags');
    expect(await screen.findByText('Отметок пока нет')).toBeDefined();
    await user.click(screen.getByRole('radio', { name: 'Пора вернуться' }));
    expect(await screen.findByText('Возвращаться пока не к чему')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Мои' }));
    expect(router.state.location.search).toBe('?state=due&mine=1');
    await user.click(await screen.findByRole('button', { name: 'Сбросить фильтры' }));
    expect(router.state.location.search).toBe('?state=due');
  });

  it('closes a flag after it has said what that means', async () => {
    const user = userEvent.setup();
    let isOpen = true;
    api({
      flags: () => page(isOpen ? [fakeFlag()] : []),
      closeFlag: () => {
        isOpen = false;
        return fakeFlag({ closedAt: '2026-11-21T12:00:00.000Z' });
      },
    });
    await openPage('/flags');
    await user.click(await screen.findByRole('button', { name: 'Готово: Ждём ответа провайдера' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Закрыть отметку?' }));
    expect(dialog.getByText(/журнал будет удалён/)).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'Закрыть отметку' }));
    expect(await screen.findByText('Отметок пока нет')).toBeDefined();
  });

  it('opens a closed one again with a new reason, and says what is left of its journal', async () => {
    const user = userEvent.setup();
    const closed = fakeFlag({ closedAt: '2026-11-20T12:00:00.000Z', closedBy: 'Анна Смирнова', dueAt: null });
    const check = { result: 'missing', entries: 1, sha256: closed.evidence.sha256, checkedAt: closed.createdAt };
    const asked: unknown[] = [];
    api({
      flags: page([closed]),
      reopenFlag: (_url: URL, { body }: RequestInit) => {
        asked.push(JSON.parse(body as string));
        return { flag: fakeFlag({ reopenedBy: 'Ирина', reopenedAt: '2026-11-21T12:00:00.000Z' }), check };
      },
    });
    await openPage('/flags?state=closed');
    await user.click(await screen.findByRole('button', { name: 'Открыть снова: Ждём ответа провайдера' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Открыть отметку снова' }));
    const why = dialog.getByRole('textbox', { name: /Зачем/ });
    await user.clear(why);
    await user.type(why, 'Снова жалуются');
    await user.click(dialog.getByRole('button', { name: 'Открыть снова' }));
    expect(await screen.findByText('Отметка снова открыта, но от журнала осталось 1 из 2')).toBeDefined();
    expect(asked).toEqual([{ why: 'Снова жалуются', dueAt: null }]);
  });

  it('says of one that was opened again by whom', async () => {
    api({ flags: page([fakeFlag({ reopenedBy: 'Ирина', reopenedAt: '2020-01-15T12:00:00.000Z' })]) });
    await openPage('/flags');
    const [row] = await rows();
    expect(row?.textContent).toMatch(/снова открыта: Ирина, 15 янв 2020/);
  });
});
