import { fileURLToPath } from 'node:url';
import { templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { seedPictureCard } from '#e2e/fixtures/picture-card.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { gridOf, listOf, openCard, openJournal, rowOf } from '#e2e/fixtures/verbs.ts';

/** Pictures for the README: made when somebody asks for them, never compared. */
test.skip(process.env['UPDATE_SCREENSHOTS'] !== '1', 'UPDATE_SCREENSHOTS=1 makes the pictures of the README anew');
test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', as: 'support' });

const picture = (name: string) => fileURLToPath(new URL(`../docs/screenshot-${name}.png`, import.meta.url));

test('the card and its journal', async ({ page, seed }) => {
  const card = await seedPictureCard(seed);
  await openCard(page, card);
  const row = rowOf(listOf(page, 'completed'), templateName);
  await expect(row).toHaveCount(1);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: picture('card'), animations: 'disabled' });
  const journal = await openJournal(page, row, templateName);
  await expect(gridOf(journal).getByRole('row', { selected: true })).toBeInViewport();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: picture('journal'), animations: 'disabled' });
});
