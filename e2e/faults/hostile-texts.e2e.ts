import { hostileTexts, seedHostile } from '#e2e/fixtures/hostile.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { detailsOf, expectNoSidewaysScroll, gridOf, journalRow, listOf } from '#e2e/fixtures/verbs.ts';
import type { Page } from '@playwright/test';

/** Nothing ran, nothing of it became an element or an address. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hurt: 'hurt' in window,
    elements: document.querySelectorAll(
      'img, b, iframe, svg[onload], [onerror], [onmouseover], main script, [role=dialog] script',
    ).length,
    links: [...document.querySelectorAll('a[href]')].filter(
      (link) =>
        !['http:', 'https:', 'mailto:', 'tel:'].includes(
          new URL(link.getAttribute('href') ?? '', location.href).protocol,
        ),
    ).length,
    // The window's own title holds nothing that turns or hides.
    title: /[\u202a-\u202e\u2066-\u2069\u200b]/.test(document.title),
  }));
  expect(found).toEqual({ hurt: false, elements: 0, links: 0, title: false });
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

test('a message looks as its tags say, and a link says where it leads', async ({ page, seed }) => {
  const message =
    '[b]Готово[/b], см. [url=https://evil.example/a]портал банка[/url] [url=javascript:window.hurt=1]и сюда[/url]';
  const { card, process } = await seedHostile(seed, message);
  await page.goto(`${card.path}/processes/${process}?reading=entries`);
  const journal = page.getByRole('dialog');
  await expect(journalRow(journal, 'Готово, см. портал банка').first()).toBeVisible();
  const details = detailsOf(journal);
  const link = details.getByRole('link', { name: 'портал банка' }).first();
  await expect(link).toHaveAttribute('href', 'https://evil.example/a');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(details).toContainText('портал банка (evil.example)');
  await expect(details).toContainText('[url=javascript:window.hurt=1]и сюда[/url]');
  await expect(details.getByRole('link', { name: 'и сюда' })).toHaveCount(0);
  await expectHarmless(page);
});

test('marks piled on a letter stay in their line', async ({ page, seed }) => {
  const { card, process } = await seedHostile(seed, hostileTexts[11]);
  await page.goto(`${card.path}/processes/${process}?reading=entries`);
  const details = detailsOf(page.getByRole('dialog'));
  await expect(details.getByText(/U\+03\w\w ×\d+/).first()).toBeVisible();
});

test('signs that turn or hide a text are shown by their code', async ({ page, seed }) => {
  const { card, process } = await seedHostile(seed, hostileTexts[5]);
  await page.goto(`${card.path}/processes/${process}`);
  await expect(page.getByRole('dialog').getByText('U+202E').first()).toBeVisible();
});
