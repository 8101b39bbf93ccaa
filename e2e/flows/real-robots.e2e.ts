import { findClosedWindow, hasRealRobots, realRobots } from '#e2e/fixtures/real-robots.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { causeOf, choose, detailsOf, gridOf, journalRow, listOf, rowOf, words } from '#e2e/fixtures/verbs.ts';

test.skip(!hasRealRobots, `there are no runs of a real engine at ${realRobots}`);

const titles = {
  ru: 'Клиент не получил WhatsApp: окно в 24 часа закрыто',
  en: 'The client did not get the WhatsApp message: 24-hour window closed',
};

test('what a real engine wrote is explained the same way', async ({ page, instance }) => {
  test.slow();
  await instance.importFile(realRobots);
  const failure = findClosedWindow();
  for (const language of ['ru', 'en'] as const) {
    await page.goto(`${failure.path}?lang=${language}`);
    const rows = rowOf(listOf(page, 'completed', language), failure.template, titles[language]);
    await expect(rows.first()).toBeVisible();
    await page.goto(`${failure.path}/processes/${failure.process}?lang=${language}`);
    const journal = page.getByRole('dialog', { name: failure.template });
    const cause = causeOf(journal, titles[language]);
    await expect(cause.getByRole('definition')).toHaveCount(4);
    await expect(cause.getByRole('definition').nth(2)).toContainText('131047');
    await expect(journalRow(journal, failure.robot).first()).toHaveAttribute('aria-expanded', 'true');
    await expect(gridOf(journal).getByRole('row', { selected: true })).toContainText(failure.message.slice(0, 40));
    await expect(detailsOf(journal, language)).toContainText('131047');
    await detailsOf(journal, language).getByRole('tab', { name: 'JSON' }).click();
    await expect(detailsOf(journal, language).getByRole('tabpanel')).toContainText(failure.process);
    await choose(journal, 'entries', language);
    await expect(gridOf(journal).getByRole('row').first()).toBeVisible();
    await journal.getByRole('button', { name: words[language].closeJournal }).click();
    await expect(journal).toHaveCount(0);
  }
});
