import type { Page } from '@playwright/test';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { createApi } from '#e2e/fixtures/api.ts';
import { createInstance } from '#e2e/fixtures/instance.ts';
import { createSeed } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { expectNoSidewaysScroll } from '#e2e/fixtures/verbs.ts';

test.use({ as: null });

const rules = (page: Page) => page.getByRole('region', { name: 'Правила' });
const seen = (page: Page) => page.getByRole('status', { name: 'Что увидит тот, от кого скрыто' });

test('what is tried is what a reader gets, once it is saved', async ({ browser, complaints }) => {
  test.slow();
  complaints.allow(/status of 401/);
  // The rules are the portal's: other tests read it too.
  const instance = await createInstance();
  try {
    const api = createApi(instance);
    await api.putPortal({ title: 'Портал «Ромашка»' });
    const seed = createSeed(api);
    const card = seed.newCard('Звонок на +7 912 345-67-89');
    await seed.write([seed.cardEvent(card)]);

    const pageOf = async (who: 'administrator' | 'support') => {
      const { name, value } = await api.cookieOf(who);
      const context = await browser.newContext({ baseURL: instance.url });
      await context.addCookies([{ name, value, domain: new URL(instance.url).hostname, path: '/' }]);
      return await context.newPage();
    };
    const support = await pageOf('support');
    await support.goto(card.path);
    const title = support.getByRole('heading', { level: 1 });
    await expect(title).toContainText('+7 ••• •••-67-89');

    const page = await pageOf('administrator');
    await page.goto('/settings/masking');
    await expect(seen(page)).toContainText('a•••@example.ru');
    await page.getByRole('textbox', { name: 'Текст записи' }).fill('{"UF_TEL_HOME": "дом 5", "deal": "дом 5"}');
    await expect(seen(page)).toContainText('По этим правилам здесь нечего скрывать');
    await rules(page).getByRole('textbox', { name: 'Ещё поля, в которых личное' }).fill('UF_TEL_*');
    await expect(seen(page)).toContainText('"deal":');
    await expect(seen(page)).not.toContainText('"UF_TEL_HOME": "дом 5"');
    await page.getByRole('textbox', { name: 'Текст записи' }).fill('Не дозвонились на +7 912 345-67-89');
    await expect(seen(page)).toContainText('+7 ••• •••-67-89');
    await rules(page).getByRole('checkbox', { name: 'Телефоны' }).uncheck();
    await expect(seen(page)).toContainText('+7 912 345-67-89');
    await expect(rules(page).getByText('Есть несохранённые изменения')).toBeVisible();
    await support.reload();
    await expect(title, 'nothing is saved yet').toContainText('•••-67-89');

    await rules(page).getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Правила сохранены')).toBeVisible();
    await support.reload();
    await expect(title).toContainText('+7 912 345-67-89');
    await page.reload();
    await expect(rules(page).getByRole('checkbox', { name: 'Телефоны' })).not.toBeChecked();
    await expect(rules(page).getByRole('textbox', { name: 'Ещё поля, в которых личное' })).toHaveValue('UF_TEL_*');
    await support.goto('/settings/masking');
    await expect(support.getByRole('heading', { name: 'Не найдено' })).toBeVisible();
    await support.context().close();
    await page.context().close();
  } finally {
    await instance.remove();
  }
});

test.describe('the page of masking', () => {
  test.use({ as: 'administrator' });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test('is there for everybody', async ({ page }) => {
        await page.goto('/settings/masking');
        await expect(seen(page)).toContainText('•••');
        await expectAccessible(page, 'masking');
        await rules(page).getByRole('textbox', { name: 'Ещё поля, в которых личное' }).fill('дом адрес');
        await expect(seen(page)).toContainText('Исправьте названия полей');
        await expectAccessible(page, 'masking with a fault');
        await page.setViewportSize({ width: 320, height: 640 });
        await expectNoSidewaysScroll(page);
      });
    });
  }
});
