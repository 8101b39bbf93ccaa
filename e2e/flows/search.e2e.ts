import { expectAccessible } from '#e2e/a11y/axe.ts';
import { failureMessage, seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { hasRealRobots, realRobots } from '#e2e/fixtures/real-robots.ts';
import { ago, at } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test.use({ as: 'support' });

test('support is told a text, finds the failures, and goes through them', async ({ page, seed }) => {
  const { card } = await seedFailedWhatsapp(seed);
  const other = await seedFailedWhatsapp(seed);
  await page.goto('/');
  await page.getByRole('link', { name: 'Поиск' }).click();
  const field = page.getByRole('combobox', { name: 'Что найти' });
  await expect(field).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Попробуйте' })).toBeVisible();
  await field.fill('"re-engagement message"');
  await field.press('Enter');
  await expect(page).toHaveURL(/q=%22re-engagement\+message%22/);
  const found = page.getByRole('region', { name: 'Записи журналов' });
  await expect(async () => {
    // The index follows what is written a moment later.
    await page.reload();
    await expect(found.locator('mark').first()).toHaveText('Re-engagement message', { timeout: 1000 });
    await expect(page.getByText(/^Найден. \d+ запис/)).toHaveText(/Найден[аоы] (?:[2-9]|\d\d)/, { timeout: 1000 });
    // Not by the number alone: other tests have written the same text.
    for (const { title } of [card, other.card]) await expect(found.getByText(title)).toBeVisible({ timeout: 1000 });
  }).toPass();

  await field.fill('"re-engagement message" робо');
  await page.getByRole('option', { name: 'робот:' }).click();
  await expect(field).toHaveValue('"re-engagement message" робот:');
  await field.pressSequentially('what');
  await page.getByRole('option', { name: 'WhatsApp: счёт выставлен' }).click();
  await expect(page.getByRole('list', { name: 'Условия' })).toContainText('WhatsApp: счёт выставлен');
  await expectAccessible(page, 'results with a chip');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('j');
  await expect(
    found
      .getByRole('link')
      .filter({ hasText: failureMessage.slice(0, 20) })
      .first(),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  const journal = page.getByRole('dialog', { name: templateName });
  const bar = journal.getByRole('navigation', { name: 'Результаты поиска' });
  await expect(bar.getByText(/^результат 1 из \d+$/)).toBeVisible();
  await expect(journal.getByRole('row', { selected: true })).toContainText('Re-engagement');
  await expectAccessible(page, 'a journal that was opened from a search');
  await bar.getByRole('button', { name: 'Следующий результат' }).click();
  await expect(bar.getByText(/^результат 2 из \d+$/)).toBeVisible();
  await page.keyboard.press('[');
  await expect(bar.getByText(/^результат 1 из \d+$/)).toBeVisible();
  await bar.getByRole('link', { name: /К результатам/ }).click();
  await expect(page).toHaveURL(/\/search\?q=/);
  await page.getByRole('button', { name: /Убрать условие/ }).click();
  await expect(page.getByRole('list', { name: 'Условия' })).toHaveCount(0);
  await expect(found.getByText(card.title)).toBeVisible();
});

test('an id, a link and a phone lead where they belong', async ({ page, seed }) => {
  const { card, process } = await seedFailedWhatsapp(seed);
  const phone = '+7 916 555-01-77';
  await seed.write([
    seed.entryEvent(process, { at: at(ago(5)), type: 'custom', message: `Звонок на ${phone} не состоялся` }),
  ]);
  const hits = page.getByRole('region', { name: 'Прямое попадание' });
  for (const q of [process, `https://portal.example/crm/deal/details/${card.id}/`]) {
    await page.goto(`/search?q=${encodeURIComponent(q)}`);
    await expect(hits.getByText(card.title)).toBeVisible();
  }
  await expect(async () => {
    await page.goto(`/search?q=${encodeURIComponent('8 (916) 555 01 77')}`);
    await expect(page.getByText('Найдена 1 запись')).toBeVisible({ timeout: 1000 });
  }).toPass();
  // Support sees it masked, and finds it all the same; by a part of it nothing is found.
  await expect(page.getByText('•••-01-77')).toBeVisible();
  await page.goto('/search?q=9165550177*');
  await expect(page.getByText('Ничего не нашлось')).toBeVisible();
  await expectAccessible(page, 'a search without results');
});

test.describe('with a real engine’s journals', () => {
  test.skip(!hasRealRobots, `there are no runs of a real engine at ${realRobots}`);

  test('words, beginnings and robots are found', async ({ page, instance }) => {
    test.slow();
    await instance.importFile(realRobots);
    for (const q of ['Re-engagement', 'отправ*', 'level:сбой robot:whatsapp']) {
      await expect(async () => {
        await page.goto(`/search?q=${encodeURIComponent(q)}`);
        await expect(page.getByRole('region', { name: 'Записи журналов' }).getByRole('link').first()).toBeVisible({
          timeout: 2000,
        });
      }).toPass();
    }
  });
});
