import { hostileTexts, seedHostile } from '#e2e/fixtures/hostile.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { expectNoSidewaysScroll, gridOf, journalRow, listOf } from '#e2e/fixtures/verbs.ts';
import type { Page } from '@playwright/test';

/** Nothing ran, nothing of it became an element or an address. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hurt: 'hurt' in window,
    elements: document.querySelectorAll('img[src="x"], b, main script, [role=dialog] script').length,
    links: [...document.querySelectorAll('a[href]')].filter((link) =>
      /^\s*javascript:/i.test(link.getAttribute('href') ?? ''),
    ).length,
  }));
  expect(found).toEqual({ hurt: false, elements: 0, links: 0 });
}

for (const [number, text] of hostileTexts.entries()) {
  test(`text ${number + 1} is shown and does nothing: ${text.slice(0, 24)}`, async ({ page, seed }) => {
    const { card, process } = await seedHostile(seed, text);
    for (const tab of ['processes', 'timeline', 'about']) {
      await page.goto(`${card.path}?tab=${tab}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('link', { name: 'О карточке' })).toBeVisible();
      await expectHarmless(page);
      await expectNoSidewaysScroll(page);
    }
    await page.goto(card.path);
    const row = listOf(page, 'completed').getByRole('listitem');
    await expect(row).toHaveCount(1);
    expect((await row.boundingBox())?.height, 'the row keeps its height').toBeLessThan(80);

    await page.goto(`${card.path}/processes/${process}?reading=entries`);
    const journal = page.getByRole('dialog');
    await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '4');
    const boxes = await gridOf(journal)
      .getByRole('row')
      .evaluateAll((rows) => rows.map((one) => one.getBoundingClientRect().height));
    expect(new Set(boxes).size, 'all rows are of one height').toBe(1);
    await expect(journalRow(journal, 'обычная строка после')).toBeVisible();
    for (const tab of await journal.getByRole('tab').all()) {
      await tab.click();
      await expect(journal.getByRole('tabpanel')).toBeVisible();
      await expectHarmless(page);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSidewaysScroll(page);
    await page.goto(`/?search=${card.id}`);
    await expect(page.getByRole('region', { name: 'Карточки' }).getByRole('listitem').first()).toBeVisible();
    await expectHarmless(page);
    await expectNoSidewaysScroll(page);
  });
}

test('signs that turn or hide a text are shown by their code', async ({ page, seed }) => {
  const { card, process } = await seedHostile(seed, hostileTexts[5]);
  await page.goto(`${card.path}/processes/${process}`);
  await expect(page.getByRole('dialog').getByText('U+202E').first()).toBeVisible();
});
