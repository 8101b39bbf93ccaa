import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const here = {
  session: 's1',
  openedAt: '2026-11-20T09:00:00.000Z',
  seenAt: '2026-11-21T09:00:00.000Z',
  browser: firefox,
  network: '10.0.0',
  isCurrent: true,
};
const elsewhere = { ...here, session: 's2', browser: null, network: null, isCurrent: false };
const account = {
  name: 'Ирина',
  email: 'i@example.ru',
  role: 'support',
  hasPassword: true,
  sessions: [elsewhere, here],
};

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({ session: fakeSession, account, cards: { items: [], next: null, previous: null }, ...part });
}
const sentOf = (asked: ReturnType<typeof api>, name: string) =>
  vi.waitFor(() => asked.find((one) => one.name === name) ?? expect.fail('not sent'));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe("one's own account", () => {
  it('says who one is and where one is signed in, here first', async () => {
    api();
    await openPage('/account');
    expect(await screen.findByRole('heading', { level: 1, name: 'Учётная запись' }, { timeout: 10_000 })).toBeDefined();
    expect(await screen.findByText(/Читает журналы всех карточек/)).toBeDefined();
    const list = within(await screen.findByRole('region', { name: 'Где выполнен вход' }));
    const [first, second] = list.getAllByRole('listitem');
    expect(first?.textContent).toContain('Firefox, Linuxздесь и сейчас');
    expect(second?.textContent).toContain('Неизвестный браузер');
    const own = within(first ?? expect.fail()).getByRole('button', { description: /используйте «Выйти»/ });
    expect(own.getAttribute('aria-disabled')).toBe('true');
  });

  it('ends a session elsewhere, and all of them', async () => {
    const user = userEvent.setup();
    const asked = api({ closeSession: { closed: 2 } });
    await openPage('/account');
    await user.click(await screen.findByRole('button', { name: /Завершить вход: Неизвестный браузер/ }));
    expect((await sentOf(asked, 'closeSession')).url.pathname).toBe('/api/v1/account/sessions/s2');
    expect(await screen.findByText('Завершены 2 входа')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Завершить остальные' }));
    await vi.waitFor(() => expect(asked.at(-1)?.name === 'account' || asked.at(-2)?.name === 'account').toBe(true));
    expect(asked.some(({ url }) => url.pathname.endsWith('/sessions/others'))).toBe(true);
  });

  it('says that there is nothing else to end', async () => {
    api({ account: { ...account, sessions: [here] } });
    await openPage('/account');
    const button = await screen.findByRole('button', { name: 'Завершить остальные', description: 'Других входов нет' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('changes the password: the rules stand there before, and what is wrong stands at its field', async () => {
    const user = userEvent.setup();
    let isRight = false;
    const asked = api({ changePassword: () => (isRight ? {} : { problem: 'wrong_credentials' }) });
    await openPage('/account');
    const form = within(await screen.findByRole('region', { name: 'Пароль' }));
    const [current, next] = [form.getByLabelText('Нынешний пароль'), form.getByLabelText('Новый пароль')];
    expect(form.getByText(/Не короче 12 символов/)).toBeDefined();
    await user.type(current, 'старый и длинный');
    await user.type(next, 'коротко');
    await user.click(form.getByRole('button', { name: 'Сменить пароль' }));
    expect(form.getByText('Нужно не меньше 12 символов')).toBeDefined();
    await user.clear(next);
    await user.type(next, 'старый и длинный');
    await user.click(form.getByRole('button', { name: 'Сменить пароль' }));
    expect(form.getByText('Новый пароль совпадает с нынешним')).toBeDefined();
    expect(asked.some(({ name }) => name === 'changePassword')).toBe(false);

    await user.type(next, ', но другой');
    await user.click(form.getByRole('button', { name: 'Сменить пароль' }));
    expect(await form.findByText('Это не ваш нынешний пароль')).toBeDefined();
    isRight = true;
    await user.click(form.getByRole('button', { name: 'Сменить пароль' }));
    expect(await screen.findByText('Пароль изменён, остальные входы завершены')).toBeDefined();
    expect(next).toHaveProperty('value', '');
  });

  it('has no password here when the organisation signs in', async () => {
    api({ account: { ...account, hasPassword: false } });
    await openPage('/account');
    expect(await screen.findByText(/Вы входите через OpenID/)).toBeDefined();
    expect(screen.queryByLabelText('Новый пароль')).toBeNull();
  });

  it('is found in the menu of the header', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/');
    const opens = await screen.findByRole('button', { name: 'Ирина' });
    opens.focus();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('menuitem', { name: /Учётная запись/ }));
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/account'));
  });
});

describe('an invitation', () => {
  const open = async () => {
    history.replaceState(null, '', '/invitation#t=abc');
    return await openPage('/invitation');
  };

  it('asks for a password, says the rules first, and signs in', async () => {
    const user = userEvent.setup();
    const asked = api({ acceptInvitation: fakeSession });
    const { router } = await open();
    const password = await screen.findByLabelText('Новый пароль');
    expect(screen.getByText(/Не короче 12 символов/)).toBeDefined();
    expect(location.hash).toBe('');
    await user.type(password, 'достаточно длинная фраза');
    await user.click(screen.getByRole('button', { name: 'Показать пароль' }));
    expect(password).toHaveProperty('type', 'text');
    await user.click(screen.getByRole('button', { name: 'Задать пароль и войти' }));
    const { init } = await sentOf(asked, 'acceptInvitation');
    expect(JSON.parse(init.body as string)).toEqual({ token: 'abc', password: 'достаточно длинная фраза' });
    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/'));
  });

  it.each(['claim_invalid', 'not_found'] as const)('that works no more (%s) says what to do', async (problem) => {
    const user = userEvent.setup();
    api({ acceptInvitation: { problem } });
    await open();
    await user.type(await screen.findByLabelText('Новый пароль'), 'достаточно длинная фраза');
    await user.click(screen.getByRole('button', { name: 'Задать пароль и войти' }));
    expect(await screen.findByRole('heading', { name: 'Ссылка не действует' })).toBeDefined();
    expect(screen.getByText(/попросите администратора прислать новую/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Ко входу' }).getAttribute('href')).toBe('/sign-in');
  });

  it('without its key is no invitation', async () => {
    history.replaceState(null, '', '/invitation');
    api();
    await openPage('/invitation');
    expect(await screen.findByText(/В ссылке нет ключа/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /Задать пароль/ })).toBeNull();
  });
});

describe('signing in', () => {
  it("offers the organisation's own way, and comes back to the page", async () => {
    api({ signInWays: { oidc: { title: 'Ромашка ID', start: '/api/v1/oidc/start' } } });
    await openPage('/sign-in?to=/cards/deal/7?tab=about');
    const link = await screen.findByRole('link', { name: 'Войти через Ромашка ID' });
    expect(link.getAttribute('href')).toBe('/api/v1/oidc/start?to=%2Fcards%2Fdeal%2F7%3Ftab%3Dabout');
  });

  it('needs no answer about other ways', async () => {
    api({ signInWays: 'unreachable' });
    await openPage('/sign-in');
    expect(await screen.findByRole('button', { name: 'Войти' })).toBeDefined();
    expect(screen.queryByText('или')).toBeNull();
  });

  it.each([
    ['forbidden', /нет роли в журнале/],
    ['overloaded', /не отвечает/],
    ['too_many_requests', /Слишком много попыток/],
    ['<b>nonsense', /не подтвердил вход/],
  ])('says why it was refused: %s', async (problem, text) => {
    api({ signInWays: { oidc: null } });
    await openPage(`/sign-in?problem=${encodeURIComponent(problem)}`);
    expect(await screen.findByText(text)).toBeDefined();
  });
});
