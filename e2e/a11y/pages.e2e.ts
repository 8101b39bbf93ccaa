import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { openBitrixPortal } from '#e2e/fixtures/bitrix-portal.ts';
import { seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { seedFailing } from '#e2e/fixtures/failing-robots.ts';
import { portalNow } from '#e2e/fixtures/in-portal.ts';
import { seedLongJournal } from '#e2e/fixtures/long-journal.ts';
import { seedManyProcesses } from '#e2e/fixtures/many-processes.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { choose, gridOf, listOf, visitJournal } from '#e2e/fixtures/verbs.ts';

const ready = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible();

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('signing in', async ({ browser, instance }) => {
      const context = await browser.newContext({
        storageState: { cookies: [], origins: [] },
        colorScheme,
        baseURL: instance.url,
      });
      const page = await context.newPage();
      for (const path of ['/sign-in', '/claim#t=some-token', '/claim']) {
        await page.goto(path);
        await ready(page);
        await expectAccessible(page, path);
      }
      await page.goto('/sign-in');
      await page.getByRole('button', { name: 'Войти' }).click();
      await expect(page.getByText('Заполните это поле').first()).toBeVisible();
      await expectAccessible(page, 'a form with faults');
      await context.close();
    });

    test('home', async ({ page, seed }) => {
      await seedFailedWhatsapp(seed);
      await page.goto('/');
      await expect(page.getByRole('region', { name: 'Карточки' }).getByRole('listitem').first()).toBeVisible();
      await expectAccessible(page, 'home');
      await page.goto('/?search=ничего+такого');
      await expect(page.getByText('Ничего не нашлось')).toBeVisible();
      await expectAccessible(page, 'home without a match');
    });

    test.describe('an administrator', () => {
      test.use({ as: 'administrator' });

      test('erases', async ({ page }) => {
        await page.goto('/settings/erasure');
        await expect(page.getByRole('region', { name: 'Что стиралось' })).toHaveAttribute('aria-busy', 'false');
        await expectAccessible(page, 'erasing');
        const form = page.getByRole('region', { name: 'Кого стереть' });
        await form.getByRole('textbox').press('Enter');
        await expect(form.getByText(/Напишите номер целиком/)).toBeVisible();
        await expectAccessible(page, 'erasing: a form with faults');
        await form.getByRole('textbox').fill('+7 900 555-77-11');
        await page.keyboard.press('Enter');
        await form.getByRole('button', { name: 'Стереть…' }).click();
        const dialog = page.getByRole('dialog');
        await expect(dialog).toBeVisible();
        await expectAccessible(page, 'erasing: asked once more');
        await dialog.getByRole('checkbox').check();
        await dialog.getByRole('button', { name: 'Стереть' }).click();
        await expect(page.getByText('Стёрто').first()).toBeVisible();
        await expectAccessible(page, 'erasing: done');
      });

      test('is told of causes', async ({ page }) => {
        await page.goto('/settings/digest');
        const form = page.getByRole('region', { name: 'Кому и когда' });
        await expect(form).toBeVisible();
        await expectAccessible(page, 'digests that are off');
        await form.getByRole('textbox', { name: 'Адрес вебхука' }).fill('http://example.com');
        await form.getByRole('checkbox', { name: 'Тихие часы' }).check();
        await expectAccessible(page, 'digests: a form with faults');
        await page.setViewportSize({ width: 320, height: 640 });
        await form.getByRole('textbox', { name: 'Адрес вебхука' }).fill('https://receiver.invalid/hook');
        await form.getByRole('button', { name: 'Сохранить' }).click();
        await expect(page.getByRole('dialog', { name: 'Секрет подписи вебхука' })).toBeVisible();
        await expectAccessible(page, 'digests: the signing secret');
        await page.getByRole('button', { name: 'Готово' }).click();
        await page.getByRole('button', { name: 'Отправить проверочное' }).click();
        await expect(page.getByText(/Никто не ответил/)).toBeVisible();
        await expectAccessible(page, 'digests: a test that nobody took');
        await form.getByRole('textbox', { name: 'Адрес вебхука' }).fill('');
        await form.getByRole('button', { name: 'Сохранить' }).click();
        await expect(form.getByText(/Оповещения выключены/)).toBeVisible();
      });
    });

    test('search', async ({ page, seed }) => {
      const { process } = await seedFailedWhatsapp(seed);
      for (const search of ['', `?q=${process}`, '?q=ничего+такого', '?q=level:никакой+слово']) {
        await page.goto(`/search${search}`);
        await ready(page);
        await expect(page.getByRole('status', { name: 'Ищем' })).toHaveCount(0);
        await expectAccessible(page, `the search with ${search}`);
      }
      await page.getByRole('combobox').fill('уровень:');
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectAccessible(page, 'the completions of the search');
    });

    test('cards', async ({ page, seed }) => {
      test.slow();
      const card = await seedManyProcesses(seed);
      const empty = seed.newCard();
      await seed.write([seed.cardEvent(empty)]);
      await page.goto(card.path);
      await expect(listOf(page, 'completed').getByRole('listitem').first()).toBeVisible();
      await expectAccessible(page, 'a card');
      await page.getByRole('button', { name: 'Состояние' }).click();
      await expect(page.getByRole('option', { name: 'Ожидает' })).toBeVisible();
      await expectAccessible(page, 'an open filter');
      for (const search of ['?search=нет', '?tab=timeline', '?tab=about', '?failures=1&state=completed&within=day']) {
        await page.goto(`${card.path}${search}`);
        await ready(page);
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        await expectAccessible(page, `a card with ${search}`);
      }
      await page.goto(empty.path);
      await expect(page.getByText('На данный момент нет активных процессов')).toBeVisible();
      await expectAccessible(page, 'a card without processes');
    });

    test('the journal', async ({ page, seed }) => {
      test.slow();
      const journal = await visitJournal(page, await seedLongJournal(seed));
      for (const reading of ['robots', 'entries', 'scale'] as const) {
        await choose(journal, reading);
        await expect(gridOf(journal).getByRole('row').first()).toBeVisible();
        await expectAccessible(page, `the journal: ${reading}`);
      }
      const { card, process } = await seedFailedWhatsapp(seed);
      const failed = await visitJournal(page, { card, process, name: templateName });
      for (const tab of ['Запрос и ответ', 'JSON']) {
        await failed.getByRole('tab', { name: tab }).click();
        await expectAccessible(page, `an entry: ${tab}`);
      }
      await failed.getByRole('textbox', { name: 'Поиск в журнале' }).fill('нет такого');
      await expect(failed.getByText('не найдено')).toBeVisible();
      await expectAccessible(page, 'a search without a match');
      await failed.getByRole('button', { name: 'Выгрузить' }).click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
      await expectAccessible(page, 'the export menu');
      await page.keyboard.press('Escape');
      await failed.getByRole('tab', { name: 'JSON' }).press('Shift+Slash');
      await expect(page.getByRole('dialog', { name: 'Горячие клавиши' })).toBeVisible();
      await expectAccessible(page, 'the sheet of keys');
    });

    test('a small screen', async ({ page, seed }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      const { card, process } = await seedFailedWhatsapp(seed);
      await page.goto(card.path);
      await expect(listOf(page, 'completed').getByRole('listitem').first()).toBeVisible();
      await expectAccessible(page, 'a card at 320 pixels');
      const journal = await visitJournal(page, { card, process, name: templateName });
      await expect(gridOf(journal).getByRole('row').first()).toBeVisible();
      await expectAccessible(page, 'the journal at 320 pixels');
    });

    test.describe('for support', () => {
      test.use({ as: 'support' });

      test('failures', async ({ page, seed }) => {
        test.slow();
        await seedFailedWhatsapp(seed);
        const list = page.getByRole('region', { name: 'Причины сбоев' });
        await page.goto('/failures');
        await expect(async () => {
          await page.getByRole('button', { name: 'Обновить' }).click();
          await expect(list.getByRole('listitem').first()).toBeVisible({ timeout: 2000 });
        }).toPass();
        await expectAccessible(page, 'the failures');
        await page.getByRole('slider').first().press('ArrowRight');
        await expect(page.getByRole('button', { name: 'Отменить выбор' })).toBeVisible();
        await expectAccessible(page, 'a choice in the histogram');
        await list.getByRole('checkbox').nth(1).check();
        await expectAccessible(page, 'a chosen cause');
        const bar = page.getByRole('region', { name: 'Действия с выбранными причинами' });
        for (const [action, title] of [
          ['Приглушить…', 'Приглушить'],
          ['Назначить…', 'Кто занят'],
          ['Объединить…', 'Объединить с другой причиной'],
        ] as const) {
          await bar.getByRole('button', { name: action }).click();
          await expect(page.getByRole('dialog', { name: title }).getByRole('radio').first()).toBeVisible();
          await expectAccessible(page, `the dialog: ${title}`);
          await page.keyboard.press('Escape');
        }
        await bar.getByRole('button', { name: 'Отметить решённой' }).click();
        await page.getByRole('button', { name: 'Дальше' }).click();
        await expect(page.getByText(/^Изменится 1 причина/)).toBeVisible();
        await expectAccessible(page, 'what a bulk action would change');
        await page.keyboard.press('Escape');
        await page.setViewportSize({ width: 320, height: 640 });
        await expectAccessible(page, 'the failures at 320 pixels');
        await page.goto('/failures?robot=нет+такого');
        await expect(page.getByText('Под фильтр не подходит ни одна причина')).toBeVisible();
        await expectAccessible(page, 'failures that a filter hides');
      });

      test('an explanation of one’s own', async ({ page, seed }) => {
        await seedFailing(seed, { robot: 'Звонок', says: 'Телефония не ответила вовремя', cards: [seed.newCard()] });
        await page.goto('/failures/explanations/new');
        await page.getByRole('textbox', { name: 'Что есть в тексте сбоя' }).fill('Телефония не ответила');
        const preview = page.getByRole('region', { name: 'Что объяснит' });
        await expect(preview.getByRole('list', { name: 'Примеры' })).toBeVisible();
        await expectAccessible(page, 'the editor of an explanation');
        await page.setViewportSize({ width: 320, height: 640 });
        await page.getByText('На английском').click();
        await expectAccessible(page, 'the editor at 320 pixels');
        await page.getByRole('textbox', { name: 'Заголовок' }).first().fill('Телефония молчит');
        await page.getByRole('button', { name: 'Сохранить' }).click();
        await expect(page.getByRole('link', { name: 'Телефония молчит', exact: true }).first()).toBeVisible();
        await expectAccessible(page, 'the catalogue of causes');
      });

      test('a cause of failures', async ({ page, seed }) => {
        await seedFailedWhatsapp(seed);
        await page.goto('/failures/wa-window');
        const list = page.getByRole('region', { name: 'Сбои', exact: true });
        await expect(async () => {
          await page.reload();
          await expect(list.getByRole('listitem').first()).toBeVisible({ timeout: 2000 });
        }).toPass();
        await page.getByRole('textbox', { name: 'Добавить комментарий' }).fill('Смотрим');
        await page.getByRole('button', { name: 'Написать' }).click();
        await expect(page.getByRole('listitem').filter({ hasText: 'Смотрим' }).first()).toBeVisible();
        await expectAccessible(page, 'a cause of failures');
        await page.setViewportSize({ width: 320, height: 640 });
        await expectAccessible(page, 'a cause of failures at 320 pixels');
      });
    });

    test('flags', async ({ page, seed }) => {
      const { card, process } = await seedFailedWhatsapp(seed);
      await page.goto(`/flags?card=deal:${card.id}`);
      await expect(page.getByText('Под фильтр не подходит ни одна отметка')).toBeVisible();
      await expectAccessible(page, 'flags without a match');
      const journal = await visitJournal(page, { card, process, name: templateName });
      await journal.getByRole('button', { name: 'Отметить: зачем и когда вернуться' }).click();
      await page.getByRole('textbox', { name: 'Зачем' }).fill('Ждём ответа');
      await page.getByRole('button', { name: 'Завтра' }).click();
      await expectAccessible(page, 'the dialog of a flag');
      await page.getByRole('dialog', { name: 'Отметить' }).getByRole('button', { name: 'Отметить' }).click();
      await expect(journal.getByRole('list', { name: 'Отметки журнала' })).toBeVisible();
      await expectAccessible(page, 'a flagged journal');
      await page.goto(card.path);
      await expect(page.getByRole('img', { name: '1 отметка' })).toBeVisible();
      await expectAccessible(page, 'a card with a flag');
      await page.goto('/flags');
      await page
        .getByRole('button', { name: /^Проверить журнал/ })
        .first()
        .click();
      await expect(page.getByText('Журнал не изменился')).toBeVisible();
      await expectAccessible(page, 'flags');
    });

    test('errors', async ({ page, seed, complaints }) => {
      complaints.allow(/status of 404/);
      const { card } = await seedFailedWhatsapp(seed);
      for (const path of ['/nothing/here', '/cards/deal/404404', `${card.path}/processes/none`]) {
        await page.goto(path);
        await ready(page);
        await expect(page.getByText(/Не найдено|Журнала нет/).first()).toBeVisible();
        await expectAccessible(page, path);
      }
    });
  });
}

