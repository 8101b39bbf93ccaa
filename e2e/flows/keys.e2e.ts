import type { Page } from '@playwright/test';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { expectNoSidewaysScroll, pick, rowOf } from '#e2e/fixtures/verbs.ts';

test.use({ as: 'administrator' });

const keys = (page: Page) => page.getByRole('region', { name: 'Ключи' });

type Shown = { key: string; webhook: string };

/** What the window shows this once. */
async function shownIn(page: Page, name: string | RegExp): Promise<Shown> {
  const shown = page.getByRole('dialog', { name });
  await expect(shown).toBeVisible();
  const [key = '', webhook = ''] = await shown.locator('code').allInnerTexts();
  expect(key).toMatch(/^jk/);
  await page.keyboard.press('Escape');
  await expect(shown, 'a stray key does not close it').toBeVisible();
  await shown.getByRole('button', { name: 'Я сохранил, закрыть' }).click();
  await expect(page.getByText(key)).toHaveCount(0);
  return { key, webhook };
}

async function makeKey(page: Page, title: string, right: string): Promise<Shown> {
  await page.getByRole('button', { name: 'Создать ключ' }).click();
  const form = page.getByRole('dialog', { name: 'Создать ключ' });
  await form.getByRole('textbox', { name: 'Название' }).fill(title);
  await form.getByRole('checkbox', { name: right }).check();
  await form.getByRole('button', { name: 'Создать', exact: true }).click();
  return await shownIn(page, `Ключ «${title}» создан`);
}

test('a key is made, used, given a new secret, and revoked', async ({ page, instance }) => {
  const statusOf = async (key: string) =>
    (await fetch(`${instance.url}/api/v1/cards`, { headers: { authorization: `Bearer ${key}` } })).status;
  await page.goto('/settings/keys');
  const first = await makeKey(page, 'Выгрузка', 'Чтение журнала');
  const row = rowOf(keys(page), 'Выгрузка');
  await expect(row).toContainText('ещё не использован');
  expect(await statusOf(first.key)).toBe(200);
  // Nothing of it comes again, neither by another visit nor behind the scenes.
  const answer = page.waitForResponse((response) => response.url().includes('/api/v1/keys'));
  await page.reload();
  expect(await (await answer).text()).not.toContain(first.key);
  await expect(row).toContainText('использован');
  await expect(row).not.toContainText('ещё не использован');

  await row.getByRole('button', { name: /Сменить секрет/ }).click();
  const question = page.getByRole('dialog', { name: 'Сменить секрет' });
  await expect(question).toContainText('работают оба секрета');
  await question.getByRole('button', { name: 'Сменить секрет' }).click();
  const second = await shownIn(page, 'Новый секрет ключа «Выгрузка»');
  await expect(row).toContainText('Прежний секрет принимается до');
  expect([await statusOf(first.key), await statusOf(second.key)]).toEqual([200, 200]);

  await row.getByRole('button', { name: /Сменить секрет/ }).click();
  await expect(question).toContainText('перестанет приниматься сейчас');
  await pick(page, /Сутки/, /Нисколько/);
  await expect(question).toContainText('получат отказ сразу');
  await question.getByRole('button', { name: 'Сменить секрет' }).click();
  const third = await shownIn(page, 'Новый секрет ключа «Выгрузка»');
  expect(await Promise.all([first, second, third].map(({ key }) => statusOf(key)))).toEqual([401, 401, 200]);

  await row.getByRole('button', { name: /Отозвать/ }).click();
  await page.getByRole('dialog', { name: 'Отозвать ключ?' }).getByRole('button', { name: 'Отозвать ключ' }).click();
  await expect(row).toHaveCount(0);
  expect(await statusOf(third.key)).toBe(401);
  await page.getByRole('radio', { name: 'Все' }).click();
  await expect(page).toHaveURL(/show=all/);
  await expect(row).toContainText('отозван');
  await expect(row.getByRole('button', { name: /Сменить секрет/ })).toHaveAccessibleDescription(/создайте новый/);
});

test('the webhook address is one that the REST of the portal takes', async ({ page }) => {
  await page.goto('/settings/keys?key=new');
  const form = page.getByRole('dialog', { name: 'Создать ключ' });
  await form.getByRole('textbox', { name: 'Название' }).fill('Вебхук');
  await form.getByRole('checkbox', { name: 'Бизнес-процессы' }).check();
  await pick(page, /Год/, 'До даты');
  await form.getByRole('button', { name: 'Создать', exact: true }).click();
  await expect(form.getByText('Выберите день не раньше сегодняшнего')).toBeVisible();
  await form.getByLabel('Последний день').fill('2099-12-31');
  await form.getByRole('button', { name: 'Создать', exact: true }).click();
  const { webhook } = await shownIn(page, 'Ключ «Вебхук» создан');
  const answer = await fetch(`${webhook}scope.json`);
  expect(await answer.json()).toMatchObject({ result: expect.arrayContaining(['bizproc']) });
  await expect(rowOf(keys(page), 'Вебхук')).toContainText('истекает 31 дек 2099');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the page of keys is there for everybody', async ({ page }) => {
      test.slow();
      await page.goto('/settings/keys?show=all');
      await expect(keys(page).getByRole('listitem').first()).toBeVisible();
      await expectAccessible(page, 'the keys');
      await page.goto('/settings/keys?show=over&key=new');
      const form = page.getByRole('dialog', { name: 'Создать ключ' });
      await form.getByRole('button', { name: 'Создать', exact: true }).click();
      await expect(form.getByText('Выберите хотя бы одно право')).toBeVisible();
      await expectAccessible(page, 'a form of a key with faults');
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto('/settings/keys?show=all');
      await expect(keys(page).getByRole('listitem').first()).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page, 'the keys at 320 pixels');
    });
  });
}
