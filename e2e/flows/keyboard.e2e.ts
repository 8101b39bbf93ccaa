import { emailOf, password } from '#e2e/fixtures/api.ts';
import { failureMessage, seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { detailsOf, dialogOf, gridOf, listOf } from '#e2e/fixtures/verbs.ts';
import type { Locator, Page } from '@playwright/test';

/** Tab until it has the focus: what is reached by nothing else than the keyboard. */
async function tabTo(page: Page, target: Locator, most = 40): Promise<void> {
  for (let press = 0; press < most; press++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, `reached by ${most} tabs`).toBeFocused();
}

test.describe('nothing but the keyboard', () => {
  test.use({ as: null });

  test('from signing in to an entry and back', async ({ page, seed, api, complaints }) => {
    complaints.allow(/status of 401/);
    await api.cookieOf('manager');
    const { card } = await seedFailedWhatsapp(seed);
    await page.goto(card.path);
    await tabTo(page, page.getByRole('textbox', { name: 'Почта' }));
    await page.keyboard.type(emailOf('manager'));
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: card.title })).toBeFocused();

    const link = listOf(page, 'completed').getByRole('link', { name: 'журнал' });
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    const journal = dialogOf(page, templateName);
    await expect(gridOf(journal)).toBeVisible();
    await tabTo(page, gridOf(journal).locator('[tabindex="0"]'));
    const selected = gridOf(journal).getByRole('row', { selected: true });
    await expect(selected).toContainText(failureMessage);
    await page.keyboard.press('ArrowUp');
    await expect(selected).toContainText('Отправляю на номер');
    await expect(selected).toBeFocused();
    await expect(detailsOf(journal)).toContainText('Отправляю на номер');
    await page.keyboard.press('ArrowLeft');
    await expect(selected).toHaveAttribute('aria-level', '1');
    await page.keyboard.press('ArrowLeft');
    await expect(selected).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('n');
    await expect(selected).toContainText(failureMessage);
    await page.keyboard.press('2');
    await expect(journal.getByRole('radio', { name: 'Все записи' })).toBeChecked();
    await page.keyboard.press('/');
    await expect(journal.getByRole('textbox', { name: 'Поиск в журнале' })).toBeFocused();
    await page.keyboard.type('номер');
    await expect(page).toHaveURL(/q=/);
    await page.keyboard.press('Escape');
    await expect(journal.getByRole('textbox', { name: 'Поиск в журнале' })).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(journal).toHaveCount(0);
    await expect(link).toBeFocused();
    await expect(page).toHaveURL(card.path);
  });
});

test('the sheet of keys opens over a page and over the journal', async ({ page, seed }) => {
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(card.path);
  await expect(listOf(page, 'completed')).toContainText(templateName);
  await page.keyboard.press('Shift+Slash');
  const sheet = page.getByRole('dialog', { name: 'Горячие клавиши' });
  await expect(sheet).toContainText('Перейти к поиску');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Название, сообщение, номер процесса' })).toBeFocused();
  await page.keyboard.press('Escape');
  await listOf(page, 'completed').getByRole('link', { name: 'журнал' }).focus();
  await page.keyboard.press('Enter');
  const journal = dialogOf(page, templateName);
  await expect(gridOf(journal)).toBeVisible();
  await page.keyboard.press('Shift+Slash');
  await expect(sheet).toContainText('Следующий, предыдущий сбой');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(journal).toBeVisible();
});

test('a new page tells its name and takes the focus to its heading', async ({ page, seed }) => {
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(`/?search=${card.id}`);
  await page.getByRole('link', { name: card.title }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: card.title })).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(`^${card.title}`));
});
