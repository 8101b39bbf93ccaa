import type { Page } from '@playwright/test';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { longCount, seedLongJournal } from '#e2e/fixtures/long-journal.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { visitJournal } from '#e2e/fixtures/verbs.ts';

/** Counts what would open the browser's own window, which no test can close. */
async function countPrints(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
}

const entriesOf = (page: Page) => page.getByRole('list', { name: 'Записи' }).getByRole('listitem');

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the whole journal goes on paper, black on white, under a head that says whose it is', async ({
      page,
      seed,
    }) => {
      await countPrints(page);
      const at = await seedLongJournal(seed);
      const journal = await visitJournal(page, at);
      await journal.getByRole('button', { name: 'Выгрузить' }).click();
      const opened = page.waitForEvent('popup');
      await page.getByRole('menuitem', { name: /Печать/ }).click();
      const paper = await opened;
      await expect(paper.getByRole('heading', { level: 1, name: at.name })).toBeVisible();
      await expect(entriesOf(paper)).toHaveCount(longCount);
      await expect(entriesOf(paper).nth(6)).toContainText('письмо 1 из 300');
      await expect(paper.getByText(at.process)).toBeVisible();
      await expect(paper.getByText('Москва (UTC+3)')).toBeVisible();
      await expect(paper.locator('html')).toHaveAttribute('data-printed');
      await expectAccessible(paper, 'a journal to print');

      await paper.emulateMedia({ media: 'print' });
      await expect(paper.getByRole('button', { name: 'Напечатать' })).toBeHidden();
      const colours = await paper.getByRole('article').evaluate((article) => {
        const of = (element: Element) => getComputedStyle(element);
        return { text: of(article).color, page: of(document.body).backgroundColor };
      });
      expect(colours).toEqual({ text: 'rgb(20, 32, 43)', page: 'rgb(243, 245, 248)' });
    });
  });
}

test('what the filter shows goes on paper alone, and the paper says so', async ({ page, seed }) => {
  await countPrints(page);
  const journal = await visitJournal(page, await seedLongJournal(seed), '?level=failure');
  await journal.getByRole('button', { name: 'Выгрузить' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('menuitem', { name: /Печать.*видно/ }).click();
  const paper = await opened;
  await expect(entriesOf(paper)).toHaveCount(3);
  await expect(paper.getByText(/^3 из \d+/)).toBeVisible();
});
