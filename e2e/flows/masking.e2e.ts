import type { Page } from '@playwright/test';
import { ago, at, type Seed } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { detailsOf, gridOf, journalRow, visitJournal } from '#e2e/fixtures/verbs.ts';
import { expectAccessible } from '#e2e/a11y/axe.ts';

const phone = '+7 (916) 123-12-34';
const masked = '+7 (•••) •••-12-34';
const reason = 'Клиент жалуется, сверяю номер';

/** A journal with a client's phone in everything that an entry holds. */
async function seedPersonal(seed: Seed) {
  const card = { ...seed.newCard(), title: `Окна, Анна Петрова, ${phone}` };
  const process = seed.newProcess();
  const from = ago(30);
  const done = { state: 'completed', startedAt: at(from), finishedAt: at(from + 1000) } as const;
  await seed.write([
    seed.cardEvent(card, { client: { id: '9', name: 'Анна Петрова' } }),
    seed.templateEvent('personal', 'Напоминание клиенту'),
    seed.processEvent(card, process, { at: at(from), template: { id: 'personal', version: '7' }, ...done }),
    ...seed.entryEvents(process, from, [
      {
        type: 'fault',
        message: `Не доставлено: ${phone}`,
        details: { variables: { client_phone: phone, fio: 'Петрова Анна', deal: 12 } },
      },
      { type: 'custom', message: `Перезвонить на ${phone}` },
      { type: 'custom', message: 'Стадия изменена' },
    ]),
  ]);
  return { card, process, name: 'Напоминание клиенту' };
}

const seen = async (page: Page) => (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ');

test.describe('somebody from whom personal data are hidden', () => {
  test.use({ as: 'support' });

  test('shows one entry with a reason, and it is hidden again beside it', async ({ page, seed }) => {
    const answers: string[] = [];
    page.on('response', async (response) => {
      if (response.url().includes('/api/') && !response.url().endsWith('/reveal'))
        answers.push(await response.text().catch(() => ''));
    });
    const { card, ...rest } = await seedPersonal(seed);
    await page.goto(card.path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Окна, А••• П•••, ${masked}`);
    const journal = await visitJournal(page, { card, ...rest }, '?reading=entries');
    const details = detailsOf(journal);
    await expect(details).toContainText(`Не доставлено: ${masked}`);
    await expect(details).toContainText('Личные данные скрыты');
    expect(await seen(page)).not.toContain('916');

    // By keys alone: ask, think better of it, ask again.
    const show = details.getByRole('button', { name: 'Показать', exact: true });
    await show.focus();
    await page.keyboard.press('Enter');
    const form = details.getByRole('form', { name: 'Показать личные данные' });
    await expect(form.getByLabel('Зачем они нужны')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await expect(show).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.type('ну');
    await page.keyboard.press('Enter');
    await expect(form).toContainText('хотя бы в пару слов');
    await page.keyboard.type(`, ${reason}`);
    await expectAccessible(page, 'an entry whose reason is asked for');
    await page.keyboard.press('Enter');

    await expect(details).toContainText(`Не доставлено: ${phone}`);
    await expect(details.getByRole('status').first()).toContainText('Показано вам, записано в журнал аудита');
    await details.getByRole('tab', { name: 'Переменные' }).click();
    await expect(details.getByRole('tabpanel')).toContainText('Петрова Анна');
    await expect(gridOf(journal), 'the rows stay masked').not.toContainText('916');

    await journalRow(journal, 'Перезвонить').click();
    await expect(details).toContainText(`Перезвонить на ${masked}`);
    await journalRow(journal, 'Не доставлено').click();
    await expect(details, 'what was shown is shown once').toContainText(`Не доставлено: ${masked}`);
    await journalRow(journal, 'Стадия изменена').click();
    await expect(details).toContainText('Стадия изменена');
    await expect(details).not.toContainText('Личные данные скрыты');

    await page.reload();
    await expect(details).toContainText('Стадия изменена');
    expect(await seen(page)).not.toContain('916');
    expect(answers.length).toBeGreaterThan(5);
    for (const answer of answers) expect(answer).not.toMatch(/916|Петрова/);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).not.toContain('916');
  });

  test('hides it again when asked to', async ({ page, seed }) => {
    const journal = await visitJournal(page, await seedPersonal(seed), '?reading=entries');
    const details = detailsOf(journal);
    await details.getByRole('button', { name: 'Показать', exact: true }).click();
    await details.getByLabel('Зачем они нужны').fill(reason);
    await details.getByRole('form').getByRole('button', { name: 'Показать' }).click();
    await expect(details).toContainText(phone);
    await details.getByRole('button', { name: 'Скрыть', exact: true }).click();
    await expect(details).not.toContainText(phone);
    await expect(details).toContainText(masked);
  });
});

test('who works with the client sees him, and is told nothing of masks', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedPersonal(seed), '?reading=entries');
  await expect(detailsOf(journal)).toContainText(`Не доставлено: ${phone}`);
  await expect(detailsOf(journal)).not.toContainText('скрыты');
});
