import { longCount, seedLongJournal, timeout, unknownMessage } from '#e2e/fixtures/long-journal.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { choose, detailsOf, gridOf, journalRow, visitJournal } from '#e2e/fixtures/verbs.ts';

test('three readings of one journal', async ({ page, seed }) => {
  const at = await seedLongJournal(seed);
  const journal = await visitJournal(page, at);
  await expect(gridOf(journal)).toHaveAccessibleName('Роботы и записи журнала');
  await expect(journalRow(journal, 'Рассылка', timeout).first()).toContainText('3 попытки');

  await choose(journal, 'entries');
  await expect(page).toHaveURL(/reading=entries/);
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', String(longCount));

  await choose(journal, 'scale');
  await expect(page).toHaveURL(/reading=scale/);
  await expect(gridOf(journal)).toHaveAccessibleName('Роботы на шкале времени');
  await expect(journalRow(journal, 'Расчёт цены')).toBeVisible();
  await page.reload();
  await expect(journal.getByRole('radio', { name: 'Шкала' })).toBeChecked();
});

test('a robot opens into its entries and folds again', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed));
  const robot = journalRow(journal, 'Расчёт цены').first();
  await expect(robot).toHaveAttribute('aria-expanded', 'false');
  await robot.click();
  await expect(robot).toHaveAttribute('aria-expanded', 'true');
  await expect(journalRow(journal, 'Завершение действия').first()).toBeVisible();
  await robot.click();
  await expect(robot).toHaveAttribute('aria-expanded', 'false');
});

test('search tells the true total and walks through it', async ({ page, seed }) => {
  const at = await seedLongJournal(seed);
  const journal = await visitJournal(page, at);
  await choose(journal, 'entries');
  const search = journal.getByRole('textbox', { name: 'Поиск в журнале' });
  await search.fill('ПЕРЕПОЛНЕН');
  const told = journal.getByRole('search').locator('..').getByRole('status');
  await expect(told).toHaveText('3 совпадения');
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'ПЕРЕПОЛНЕН');
  const selected = gridOf(journal).getByRole('row', { selected: true });
  for (const [number, letter] of [51, 151, 251].entries()) {
    await journal.getByRole('button', { name: 'Следующее совпадение' }).click();
    await expect(told).toHaveText(`${number + 1} из 3`);
    await expect(selected).toContainText(`письмо ${letter} из 300`);
    await expect(selected.getByText('переполнен')).toBeInViewport();
  }
  await journal.getByRole('button', { name: 'Предыдущее совпадение' }).click();
  await expect(told).toHaveText('2 из 3');

  await journal.getByRole('button', { name: 'Только найденное' }).click();
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '3');
  await search.fill('нет такого');
  await expect(told).toHaveText('не найдено');
  await expect(journal.getByText('Фильтр скрыл все записи')).toBeVisible();
  await journal.getByRole('button', { name: 'Сбросить фильтр' }).click();
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', String(longCount));
});

test('chips of levels tell how many there are and filter', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed), '?reading=entries');
  const chips = journal.getByRole('group', { name: 'Уровни записей' });
  await expect(chips.getByRole('button')).toHaveText([
    'Сбои 3',
    'Предупреждения 1',
    /^Сообщения 30\d$/,
    /^Служебные \d$/,
  ]);
  await chips.getByRole('button', { name: 'Сбои' }).click();
  await expect(page).toHaveURL(/level=failure/);
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '3');
  await chips.getByRole('button', { name: 'Предупреждения' }).click();
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '4');
  await expect(journalRow(journal, 'адрес без имени')).toBeVisible();
  await page.reload();
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '4');
  await expect(chips.getByRole('button', { name: 'Сбои' })).toHaveAttribute('aria-pressed', 'true');
});

test('a filter that hides what is being read stays', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed), '?reading=entries');
  await gridOf(journal).press('Home');
  await journalRow(journal, 'Пришла заявка').click();
  await expect(page).toHaveURL(/entry=e/);
  await journal.getByRole('button', { name: 'Предупреждения' }).click();
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '1');
  await expect(journalRow(journal, 'адрес без имени')).toBeVisible();
  await expect(detailsOf(journal)).toContainText('Пришла заявка');
  await expect(journal.getByRole('button', { name: 'Предупреждения' })).toHaveAttribute('aria-pressed', 'true');
});

test('from failure to failure', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed), '?reading=entries');
  const navigator = journal.getByRole('group', { name: 'Переход по сбоям' });
  await expect(navigator).toContainText('Сбой 1 из 3');
  await navigator.getByRole('button', { name: 'Следующий сбой' }).click();
  await navigator.getByRole('button', { name: 'Следующий сбой' }).click();
  await expect(navigator).toContainText('Сбой 3 из 3');
  const selected = gridOf(journal).getByRole('row', { selected: true });
  await expect(selected).toContainText(timeout);
  await expect(selected).toBeInViewport();
  await expect(selected).toHaveAttribute('aria-rowindex', String(longCount - 1));
  await navigator.getByRole('button', { name: 'Предыдущий сбой' }).click();
  await expect(navigator).toContainText('Сбой 2 из 3');
});

test('a link to an entry opens it for another person', async ({ page, seed, browser, api, instance }) => {
  const at = await seedLongJournal(seed);
  const journal = await visitJournal(page, at, '?reading=entries&q=письмо+251');
  await journalRow(journal, 'письмо 1 из 300').click();
  await journal.getByRole('button', { name: 'Следующее совпадение' }).click();
  await expect(detailsOf(journal)).toContainText('письмо 251 из 300');
  await expect(page).toHaveURL(/entry=e/);

  const { name, value } = await api.cookieOf('support');
  const context = await browser.newContext({ baseURL: instance.url, locale: 'ru-RU' });
  await context.addCookies([{ name, value, url: instance.url }]);
  const other = await context.newPage();
  await other.goto(page.url());
  const seen = other.getByRole('dialog', { name: at.name });
  await expect(detailsOf(seen)).toContainText('письмо 251 из 300');
  const row = gridOf(seen).getByRole('row', { selected: true });
  await expect(row).toContainText('письмо 251 из 300');
  await expect(row).toBeInViewport();
  await context.close();
});

test('an unknown type is kept and told as such', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed), '?reading=entries&q=не+знаем');
  await journal.getByRole('button', { name: 'Следующее совпадение' }).click();
  const details = detailsOf(journal);
  await expect(details.getByRole('heading', { name: 'Тип не найден (hologram)' })).toBeVisible();
  await expect(details).toContainText(unknownMessage);
});
