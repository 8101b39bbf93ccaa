import type { Browser, Locator, Page } from '@playwright/test';
import type { Huge } from '#e2e/fixtures/huge-journal.ts';
import { hugeCount, importHugeJournal } from '#e2e/fixtures/huge-journal.ts';
import { test as base, expect } from '#e2e/fixtures/test.ts';
import { choose, detailsOf, gridOf, journalRow, visitJournal } from '#e2e/fixtures/verbs.ts';

const test = base.extend<object, { huge: Huge }>({
  huge: [
    async ({ instance, seed }, give) => await give(await importHugeJournal(instance, seed)),
    { scope: 'worker', timeout: 120_000 },
  ],
});

const ordinalOf = (row: Locator) => row.getAttribute('aria-rowindex').then(Number);

/** What scrolls the rows. */
const scrollerOf = (journal: Locator) => gridOf(journal).locator('..');

async function dragTo(journal: Locator, part: number): Promise<void> {
  await scrollerOf(journal).evaluate((box, to) => {
    box.scrollTop = to * (box.scrollHeight - box.clientHeight);
  }, part);
}

/** Rows with text, none of them a placeholder, are what the reader sees. */
async function expectRowsInView(journal: Locator): Promise<void> {
  await expect
    .poll(() =>
      scrollerOf(journal).evaluate((box) => {
        const view = box.getBoundingClientRect();
        const rows = [...box.querySelectorAll('[role=row]')].filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > view.top && top < view.bottom;
        });
        return rows.length > 3 && rows.every((row) => row.querySelector('[data-placeholder]') === null);
      }),
    )
    .toBe(true);
}

type TraceEvent = { name: string; pid: number; tid: number; dur?: number; tdur?: number; args?: { name?: string } };

/**
 * Tasks of the page's main thread while something was done, ms each of the processor's time. A PerformanceObserver tells
 * how long they lasted on the clock, and on a machine that does other work most of that is the others' time.
 */
async function tasksDuring(browser: Browser, page: Page, deed: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await deed();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const names = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const main = new Set(names.map(threadOf));
  return (
    traceEvents
      .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && main.has(threadOf(event)))
      // Where the own time is not told, all of it counts.
      .map(({ dur = 0, tdur = dur }) => tdur / 1000)
  );
}

test('200 000 entries: few elements, and rows wherever the bar is dragged to', async ({ page, huge }) => {
  test.slow();
  const journal = await visitJournal(page, huge, '?reading=entries');
  const grid = gridOf(journal);
  await expect(grid).toHaveAttribute('aria-rowcount', String(hugeCount));
  await expect(journalRow(journal, /строка 2 документа 1$/)).toBeVisible();
  for (const part of [0.5, 1, 0.123, 0]) {
    await dragTo(journal, part);
    await expectRowsInView(journal);
    expect(await grid.getByRole('row').count()).toBeLessThan(200);
    const first = await ordinalOf(grid.getByRole('row').first());
    expect(Math.abs(first / hugeCount - part), `the row ${first} stands near ${part}`).toBeLessThan(0.01);
  }
});

test('by robot and on the scale it is the same', async ({ page, huge }) => {
  const journal = await visitJournal(page, huge);
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '10000');
  for (const reading of ['robots', 'scale'] as const) {
    await choose(journal, reading);
    await dragTo(journal, 0.5);
    await expectRowsInView(journal);
    expect(await gridOf(journal).getByRole('row').count()).toBeLessThan(200);
  }
});

test('scrolling does not stutter', async ({ page, browser, huge }) => {
  test.slow();
  const journal = await visitJournal(page, huge, '?reading=entries');
  await expect(journalRow(journal, /строка 2 документа 1$/)).toBeVisible();
  await gridOf(journal).getByRole('row').first().hover();
  const tasks = await tasksDuring(browser, page, async () => {
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 600);
    for (let part = 0; part <= 1; part += 0.05) await dragTo(journal, part);
    await expectRowsInView(journal);
  });
  // What cannot be measured must not pass.
  expect(tasks.length, 'tasks of the main thread').toBeGreaterThan(60);
  const over = (ms: number) => tasks.filter((own) => own > ms);
  expect(over(200), 'tasks over 200 ms').toEqual([]);
  expect(over(100).length, 'tasks over 100 ms').toBeLessThanOrEqual(2);
});

test('search counts all of it, and a link into the middle opens there', async ({ page, huge }) => {
  const journal = await visitJournal(page, huge, '?reading=entries&q=документа+5000');
  const told = journal.getByRole('search').locator('..').getByRole('status');
  await expect(told).toHaveText('18 совпадений');
  await journal.getByRole('button', { name: 'Следующее совпадение' }).click();
  await expect(detailsOf(journal)).toContainText('строка 99982 документа 5000');
  const url = new URL(page.url());
  url.searchParams.delete('q');
  await page.goto(url.href);
  const selected = gridOf(journal).getByRole('row', { selected: true });
  await expect(selected).toContainText('строка 99982 документа 5000');
  await expect(selected).toBeInViewport();
});
