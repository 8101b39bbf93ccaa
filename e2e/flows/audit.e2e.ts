import { readFile } from 'node:fs/promises';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { personNames } from '#e2e/fixtures/api.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ as: 'auditor', colorScheme });

    test('an auditor comes to the audit log, asks who did something, and whether the log is whole', async ({
      page,
      api,
      seed,
      complaints,
    }) => {
      // The first page asks for cards while it learns who is here: nobody else shall wait for that.
      complaints.allow(/status of 403/);
      const card = seed.newCard();
      await seed.write([seed.cardEvent(card)]);
      await api.putPortal({ title: 'Портал «Ромашка»' });
      await page.goto('/');
      await expect(page).toHaveURL(/\/audit/);
      const list = page.getByRole('region', { name: 'Аудит' });
      const change = list.getByRole('listitem').filter({ hasText: 'Изменение портала' }).first();
      await change.getByRole('button', { name: 'Подробности' }).click();
      await expect(change.getByText('Изменённые поля')).toBeVisible();
      await expectAccessible(page, 'the audit log with an event open');

      await change.getByRole('button', { name: personNames.administrator }).click();
      await expect(page).toHaveURL(/actor=person/);
      await page.getByRole('button', { name: 'Действие' }).click();
      await page.getByRole('option', { name: 'Вход', exact: true }).click();
      await expect(page).toHaveURL(/action=session\.sign-in/);
      await expect(list.getByText('Изменение портала')).toHaveCount(0);
      await expect(list.getByText('Вход').first()).toBeVisible();
      await page.getByRole('button', { name: 'Сбросить фильтры' }).click();
      await page.getByRole('button', { name: 'Обновить' }).click();
      await expect(list.getByText('Просмотр аудита').first()).toBeVisible();

      await page.getByRole('button', { name: 'Что искать' }).click();
      await page.getByRole('option', { name: 'Изменения' }).click();
      await expect(page).toHaveURL(/group=changed/);
      await expect(list.getByText('Просмотр аудита')).toHaveCount(0);
      await page.getByRole('button', { name: 'Выгрузить' }).click();
      const started = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: /JSON.*фильтр/ }).click();
      const events = JSON.parse(await readFile(await (await started).path(), 'utf8')) as { action: string }[];
      expect(events.map(({ action }) => action)).toContain('portal.change');
      expect(events.map(({ action }) => action)).not.toContain('audit.view');
      await page.getByRole('button', { name: 'Сбросить фильтры' }).click();
      await page.getByRole('button', { name: 'Обновить' }).click();
      await expect(list.getByText('Выгрузка аудита').first()).toBeVisible();

      await page.getByRole('button', { name: 'Проверить целостность' }).click();
      await expect(page.getByText(/^Цел: \d+ событ/)).toBeVisible();
      await expectAccessible(page, 'a verified audit log');
    });
  });
}

test.describe('who may not read it', () => {
  test.use({ as: 'support' });

  test('finds no audit log, and no way to it', async ({ page, complaints }) => {
    complaints.allow(/status of 403|not_found/);
    await page.goto('/audit');
    await expect(page.getByRole('heading', { name: 'Не найдено' })).toBeVisible();
    await page.getByRole('button', { name: personNames.support }).click();
    await expect(page.getByRole('menuitem', { name: 'Учётная запись' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Аудит' })).toHaveCount(0);
  });
});
