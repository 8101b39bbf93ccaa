import type { Page } from '@playwright/test';
import { seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { openPortalPage } from '#e2e/fixtures/portal-page.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { gridOf } from '#e2e/fixtures/verbs.ts';

const frameOf = (page: Page) => page.frameLocator('iframe[title="Журнал"]');

/** Heights that the frame asked for, and from where. */
const asked = (page: Page) =>
  page.evaluate(() => (window as unknown as { heights: { origin: string; height: number }[] }).heights);

test.describe('in the portal', () => {
  // The portal has one origin that may frame it: these tests take turns.
  test.describe.configure({ mode: 'default' });

  test('the tab shows the card without our frame and is as tall as it needs', async ({ page, seed, api, instance }) => {
    const { card } = await seedFailedWhatsapp(seed);
    const portal = await openPortalPage(`${instance.url}/frame${card.path}`);
    await api.putPortal({ origin: portal.origin });
    await page.goto(portal.origin);
    const frame = frameOf(page);
    await expect(frame.getByRole('region', { name: 'Завершённые бизнес-процессы' })).toContainText(templateName);
    await expect(frame.getByRole('banner')).toHaveCount(0);
    await expect(frame.getByRole('link', { name: 'Хронология' })).toBeVisible();
    await expect.poll(async () => (await asked(page)).at(-1)?.height ?? 0).toBeGreaterThan(250);
    const [first] = await asked(page);
    expect(first?.origin).toBe(instance.url);

    await frame.getByRole('link', { name: 'журнал' }).click();
    const journal = frame.getByRole('dialog', { name: templateName });
    await expect(gridOf(journal)).toBeVisible();
    await expect.poll(async () => (await asked(page)).at(-1)?.height).toBe(760);
    await journal.getByRole('button', { name: 'Закрыть журнал' }).click();
    await expect.poll(async () => (await asked(page)).at(-1)?.height).toBeLessThan(760);
    await portal.close();
  });

  test('copying works where the portal lets nothing on the clipboard', async ({
    page,
    seed,
    api,
    instance,
    complaints,
  }) => {
    complaints.allow(/clipboard|permissions policy/i);
    const { card } = await seedFailedWhatsapp(seed);
    const portal = await openPortalPage(`${instance.url}/frame${card.path}`, "clipboard-write 'none'");
    await api.putPortal({ origin: portal.origin });
    await page.goto(portal.origin);
    const frame = frameOf(page);
    await frame.getByRole('link', { name: 'журнал' }).click();
    await frame.getByRole('dialog').getByRole('button', { name: 'Скопировать номер процесса' }).click();
    // Copied the old way, or shown to be copied by hand: never silence.
    const told = frame.getByRole('button', { name: 'Скопировано' }).or(frame.getByText('Выделите и скопируйте:'));
    await expect(told.first()).toBeVisible();
    await portal.close();
  });

  test('another site may not frame it', async ({ page, seed, api, instance, complaints }) => {
    complaints.allow(/frame-ancestors|Refused to frame|Framing|ERR_BLOCKED/);
    const { card } = await seedFailedWhatsapp(seed);
    const stranger = await openPortalPage(`${instance.url}/frame${card.path}`);
    await api.putPortal({ origin: 'https://portal.example' });
    await page.goto(stranger.origin);
    await expect.poll(() => page.frames().some((one) => one.url().startsWith('chrome-error:'))).toBe(true);
    await expect(frameOf(page).getByText(templateName)).toHaveCount(0);
    // The page with our own frame around may be framed by nobody, also not by the portal.
    await api.putPortal({ origin: stranger.origin });
    const answer = await page.request.get(card.path);
    expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
    await stranger.close();
  });

  test('without a session it says what to do instead of a form', async ({ browser, seed, api, instance }) => {
    const { card } = await seedFailedWhatsapp(seed);
    const portal = await openPortalPage(`${instance.url}/frame${card.path}`);
    await api.putPortal({ origin: portal.origin });
    const context = await browser.newContext({ locale: 'ru-RU', storageState: { cookies: [], origins: [] } });
    const page = await context.newPage();
    await page.goto(portal.origin);
    await expect(frameOf(page).getByText('Вы не вошли, или время входа истекло.')).toBeVisible();
    await expect(frameOf(page).getByRole('textbox')).toHaveCount(0);
    await context.close();
    await portal.close();
  });
});
