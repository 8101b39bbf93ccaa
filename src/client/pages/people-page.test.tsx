import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeAccount, fakePortal, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const irina = fakeAccount({ person: '1', name: 'Ирина', email: 'i@example.ru', role: 'administrator', portals: [] });
const anna = fakeAccount({ person: '7' });
const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };
const link = { person: '8', link: 'https://journal.example/invitation#t=abc', expiresAt: '2026-11-28T09:00:00.000Z' };

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({
    session,
    people: { items: [irina, anna] },
    portals: { items: [fakePortal(), fakePortal({ portal: 'south', title: null })] },
    ...part,
  });
}
type Asked = ReturnType<typeof api>;
const bodyOf = (asked: Asked, name: string) =>
  vi.waitFor(() => JSON.parse((asked.find((one) => one.name === name) ?? expect.fail('not sent')).init.body as string));
const dialog = async (name?: string | RegExp) =>
  within(await screen.findByRole('dialog', name === undefined ? {} : { name }));
const people = async () => within(await screen.findByRole('region', { name: 'Люди' }, { timeout: 10_000 }));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the people', () => {
  it('are where the settings begin: who, what they may, whether they can sign in', async () => {
    api();
    const { router } = await openPage('/settings');
    const list = await people();
    const [first, second] = await list.findAllByRole('listitem');
    expect(first?.textContent).toContain('это вы');
    expect(first?.textContent).toContain('все порталы');
    expect(second?.textContent).toContain('Поддержка');
    expect(second?.textContent).toContain('Северный свет');
    expect(second?.textContent).toContain('активна');
    expect(router.state.location.pathname).toBe('/settings/people');
    expect(screen.getByRole('link', { name: 'Люди' }).getAttribute('aria-current')).toBe('page');
    expect(document.title).toBe('Люди — Журнал');
  });

  it('are found by name, role and state, and the address says so', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/settings/people?role=support');
    const list = await people();
    expect(await list.findAllByRole('listitem')).toHaveLength(1);
    await user.type(screen.getByRole('textbox', { name: 'Имя или почта' }), 'никто{Enter}');
    expect(await list.findByText('Под фильтр никто не подходит')).toBeDefined();
    expect(new URLSearchParams(router.state.location.search).get('search')).toBe('никто');
    await user.click(list.getByRole('button', { name: 'Сбросить фильтр' }));
    expect(await list.findAllByRole('listitem')).toHaveLength(2);
    expect(router.state.location.search).toBe('');
  });

  it('are not there for others', async () => {
    api({ session: fakeSession, people: { problem: 'forbidden' }, portals: { problem: 'forbidden' } });
    await openPage('/settings/people');
    expect(await screen.findByRole('heading', { name: 'Не найдено' })).toBeDefined();
  });
});

describe('inviting', () => {
  it('says what each role may, and shows the link once', async () => {
    const user = userEvent.setup();
    const asked = api({ invitePerson: link });
    const { router } = await openPage('/settings/people?person=new');
    const form = await dialog('Пригласить человека');
    expect(form.getByText(/Видит, кто что смотрел/)).toBeDefined();
    await user.click(form.getByRole('button', { name: 'Пригласить' }));
    expect(form.getByText('Напишите имя, не длиннее 200 знаков')).toBeDefined();
    expect(form.getByText('Похоже, в адресе ошибка')).toBeDefined();
    expect(asked.some(({ name }) => name === 'invitePerson')).toBe(false);

    await user.type(form.getByRole('textbox', { name: 'Имя' }), ' Пётр ');
    await user.type(form.getByRole('textbox', { name: 'Почта' }), 'petr@example.ru');
    await user.click(form.getByRole('radio', { name: 'Поддержка' }));
    expect(form.getByText('Портал не выбран: читать будет нечего.')).toBeDefined();
    await user.click(form.getByRole('checkbox', { name: 'south' }));
    await user.click(form.getByRole('button', { name: 'Пригласить' }));
    expect(await bodyOf(asked, 'invitePerson')).toEqual({
      name: 'Пётр',
      email: 'petr@example.ru',
      role: 'support',
      portals: ['south'],
    });

    const shown = await dialog('Ссылка для «Пётр»');
    expect(shown.getByText(link.link)).toBeDefined();
    expect(shown.getByText(/Действует один раз, до 28 ноя/)).toBeDefined();
    expect(router.state.location.search).toBe('');
    await user.keyboard('{Escape}');
    expect(shown.getByText(link.link)).toBeDefined();
    await user.click(shown.getByRole('button', { name: 'Я передам, закрыть' }));
    expect(screen.queryByText(link.link)).toBeNull();
  });

  it('an administrator reads all portals, so none is asked for', async () => {
    const user = userEvent.setup();
    const asked = api({ invitePerson: { problem: 'conflict' } });
    await openPage('/settings/people?person=new');
    const form = await dialog();
    await user.type(form.getByRole('textbox', { name: 'Имя' }), 'Пётр');
    await user.type(form.getByRole('textbox', { name: 'Почта' }), 'petr@example.ru');
    await user.click(form.getByRole('checkbox', { name: 'Северный свет' }));
    await user.click(form.getByRole('radio', { name: 'Администратор' }));
    expect(form.queryByRole('checkbox')).toBeNull();
    await user.click(form.getByRole('button', { name: 'Пригласить' }));
    expect(await bodyOf(asked, 'invitePerson')).toMatchObject({ role: 'administrator', portals: [] });
    expect(await form.findByText('Человек с такой почтой уже есть')).toBeDefined();
  });
});

