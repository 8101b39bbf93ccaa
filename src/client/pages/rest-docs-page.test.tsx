import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeRestMethod, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';

const methods = [
  fakeRestMethod({ name: 'batch', scope: null, summary: { ru: 'Пакет вызовов', en: 'Batch' }, errors: [] }),
  fakeRestMethod(),
  fakeRestMethod({ name: 'bizproc.robot.add', applicationOnly: true }),
  fakeRestMethod({ name: 'journal.entry.list', scope: 'journal.read', ours: true }),
];

function api(role = 'administrator') {
  return stubApi({
    session: { ...fakeSession, person: { ...fakeSession.person, role } },
    restMethods: { items: methods },
  });
}

// The first page of a test file waits for all of its code.
const method = async (name: string) => within(await screen.findByRole('region', { name }, { timeout: 10_000 }));
const curlOf = async (name: string) => (await method(name)).getByRole('region', { name: `Запрос ${name}` }).textContent;

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the documentation of REST', () => {
  it('is made of what the server tells of its methods', async () => {
    api();
    await openPage('/settings/rest');
    const log = await method('bizproc.activity.log');
    expect(log.getByText('Записывает сообщение в журнал')).toBeDefined();
    expect(log.getByText('вебхук или приложение')).toBeDefined();
    expect(log.getByText('Токен события шага')).toBeDefined();
    expect(log.getByText('ACCESS_DENIED')).toBeDefined();
    expect((await method('journal.entry.list')).getByText('нет в портале')).toBeDefined();
    expect((await method('batch')).getByText('любое')).toBeDefined();
    expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual([
      'Как вызывать',
      'Запись в журнал',
      'Чтение журнала',
      'Роботы и действия',
      'Общие методы',
    ]);
    expect(await curlOf('bizproc.activity.log')).toContain(
      "curl 'http://localhost:3000/rest/1/YOUR_KEY/bizproc.activity.log'",
    );
  });

  it('puts the reader’s own key into the lines and nowhere else', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await openPage('/settings/rest');
    const field = await screen.findByRole('textbox', { name: /Адрес вебхука или ключ/ });
    await user.click(field);
    await user.paste('https://journal.example/rest/7/k3y/');
    await vi.waitFor(async () =>
      expect(await curlOf('bizproc.activity.log')).toContain(
        "'https://journal.example/rest/7/k3y/bizproc.activity.log'",
      ),
    );
    const robot = await method('bizproc.robot.add');
    expect(robot.getByText(/нужен токен доступа приложения/)).toBeDefined();
    expect(await curlOf('bizproc.robot.add')).not.toContain('k3y');
    expect(JSON.stringify([localStorage, sessionStorage])).not.toContain('k3y');
    expect(JSON.stringify(router.state.location)).not.toContain('k3y');
    expect(JSON.stringify(asked.map(({ url, init }) => [url, init]))).not.toContain('k3y');
    await user.clear(field);
    await user.paste('два слова');
    expect(await screen.findByText(/Не похоже ни на адрес вебхука, ни на ключ/)).toBeDefined();
  });

  it('searches, keeps the search in the address, and says when nothing fits', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/settings/rest?search=robot');
    expect(await method('bizproc.robot.add')).toBeDefined();
    expect(screen.queryByRole('region', { name: 'batch' })).toBeNull();
    const field = screen.getByRole('textbox', { name: 'Метод, параметр или код ошибки' });
    await user.clear(field);
    await user.type(field, 'nothing{Enter}');
    expect(router.state.location.search).toBe('?search=nothing');
    await user.click(await screen.findByRole('button', { name: 'Показать все методы' }));
    expect(await method('batch')).toBeDefined();
  });

  it('is there for everybody who is signed in, without the settings around', async () => {
    api('manager');
    const { router } = await openPage('/settings/rest');
    expect(await method('batch')).toBeDefined();
    expect(router.state.location.pathname).toBe('/docs/rest');
    expect(screen.queryByRole('navigation', { name: 'Настройки' })).toBeNull();
  });
});
