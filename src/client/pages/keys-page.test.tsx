import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeKey, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };
const secret = {
  key: 'AbCd1234',
  secret: 'jkAbCd1234s3cret',
  webhookUrl: 'https://journal.example/rest/1/jkAbCd1234s3cret/',
};
const revoked = fakeKey({ key: 'Gone0001', title: 'Старый', revokedAt: '2026-11-03T09:00:00.000Z' });
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({ session, keys: { items: [fakeKey(), revoked] }, ...part });
}
const sentOf = (asked: ReturnType<typeof api>, name: string) =>
  vi.waitFor(() => asked.find((one) => one.name === name) ?? expect.fail('not sent'));
const dialog = async (name?: string | RegExp) =>
  within(await screen.findByRole('dialog', name === undefined ? {} : { name }));
const keys = async () => within(await screen.findByRole('region', { name: 'Ключи' }, { timeout: 10_000 }));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the keys of the portal', () => {
  it('say what they may, who made them, who uses them, until when; those that are over when asked for', async () => {
    const user = userEvent.setup();
    api({ keys: { items: [fakeKey({ expiresAt: inDays(3), lastUsedAt: inDays(-1) }), revoked] } });
    const { router } = await openPage('/settings/keys');
    const list = await keys();
    const row = within((await list.findAllByRole('listitem'))[0] ?? expect.fail('no key'));
    expect(row.getByText('Робот рассылки')).toBeDefined();
    expect(row.getByText('Запись событий')).toBeDefined();
    expect(row.getByText('скоро истечёт')).toBeDefined();
    expect(row.getByText(/пользователь 1 · сделан 2 ноя, Ирина · использован .* · истекает/)).toBeDefined();
    expect(screen.getByText(/одного портала: Северный свет/)).toBeDefined();
    expect(list.queryByText('Старый')).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'Все' }));
    expect(router.state.location.search).toBe('?show=all');
    expect(await list.findByText('отозван')).toBeDefined();
    const button = list.getByRole('button', { name: 'Сменить секрет ключа «Старый»', description: /создайте новый/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('say why there is none', async () => {
    const user = userEvent.setup();
    api({ keys: { items: [revoked] } });
    await openPage('/settings/keys');
    const list = await keys();
    expect(await list.findByText('Действующих ключей нет')).toBeDefined();
    await user.click(list.getByRole('button', { name: 'Показать все' }));
    expect(await list.findByText('Старый')).toBeDefined();
  });

  it('belong to a portal: without one there is where to make it', async () => {
    api({ session: { ...session, portals: [] }, keys: { problem: 'not_found' } });
    await openPage('/settings/keys');
    expect(await screen.findByText(/Ключ принадлежит порталу/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'К порталам' }).getAttribute('href')).toBe('/settings/portals');
  });
});

describe('making a key', () => {
  it('asks for what it is for and what it may; the secret and the webhook address are shown once', async () => {
    const user = userEvent.setup();
    const asked = api({ addKey: secret });
    await openPage('/settings/keys?key=new');
    const form = await dialog('Создать ключ');
    await user.click(form.getByRole('button', { name: 'Создать' }));
    expect(form.getByText('Напишите название, не длиннее 200 знаков')).toBeDefined();
    expect(form.getByText('Выберите хотя бы одно право')).toBeDefined();
    await user.type(form.getByRole('textbox', { name: 'Название' }), 'Выгрузка');
    await user.click(form.getByRole('checkbox', { name: 'Чтение журнала' }));
    await user.click(form.getByRole('button', { name: 'Создать' }));
    const { init } = await sentOf(asked, 'addKey');
    const body = JSON.parse(init.body as string) as { expiresAt: string };
    expect(body).toMatchObject({ title: 'Выгрузка', user: '1', scopes: ['journal.read'] });
    const days = (Date.parse(body.expiresAt) - Date.now()) / (24 * 60 * 60 * 1000);
    expect(Math.round(days)).toBe(365);

    const shown = await dialog('Ключ «Выгрузка» создан');
    expect(shown.getByText(secret.secret)).toBeDefined();
    expect(shown.getByText(secret.webhookUrl)).toBeDefined();
    expect(shown.getByText(/показать ещё раз нельзя/)).toBeDefined();
    await user.keyboard('{Escape}');
    expect(shown.getByText(secret.secret)).toBeDefined();
    await user.click(shown.getByRole('button', { name: 'Я сохранил, закрыть' }));
    expect(screen.queryByText(secret.secret)).toBeNull();
  });
});

describe('a new secret', () => {
  it('says until when the old one is taken, as the server says', async () => {
    const user = userEvent.setup();
    let oldSecretUntil: string | null = null;
    const asked = api({
      keys: () => ({ items: [fakeKey({ oldSecretUntil })] }),
      rotateKey: () => {
        oldSecretUntil = '2099-01-02T03:04:00.000Z';
        return secret;
      },
    });
    await openPage('/settings/keys');
    await user.click(await screen.findByRole('button', { name: 'Сменить секрет ключа «Робот рассылки»' }));
    const question = await dialog('Сменить секрет');
    expect(question.getByText(/работают оба секрета/)).toBeDefined();
    await user.click(question.getByRole('button', { name: 'Сменить секрет' }));
    const { init, url } = await sentOf(asked, 'rotateKey');
    expect(JSON.parse(init.body as string)).toEqual({ overlapHours: 24 });
    expect(url.pathname).toBe('/api/v1/keys/AbCd1234/rotate');
    const shown = await dialog('Новый секрет ключа «Робот рассылки»');
    expect(shown.getByText(/Прежний секрет принимается до 2 янв 2099, 06:04:00 \(МСК\)/)).toBeDefined();
    await user.click(shown.getByRole('button', { name: 'Я сохранил, закрыть' }));
    expect(await (await keys()).findByText(/Прежний секрет принимается до 2 янв 2099/)).toBeDefined();
  });
});

describe('revoking', () => {
  it('is asked for twice, and says whether somebody uses the key', async () => {
    const user = userEvent.setup();
    const asked = api({ revokeKey: {} });
    await openPage('/settings/keys');
    await user.click(await screen.findByRole('button', { name: 'Отозвать ключ «Робот рассылки»' }));
    const question = await dialog('Отозвать ключ?');
    expect(question.getByText('Им ещё не пользовались.')).toBeDefined();
    expect(asked.some(({ name }) => name === 'revokeKey')).toBe(false);
    await user.click(question.getByRole('button', { name: 'Отозвать ключ' }));
    expect((await sentOf(asked, 'revokeKey')).url.pathname).toBe('/api/v1/keys/AbCd1234');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
