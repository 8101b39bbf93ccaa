import type { Locator } from '@playwright/test';
import { seedLongJournal, timeout } from '#e2e/fixtures/long-journal.ts';
import { ago, at } from '#e2e/fixtures/seed.ts';
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
