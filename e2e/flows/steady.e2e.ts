import type { Page } from '@playwright/test';
import { seedFailedWhatsapp } from '#e2e/fixtures/failed-whatsapp.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test.use({ as: 'support' });

declare global {
  /** What moved by itself since the page began, and how much: the browser's own measure (0.1 is what people notice). */
  var moved: { share: number; what: string }[];
}

/** Counts what moves without anybody having pressed anything. */
function watch(): void {
  type Shift = PerformanceEntry & { value: number; sources: readonly { node: Node | null }[] };
  globalThis.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as Shift[]) {
      const what = sources.map(({ node }) => node?.textContent?.slice(0, 60) ?? '').join(' | ');
      globalThis.moved.push({ share: value, what });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** The stand-ins of the first paint are gone, and a frame after that is drawn. */
async function untilSettled(page: Page): Promise<void> {
  await expect(page.locator('button[aria-haspopup=listbox]:not([data-rac])')).toHaveCount(0);
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
}

for (const [place, width] of [
  ['a desk', 1280],
  ['a frame', 900],
  ['a phone', 390],
] as const) {
  test.describe(`on ${place}`, () => {
    test.use({ viewport: { width, height: 800 } });

    test('nothing jumps while a page comes to rest', async ({ page, seed }) => {
      const { card } = await seedFailedWhatsapp(seed);
      await page.addInitScript(watch);
      for (const path of [card.path, '/failures', '/search?q=whatsapp', '/flags']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await untilSettled(page);
        const moved = await page.evaluate(() => globalThis.moved);
        const share = moved.reduce((sum, one) => sum + one.share, 0);
        expect(share, `${path}: ${JSON.stringify(moved)}`).toBeLessThan(0.05);
      }
    });
  });
}
