import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';

/** A tab's own birth keeps a core busy for half a second: who measures a page within that measures the browser. */
const birthMs = 1_000;

/** An empty tab that has come to rest, as the one in which somebody follows a link. */
export async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await sleep(birthMs);
  return page;
}
