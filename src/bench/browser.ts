import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumCandidates } from '#setup/find-chromium.mjs';
import { serveBare } from './bare-page.ts';
import { scatter, shapeOf } from './events.ts';
import { type Figure, percentile } from './figures.ts';
import { hugeJournalFigures } from './huge-journal.ts';
import type { Options } from './options.ts';
import { administrator, type Server } from './product.ts';
import { limits } from './reading.ts';
import { openTab } from './tab.ts';

/** What somebody sees, in a headless Chromium. Without one the figures are left out, with a sentence. */
export async function browserFigures(server: Server, options: Options, say: (line: string) => void): Promise<Figure[]> {
  const [executablePath] = chromiumCandidates();
  if (executablePath === undefined) {
    say('no Chromium here: the figures of the browser are left out');
    return [];
  }
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-component-update'],
  });
  try {
    const context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
    const signedIn = await context.request.post(`${server.url}/api/v1/session`, { data: administrator });
    if (!signedIn.ok()) throw new Error(`signing in: ${signedIn.status()}`);
    return [...(await cardFigures(context, server, options)), ...(await hugeJournalFigures(context, server, options))];
  } finally {
    await browser.close();
  }
}

async function cardFigures(context: BrowserContext, { url }: Server, { size, isQuick }: Options): Promise<Figure[]> {
  const { cards } = shapeOf(size);
  const times = isQuick ? 2 : 7;
  const pathOf = (n: number) => `${url}/cards/deal/${scatter(n, cards)}`;
  const first = await openCards(
    context,
    Array.from({ length: times }, (_, n) => pathOf(n)),
    { isNew: true },
  );
  // Somebody who has been here fetches the data alone: one more, which is not counted, fills what his browser keeps.
  const [, ...again] = (
    await openCards(
      context,
      Array.from({ length: times + 1 }, (_, n) => pathOf(times + n)),
      { isNew: false },
    )
  ).map(({ list }) => list);
  const limit = (value: number, from: string) => ({ kind: 'limit' as const, value, from });
  const median = (values: number[]) => percentile(values, 0.5);
  const list = median(first.map((one) => one.list));
  const click = median(first.map((one) => one.click));
  const scripts = first.at(-1)?.scripts ?? 0;
  const cardLimit = limit(limits.card, '2.8 s / 10');
  const floor = { kind: 'peer' as const, value: median(await openStaticPages(context, times)), from: 'static page' };
  return [
    { name: 'card opened to its list, first visit, median', value: list, unit: 'ms', beside: cardLimit },
    { name: 'card opened to its list, next visit, median', value: median(again), unit: 'ms', beside: cardLimit },
    { name: 'the same', value: median(again), unit: 'ms', beside: floor },
    { name: '«журнал» pressed to rows, median', value: click, unit: 'ms', beside: limit(limits.click, '3.1 s / 10') },
    { name: 'JavaScript of the first load, gzip', value: scripts / 1000, unit: 'kB', beside: limit(200, 'our own') },
    { name: 'the same', value: scripts / 1000, unit: 'kB', beside: limit(340, '3.4 MB / 10') },
  ];
}

/** The least that this browser takes to show anything: a page that is a list of one row, and no more. */
async function openStaticPages(context: BrowserContext, times: number): Promise<number[]> {
  const bare = await serveBare(Buffer.from('<!doctype html><ul><li><a href="/processes/1">журнал</a></li></ul>'));
  const shown: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const page = await openWatched(context);
    shown.push(await untilList(page, bare.url));
    await page.close();
  }
  bare.close();
  return shown;
}

async function openWatched(context: BrowserContext): Promise<Page> {
  const page = await openTab(context);
  await page.addInitScript(watch, { list: 'li a[href*="/processes/"]', rows: openedRows });
  return page;
}

/** Milliseconds from the beginning of the navigation to a list on the screen. */
async function untilList(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  // Asked for by a role, the page would look through itself again and again while it should draw.
  await page.waitForFunction(() => globalThis.seen?.list !== undefined, null, { polling: 50 });
  return (await seenIn(page)).list ?? Number.NaN;
}

type Opening = { list: number; click: number; scripts: number };

/** Opens each card in a page of its own, then its first journal. `isNew`: as somebody who has never been here. */
async function openCards(
  context: BrowserContext,
  urls: readonly string[],
  { isNew }: { isNew: boolean },
): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (const url of urls) {
    const page = await openWatched(context);
    if (isNew) {
      const network = await context.newCDPSession(page);
      await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    }
    const list = await untilList(page, url);
    const journals = page.getByRole('listitem').getByRole('link', { name: 'журнал' });
    const scripts = await scriptBytes(page);
    await journals.first().click();
    await page.locator(openedRows).first().waitFor();
    const { press = Number.NaN, rows = Number.NaN } = await seenIn(page);
    openings.push({ list, click: rows - press, scripts });
    await page.close();
  }
  return openings;
}

const openedRows = '[role=dialog] [role=row]:not(:has([data-placeholder]))';

declare global {
  /** Milliseconds since the navigation began: the list on the screen, the press, the rows on the screen. */
  var seen: { list?: number; press?: number; rows?: number } | undefined;
}

/** Runs in the page: what drives the browser from outside takes as long again to notice, and nobody who looks does that. */
function watch(selectors: { list: string; rows: string }): void {
  const seen: NonNullable<typeof globalThis.seen> = {};
  globalThis.seen = seen;
  const note = (name: 'list' | 'rows') => {
    if (seen[name] !== undefined || document.querySelector(selectors[name]) === null) return;
    seen[name] = performance.now();
    // It is in the document; seen it is with the next frame.
    requestAnimationFrame(() => setTimeout(() => (seen[name] = performance.now())));
  };
  new MutationObserver(() => {
    note('list');
    if (seen.press !== undefined) note('rows');
  }).observe(document, { childList: true, subtree: true, attributes: true });
  addEventListener('click', () => (seen.press ??= performance.now()), { capture: true });
}

/** What was noted, once the frame that shows it is drawn. */
function seenIn(page: Page): Promise<NonNullable<typeof globalThis.seen>> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(globalThis.seen ?? {})))),
  );
}

/** Bytes of scripts as they came over the wire. */
function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = entries.filter(({ name }) => new URL(name).pathname.endsWith('.js'));
    return scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
}
