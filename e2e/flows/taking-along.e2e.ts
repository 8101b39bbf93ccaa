import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { longCount, seedLongJournal, timeout } from '#e2e/fixtures/long-journal.ts';
import { ownWords, seedFailing } from '#e2e/fixtures/failing-robots.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { clipboardOf } from '#e2e/fixtures/small-site.ts';
import { gridOf, visitJournal } from '#e2e/fixtures/verbs.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function download(page: Page, journal: Locator, item: RegExp): Promise<string> {
  await journal.getByRole('button', { name: 'Выгрузить' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await started).path(), 'utf8');
}

const messagesOf = (json: string) => (JSON.parse(json) as { message: string | null }[]).map(({ message }) => message);

test('the whole journal as CSV, JSON and text', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed));
  const json = messagesOf(await download(page, journal, /JSON/));
  expect(json).toHaveLength(longCount);
  expect(json[6]).toBe('письмо 1 из 300');
  const csv = await download(page, journal, /CSV/);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(longCount + 1);
  expect(csv.split('\r\n')[0]).toContain('"Сообщение"');
  const text = await download(page, journal, /Текст/);
  for (const message of json) if (message !== null) expect(text).toContain(message);
});

test('a journal, and all of a card, for process mining', async ({ page, seed }) => {
  const at = await seedLongJournal(seed);
  const journal = await visitJournal(page, at);
  const xes = await download(page, journal, /XES/);
  expect(xes).toContain('<log xes.version="1849.2016"');
  expect(xes.split('<event>')).toHaveLength(longCount + 1);
  await journal.getByRole('button', { name: 'Закрыть журнал' }).click();
  await page.getByRole('button', { name: 'Только со сбоями' }).click();
  await page.getByRole('button', { name: 'Выгрузить процессы' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /XES.*фильтр/ }).click();
  const ofCard = await readFile(await (await started).path(), 'utf8');
  expect(ofCard).toContain(`<string key="concept:name" value="${at.process}"/>`);
  expect(ofCard).toContain('<boolean key="journal:isFiltered" value="true"/>');
});

test.describe('failures of many cards', () => {
  test.use({ as: 'support' });

  test('what the filter shows, as a table and with their journals', async ({ page, seed }) => {
    const [robot, says] = ['Оформить заказ', ownWords()];
    const cards = [seed.newCard(), seed.newCard()];
    await seedFailing(seed, { robot, says, cards });
    const row = page.getByRole('region', { name: 'Причины сбоев' }).getByRole('listitem').filter({ hasText: says });
    await page.goto(`/failures?search=${encodeURIComponent(says)}`);
    await expect(async () => {
      await page.getByRole('button', { name: 'Обновить' }).click();
      await expect(row).toHaveCount(1, { timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    const take = async (item: RegExp): Promise<string> => {
      await page.getByRole('button', { name: 'Выгрузить сбои' }).click();
      const started = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      return readFile(await (await started).path(), 'utf8');
    };
    const csv = await take(/CSV.*фильтр: 2 сбоя/);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3);
    expect(csv).toContain(`"${robot}"`);
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(says);
    const xes = await take(/XES.*2 сбоя/);
    expect(xes.split('<trace>')).toHaveLength(3);
    expect(xes).toContain('value="Собираю данные"');
  });
});

test('the processes of a portal that its list of cards leaves', async ({ page, seed }) => {
  const at = await seedLongJournal(seed);
  await page.goto('/?failures=1');
  await page.getByRole('button', { name: 'Выгрузить процессы' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /XES.*были сбои/ }).click();
  const xes = await readFile(await (await started).path(), 'utf8');
  expect(xes).toContain(`<string key="concept:name" value="${at.process}"/>`);
  expect(xes).toContain('<boolean key="journal:isFiltered" value="true"/>');
});

test('what is seen is what is taken along', async ({ page, seed }) => {
  const at = await seedLongJournal(seed);
  const journal = await visitJournal(page, at, '?reading=entries&level=failure,warning');
  await expect(gridOf(journal)).toHaveAttribute('aria-rowcount', '4');
  const shown = await gridOf(journal).getByRole('row').allTextContents();
  const json = messagesOf(await download(page, journal, /JSON.*видно/));
  expect(json).toHaveLength(shown.length);
  for (const [index, message] of json.entries()) expect(shown[index]).toContain(message);
  const csv = await download(page, journal, /CSV.*видно/);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(shown.length + 1);
  expect(messagesOf(await download(page, journal, /JSON.*Весь/))).toHaveLength(longCount);
});

test('copied as text, it says of what, where and which entries', async ({ page, seed }) => {
  const at = await seedLongJournal(seed);
  const journal = await visitJournal(page, at, '?level=failure');
  await journal.getByRole('button', { name: 'Скопировать как текст' }).click();
  await expect(page.getByText('Скопировано 3 записи')).toBeVisible();
  const text = await clipboardOf(page);
  expect(text).toContain(at.name);
  expect(text).toContain(at.process);
  expect(text).toContain(page.url());
  expect(text.split(timeout)).toHaveLength(4);
  expect(text).not.toContain('письмо 1 из 300');
});

test('the address of the journal is copied as it stands', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed), '?reading=scale');
  await journal.getByRole('button', { name: 'Скопировать ссылку на журнал' }).click();
  await expect(page.getByText('Ссылка скопирована')).toBeVisible();
  expect(await clipboardOf(page)).toBe(page.url());
});
