import { ago, at } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { detailsOf, expectNoSidewaysScroll, openCard, visitJournal } from '#e2e/fixtures/verbs.ts';

const kib = 1024;

for (const width of [1280, 320]) {
  test(`an entry of 64 KiB at ${width} pixels`, async ({ page, seed }) => {
    await page.setViewportSize({ width, height: 700 });
    const card = seed.newCard();
    const process = seed.newProcess();
    const from = ago(20);
    const long = `${'слово без пробелов'.replaceAll(' ', '')}${'x'.repeat(500)} `.repeat(200).slice(0, 40 * kib);
    const body = {
      list: Array.from({ length: 500 }, (_, index) => ({ index, text: 'у'.repeat(40) })),
      blob: 'z'.repeat(20 * kib),
    };
    await seed.write([
      seed.cardEvent(card),
      seed.templateEvent('large', 'Большая запись'),
      seed.processEvent(card, process, {
        at: at(from),
        template: { id: 'large', version: '7' },
        state: 'failed',
        startedAt: at(from),
      }),
      ...seed.entryEvents(process, from, [
        {
          type: 'fault',
          status: 4,
          result: 3,
          message: long,
          details: {
            http: { method: 'POST', url: `https://x.example/${'a'.repeat(3000)}`, status: 500, responseBody: body },
          },
        },
      ]),
    ]);
    await openCard(page, card);
    await expectNoSidewaysScroll(page);
    const journal = await visitJournal(page, { card, process, name: 'Большая запись' });
    if (width < 900) await journal.getByRole('row').last().click();
    const details = detailsOf(journal);
    await expect(details.getByRole('button', { name: 'Показать целиком' })).toBeVisible();
    await details.getByRole('button', { name: 'Показать целиком' }).click();
    await expectNoSidewaysScroll(page);
    const tooWide = await details.evaluate((pane) => pane.scrollWidth - pane.clientWidth);
    expect(tooWide, 'the details do not scroll sideways as a whole').toBeLessThanOrEqual(0);
    for (const tab of await details.getByRole('tab').all()) {
      await tab.click();
      await expect(details.getByRole('tabpanel')).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });
}