describe('a person', () => {
  it('opens by a link, and what was changed is sent', async () => {
    const user = userEvent.setup();
    const asked = api({ changePerson: { ...anna, role: 'manager' } });
    const { router } = await openPage('/settings/people?person=7');
    const form = await dialog('Анна Орлова');
    expect(form.queryByText(/придётся войти заново/)).toBeNull();
    await user.click(form.getByRole('radio', { name: 'Менеджер' }));
    expect(form.getByText('Роль или порталы меняются: человеку придётся войти заново.')).toBeDefined();
    await user.click(form.getByRole('button', { name: 'Сохранить' }));
    expect(await bodyOf(asked, 'changePerson')).toEqual({ name: 'Анна Орлова', role: 'manager', portals: ['main'] });
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(router.state.location.search).toBe('');
  });

  it('who is there no more is said to be gone', async () => {
    api();
    await openPage('/settings/people?person=404');
    expect((await dialog('Не найдено')).getByText(/Возможно, её удалили/)).toBeDefined();
  });

  it('gets a new link', async () => {
    const user = userEvent.setup();
    api({ renewInvitation: link });
    await openPage('/settings/people?person=7');
    await user.click((await dialog()).getByRole('button', { name: 'Новая ссылка' }));
    expect((await dialog('Ссылка для «Анна Орлова»')).getByText(link.link)).toBeDefined();
  });

  it('is blocked and freed', async () => {
    const user = userEvent.setup();
    let state: 'active' | 'blocked' = 'active';
    const asked = api({
      people: () => ({ items: [irina, { ...anna, state }] }),
      changePerson: () => {
        state = state === 'active' ? 'blocked' : 'active';
        return { ...anna, state };
      },
    });
    await openPage('/settings/people?person=7');
    const form = await dialog();
    await user.click(form.getByRole('button', { name: 'Заблокировать' }));
    expect(await bodyOf(asked, 'changePerson')).toEqual({ isBlocked: true });
    const link = await form.findByRole('button', { name: 'Новая ссылка', description: /разблокируйте/ });
    expect(link.getAttribute('aria-disabled')).toBe('true');
    await user.click(form.getByRole('button', { name: 'Разблокировать' }));
    expect(await form.findByRole('button', { name: 'Заблокировать' })).toBeDefined();
    expect(asked.filter(({ name }) => name === 'changePerson')).toHaveLength(2);
  });

  it('is removed only when that is confirmed; somebody else may have been faster', async () => {
    const user = userEvent.setup();
    const asked = api({ removePerson: { problem: 'not_found' } });
    await openPage('/settings/people?person=7');
    await user.click((await dialog()).getByRole('button', { name: 'Удалить' }));
    const question = await dialog('Удалить учётную запись?');
    expect(question.getByText('anna@example.ru')).toBeDefined();
    expect(asked.some(({ name }) => name === 'removePerson')).toBe(false);
    await user.click(question.getByRole('button', { name: 'Удалить' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('the last administrator', () => {
  it('stays one: every action that would leave nobody says why it is not possible', async () => {
    const user = userEvent.setup();
    const asked = api();
    await openPage('/settings/people?person=1');
    const form = await dialog('Ирина');
    for (const name of ['Заблокировать', 'Удалить']) {
      const button = form.getByRole('button', { name, description: /единственный администратор/ });
      expect(button.getAttribute('aria-disabled')).toBe('true');
      await user.click(button);
    }
    expect(form.getByRole('radio', { name: 'Менеджер' })).toHaveProperty('disabled', true);
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    expect(asked.some(({ name }) => name === 'changePerson' || name === 'removePerson')).toBe(false);
  });

  it('who stops being one leaves the settings', async () => {
    const user = userEvent.setup();
    let role: 'administrator' | 'manager' = 'administrator';
    api({
      session: () => ({ ...session, person: { ...session.person, role } }),
      people: { items: [irina, { ...anna, role: 'administrator' }] },
      changePerson: () => {
        role = 'manager';
        return { ...irina, role };
      },
      cards: { items: [], next: null, previous: null },
    });
    const { router } = await openPage('/settings/people?person=1');
    const form = await dialog('Ирина');
    await user.click(form.getByRole('radio', { name: 'Менеджер' }));
    expect(form.getByText(/на других устройствах придётся войти заново/)).toBeDefined();
    await user.click(form.getByRole('button', { name: 'Сохранить' }));
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/'));
  });

  it('may go when there is another one, but nobody locks himself out', async () => {
    api({ people: { items: [irina, { ...anna, role: 'administrator' }] } });
    await openPage('/settings/people?person=1');
    const form = await dialog('Ирина');
    expect(form.getByRole('radio', { name: 'Менеджер' })).toHaveProperty('disabled', false);
    expect(form.getByRole('button', { name: 'Удалить', description: /Это ваша учётная запись/ })).toBeDefined();
  });
});

it('who signs in by the organisation has no password here, and no link to set one', async () => {
  api({ people: { items: [irina, { ...anna, isExternal: true }] } });
  await openPage('/settings/people?person=7');
  const form = await dialog();
  expect(form.getByRole('button', { name: 'Новая ссылка', description: /OpenID/ })).toBeDefined();
});
