import { ownWords, seedFailing } from '#e2e/fixtures/failing-robots.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test.use({ as: 'support' });

test('support explains what nobody has explained, sees first what that finds, and undoes it', async ({
  page,
  seed,
}) => {
  test.slow();
  const said = ownWords();
  const card = seed.newCard();
  await seedFailing(seed, { robot: 'Накладная', says: `${said} № 17`, cards: [card, seed.newCard()] });
  await seedFailing(seed, { robot: 'Накладная', says: `${said} № 17, повтор`, cards: [seed.newCard()] });
  const row = page.getByRole('region', { name: 'Причины сбоев' }).getByRole('listitem').filter({ hasText: said });
  await page.goto('/failures');
  await expect(async () => {
    await page.getByRole('button', { name: 'Обновить' }).click();
    await expect(row).toHaveCount(2, { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await row.filter({ hasNotText: 'повтор' }).getByRole('link').click();

  await page.getByRole('link', { name: 'Написать объяснение' }).click();
  const phrases = page.getByRole('textbox', { name: 'Что есть в тексте сбоя' });
  await expect(phrases).toHaveValue(new RegExp(said));
  const preview = page.getByRole('region', { name: 'Что объяснит' });
  await expect(preview.getByRole('status')).toContainText('3 сбоя за 30 дней у 3 карточек');
  await expect(preview.getByRole('list', { name: 'Где эти сбои сейчас' }).getByRole('listitem')).toHaveCount(2);
  await phrases.fill(`${said}\nповтор`);
  await expect(preview.getByRole('status')).toContainText('1 сбой за 30 дней');
  await phrases.fill('17');
  await expect(page.getByText('слишком общая')).toBeVisible();
  await phrases.fill(said);
  await page.getByRole('link', { name: 'Отмена' }).click();
  await page.getByRole('button', { name: 'Остаться' }).click();
  await page.getByRole('textbox', { name: 'Заголовок' }).first().fill(`Склад: ${said}`);
  await page.getByRole('textbox', { name: 'Что сделать' }).first().fill('Позвоните на склад\nЗапустите робота ещё раз');
  await page.getByRole('button', { name: 'Сохранить' }).click();

  const own = page.getByRole('region', { name: 'Каталог причин' }).getByRole('listitem').filter({ hasText: said });
  await expect(own).toContainText('3 сбоя');
  await own.getByRole('link', { name: `Склад: ${said}`, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Склад: ${said}`);
  await expect(page.getByRole('region', { name: 'Что произошло' })).toContainText('Позвоните на склад');
  await expect(page.getByText('Объяснение написано в этом портале')).toBeVisible();
  await page.goto(`${card.path}?failures=1`);
  await expect(page.getByText(`Склад: ${said}`).first()).toBeVisible();

  await page.goto('/failures/explanations');
  await own.getByRole('link', { name: /^Изменить/ }).click();
  await page.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Каталог причин' })).toBeVisible();
  await expect(own).toHaveCount(0);
  await page.goto(`${card.path}?failures=1`);
  await expect(page.getByText(said).first()).toBeVisible();
  await expect(page.getByText(`Склад: ${said}`)).toHaveCount(0);
});
