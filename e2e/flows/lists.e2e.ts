import type { Page } from '@playwright/test';
import { expect, test } from '#e2e/fixtures/test.ts';
import { failing, plain, plainCount, seedManyProcesses, waiting } from '#e2e/fixtures/many-processes.ts';
import { expectRow, listOf, openCard, pick, rowOf } from '#e2e/fixtures/verbs.ts';

/** How many rows come before somebody asks for more. */
const firstPage = 20;
const rowsOf = (page: Page, section: 'active' | 'completed') => listOf(page, section).getByRole('listitem');

test('two lists, newest first, with counts on the tab and more on request', async ({ page, seed }) => {
  const card = await seedManyProcesses(seed);
  await openCard(page, card);
  await expect(rowsOf(page, 'active')).toHaveCount(2);
  await expectRow(listOf(page, 'active'), waiting, 'Ожидает', 'Ожидание ответа директора');
  await expectRow(listOf(page, 'active'), plain, 'Выполняется', 'Сбор документов');
  await expect(rowsOf(page, 'active').first()).toContainText(plain);
  const tab = page.getByRole('link', { name: 'Бизнес-процессы' });
  await expect(tab).toHaveAccessibleName(/активных: 2.*со сбоями: 1/);

  const completed = listOf(page, 'completed');
  await expect(completed.getByRole('heading')).toContainText(String(plainCount + 1));
  await expect(rowsOf(page, 'completed')).toHaveCount(firstPage);
  await expect(completed).toContainText(`Показаны ${firstPage} из ${plainCount + 1}`);
  for (const count of [2 * firstPage, plainCount + 1]) {
    await completed.getByRole('button', { name: 'показать ещё' }).click();
    await expect(rowsOf(page, 'completed')).toHaveCount(count);
  }
  await expect(completed.getByRole('button', { name: 'показать ещё' })).toHaveCount(0);
  await expect(rowsOf(page, 'completed').last()).toContainText(failing);
});

test('a card without active processes says so', async ({ page, seed }) => {
  const card = seed.newCard();
  await seed.write([seed.cardEvent(card)]);
  await openCard(page, card);
  await expect(page.getByText('На данный момент нет активных процессов')).toBeVisible();
  await expect(page.getByText('Завершённых процессов пока нет')).toBeVisible();
});

type Filter = {
  param: string;
  set(page: Page): Promise<void>;
  leaves: { active: number; completed: number };
  /** What shows, also after the reload, that it is set. */
  isSet(page: Page): Promise<void>;
};
const button = (page: Page, name: string) => page.getByRole('button', { name });
const textField = (page: Page) => page.getByRole('textbox', { name: 'Название, сообщение, номер процесса' });

const filters: readonly Filter[] = [
  {
    param: 'failures=1',
    set: (page) => button(page, 'Только со сбоями').click(),
    leaves: { active: 0, completed: 1 },
    isSet: (page) => expect(button(page, 'Только со сбоями')).toHaveAttribute('aria-pressed', 'true'),
  },
  {
    param: 'state=waiting',
    async set(page) {
      await pick(page, 'Состояние', 'Ожидает');
      await page.keyboard.press('Escape');
    },
    leaves: { active: 1, completed: 0 },
    isSet: (page) => expect(button(page, 'Состояние')).toHaveAccessibleName(/Ожидает/),
  },
  {
    param: 'template=reminder',
    set: (page) => pick(page, 'Шаблон', failing),
    leaves: { active: 0, completed: 1 },
    isSet: (page) => expect(button(page, 'Шаблон')).toHaveAccessibleName(new RegExp(failing)),
  },
  {
    param: 'stage=NEW',
    set: (page) => pick(page, 'Стадия', 'Новая'),
    leaves: { active: 0, completed: 1 },
    isSet: (page) => expect(button(page, 'Стадия')).toHaveAccessibleName(/Новая/),
  },
  {
    param: 'within=day',
    set: (page) => pick(page, 'Время запуска', 'За 24 часа'),
    leaves: { active: 2, completed: firstPage },
    isSet: (page) =>
      expect(listOf(page, 'completed').getByRole('heading', { level: 2 })).toHaveText(new RegExp(`${plainCount}$`)),
  },
  {
    param: 'search=договор',
    set: (page) => textField(page).fill('договор № 54'),
    leaves: { active: 0, completed: 1 },
    isSet: (page) => expect(textField(page)).toHaveValue('договор № 54'),
  },
];