test('in English', async ({ page, seed }) => {
  const { card, process } = await seedFailedWhatsapp(seed);
  await page.goto(`${card.path}?lang=en`);
  await expect(listOf(page, 'completed', 'en').getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page, 'a card in English');
  const journal = await visitJournal(page, { card, process, name: templateName }, '?lang=en');
  await expect(gridOf(journal).getByRole('row').first()).toBeVisible();
  await expectAccessible(page, 'the journal in English');
});

test('in the portal', async ({ page, seed, instance, api, complaints }) => {
  complaints.allow(/status of 401|not_signed_in/);
  const { card } = await seedFailedWhatsapp(seed);
  const portal = await openBitrixPortal(api, instance);
  const frame = page.frameLocator('iframe');
  await page.goto(portal.pageOf(null));
  await expect(frame.getByRole('link', { name: card.title })).toBeVisible();
  await expectAccessible(page, 'the frame on no card');
  await page.goto(portal.pageOf(card));
  await expect(frame.getByRole('listitem').filter({ hasText: templateName })).toBeVisible();
  await expectAccessible(page, 'the frame of a card');
  await frame.getByRole('link', { name: 'журнал' }).click();
  await expect(frame.getByRole('treegrid')).toBeVisible();
  await expectAccessible(page, 'the frame of a journal');
  await portalNow(page, 'refuses');
  await page.frames()[1]?.evaluate(() => location.reload());
  await expect(frame.getByRole('button', { name: 'Попробовать снова' })).toBeVisible();
  await expectAccessible(page, 'the frame that the portal does not vouch for');
  await portal.close();
});
