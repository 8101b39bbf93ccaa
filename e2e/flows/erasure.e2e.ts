import { ago, at } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { expectNoSidewaysScroll } from '#e2e/fixtures/verbs.ts';

test.use({ as: 'administrator' });

test('a person is looked for, erased, and found nowhere any more', async ({ page, seed }) => {
  const phone = '+7 (912) 555-01-23';
  const card = seed.newCard(`Звонок на ${phone}`);
  const process = seed.newProcess();
  await seed.write([
    seed.cardEvent(card),
    seed.processEvent(card, process, { at: at(ago(60)), state: 'running' }),
    ...seed.entryEvents(process, Date.now() - 60_000, [
      { activity: { name: 'A1', title: 'Позвонить' }, type: 'custom', message: `Набираем 8 912 555 01 23` },
    ]),
  ]);

  await page.goto('/settings/erasure');
  const form = page.getByRole('region', { name: 'Кого стереть' });
  await form.getByRole('textbox', { name: 'Номер телефона' }).fill('9125550123');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Найдётся: +7 ••• •••-01-23')).toBeVisible();
  await expect(form.getByText(/1 карточка · 1 процесс · 1 запись · всего \d+ текст/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await form.getByRole('button', { name: 'Стереть…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Стереть навсегда?' });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Стереть' }).click();
  const row = page.getByRole('region', { name: 'Что стиралось' }).getByRole('listitem').first();
  await expect(row).toContainText('+7 ••• •••-01-23');
  await expect(row.getByText('Стёрто')).toBeVisible();
  await expect(form.getByRole('textbox')).toHaveValue('');
  expect(page.url()).not.toContain('555');

  await page.goto(card.path);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Звонок на телефон стёрт');
  await page.goto('/audit');
  const events = page.getByRole('listitem');
  await expect(events.filter({ hasText: 'Стирание данных' }).first()).toBeVisible();
  await expect(events.filter({ hasText: 'Конец стирания' }).first()).toBeVisible();
});

test('a card is erased by its address', async ({ page, seed, complaints }) => {
  // It is not there any more.
  complaints.allow(/status of 404/);
  const card = seed.newCard('Окна');
  await seed.write([
    seed.cardEvent(card),
    seed.processEvent(card, seed.newProcess(), { at: at(ago(60)), state: 'running' }),
  ]);
  await page.goto('/settings/erasure');
  const form = page.getByRole('region', { name: 'Кого стереть' });
  await form.getByRole('radio', { name: 'Карточка' }).click();
  await form.getByRole('textbox', { name: 'Карточка' }).fill(new URL(card.path, page.url()).href);
  await form.getByRole('button', { name: 'Посмотреть, что найдётся' }).click();
  await expect(form.getByText('1 карточка · 1 процесс')).toBeVisible();
  await form.getByRole('button', { name: 'Стереть…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Стереть' }).click();
  const row = page.getByRole('region', { name: 'Что стиралось' }).getByRole('listitem').first();
  await expect(row.getByText('Стёрто')).toBeVisible();
  await page.goto(card.path);
  await expect(page.getByRole('heading', { name: 'Не найдено' })).toBeVisible();
});
