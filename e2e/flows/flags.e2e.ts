import { failureMessage, seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import {
  detailsOf,
  dialogOf,
  expectRow,
  journalRow,
  listOf,
  openCard,
  openJournal,
  visitJournal,
} from '#e2e/fixtures/verbs.ts';

test.use({ as: 'support' });

test.describe('coming back to something', () => {
  test('an entry is flagged where it is read, and is seen wherever it stands', async ({ page, seed }) => {
    const { card, process } = await seedFailedWhatsapp(seed);
    await openCard(page, card);
    const row = await expectRow(listOf(page, 'completed'), templateName);
    const journal = await openJournal(page, row, templateName);
    await detailsOf(journal).getByRole('button', { name: 'Отметить' }).click();
    const dialog = dialogOf(page, 'Отметить');
    await expect(dialog.getByRole('radio', { name: 'Эту запись' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Отметить' }).click();
    await expect(dialog.getByText('Напишите, зачем возвращаться')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Зачем' }).fill('Ждём ответа провайдера');
    await dialog.getByRole('button', { name: 'Завтра' }).click();
    await dialog.getByRole('button', { name: 'Отметить' }).click();
    await expect(dialog).toBeHidden();

    const lines = journal.getByRole('list', { name: 'Отметки журнала' });
    await expect(lines.getByRole('listitem')).toContainText('Ждём ответа провайдера');
    await expect(lines.getByRole('listitem')).toContainText('Семён Поддержка');
    await expect(
      journalRow(journal, failureMessage)
        .last()
        .getByRole('img', { name: /Отмечено: Ждём/ }),
    ).toBeVisible();
    await journal.getByRole('button', { name: 'Закрыть журнал' }).click();
    const mark = listOf(page, 'completed').getByRole('listitem').getByRole('img', { name: '1 отметка' });
    await mark.hover();
    await expect(page.getByText('Ждём ответа провайдера')).toBeVisible();

    await page.getByRole('button', { name: 'С отметкой' }).click();
    await expect(page).toHaveURL(/flagged=1/);
    await expectRow(listOf(page, 'completed'), templateName);
    await page.goto(`/?flagged=1&search=${card.id}`);
    const found = page.getByRole('region', { name: 'Карточки' }).getByRole('listitem');
    await expect(found).toHaveCount(1);
    await expect(found).toContainText('с отметкой: 1');

    await page.goto(`/flags?card=deal:${card.id}`);
    const flag = page.getByRole('list', { name: 'Отмеченные' }).getByRole('listitem');
    await expect(flag).toContainText(failureMessage);
    await flag.getByRole('link', { name: `Журнал: ${templateName}` }).click();
    await expect(page).toHaveURL(new RegExp(`/processes/${process}\\?.*entry=e`));
  });

  test('by the key alone, with a date; closed with its consequence said', async ({ page, seed }) => {
    const { card, process } = await seedFailedWhatsapp(seed);
    const journal = await visitJournal(page, { card, process, name: templateName });
    await expect(journalRow(journal, failureMessage).last()).toBeVisible();
    await page.keyboard.press('f');
    const dialog = dialogOf(page, 'Отметить');
    await expect(dialog.getByRole('textbox', { name: 'Зачем' })).toBeFocused();
    await page.keyboard.type('Показать поставщику');
    await dialog.getByRole('radio', { name: 'Весь процесс' }).check();
    await dialog.getByRole('button', { name: 'Дата…' }).click();
    await dialog.getByLabel('День').fill('2026-01-15');
    await dialog.getByRole('button', { name: 'Отметить' }).click();
    const lines = journal.getByRole('list', { name: 'Отметки журнала' });
    await expect(lines).toContainText('просрочено: 15 янв');
    await expect(journal.getByRole('note')).not.toContainText('Хранится');

    await page.goto(`/flags?state=due&card=deal:${card.id}`);
    const flags = page.getByRole('list', { name: 'Отмеченные' });
    await expect(flags).toContainText('Сохранено 11 записей');
    await flags.getByRole('button', { name: `Проверить журнал: ${templateName}` }).click();
    await expect(flags).toContainText('Журнал не изменился');
    await flags.getByRole('button', { name: 'Изменить: Показать поставщику' }).click();
    const change = dialogOf(page, 'Изменить отметку');
    await expect(change.getByLabel('День')).toHaveValue('2026-01-15');
    await change.getByRole('button', { name: 'Без срока' }).click();
    await change.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Под фильтр не подходит ни одна отметка')).toBeVisible();

    await page.getByRole('radio', { name: 'Открытые' }).click();
    await expect(flags).toContainText('без срока');
    await flags.getByRole('button', { name: 'Готово: Показать поставщику' }).click();
    await expect(dialogOf(page, 'Закрыть отметку?')).toContainText('журнал будет удалён');
    await page.getByRole('button', { name: 'Закрыть отметку' }).click();
    await expect(page.getByText('Под фильтр не подходит ни одна отметка')).toBeVisible();
    await page.getByRole('radio', { name: 'Закрытые' }).click();
    await expect(flags).toContainText('закрыта: Семён Поддержка');
    await flags.getByRole('button', { name: 'Открыть снова: Показать поставщику' }).click();
    const again = dialogOf(page, 'Открыть отметку снова');
    await again.getByRole('textbox', { name: 'Зачем' }).fill('Поставщик просит ещё раз');
    await again.getByRole('button', { name: 'Открыть снова' }).click();
    await expect(page.getByText('Отметка снова открыта, журнал цел')).toBeVisible();
    await page.getByRole('radio', { name: 'Открытые' }).click();
    await expect(flags).toContainText('Поставщик просит ещё раз');
    await expect(flags).toContainText('снова открыта: Семён Поддержка');
    await expect(flags).toContainText('Журнал не изменился');
  });
});
