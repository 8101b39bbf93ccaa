import type { BrowserContext, Page } from '@playwright/test';
import { bigCard, bigProcess, shapeOf } from './events.ts';
import type { Figure } from './figures.ts';
import type { Options } from './options.ts';
import type { Server } from './product.ts';
import { openTab } from './tab.ts';

const scrollMs = 4_000;
const rows = '[role=dialog] [role=row]:not(:has([data-placeholder]))';

/** The journal of 200 000 entries on a screen. */
export async function hugeJournalFigures(
  context: BrowserContext,
  { url }: Server,
  { size }: Options,
): Promise<Figure[]> {
  const { bigEntries } = shapeOf(size);
  const page = await openTab(context);
  const from = performance.now();
  await page.goto(`${url}/cards/deal/${bigCard}/processes/${bigProcess}?reading=entries`, { waitUntil: 'commit' });
  await page.locator(rows).first().waitFor();
  const first = performance.now() - from;
  const { longest, most, frames } = await scroll(page);
  const heap = await heapOf(context, page);
  await page.close();
  const figure = (name: string, value: number, unit: Figure['unit']): Figure => ({
    name: `journal of ${bigEntries} on screen: ${name}`,
    value,
    unit,
    beside: null,
  });
  return [
    figure('address to first rows', first, 'ms'),
    figure('most rows in the page', most, 'elements'),
    figure('longest task while scrolling fast', longest, 'ms'),
    figure('a frame while scrolling fast, mean', scrollMs / Math.max(1, frames), 'ms'),
    figure('heap of the page', heap, 'MiB'),
  ];
}

/** From the top towards the end as fast as somebody who drags the bar, a step a frame. */
function scroll(page: Page): Promise<{ longest: number; most: number; frames: number }> {
  return page.evaluate(async (duration) => {
    let longest = 0;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
    }).observe({ entryTypes: ['longtask'] });
    const grid = document.querySelector('[role=dialog] :is([role=grid], [role=treegrid])');
    const box = grid?.parentElement;
    if (box == null) throw new Error('the journal has no grid');
    let most = 0;
    let frames = 0;
    const start = performance.now();
    for (let part = 0; part < 1; part = (performance.now() - start) / duration) {
      box.scrollTop = part * (box.scrollHeight - box.clientHeight);
      frames += 1;
      most = Math.max(most, document.querySelectorAll('[role=dialog] [role=row]').length);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { longest, most, frames };
  }, scrollMs);
}

async function heapOf(context: BrowserContext, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 2 ** 20;
}
