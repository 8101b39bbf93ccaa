import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeActivity, fakeApplication, fakeCredentials, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({
    session,
    applications: { items: [fakeApplication()] },
    activities: { items: [fakeActivity(), fakeActivity({ kind: 'activity', code: 'inn', name: 'Проверка ИНН' })] },
    ...part,
  });
}

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

const list = async (name: string, timeout = 1000) => within(await screen.findByRole('region', { name }, { timeout }));

describe('the applications', () => {
  it('are listed with what they may', async () => {
    api();
    await openPage('/settings/applications');
    // The first page of a test file waits for all of its code.
    const row = await list('Приложения', 10_000);
    expect(await row.findByRole('button', { name: /Удалить/ })).toBeDefined();
    expect(row.getByText('Wazzup')).toBeDefined();
    expect(row.getByText('Чтение журнала')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Приложения' }).getAttribute('aria-current')).toBe('page');
    expect(document.title).toBe('Приложения — Журнал');
  });

  it('are made with what was chosen, and show their secrets once', async () => {
    const user = userEvent.setup();
    const asked = api({ applications: { items: [] }, addApplication: fakeCredentials() });
    await openPage('/settings/applications');
    expect(await screen.findByText('Приложений пока нет')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Создать приложение' }));
    const form = within(await screen.findByRole('dialog'));
    await user.click(form.getByRole('button', { name: 'Создать' }));
    expect(form.getByText('Напишите название, не длиннее 200 знаков')).toBeDefined();
    expect(asked.some(({ name }) => name === 'addApplication')).toBe(false);

    await user.type(form.getByRole('textbox', { name: 'Название' }), ' Wazzup ');
    await user.type(form.getByRole('textbox', { name: 'Пользователь портала' }), '1');
    await user.click(form.getByRole('checkbox', { name: 'Чтение журнала' }));
    await user.click(form.getByRole('button', { name: 'Создать' }));
    const sent = await vi.waitFor(() => asked.find(({ name }) => name === 'addApplication') ?? expect.fail('not sent'));
    expect(JSON.parse(sent.init.body as string)).toEqual({
      title: 'Wazzup',
      user: '1',
      scopes: ['journal.read', 'bizproc'],
    });

    const secrets = within(await screen.findByRole('dialog', { name: /Ключи приложения/ }));
    expect(secrets.getByText('s3cret')).toBeDefined();
    expect(secrets.getByText(/показать ещё раз нельзя/)).toBeDefined();
    await user.keyboard('{Escape}');
    expect(secrets.getByText('s3cret')).toBeDefined();
    await user.click(secrets.getByRole('button', { name: 'Я сохранил, закрыть' }));
    expect(screen.queryByText('s3cret')).toBeNull();
  });

  it('are removed only after it is said what goes with them', async () => {
    const user = userEvent.setup();
    const asked = api({ removeApplication: {} });
    await openPage('/settings/applications');
    await user.click(await screen.findByRole('button', { name: /Удалить приложение «Wazzup/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(/исчезнут 2 робота и действия/)).toBeDefined();
    expect(dialog.getByText('Отправить WhatsApp, Проверка ИНН')).toBeDefined();
    expect(asked.some(({ name }) => name === 'removeApplication')).toBe(false);
    await user.click(dialog.getByRole('button', { name: 'Удалить приложение' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.find(({ name }) => name === 'removeApplication')?.url.pathname).toBe(
      '/api/v1/applications/local.1a2b3c',
    );
  });

  it('are not there for others', async () => {
    api({ session: fakeSession, applications: { problem: 'forbidden' }, activities: { problem: 'forbidden' } });
    await openPage('/settings/applications');
    expect(await screen.findByRole('heading', { name: 'Не найдено' })).toBeDefined();
    expect(screen.queryByRole('navigation', { name: 'Настройки' })).toBeNull();
  });

  it('say that they did not load, and load again', async () => {
    const user = userEvent.setup();
    let isDown = true;
    api({ applications: () => (isDown ? 'unreachable' : { items: [fakeApplication()] }) });
    await openPage('/settings/applications');
    const box = await list('Приложения');
    expect(await box.findByText('Список не загрузился')).toBeDefined();
    isDown = false;
    await user.click(box.getByRole('button', { name: 'Повторить' }));
    expect(await box.findByText('Wazzup')).toBeDefined();
  });
});

describe('robots and actions', () => {
  it('show whose they are and whether they write, and are found', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/settings/activities?search=whatsapp');
    const box = await list('Роботы и действия');
    const row = within(await box.findByRole('listitem'));
    expect(row.getByText('Отправить WhatsApp')).toBeDefined();
    expect(row.getByRole('img', { name: 'Робот' })).toBeDefined();
    expect(row.getByText('https://wazzup.example/robot')).toBeDefined();
    expect(row.getByText('ждёт ответа')).toBeDefined();
    expect(row.getByText('ещё не писал')).toBeDefined();
    await user.click(screen.getByRole('radio', { name: 'Действия' }));
    expect(router.state.location.search).toBe('?search=whatsapp&kind=activity');
    await user.click(await box.findByRole('button', { name: 'Сбросить фильтр' }));
    expect(await box.findAllByRole('listitem')).toHaveLength(2);
  });
});

describe('silent writes', () => {
  const today = new Date().toISOString().slice(0, 10);

  it('say why in plain words, and give the same figures in a table', async () => {
    const user = userEvent.setup();
    api({
      silentWrites: {
        items: [
          { reason: 'no_subscription', day: today, writer: null, writes: 3 },
          { reason: 'logging_off', day: today, writer: { kind: 'key', id: 'jk12', title: null }, writes: 200 },
          {
            reason: 'logging_off',
            day: today,
            writer: { kind: 'application', id: 'local.1', title: 'Мессенджер' },
            writes: 1000,
          },
        ],
      },
    });
    const { router } = await openPage('/settings/silent-writes?view=nonsense');
    expect(
      await screen.findByRole('img', { name: /не сохранено 1\s203 записи|не сохранены 1\s203 записи/ }),
    ).toBeDefined();
    const reasons = within(screen.getByRole('list', { name: 'Почему' })).getAllByRole('heading');
    expect(reasons.map((one) => one.textContent)).toEqual([
      'Журнал выключен в шаблоне',
      'Шаг не ждал ответа приложения',
    ]);
    const writers = within(screen.getByRole('list', { name: 'Кто писал: журнал выключен' })).getAllByRole('listitem');
    expect(writers.map((one) => one.textContent?.replaceAll('\u00A0', ' '))).toEqual([
      'приложение «Мессенджер» · 1 000',
      'вебхук, ключ jk12 · 200',
    ]);
    await user.click(screen.getByRole('radio', { name: 'Таблица' }));
    expect(router.state.location.search).toBe('?view=table');
    const row = within(await screen.findByRole('table')).getByRole('row', { name: /сегодня/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((one) => one.textContent),
    ).toEqual(['3', '1 200', '1 203'].map((one) => one.replace(' ', '\u00A0')));
  });

  it('say that nothing was lost', async () => {
    api({ silentWrites: { items: [] } });
    await openPage('/settings/silent-writes');
    expect(await screen.findByText('Ни одна запись не потерялась')).toBeDefined();
  });
});
