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
  const frame = page.frameLocator('#frame iframe');
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

/** The frame of the deal's tab. */
const tab = (page: Page) => page.frameLocator('#frame iframe');

test('a manager sees his own deals, support all of them, and the portal remembers who looks', async ({
  page,
  demo,
  complaints,
}) => {
  // Somebody else's deal is not there for the manager.
  complaints.allow(/status of 404/);
  await openDemo(page, demo.url, '?deal=1897');
  await expect(page.getByRole('radio', { name: 'Менеджер' })).toBeChecked();
  await expect(tab(page).getByRole('heading', { name: 'Не найдено' })).toBeVisible();
  await page.getByRole('radio', { name: 'Поддержка' }).click();
  await expect(tab(page).getByRole('link', { name: 'Бизнес-процессы' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Поддержка' })).toBeChecked();
  await expect(tab(page).getByRole('link', { name: 'Бизнес-процессы' })).toBeVisible();
});

test('the administrator goes to the journal’s own pages with an account', async ({ page, demo }) => {
  await openDemo(page, demo.url);
  await page.getByRole('radio', { name: 'Администратор' }).click();
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Открыть журнал' }).click();
  const own = await opening;
  await expect(own.getByRole('heading', { name: 'Карточки', level: 1 })).toBeVisible();
  expect(new URL(own.url()).hostname, 'another site than the portal').not.toBe(new URL(page.url()).hostname);
  await own.close();
  await page.getByRole('radio', { name: 'Менеджер' }).click();
  await expect(page.getByRole('link', { name: 'Открыть журнал' })).toBeHidden();
});

test('support goes to the failures over all cards, with an account', async ({ page, demo }) => {
  await openDemo(page, demo.url);
  await page.getByRole('radio', { name: 'Поддержка' }).click();
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Сбои роботов' }).click();
  const own = await opening;
  await expect(own.getByRole('heading', { name: 'Сбои роботов', level: 1 })).toBeVisible();
  const causes = own.getByRole('region', { name: 'Причины сбоев' });
  await causes.getByRole('link').first().click();
  await expect(own.getByRole('region', { name: 'Сбои', exact: true }).getByRole('link').first()).toBeVisible();
  await own.close();
});

test('the portal’s troubles are what a person sees of them, and end', async ({ page, demo, complaints }) => {
  complaints.allow(/status of (?:401|403|50[23])|not_signed_in/);
  await openDemo(page, demo.url);
  const trouble = (name: string) => page.getByLabel('Неполадки портала').selectOption({ label: name });
  const heading = (name: string) => expect(tab(page).getByRole('heading', { name })).toBeVisible();
  await trouble('отвечает медленно');
  await heading('Портал не отвечает');
  await trouble('перенаправляет');
  await heading('Портал не отвечает');
  await trouble('токен другого приложения');
  await heading('Журнал не открылся');
  await trouble('токен другого портала');
  await heading('Журнал не открылся');
  await trouble('вышли из портала');
  await heading('Портал больше не подтверждает вход');
  await expect(page.getByRole('status').filter({ hasText: 'войдите снова' })).toBeVisible();
  await trouble('нет');
  await tab(page).getByRole('button', { name: 'Попробовать снова' }).click();
  await expect(tab(page).getByRole('link', { name: 'Бизнес-процессы' })).toBeVisible();
});

test('another portal signs its launch, and stays open by signing again', async ({ page, demo }) => {
  await page.goto(`${demo.url}/demo/other`);
  await expect(page.getByRole('region', { name: 'Всё, что нужно на сервере портала' })).toContainText('createHmac');
  const frame = page.frameLocator('#frame iframe');
  await expect(frame.getByRole('region', { name: 'Завершённые бизнес-процессы' })).toBeVisible();
  // Its token is spent: the page asks the portal around it for another.
  const inner = page.frames().find((one) => one.url().includes('/frame/'));
  expect(inner?.url()).not.toContain('token');
  await inner?.evaluate(() => location.reload());
  await expect(frame.getByRole('region', { name: 'Завершённые бизнес-процессы' })).toBeVisible();
  await expectAccessible(page, 'the other portal');
});

test('dark, English, and without a barrier', async ({ page, demo }) => {
  await openDemo(page, demo.url);
  await expect(page.frameLocator('#frame iframe').getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page, 'the demo');
  await page.getByRole('button', { name: 'Тёмная тема' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('tab', { name: 'Workflows' })).toBeVisible();
  const frame = page.frameLocator('#frame iframe');
  await expect(frame.getByRole('region', { name: 'Completed business processes' })).toBeVisible();
  expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark');
  await expectAccessible(page, 'the demo, dark and in English');
});
