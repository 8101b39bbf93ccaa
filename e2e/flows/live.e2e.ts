import type { Locator } from '@playwright/test';
import { createApi } from '#e2e/fixtures/api.ts';
import { createInstance } from '#e2e/fixtures/instance.ts';
import { at, type CardInTest, createSeed, type Seed } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { expectRow, gridOf, journalRow, listOf, openCard, rowOf, visitJournal } from '#e2e/fixtures/verbs.ts';

const name = 'Обзвон клиентов';
const robot = { name: 'A5_1', title: 'Обзвон', code: 'call' };

async function seedRunning(seed: Seed, count: number) {
  const card = seed.newCard();
  const process = seed.newProcess();
  const from = Date.now() - 60_000;
  const place = { template: { id: 'calls', version: '1' }, startedAt: at(from) };
  const calls = (first: number, number: number) =>
    Array.from({ length: number }, (_, index) => ({
      at: at(from + (first + index) * 100),
      activity: robot,
      type: 'custom',
      message: `звонок ${first + index}`,
    }));
  await seed.write([
    seed.cardEvent(card),
    seed.templateEvent('calls', name),
    seed.processEvent(card, process, { at: at(from), ...place, state: 'running' }),
    ...seed.entryEvents(process, from, calls(1, count)),
  ]);
  return {
    card,
    process,
    name,
    write: (first: number, number: number) => seed.write(seed.entryEvents(process, from, calls(first, number))),
    end: () =>
      seed.write([
        seed.processEvent(card, process, {
          at: at(Date.now()),
          ...place,
          state: 'completed',
          finishedAt: at(Date.now()),
        }),
      ]),
  };
}

const top = async (row: Locator) => (await row.boundingBox())?.y ?? Number.NaN;

test('new entries are counted; what is being read does not move', async ({ page, seed }) => {
  const running = await seedRunning(seed, 200);
  const journal = await visitJournal(page, running, '?reading=entries');
  const grid = gridOf(journal);
  await expect(grid).toHaveAttribute('aria-rowcount', '200');
  await grid.press('Home');
  const read = journalRow(journal, /звонок 5$/);
  await read.click();
  const before = await top(read);

  await running.write(201, 12);
  const fresh = journal.getByRole('button', { name: /^12 новых/ });
  await expect(fresh).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '212');
  await expect.poll(() => top(read)).toBe(before);
  await expect(read).toHaveAttribute('aria-selected', 'true');

  await fresh.click();
  await expect(journalRow(journal, /звонок 212$/)).toBeInViewport();
  await expect(fresh).toHaveCount(0);
});

test('entries that come late, before what is read, do not move it either', async ({ page, seed }) => {
  const running = await seedRunning(seed, 400);
  const journal = await visitJournal(page, running, '?reading=entries&q=звонок+300');
  await journal.getByRole('button', { name: 'Следующее совпадение' }).click();
  const read = gridOf(journal).getByRole('row', { selected: true });
  await expect(read).toContainText('звонок 300');
  await expect(read).toBeInViewport();
  const before = await top(read);
  const late = { at: at(Date.now() - 60_000 + 1050), activity: robot, type: 'custom', message: 'опоздавшая запись' };
  await seed.write(
    seed.entryEvents(
      running.process,
      Date.now(),
      Array.from({ length: 7 }, () => late),
    ),
  );
  await running.write(401, 1);
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '408');
  await expect(read).toHaveAttribute('aria-rowindex', '307');
  await expect(read).toContainText('звонок 300');
  await expect.poll(() => top(read)).toBe(before);
});

test('following is opt-in and stays at the end', async ({ page, seed }) => {
  const running = await seedRunning(seed, 200);
  const journal = await visitJournal(page, running, '?reading=entries');
  const follow = journal.getByRole('button', { name: 'Следить' });
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await follow.click();
  await expect(journalRow(journal, /звонок 200$/)).toBeInViewport();
  for (const first of [201, 221]) {
    await running.write(first, 20);
    await expect(journalRow(journal, new RegExp(`звонок ${first + 19}$`))).toBeInViewport();
  }
  await running.end();
  await expect(journal.getByText('Завершён', { exact: true })).toBeVisible();
  await expect(follow).toHaveCount(0);
});

test('the lists of the card keep up by themselves', async ({ page, seed }) => {
  const running = await seedRunning(seed, 1);
  await openCard(page, running.card);
  await expect(page.getByText('обновляется само')).toBeVisible();
  await expectRow(listOf(page, 'active'), name, 'Выполняется');
  await running.end();
  await expectRow(listOf(page, 'completed'), name, 'Завершён');
  await expect(listOf(page, 'active')).toContainText('На данный момент нет активных процессов');

  const another = seed.newProcess();
  const place = { template: { id: 'calls', version: '1' }, startedAt: at(Date.now()) };
  await seed.write([seed.processEvent(running.card, another, { at: at(Date.now()), ...place, state: 'running' })]);
  await expect(rowOf(listOf(page, 'active'), name)).toHaveCount(1);
});

test.describe('a server of its own', () => {
  test('it recovers when the server comes back', async ({ browser, complaints }) => {
    test.slow();
    complaints.allow(/ERR_CONNECTION|Failed to fetch|ERR_INCOMPLETE|network error/);
    const instance = await createInstance();
    const api = createApi(instance);
    const { card, running } = await seeded(createSeed(api));
    const { name: cookie, value } = await api.cookieOf('administrator');
    const context = await browser.newContext({ baseURL: instance.url, locale: 'ru-RU' });
    await context.addCookies([{ name: cookie, value, url: instance.url }]);
    const page = await context.newPage();
    await openCard(page, card);
    await expect(page.getByText('обновляется само')).toBeVisible();
    await instance.stop();
    await expect(page.getByText('обновляется само')).toHaveCount(0);
    await expectRow(listOf(page, 'active'), name);
    await instance.startAgain();
    await running.end();
    await expectRow(listOf(page, 'completed'), name);
    await expect(page.getByText('обновляется само')).toBeVisible({ timeout: 20_000 });
    await context.close();
    await instance.remove();
  });
});

async function seeded(seed: Seed): Promise<{ card: CardInTest; running: Awaited<ReturnType<typeof seedRunning>> }> {
  const running = await seedRunning(seed, 3);
  return { card: running.card, running };
}
