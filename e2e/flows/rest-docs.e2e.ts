import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { clipboardOf } from '#e2e/fixtures/small-site.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const methodOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const searchOf = (page: Page) => page.getByRole('textbox', { name: 'Метод, параметр или код ошибки' });

async function curlOf(page: Page, name: string): Promise<string> {
  await methodOf(page, name)
    .getByRole('button', { name: `Скопировать curl для ${name}` })
    .click();
  return await clipboardOf(page);
}

/** Runs a line in a shell, as whoever pastes it does; null where there is no curl. */
async function runInShell(line: string): Promise<{ result?: unknown; error?: unknown } | null> {
  try {
    const { stdout } = await promisify(execFile)('sh', ['-c', line.replace(/^curl /, 'curl -s ')]);
    return JSON.parse(stdout) as { result?: unknown; error?: unknown };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 127) return null;
    throw error;
  }
}

test('a method is found by its name, a parameter or an error, and the address is that of the search', async ({
  page,
}) => {
  await page.goto('/docs/rest');
  await expect(page.getByRole('heading', { level: 1, name: 'Документация REST' })).toBeVisible();
  for (const name of ['bizproc.activity.log', 'batch', 'journal.entry.list'])
    await expect(methodOf(page, name)).toBeVisible();

  await searchOf(page).fill('event_token');
  await expect(methodOf(page, 'bizproc.event.send')).toBeVisible();
  await expect(methodOf(page, 'batch')).toHaveCount(0);
  await expect(page).toHaveURL(/search=event_token/);
  await searchOf(page).fill('ERROR_BATCH_LENGTH');
  await expect(methodOf(page, 'batch')).toBeVisible();
  await expect(methodOf(page, 'bizproc.event.send')).toHaveCount(0);
  await page.reload();
  await expect(methodOf(page, 'batch')).toBeVisible();

  await searchOf(page).fill('такого нет');
  await page.getByRole('button', { name: 'Показать все методы' }).click();
  await expect(methodOf(page, 'bizproc.activity.log')).toBeVisible();
  await expect(page).toHaveURL((url) => url.pathname === '/docs/rest' && !url.searchParams.has('search'));

  const link = page.getByRole('navigation', { name: 'Содержание' }).getByRole('link', { name: 'user.admin' });
  await link.click();
  await expect(page).toHaveURL(/#user\.admin$/);
  await expect(methodOf(page, 'user.admin').getByRole('heading', { level: 3 })).toBeInViewport();
});

test('a line is copied with the reader’s own key, and works where it is pasted', async ({ page, instance }) => {
  await page.goto('/docs/rest?search=failure.list');
  expect(await curlOf(page, 'journal.failure.list')).toContain(
    `curl '${instance.url}/rest/1/YOUR_KEY/journal.failure.list'`,
  );
  const field = page.getByRole('textbox', { name: 'Адрес вебхука или ключ' });
  await field.fill(`${instance.url}/rest/robots/${instance.key}/`);
  await expect(methodOf(page, 'journal.failure.list')).toContainText(instance.key);
  const byWebhook = await curlOf(page, 'journal.failure.list');
  await field.fill(instance.key);
  await expect(methodOf(page, 'journal.failure.list')).toContainText('Authorization: Bearer');
  const byToken = await curlOf(page, 'journal.failure.list');
  for (const line of [byWebhook, byToken]) {
    const answer = await runInShell(line);
    test.skip(answer === null, 'there is no curl on this machine');
    expect(answer).toMatchObject({ result: expect.any(Array) });
  }
  expect(page.url()).not.toContain(instance.key);
  await field.fill('два слова');
  await expect(page.getByText('Не похоже ни на адрес вебхука, ни на ключ')).toBeVisible();
});

test('a parameter is explained in the language of the page', async ({ page }) => {
  await page.goto('/docs/rest?search=activity.log');
  const method = methodOf(page, 'bizproc.activity.log');
  await expect(method.getByRole('row', { name: /LOG_MESSAGE.*обязательный/ })).toContainText('Текст сообщения');
  await expect(method.getByRole('row', { name: /ERROR_EMPTY_LOG_MESSAGE/ })).toContainText('Empty log message!');
});
