import { expect, test } from '#e2e/fixtures/test.ts';
import { failureMessage, httpCall, seedFailedWhatsapp, templateName, whatsapp } from '#e2e/fixtures/failed-whatsapp.ts';
import {
  causeOf,
  detailsOf,
  expectRow,
  gridOf,
  journalRow,
  listOf,
  openCard,
  openJournal,
} from '#e2e/fixtures/verbs.ts';

const title = 'Клиент не получил WhatsApp: окно в 24 часа закрыто';
const titleInEnglish = 'The client did not get the WhatsApp message: 24-hour window closed';

test.describe('did the message reach my client?', () => {
  test('the row says why it did not, the journal says what to do', async ({ page, seed }) => {
    const { card } = await seedFailedWhatsapp(seed);
    await openCard(page, card);
    const row = await expectRow(listOf(page, 'completed'), templateName);
    await expect(row).toContainText('Завершён со сбоями');
    await expect(row).toContainText(title);
    await expect(page.getByRole('link', { name: 'Бизнес-процессы' })).toContainText('1');

    const journal = await openJournal(page, row, templateName);
    const cause = causeOf(journal, title);
    await expect(cause).toContainText('Клиент не писал вам больше 24 часов');
    await expect(cause.getByRole('definition')).toHaveText(['да, до клиента не дошло', 'менеджер', /131047/, /карточ/]);
    await expect(cause.getByRole('list', { name: 'Что сделать' }).getByRole('listitem').first()).toContainText(
      'утверждённый шаблон',
    );

    const robot = journalRow(journal, whatsapp.title);
    await expect(robot).toHaveAttribute('aria-expanded', 'true');
    await expect(robot).toContainText(failureMessage);
    await expect(journalRow(journal, 'Вебхук CRM')).toHaveAttribute('aria-expanded', 'false');
    const failed = gridOf(journal).getByRole('row', { selected: true });
    await expect(failed).toContainText(failureMessage);
    await expect(journal.getByRole('group', { name: 'Переход по сбоям' })).toContainText('Сбой 1 из 1');
  });

  test('the entry shows the call, its answer and the record as it is', async ({ page, seed }) => {
    const { card } = await seedFailedWhatsapp(seed);
    await openCard(page, card);
    const journal = await openJournal(page, await expectRow(listOf(page, 'completed'), templateName), templateName);
    const details = detailsOf(journal);
    await expect(details.getByRole('heading', { name: 'Ошибка действия' })).toBeVisible();
    await expect(details).toContainText(whatsapp.name);
    await expect(details.getByRole('tab', { name: 'Запрос и ответ' })).toHaveAttribute('aria-selected', 'true');
    await expect(details).toContainText(httpCall.url);
    await expect(details.getByText('400', { exact: true })).toBeVisible();
    await expect(details.getByRole('region', { name: 'Запрос', exact: true })).toContainText('Счёт № 882 готов');
    await expect(details.getByRole('region', { name: 'Ответ', exact: true })).toContainText('Re-engagement message');

    await details.getByRole('tab', { name: 'JSON' }).click();
    await expect(details.getByRole('tabpanel')).toContainText('"typeCode": 4');
    // What was never stored can never be shown.
    await expect(details).not.toContainText('EAAJZCkq3sZBs0BAsecret');
  });

  test('in English it is the same story', async ({ page, seed }) => {
    const { card } = await seedFailedWhatsapp(seed);
    await openCard(page, card, '?lang=en');
    const row = await expectRow(listOf(page, 'completed', 'en'), templateName, titleInEnglish);
    await expect(row).toContainText('Completed with failures');
    const journal = await openJournal(page, row, templateName, 'en');
    const cause = causeOf(journal, titleInEnglish);
    await expect(cause).toContainText('Only an approved template can be sent');
    await expect(cause.getByRole('term')).toHaveText(['Client affected', 'Who can fix it', 'Code', 'Same failure']);
    await expect(detailsOf(journal, 'en').getByRole('tab', { name: 'Request and response' })).toBeVisible();
  });
});
