import type { Page } from '@playwright/test';
import { callerOf, makeApplication, newTitle, seedStep } from '#e2e/fixtures/application.ts';
import { clipboardOf } from '#e2e/fixtures/small-site.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { detailsOf, dialogOf, expectRow, rowOf, visitJournal } from '#e2e/fixtures/verbs.ts';

test.use({ as: 'administrator', permissions: ['clipboard-read', 'clipboard-write'] });

const listOf = (page: Page, name: string) => page.getByRole('region', { name }).or(page.getByRole('list', { name }));

/** A page of the settings, reached as a person does. */
async function openSettings(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Настройки' }).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('an application is made, its secrets are shown once and work, until it is removed', async ({
  page,
  instance,
  seed,
}) => {
  const title = newTitle();
  await page.goto('/settings');
  await openSettings(page, 'Приложения');
  await page.getByRole('button', { name: 'Создать приложение' }).click();
  const form = dialogOf(page, 'Создать приложение');
  await form.getByRole('button', { name: 'Создать' }).click();
  await expect(form.getByText('Напишите название')).toBeVisible();
  await form.getByRole('textbox', { name: 'Название' }).fill(title);
  await form.getByRole('textbox', { name: 'Пользователь портала' }).fill('1');
  await form.getByRole('button', { name: 'Создать' }).click();

  const secrets = dialogOf(page, `Ключи приложения «${title}»`);
  await expect(secrets.getByText('показать ещё раз нельзя')).toBeVisible();
  // A stray press must not lose what is shown once.
  await page.keyboard.press('Escape');
  await secrets.getByRole('button', { name: 'Скопировать всё' }).click();
  const lines = await clipboardOf(page);
  const valueOf = (name: string) => new RegExp(`^${name}=(\\S+)$`, 'm').exec(lines)?.[1] ?? '';
  for (const name of ['CLIENT_ID', 'CLIENT_SECRET', 'ACCESS_TOKEN', 'REFRESH_TOKEN']) {
    await expect(secrets.getByText(valueOf(name), { exact: true })).toBeVisible();
  }
  await secrets.getByRole('button', { name: 'Я сохранил' }).click();
  await expect(secrets).toBeHidden();
  const row = await expectRow(page.locator('main'), title, valueOf('CLIENT_ID'));
  for (const secret of ['CLIENT_SECRET', 'ACCESS_TOKEN', 'REFRESH_TOKEN'].map(valueOf)) {
    await expect(page.getByText(secret)).toHaveCount(0);
  }
  await page.reload();
  await expect(row).toBeVisible();
  for (const secret of ['CLIENT_SECRET', 'ACCESS_TOKEN', 'REFRESH_TOKEN'].map(valueOf)) {
    expect(await page.content()).not.toContain(secret);
  }

  const call = callerOf(instance, valueOf('ACCESS_TOKEN'));
  const { eventToken, process, card } = await seedStep(instance, seed);
  const said = { EVENT_TOKEN: eventToken, LOG_MESSAGE: 'Отправлено из приложения' };
  expect(await call('bizproc.activity.log', said)).toMatchObject({ status: 200, result: true });

  await row.getByRole('button', { name: `Удалить приложение «${title}»` }).click();
  const asked = dialogOf(page, 'Удалить приложение?');
  await expect(asked.getByText('роботов и действий оно не регистрировало')).toBeVisible();
  await asked.getByRole('button', { name: 'Удалить приложение' }).click();
  await expect(page.getByText(`Приложение «${title}» удалено`)).toBeVisible();
  await expect(rowOf(page.locator('main'), title)).toHaveCount(0);
  expect(await call('bizproc.activity.log', said)).toMatchObject({ status: 401, error: 'invalid_token' });

  // What it wrote stays, and says by whom.
  const journal = await visitJournal(page, { card, process, name: 'Счёт выставлен' }, '?reading=entries');
  await journal.getByText('Отправлено из приложения').first().click();
  await expect(detailsOf(journal)).toContainText(`приложение «${title}»`);
});

test('robots of applications: which there are, found by name and kind, and whether they write', async ({
  page,
  instance,
  api,
  seed,
}) => {
  const { call, credentials } = await makeApplication(instance, api);
  const code = `whatsapp_${credentials.clientId.slice(-6)}`;
  const handler = 'https://app.example/robot';
  await call('bizproc.robot.add', {
    CODE: code,
    HANDLER: handler,
    NAME: { ru: `Робот ${code}` },
    USE_SUBSCRIPTION: 'Y',
  });
  await call('bizproc.activity.add', { CODE: `${code}_md5`, HANDLER: handler, NAME: `Действие ${code}` });

  await page.goto('/settings/applications');
  await openSettings(page, 'Роботы и действия');
  await page.getByRole('textbox', { name: 'Название, код, приложение или адрес' }).fill(credentials.title);
  const rows = page.locator('main').getByRole('listitem').filter({ hasText: credentials.title });
  await expect(rows).toHaveCount(2);
  await expectRow(page.locator('main'), `Робот ${code}`, handler, 'ждёт ответа', 'ещё не писал');
  await page.getByRole('radio', { name: 'Действия' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(`Действие ${code}`);
  await expect(page).toHaveURL(/kind=activity/);
  await page.getByRole('textbox', { name: 'Название, код, приложение или адрес' }).fill(`${code} нет такого`);
  await page.getByRole('button', { name: 'Сбросить фильтр' }).click();
  await expect(page).toHaveURL(
    (url) =>
      url.pathname === '/settings/activities' && !url.searchParams.has('kind') && !url.searchParams.has('search'),
  );

  const { eventToken } = await seedStep(instance, seed, { code });
  await call('bizproc.activity.log', { EVENT_TOKEN: eventToken, LOG_MESSAGE: 'Пишу' });
  await page.goto(`/settings/activities?search=${code}&kind=robot`);
  await expect(rows).toHaveCount(1);
  await expect(rows).not.toContainText('ещё не писал');
});

test('writes that were answered and not kept: how many, why, and whose', async ({ page, instance, api, seed }) => {
  const { call, credentials } = await makeApplication(instance, api);
  const { eventToken, process } = await seedStep(instance, seed, { useSubscription: false });
  const said = { EVENT_TOKEN: eventToken, LOG_MESSAGE: 'Этого не увидит никто' };
  for (let time = 0; time < 2; time++) expect((await call('bizproc.activity.log', said)).result).toBe(true);
  expect(await api.read(`/api/v1/processes/${process}/entries`)).toMatchObject({ total: 0 });

  await page.goto('/settings/applications');
  await openSettings(page, 'Молчаливые записи');
  const reason = await expectRow(listOf(page, 'Почему'), 'Шаг не ждал ответа приложения', 'USE_SUBSCRIPTION = Y');
  await expect(reason).toContainText(`приложение «${credentials.title}» · 2`);
  await page.getByRole('radio', { name: 'Таблица' }).click();
  await expect(page.getByRole('table').getByRole('columnheader', { name: 'шаг не ждал' })).toBeVisible();
  await expect(page).toHaveURL(/view=table/);
});

test.describe('to somebody who is no administrator', () => {
  test.use({ as: 'manager' });
  test('settings are not there', async ({ page, complaints }) => {
    complaints.allow(/status of 40[34]|Problem: not_found/);
    for (const part of ['applications', 'activities', 'silent-writes']) {
      await page.goto(`/settings/${part}`);
      await expect(page.getByText('Здесь ничего нет, или у вас нет прав это видеть.')).toBeVisible();
    }
  });
});
