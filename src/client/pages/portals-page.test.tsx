import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakePortal, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };
const bitrix24 = fakePortal({
  portal: 'north',
  title: 'Ромашка',
  origin: 'https://romashka.example',
  connection: {
    kind: 'bitrix24',
    memberId: 'abcdef0123456789',
    authServer: 'https://oauth.bitrix.info',
    applicationCode: 'local.1',
    hasApplicationToken: true,
    allowPrivate: false,
    supportUsers: ['7'],
    installedAt: null,
  },
});

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({ session, portals: { items: [fakePortal(), bitrix24] }, ...part });
}
const sentOf = async (asked: ReturnType<typeof api>, name: string) => {
  const { url, init } = await vi.waitFor(() => asked.find((one) => one.name === name) ?? expect.fail('not sent'));
  return { path: url.pathname, body: JSON.parse(init.body as string) as Record<string, unknown> };
};
const region = async (name: string) => within(await screen.findByRole('region', { name }, { timeout: 10_000 }));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the portals', () => {
  it('say from where and how each opens the journal', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/settings/portals');
    const list = await region('Порталы');
    const [first, second] = await list.findAllByRole('listitem');
    expect(first?.textContent).toContain('открывать у себя никому нельзя');
    expect(second?.textContent).toContain('https://romashka.example');
    expect(second?.textContent).toContain('вкладки ещё не установлены');
    await user.click(list.getByRole('link', { name: 'Настроить портал «Ромашка»' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Ромашка' })).toBeDefined();
    expect(router.state.location.pathname).toBe('/settings/portals/north');
  });

  it('are made with an id that no other has, and opened', async () => {
    const user = userEvent.setup();
    const items = [fakePortal()];
    const asked = api({
      portals: () => ({ items }),
      putPortal: () => {
        const made = fakePortal({ portal: 'south', title: 'Юг', timeZone: 'Asia/Omsk' });
        items.push(made);
        return made;
      },
    });
    const { router } = await openPage('/settings/portals?make=1');
    const form = within(await screen.findByRole('dialog', {}, { timeout: 10_000 }));
    await user.type(form.getByRole('textbox', { name: 'Номер портала' }), 'main');
    const zone = form.getByRole('combobox', { name: 'Часовой пояс' });
    await user.clear(zone);
    await user.type(zone, 'Луна/Море');
    await user.click(form.getByRole('button', { name: 'Создать' }));
    expect(await form.findByText('Портал с таким номером уже есть')).toBeDefined();
    expect(form.getByText(/Такого часового пояса нет/)).toBeDefined();

    await user.clear(form.getByRole('textbox', { name: 'Номер портала' }));
    await user.type(form.getByRole('textbox', { name: 'Номер портала' }), 'south');
    await user.clear(zone);
    await user.type(zone, 'Asia/Omsk');
    await user.type(form.getByRole('textbox', { name: 'Название' }), 'Юг');
    await user.click(form.getByRole('button', { name: 'Создать' }));
    expect(await sentOf(asked, 'putPortal')).toEqual({
      path: '/api/v1/portals/south',
      body: { title: 'Юг', timeZone: 'Asia/Omsk' },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Юг' })).toBeDefined();
    // The one that was read stays the one that is read.
    expect(`${router.state.location.pathname}${router.state.location.search}`).toBe(
      '/settings/portals/south?portal=main',
    );
  });
});

describe('a portal', () => {
  it('keeps an address that was pasted whole as an origin', async () => {
    const user = userEvent.setup();
    const asked = api({ putPortal: fakePortal() });
    await openPage('/settings/portals/main');
    const facts = await region('Основное');
    const origin = facts.getByRole('textbox', { name: /Адрес, с которого/ });
    await user.type(origin, 'не адрес');
    await user.click(facts.getByRole('button', { name: 'Сохранить' }));
    expect(await facts.findByText(/Нужен адрес сайта/)).toBeDefined();
    await user.clear(origin);
    await user.type(origin, 'Portal.Example/crm/deal/7/');
    await user.click(facts.getByRole('button', { name: 'Сохранить' }));
    expect((await sentOf(asked, 'putPortal')).body).toEqual({
      title: 'Северный свет',
      timeZone: 'Europe/Moscow',
      origin: 'https://portal.example',
    });
  });

  it('that does not exist says so', async () => {
    api();
    await openPage('/settings/portals/nowhere');
    expect(await screen.findByText('Такого портала нет')).toBeDefined();
  });

  it('cannot open anything before it is said from where', async () => {
    const user = userEvent.setup();
    api();
    await openPage('/settings/portals/main');
    const section = await region('Как портал открывает журнал');
    await user.click(section.getByRole('radio', { name: 'Битрикс24' }));
    const save = section.getByRole('button', { name: 'Сохранить подключение', description: /Сначала укажите/ });
    expect(save.getAttribute('aria-disabled')).toBe('true');
  });
});

describe('a Bitrix24', () => {
  it('shows what is known, never the token; an untouched token stays', async () => {
    const user = userEvent.setup();
    const asked = api({ putConnection: bitrix24 });
    await openPage('/settings/portals/north');
    const section = await region('Как портал открывает журнал');
    expect(section.getByRole('textbox', { name: 'member_id портала' })).toHaveProperty('value', 'abcdef0123456789');
    expect(section.getByRole('radio', { name: 'oauth.bitrix.info' })).toHaveProperty('checked', true);
    expect(section.getByLabelText('Токен приложения')).toHaveProperty('value', '');
    await user.click(section.getByRole('radio', { name: 'oauth.bitrix24.tech' }));
    const people = section.getByRole('textbox', { name: 'Кто в портале поддержка' });
    await user.type(people, ' 12, Анна');
    await user.click(section.getByRole('button', { name: 'Сохранить подключение' }));
    expect(await section.findByText('Не похоже на номера: Анна')).toBeDefined();
    await user.clear(people);
    await user.type(people, '7 12');
    await user.click(section.getByRole('button', { name: 'Сохранить подключение' }));
    expect(await sentOf(asked, 'putConnection')).toEqual({
      path: '/api/v1/portals/north/connection',
      body: {
        kind: 'bitrix24',
        memberId: 'abcdef0123456789',
        authServer: 'https://oauth.bitrix24.tech',
        applicationCode: 'local.1',
        allowPrivate: false,
        supportUsers: ['7', '12'],
      },
    });
  });

  it('says before it is saved that another member_id loses the token', async () => {
    const user = userEvent.setup();
    api();
    await openPage('/settings/portals/north');
    const section = await region('Как портал открывает журнал');
    const member = section.getByRole('textbox', { name: 'member_id портала' });
    await user.type(member, '0');
    expect(section.getByText(/токен принадлежит прежнему порталу/)).toBeDefined();
    const token = section.getByLabelText('Токен приложения');
    await user.type(token, 'another token');
    expect(section.queryByText(/токен принадлежит прежнему порталу/)).toBeNull();
    await user.clear(token);
    await user.type(member, '{Backspace}');
    expect(section.queryByText(/токен принадлежит прежнему порталу/)).toBeNull();
  });

  it('forgets the token when that is asked for', async () => {
    const user = userEvent.setup();
    const asked = api({ putConnection: bitrix24 });
    await openPage('/settings/portals/north');
    const section = await region('Как портал открывает журнал');
    await user.click(section.getByRole('checkbox', { name: 'Не сверять токен' }));
    await user.click(section.getByRole('button', { name: 'Сохранить подключение' }));
    expect((await sentOf(asked, 'putConnection')).body).toHaveProperty('applicationToken', null);
  });

  it('is another portal already: the field says so', async () => {
    const user = userEvent.setup();
    api({ putConnection: { problem: 'conflict' } });
    await openPage('/settings/portals/north');
    const section = await region('Как портал открывает журнал');
    await user.click(section.getByRole('button', { name: 'Сохранить подключение' }));
    expect(await section.findByText('Такой member_id уже у другого портала')).toBeDefined();
  });

  it('is told where to find us', async () => {
    api();
    await openPage('/settings/portals/north');
    const addresses = await region('Что указать в портале');
    expect(addresses.getAllByText(new RegExp(`^${location.origin}/`))).toHaveLength(3);
    expect(addresses.getByRole('button', { name: 'Скопировать: Путь обработчика' })).toBeDefined();
  });
});

describe('a portal that signs', () => {
  const signed = fakePortal({
    origin: 'https://own.example',
    connection: { kind: 'signed', algorithm: 'HS256', keyFingerprint: '0123456789abcdef' },
  });

  it('takes a secret that we make up, and shows how it is used', async () => {
    const user = userEvent.setup();
    const asked = api({ portals: { items: [signed] }, putConnection: signed });
    await openPage('/settings/portals/main');
    const section = await region('Как портал открывает журнал');
    expect(section.getByText(/Ключ задан, отпечаток 0123456789abcdef/)).toBeDefined();
    const example = section.getByRole('region', { name: 'На сервере портала' });
    expect(example.textContent?.trim().split('\n')).toHaveLength(10);
    await user.click(section.getByRole('button', { name: 'Придумать секрет' }));
    expect(section.getByText(/после сохранения его не прочитать/)).toBeDefined();
    await user.click(section.getByRole('button', { name: 'Сохранить подключение' }));
    const { body } = await sentOf(asked, 'putConnection');
    expect(body).toMatchObject({ kind: 'signed', algorithm: 'HS256' });
    expect(body['key']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never sends a private key, and needs a key for another algorithm', async () => {
    const user = userEvent.setup();
    const asked = api({ portals: { items: [signed] }, putConnection: signed });
    await openPage('/settings/portals/main');
    const section = await region('Как портал открывает журнал');
    await user.click(section.getByRole('radio', { name: 'RS256' }));
    await user.click(section.getByRole('button', { name: 'Сохранить подключение' }));
    expect(await section.findByText(/Вставьте ключ целиком/)).toBeDefined();
    await user.click(section.getByRole('textbox', { name: 'Открытый ключ, PEM' }));
    await user.paste('-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----');
    expect(await section.findByText(/Это закрытый ключ/)).toBeDefined();
    expect(asked.some(({ name }) => name === 'putConnection')).toBe(false);
  });
});