for (const { param, set, leaves, isSet } of filters) {
  test(`a filter is in the address, survives a reload and is reset: ${param}`, async ({ page, seed }) => {
    const card = await seedManyProcesses(seed);
    await openCard(page, card);
    await expect(rowsOf(page, 'completed')).toHaveCount(firstPage);
    await set(page);
    await expect(page).toHaveURL((url) => decodeURIComponent(url.search).includes(param));
    for (const reload of [false, true]) {
      if (reload) await page.reload();
      await expect(rowsOf(page, 'active')).toHaveCount(leaves.active);
      await expect(rowsOf(page, 'completed')).toHaveCount(leaves.completed);
      await isSet(page);
    }
    await button(page, 'Сбросить фильтры').first().click();
    await expect(page).toHaveURL(card.path);
    await expect(rowsOf(page, 'active')).toHaveCount(2);
    await expect(rowsOf(page, 'completed')).toHaveCount(firstPage);
  });
}

test('own dates are days of the portal', async ({ page, seed }) => {
  const card = await seedManyProcesses(seed);
  await openCard(page, card);
  await pick(page, 'Время запуска', 'Свои даты…');
  const old = new Date(Date.now() - 9 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('По', { exact: true }).fill(old);
  await expect(rowsOf(page, 'completed')).toHaveCount(1);
  await expectRow(listOf(page, 'completed'), failing);
  await page.reload();
  await expect(rowsOf(page, 'completed')).toHaveCount(1);
  await expect(page.getByLabel('По', { exact: true })).toHaveValue(old);
});

test('filtered to nothing it says so and offers the way back', async ({ page, seed }) => {
  const card = await seedManyProcesses(seed);
  await openCard(page, card, '?search=такого+нет+нигде');
  await expect(listOf(page, 'active')).toContainText('Под фильтр не подходит ни один процесс');
  const completed = listOf(page, 'completed');
  await expect(completed).toContainText('Под фильтр не подходит ни один процесс');
  await completed.getByRole('button', { name: 'Сбросить фильтры' }).click();
  await expect(page).toHaveURL(card.path);
  await expect(rowOf(listOf(page, 'completed'), plain)).toHaveCount(firstPage);
});

test('a broken link opens all the same', async ({ page, seed }) => {
  const card = await seedManyProcesses(seed);
  await openCard(page, card, '?state=nonsense&within=century&from=yesterday&failures=maybe&tab=no');
  await expect(rowsOf(page, 'active')).toHaveCount(2);
});

test('the timeline tells stage by stage what ran, and about tells what is known', async ({ page, seed }) => {
  const card = await seedManyProcesses(seed);
  await openCard(page, card);
  await page.getByRole('link', { name: 'Хронология' }).click();
  await expect(page).toHaveURL(/tab=timeline/);
  const invoice = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Счёт выставлен' }) });
  await expect(invoice.first()).toContainText(plain);
  await page.getByRole('link', { name: 'О карточке' }).click();
  await expect(page.getByRole('definition').filter({ hasText: 'ООО «Вектор»' }).first()).toBeVisible();
  await expect(
    page
      .getByRole('definition')
      .filter({ hasText: /446\s356\s₽/ })
      .first(),
  ).toBeVisible();
});

test('home finds a card by its name and by failures', async ({ page, seed }) => {
  const card = await seedManyProcesses(seed);
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Название, номер или клиент' }).fill(card.title);
  const list = page.getByRole('region', { name: 'Карточки' });
  const row = await expectRow(list, card.title, 'со сбоями: 1', 'активных: 2');
  await page.getByRole('button', { name: 'Только со сбоями' }).click();
  await expect(page).toHaveURL(/failures=1/);
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: card.title })).toBeVisible();
});
