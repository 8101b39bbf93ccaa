import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Page, TestInfo } from '@playwright/test';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { openSmallSite } from '#e2e/fixtures/small-site.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { expectNoSidewaysScroll } from '#e2e/fixtures/verbs.ts';

test.use({ as: 'administrator' });

const connection = (page: Page) => page.getByRole('region', { name: 'Как портал открывает журнал' });
const runs = promisify(execFile);

/** Makes a portal of the test's own; an id of it is never used again. */
async function makePortal(page: Page, title: string): Promise<string> {
  const id = `p${Date.now().toString(36)}`;
  await page.goto('/settings/portals?make=1');
  const form = page.getByRole('dialog', { name: 'Создать портал' });
  await form.getByRole('textbox', { name: 'Номер портала' }).fill(id);
  await form.getByRole('textbox', { name: 'Название' }).fill(title);
  await form.getByRole('combobox', { name: 'Часовой пояс' }).fill('Asia/Omsk');
  await form.getByRole('button', { name: 'Создать', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return id;
}

async function saveOrigin(page: Page, address: string): Promise<void> {
  const facts = page.getByRole('region', { name: 'Основное' });
  await facts.getByRole('textbox', { name: /Адрес, с которого/ }).fill(address);
  await facts.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Портал сохранён')).toBeVisible();
}

/** Runs the example as it stands on the page, as the portal's developer would, and gives the frame that it prints. */
async function runExample(page: Page, testInfo: TestInfo, secrets: Readonly<Record<string, string>>): Promise<string> {
  const example = connection(page).getByRole('region', { name: 'На сервере портала' });
  // Below the project's folder, where its packages are found.
  const file = testInfo.outputPath('sign.mjs');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await example.innerText());
  const { stdout } = await runs(process.execPath, [file], { env: { ...process.env, ...secrets } });
  return stdout.trim();
}

test('a portal that signs: the example of the page, run as it is, opens the journal', async ({
  page,
  seed,
  instance,
  complaints,
}, testInfo) => {
  // The card that the example opens is another portal's: there it is not.
  complaints.allow(/status of 404/);
  await seed.write([seed.cardEvent({ ...seed.newCard('Чужая'), id: '1877' })]);
  const portal = await makePortal(page, 'Свой портал');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = { type: 'spki', format: 'pem' } as const;
  let html = '';
  const site = await openSmallSite(() => html);
  await saveOrigin(page, `${site.origin}/crm/deal/7/?tab=1`);
  await expect(page.getByRole('textbox', { name: /Адрес, с которого/ })).toHaveValue(site.origin);

  const section = connection(page);
  await section.getByRole('radio', { name: 'Другой портал, с подписью' }).check();
  await section.getByRole('radio', { name: 'EdDSA' }).check();
  const key = section.getByRole('textbox', { name: 'Открытый ключ, PEM' });
  await key.fill(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  await section.getByRole('button', { name: 'Сохранить подключение' }).click();
  await expect(section.getByText('Это закрытый ключ')).toBeVisible();
  await key.fill(publicKey.export(pem).toString());
  await section.getByRole('button', { name: 'Сохранить подключение' }).click();
  await expect(section.getByText(/Ключ задан, отпечаток [0-9a-f]{16}/)).toBeVisible();
  await expect(key).toHaveValue('');

  const frame = await runExample(page, testInfo, {
    JOURNAL_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  expect(frame).toContain(`portal=${portal}`);
  html = `<!doctype html><link rel="icon" href="data:,"><title>Портал</title>${frame}`;
  const theirs = await page.context().newPage();
  const opened = theirs.waitForResponse((response) => response.url().endsWith('/api/v1/launch/exchange'));
  await theirs.goto(site.origin);
  expect((await opened).status(), 'the token of the example is taken').toBe(200);
  expect(new URL((await opened).url()).origin).toBe(instance.url);
  await theirs.close();
  await site.close();
});

test('a shared secret is made up here, shown until it is saved, and never again', async ({ page }, testInfo) => {
  await makePortal(page, 'Общий секрет');
  await saveOrigin(page, 'https://portal.example');
  const section = connection(page);
  await section.getByRole('radio', { name: 'Другой портал, с подписью' }).check();
  await section.getByRole('radio', { name: 'HS256' }).check();
  await section.getByRole('button', { name: 'Придумать секрет' }).click();
  const secret = await section.getByRole('textbox', { name: 'Общий секрет' }).inputValue();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await section.getByRole('button', { name: 'Сохранить подключение' }).click();
  await expect(section.getByText(/Ключ задан, отпечаток/)).toBeVisible();
  await page.reload();
  await expect(section.getByText(/Ключ задан, отпечаток/)).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(await runExample(page, testInfo, { JOURNAL_SECRET: secret })).toContain('<iframe src="http');
});

test('a Bitrix24: what was said stays, but the token, and its addresses are there to be taken', async ({
  page,
  instance,
  complaints,
}) => {
  complaints.allow(/status of 409/);
  const id = await makePortal(page, 'Облачный');
  const section = connection(page);
  await section.getByRole('radio', { name: 'Битрикс24' }).check();
  await expect(section.getByRole('button', { name: 'Сохранить подключение' })).toHaveAccessibleDescription(
    /Сначала укажите/,
  );
  await saveOrigin(page, 'https://romashka.bitrix24.ru');
  const member = `m${id}00000000`.slice(0, 32);
  await section.getByRole('textbox', { name: 'member_id портала' }).fill(member);
  await section.getByRole('textbox', { name: 'Код приложения' }).fill('local.5f1a2b3c');
  await section.getByRole('radio', { name: 'oauth.bitrix.info' }).check();
  await section.getByRole('textbox', { name: 'Токен приложения' }).fill('sekret-token-of-it');
  await section.getByRole('textbox', { name: 'Кто в портале поддержка' }).fill('7, 12');
  await section.getByRole('button', { name: 'Сохранить подключение' }).click();
  await expect(section.getByText('Токен задан')).toBeVisible();
  await page.reload();
  await expect(section.getByText('Токен задан')).toBeVisible();
  await expect(section.getByRole('textbox', { name: 'Токен приложения' })).toHaveValue('');
  await expect(section.getByRole('radio', { name: 'oauth.bitrix.info' })).toBeChecked();
  await expect(section.getByRole('textbox', { name: 'Кто в портале поддержка' })).toHaveValue('7\n12');
  const addresses = page.getByRole('region', { name: 'Что указать в портале' });
  await expect(addresses.locator('code')).toHaveText([
    `${instance.url}/launch/bitrix24`,
    `${instance.url}/launch/bitrix24/install`,
    `${instance.url}/launch/bitrix24/events`,
  ]);
  // They are no invention: a form without anything is refused there, and not unknown.
  for (const address of await addresses.locator('code').allInnerTexts()) {
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    expect(answer.status, address).toBe(403);
  }

  await page.goto('/settings/portals');
  const row = page.getByRole('listitem').filter({ hasText: 'Облачный' });
  await expect(row).toContainText('вкладки ещё не установлены');
  // The same portal cannot be two.
  await makePortal(page, 'Двойник');
  await saveOrigin(page, 'https://other.bitrix24.ru');
  await section.getByRole('radio', { name: 'Битрикс24' }).check();
  await section.getByRole('textbox', { name: 'member_id портала' }).fill(member);
  await section.getByRole('textbox', { name: 'Код приложения' }).fill('local.2');
  await section.getByRole('button', { name: 'Сохранить подключение' }).click();
  await expect(section.getByText('Такой member_id уже у другого портала')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the pages of portals are there for everybody', async ({ page }) => {
      test.slow();
      await page.goto('/settings/portals');
      await expect(page.getByRole('region', { name: 'Порталы' }).getByRole('listitem').first()).toBeVisible();
      await expectAccessible(page, 'the portals');
      await page.goto('/settings/portals?make=1');
      await page.getByRole('dialog').getByRole('button', { name: 'Создать', exact: true }).click();
      await expect(page.getByText('Латинские буквы, цифры, точка')).toBeVisible();
      await expectAccessible(page, 'a form of a portal with faults');
      await page.goto('/settings/portals/crm');
      for (const kind of ['Битрикс24', 'Другой портал, с подписью']) {
        await connection(page).getByRole('radio', { name: kind }).check();
        await expectAccessible(page, `a portal: ${kind}`);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      await expectNoSidewaysScroll(page);
      // In a window of its own: what was chosen here and not saved would be asked about first.
      const other = await page.context().newPage();
      await other.goto('/settings/portals/nowhere');
      await expect(other.getByText('Такого портала нет')).toBeVisible();
      await expectAccessible(other, 'a portal that is none');
    });
  });
}
