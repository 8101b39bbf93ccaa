import { readFile } from 'node:fs/promises';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { commandsOf, frameOf, innerFrame, test } from '#e2e/fixtures/in-portal.ts';
import { openSmallSite } from '#e2e/fixtures/small-site.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { gridOf } from '#e2e/fixtures/verbs.ts';

// The journal lets one portal frame it: these tests take turns.
test.describe.configure({ mode: 'default' });
test.use({ as: null });

test('the tab shows the card without our frame and is as tall as it needs', async ({
  page,
  seed,
  portal,
  instance,
}) => {
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(portal.pageOf(card));
  const frame = frameOf(page);
  await expect(frame.getByRole('region', { name: 'Завершённые бизнес-процессы' })).toContainText(templateName);
  await expect(frame.getByRole('banner')).toHaveCount(0);
  await expect(frame.getByRole('link', { name: 'Хронология' })).toBeVisible();
  const heights = async () => (await commandsOf(page, 'resizeWindow')).map(({ params }) => params);
  await expect.poll(async () => ((await heights()).at(-1) as { height: number })?.height ?? 0).toBeGreaterThan(250);
  expect((await commandsOf(page, 'resizeWindow'))[0]?.origin).toBe(instance.url);
  expect(innerFrame(page, instance.url).url(), 'the code does not stay in the address').not.toContain('code=');

  await frame.getByRole('link', { name: 'журнал' }).click();
  const journal = frame.getByRole('dialog', { name: templateName });
  await expect(gridOf(journal)).toBeVisible();
  await expect.poll(async () => (await heights()).at(-1)).toEqual({ width: '100%', height: 760 });
  await journal.getByRole('button', { name: 'Закрыть журнал' }).click();
  await expect.poll(async () => ((await heights()).at(-1) as { height: number })?.height).toBeLessThan(760);
  expect(await commandsOf(page, 'refreshAuth'), 'a launch that was just verified asks nothing').toEqual([]);
});

test('T07: copying works with what the vendor allows a frame, or shows what to select', async ({
  page,
  seed,
  portal,
  complaints,
}) => {
  complaints.allow(/clipboard|permissions policy/i);
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(portal.pageOf(card));
  const frame = frameOf(page);
  await frame.getByRole('link', { name: 'журнал' }).click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Скопировать номер процесса' }).click();
  const told = frame.getByRole('button', { name: 'Скопировано' }).or(frame.getByText('Выделите и скопируйте:'));
  await expect(told.first()).toBeVisible();
});

test('T05: another site may frame it neither by itself nor around the portal', async ({
  page,
  seed,
  portal,
  instance,
  complaints,
}) => {
  complaints.allow(/frame-ancestors|Refused to frame|Framing|ERR_BLOCKED/);
  const { card } = await seedFailedWhatsapp(seed);
  const framing = (address: string) =>
    openSmallSite(
      `<!doctype html><link rel="icon" href="data:,"><title>чужой сайт</title><iframe src="${address}"></iframe>`,
    );
  const blocked = () => page.frames().filter((one) => one.url().startsWith('chrome-error:')).length;

  const direct = await framing(`${instance.url}/frame${card.path}?portal=crm`);
  await page.goto(direct.origin);
  await expect.poll(blocked).toBe(1);
  await direct.close();

  // The portal is an ancestor, and so is somebody else: every one of them is looked at.
  const around = await framing(portal.pageOf(card).replaceAll('&', '&amp;'));
  await page.goto(around.origin);
  await expect.poll(blocked).toBe(1);
  await expect(page.frameLocator('iframe').frameLocator('iframe').getByText(templateName)).toHaveCount(0);
  await around.close();

  // A page with our own frame around is for nobody's frame, the portal's neither.
  const answer = await page.request.get(`${instance.url}${card.path}`);
  expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
});

test('a link to a card opens in the portal, and a file is saved, without a cookie', async ({
  page,
  seed,
  portal,
  instance,
}) => {
  const made = await seedFailedWhatsapp(seed);
  const card = seed.newCard('Карточка портала');
  await seed.write([seed.cardEvent(card, { url: `${portal.origin}/crm/deal/details/${card.id}/` })]);
  await page.goto(portal.pageOf(card));
  const frame = frameOf(page);
  await frame.getByRole('link', { name: 'О карточке' }).click();
  await frame.getByRole('link', { name: `/crm/deal/details/${card.id}/` }).click();
  await expect
    .poll(async () => (await commandsOf(page, 'openPath')).map(({ params }) => params))
    .toEqual([{ path: `/crm/deal/details/${card.id}/` }]);
  expect(page.context().pages()).toHaveLength(1);

  await page.goto(portal.pageOf(made.card));
  await frame.getByRole('link', { name: 'журнал' }).click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Выгрузить' }).click();
  const saving = page.waitForEvent('download');
  await frame.getByRole('menuitem', { name: 'CSV' }).first().click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^journal-\d+\.csv$/);
  expect(await readFile(await file.path(), 'utf8')).toContain('WhatsApp');
  expect((await page.context().cookies(instance.url)).length).toBe(0);
});

test('opened on no card, it finds one, and says which it shows', async ({ page, seed, portal }) => {
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(portal.pageOf(null));
  const frame = frameOf(page);
  await expect(frame.getByRole('heading', { name: 'Журнал роботов и бизнес-процессов' })).toBeVisible();
  await frame.getByRole('textbox', { name: 'Название, номер или клиент' }).fill(card.title);
  await frame.getByRole('link', { name: card.title }).click();
  await expect(frame.getByRole('heading', { level: 1, name: card.title })).toBeVisible();
  await expect(frame.getByRole('link', { name: 'CRM' })).toBeVisible();
});

test('keys alone open, read and close a journal; dark, English, and without a barrier', async ({
  page,
  seed,
  portal,
}) => {
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(portal.pageOf(card, { lang: 'en', theme: 'dark' }));
  const frame = frameOf(page);
  await expect(frame.getByRole('region', { name: 'Completed business processes' })).toBeVisible();
  expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await frame.locator('html').getAttribute('lang')).toBe('en');
  await expectAccessible(page, 'the card in a dark frame');

  await frame.getByRole('link', { name: 'journal', exact: false }).first().focus();
  await page.keyboard.press('Enter');
  const journal = frame.getByRole('dialog', { name: templateName });
  await expect(gridOf(journal)).toBeVisible();
  await expectAccessible(page, 'the journal in a dark frame');
  await page.keyboard.press('Shift+Slash');
  await expect(frame.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(journal).toHaveCount(0);
  await expect(frame.getByRole('region', { name: 'Completed business processes' })).toBeVisible();
});

test('what the portal cannot vouch for says so in the frame', async ({ page, seed, portal, api, complaints }) => {
  complaints.allow(/status of 403/);
  const { card } = await seedFailedWhatsapp(seed);
  await api.connectPortal({
    kind: 'bitrix24',
    memberId: 'e2eportal0000000000000000000001',
    authServer: portal.origin,
    applicationCode: 'local.another',
    allowPrivate: true,
    supportUsers: [],
  });
  await page.goto(portal.pageOf(card));
  await expect(frameOf(page).getByRole('heading', { name: 'Журнал не открылся' })).toBeVisible();
});

test('in a window of its own the frame’s address is the page for people with an account', async ({
  page,
  seed,
  instance,
  complaints,
}) => {
  complaints.allow(/status of 401/);
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(`${instance.url}/frame${card.path}?failures=1&APP_SID=a&DOMAIN=b`);
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('to')).toBe(`${card.path}?failures=1`);
});
