import type { Page } from '@playwright/test';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { test } from '#e2e/fixtures/demo-portal.ts';
import { expect } from '#e2e/fixtures/test.ts';

test.use({ as: null });
// One portal for all of them: what one of them runs, the others see.
test.describe.configure({ mode: 'default' });

async function openDemo(page: Page, url: string, search = ''): Promise<void> {
  await page.goto(`${url}/demo${search}`);
  await expect(page.locator('#deal-title')).not.toHaveText('…');
}

test('a button runs a robot that fails, and the reason appears in the frame', async ({ page, demo }) => {
  await openDemo(page, demo.url);
  const frame = page.frameLocator('iframe');
  await expect(
    frame.getByRole('region', { name: 'Завершённые бизнес-процессы' }).getByRole('listitem').first(),
  ).toBeVisible();
  await expect(frame.getByRole('banner')).toHaveCount(0);
  const reason = 'Клиент не получил WhatsApp: окно в 24 часа закрыто';
  const rows = frame.getByRole('listitem').filter({ hasText: reason });
  const before = await rows.count();
  await page.getByRole('button', { name: 'WhatsApp: окно 24 часа' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Запущено' })).toBeVisible();
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBeGreaterThan(before);
  await rows.first().getByRole('link', { name: 'журнал' }).click();
  await expect(frame.getByRole('dialog').getByRole('region', { name: reason })).toBeVisible();
});

test('another person looks at the same deal', async ({ page, demo }) => {
  await openDemo(page, demo.url);
  await expect(page.getByRole('radio', { name: 'Менеджер' })).toBeChecked();
  const signedIn = page.waitForResponse(
    (one) => one.url().endsWith('/demo/person') && one.request().method() === 'POST',
  );
  await page.getByRole('radio', { name: 'Поддержка' }).click();
  await signedIn;
  await expect(page.getByRole('radio', { name: 'Поддержка' })).toBeChecked();
  await expect(page.frameLocator('iframe').getByRole('link', { name: 'Бизнес-процессы' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Поддержка' })).toBeChecked();
});

test('dark, English, and without a barrier', async ({ page, demo }) => {
  await openDemo(page, demo.url);
  await expect(page.frameLocator('iframe').getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page, 'the demo');
  await page.getByRole('button', { name: 'Тёмная тема' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('tab', { name: 'Workflows' })).toBeVisible();
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('region', { name: 'Completed business processes' })).toBeVisible();
  expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark');
  await expectAccessible(page, 'the demo, dark and in English');
});
