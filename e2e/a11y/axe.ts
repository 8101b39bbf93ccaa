import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** No violation is tolerated, and a check of an empty page is none. Frames of the page are checked with it. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  // What is on its way in is checked when it has come.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map((one) => one.finished.catch(() => null)));
  });
  const { violations, passes } = await new AxeBuilder({ page }).withTags(wcag).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 5).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
  }));
  expect.soft(found, `what axe finds on ${state}`).toEqual([]);
  expect.soft(passes.length, `rules that passed on ${state}`).toBeGreaterThan(5);
}
