import type { Locator } from '@playwright/test';
import { seedLongJournal, timeout } from '#e2e/fixtures/long-journal.ts';
import { ago, at, type CardInTest, type Seed } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { detailsOf, gridOf, journalRow, visitJournal } from '#e2e/fixtures/verbs.ts';

const tab = (details: Locator, name: string | RegExp) => details.getByRole('tab', { name });

test('variables: what changed, and from what', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed), '?reading=entries');
  await gridOf(journal).press('Home');
  await journalRow(journal, 'Расчёт цены', 'Завершение действия').click();
  const details = detailsOf(journal);
  await tab(details, 'Переменные').click();
  const panel = details.getByRole('tabpanel');
  await expect(panel).toContainText('Изменилось');
  await expect(panel).toContainText('100');
  await expect(panel).toContainText('95');
  await expect(panel).toContainText('добавлена');
  await expect(panel).toContainText('удалена');
});

test('attempts: each of them is one press away', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed));
  const details = detailsOf(journal);
  await expect(details).toContainText(timeout);
  await expect(details.getByRole('definition').filter({ hasText: /из 3/ })).toHaveText('1 из 3');
  await tab(details, /^Попытки/).click();
  await details.getByRole('button', { name: 'Попытка 3' }).click();
  await expect(details.getByRole('definition').filter({ hasText: /из 3/ })).toHaveText('3 из 3');
  await expect(journal.getByRole('group', { name: 'Переход по сбоям' })).toContainText('Сбой 3 из 3');
});

test('a trigger tells what came and what it set going', async ({ page, seed }) => {
  const journal = await visitJournal(page, await seedLongJournal(seed), '?reading=entries');
  await gridOf(journal).press('Home');
  await journalRow(journal, 'Пришла заявка').click();
  const details = detailsOf(journal);
  const caused = details.getByRole('region', { name: 'Действия этого процесса' });
  await expect(caused.getByRole('listitem').first()).toContainText('Расчёт цены');
  await tab(details, 'Что пришло').click();
  await expect(details.getByRole('tabpanel')).toContainText('Расчёт стоимости');
  await tab(details, 'Что запустил').click();
  await caused.getByRole('button').first().click();
  await expect(details).toContainText('Расчёт цены');
});

test('completeness: what is missing is said, and until when it is kept', async ({ page, seed }) => {
  const card = seed.newCard();
  const process = seed.newProcess();
  const from = ago(30);
  const done = { state: 'completed', startedAt: at(from), finishedAt: at(from + 1000), trimmedTo: 50 } as const;
  await seed.write([
    seed.cardEvent(card),
    seed.templateEvent('quiet', 'Тихий шаблон', { logging: false }),
    seed.processEvent(card, process, { at: at(from), template: { id: 'quiet', version: '7' }, ...done }),
    ...seed.entryEvents(process, from, [{ type: 'custom', message: 'единственная строка' }]),
  ]);
  const journal = await visitJournal(page, { card, process, name: 'Тихий шаблон' });
  const note = journal.getByRole('note', { name: 'Полнота журнала' });
  await expect(note).toContainText('выключена запись журнала');
  await expect(note).toContainText('портал не хранит запуск и завершение действий');
  await expect(note).toContainText('только последние 50 записей');
  await expect(note).toContainText(/Будет удалён через 36\d/);
});

test('a journal without a single entry says why', async ({ page, seed }) => {
  const card = seed.newCard();
  const process = seed.newProcess();
  const done = { state: 'completed', startedAt: at(ago(30)), finishedAt: at(ago(29)) } as const;
  await seed.write([
    seed.cardEvent(card),
    seed.templateEvent('silent', 'Молчаливый шаблон', { logging: false }),
    seed.processEvent(card, process, { at: at(ago(30)), template: { id: 'silent', version: '7' }, ...done }),
  ]);
  const journal = await visitJournal(page, { card, process, name: 'Молчаливый шаблон' });
  await expect(journal.getByText('Запись журнала выключена')).toBeVisible();
});

/** A run of one robot that sends, and fails when it has no number. */
async function seedRuns(seed: Seed) {
  const robot = { name: 'A7', title: 'WhatsApp: напоминание', code: 'send_whatsapp' };
  const run = (process: string, card: CardInTest, minutes: number, phone: string) => {
    const from = ago(minutes * 60);
    const isGood = phone !== '';
    return [
      seed.cardEvent(card),
      seed.processEvent(card, process, {
        at: at(from),
        state: 'completed',
        startedAt: at(from),
        finishedAt: at(from + 3000),
        template: { id: 'reminders', version: '4' },
      }),
      ...seed.entryEvents(process, from, [
        { activity: robot, type: 'execute', details: { variables: { PHONE: phone, RUN: process } } },
        {
          activity: robot,
          type: isGood ? 'custom' : 'fault',
          message: isGood ? 'Отправлено' : 'Не указан номер телефона',
          details: { http: { method: 'POST', url: 'https://api.example/send', status: isGood ? 200 : 400 } },
        },
        { activity: robot, type: 'close', result: isGood ? 1 : 3 },
      ]),
    ];
  };
  const [good, better, bad] = [seed.newProcess(), seed.newProcess(), seed.newProcess()];
  const [one, other] = [seed.newCard(), seed.newCard()];
  await seed.write([
    seed.templateEvent('reminders', 'Напоминания', { version: '4' }),
    ...run(better, one, 40, '79990000001'),
    ...run(good, one, 30, '79990000001'),
    ...run(bad, other, 10, ''),
  ]);
  return { failed: { card: other, process: bad, name: 'Напоминания' }, good };
}

test('the last good run of the robot: only what differs, and its journal one press away', async ({ page, seed }) => {
  const { failed, good } = await seedRuns(seed);
  const journal = await visitJournal(page, failed);
  const details = detailsOf(journal);
  await tab(details, 'Сравнить с удачным').click();
  const panel = details.getByRole('tabpanel');
  await expect(panel.getByRole('region', { name: 'Переменные' })).toContainText('PHONE');
  await expect(panel.getByRole('region', { name: 'Ответ' })).toContainText(/status.*400.*200/s);
  await expect(panel).not.toContainText('RUN');
  await panel.getByRole('button', { name: 'Ещё 1: меняется всегда' }).click();
  await expect(panel).toContainText('RUN');
  await panel.getByRole('link', { name: /Открыть журнал удачного запуска/ }).click();
  await expect(page).toHaveURL(new RegExp(`/processes/${good}`));
});

test('a ticket for whoever mends it: text with numbered lines, without personal data', async ({ page, seed }) => {
  const { failed } = await seedRuns(seed);
  const journal = await visitJournal(page, failed);
  await detailsOf(journal).getByRole('button', { name: 'Собрать обращение' }).click();
  const ticket = page.getByRole('dialog', { name: 'Обращение о сбое' });
  const text = ticket.getByRole('region', { name: 'Текст обращения' });
  await expect(text).toContainText('Сбой робота «WhatsApp: напоминание»');
  await expect(text).toContainText(/→ 2 .*Не указан номер телефона/);
  await expect(text).toContainText(failed.process);
  const downloading = page.waitForEvent('download');
  await ticket.getByRole('button', { name: 'Скачать JSON' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^failure-.*\.json$/);
  await page.keyboard.press('Escape');
  await expect(ticket).toBeHidden();
  await expect(journal).toBeVisible();
});
