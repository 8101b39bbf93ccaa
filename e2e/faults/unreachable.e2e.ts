import { createApi } from '#e2e/fixtures/api.ts';
import { failedProcess, seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { createInstance } from '#e2e/fixtures/instance.ts';
import { ago, createSeed } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { dialogOf, gridOf, listOf, openCard } from '#e2e/fixtures/verbs.ts';

test('the server is gone: it says so, and another try works when it is back', async ({ browser, complaints }) => {
  test.slow();
  complaints.allow(/ERR_CONNECTION|Failed to fetch/);
  const instance = await createInstance();
  const api = createApi(instance);
  const seed = createSeed(api);
  const { card } = await seedFailedWhatsapp(seed);
  const older = seed.newProcess();
  await seed.write(failedProcess(seed, card, older, ago(120)));
  const { name, value } = await api.cookieOf('administrator');
  const context = await browser.newContext({ baseURL: instance.url, locale: 'ru-RU' });
  await context.addCookies([{ name, value, url: instance.url }]);
  const page = await context.newPage();
  await page.goto(`/?search=${card.id}`);
  await expect(page.getByRole('link', { name: card.title })).toBeVisible();
  await instance.stop();

  await page.getByRole('textbox', { name: 'Название, номер или клиент' }).fill('другое');
  const list = page.getByRole('region', { name: 'Карточки' });
  await expect(list.getByRole('alert')).toContainText('Сервер не отвечает', { timeout: 20_000 });
  await instance.startAgain();
  await page.getByRole('textbox', { name: 'Название, номер или клиент' }).fill(card.id);
  await expect(page.getByRole('link', { name: card.title })).toBeVisible();

  await openCard(page, card);
  const links = listOf(page, 'completed').getByRole('link', { name: 'журнал' });
  await links.first().click();
  await dialogOf(page, templateName).getByRole('button', { name: 'Закрыть журнал' }).click();
  // The code of the journal is here now, what the other process wrote is not.
  await instance.stop();
  await links.last().click();
  const journal = page.getByRole('dialog');
  await expect(journal.getByText('Журнал не загрузился')).toBeVisible({ timeout: 20_000 });
  await instance.startAgain();
  await journal.getByRole('button', { name: 'Повторить' }).first().click();
  await expect(gridOf(dialogOf(page, templateName))).toBeVisible();
  await expect(page).toHaveURL(new RegExp(older.replace('.', '\\.')));
  await context.close();
  await instance.remove();
});

test('a part of the page that does not come is a server that does not answer', async ({ page, seed, complaints }) => {
  complaints.allow(/ERR_FAILED|Failed to load|Failed to fetch/);
  const { card } = await seedFailedWhatsapp(seed);
  await page.route('**/assets/journal-page*', (route) => route.abort());
  await openCard(page, card);
  await listOf(page, 'completed').getByRole('link', { name: 'журнал' }).click();
  await expect(page.getByRole('heading', { name: 'Сервер не отвечает' })).toBeVisible();
  await page.unroute('**/assets/journal-page*');
  await page.getByRole('button', { name: 'Повторить' }).click();
  await expect(gridOf(dialogOf(page, templateName))).toBeVisible();
});

test('an unknown card and an unknown page say that there is nothing', async ({ page, complaints }) => {
  complaints.allow(/status of 404/);
  for (const path of ['/cards/deal/404404', '/nothing/here']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: 'Не найдено' })).toBeVisible();
    await expect(page).toHaveTitle(/^Не найдено/);
    await page.getByRole('main').getByRole('link', { name: 'К списку карточек' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Карточки' })).toBeVisible();
  }
});

test('an unknown process and an entry that is gone leave the rest readable', async ({ page, seed, complaints }) => {
  complaints.allow(/status of 404/);
  const { card, process } = await seedFailedWhatsapp(seed);
  await page.goto(`${card.path}/processes/no-such-process`);
  await expect(page.getByRole('dialog').getByText('Журнала нет, или у вас нет прав')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть журнал' }).click();
  await expect(listOf(page, 'completed')).toContainText(templateName);

  await page.goto(`${card.path}/processes/${process}?entry=e00000000000zzz`);
  const journal = dialogOf(page, templateName);
  await expect(journal.getByText('Записи больше нет')).toBeVisible();
  await expect(gridOf(journal).getByRole('row').first()).toBeVisible();
});
