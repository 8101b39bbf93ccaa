import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { seedFailedWhatsapp, templateName } from '#e2e/fixtures/failed-whatsapp.ts';
import { ownWords, seedFailing } from '#e2e/fixtures/failing-robots.ts';
import { commandsOf, frameOf, innerFrame, test, watchRequests } from '#e2e/fixtures/in-portal.ts';
import { longCount, seedLongJournal } from '#e2e/fixtures/long-journal.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { gridOf } from '#e2e/fixtures/verbs.ts';

// The journal lets one portal frame it: these tests take turns.
test.describe.configure({ mode: 'default' });
test.use({ as: null });

const heading = (page: Page, name: string | RegExp) => frameOf(page).getByRole('heading', { level: 1, name });
const sections = (page: Page) => frameOf(page).getByRole('navigation', { name: 'Разделы', exact: true });
const causes = (page: Page) => frameOf(page).getByRole('region', { name: /Причины сбоев|Causes/ });

/** By keys alone: the link or button has the focus, and Enter follows it. */
async function enter(page: Page, what: ReturnType<ReturnType<typeof frameOf>['getByRole']>): Promise<void> {
  await what.focus();
  await page.keyboard.press('Enter');
}

/** What failed is counted anew every ten seconds. */
async function untilListed(page: Page, text: string, again = 'Обновить') {
  const row = causes(page).getByRole('listitem').filter({ hasText: text });
  await expect(async () => {
    await frameOf(page).getByRole('button', { name: again }).click();
    await expect(row).toHaveCount(1, { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  return row;
}

/** Another page of the frame, as its address says: the document is loaded again and the portal asked who looks. */
async function typeAddress(page: Page, journalUrl: string, path: string): Promise<void> {
  await innerFrame(page, journalUrl).evaluate((to) => location.assign(`${to}${location.search}`), path);
}

test('keys alone lead support from the failures to a journal and back, without a cookie', async ({
  page,
  seed,
  portal,
  instance,
}) => {
  test.slow();
  await portal.makeSupport();
  const says = ownWords();
  const cards = [seed.newCard(), seed.newCard()];
  await seedFailing(seed, { robot: 'Доставка', says, cards });
  const requests = watchRequests(page, instance.url);
  await page.goto(portal.pageOf(null));
  await expect(heading(page, 'Сбои роботов')).toBeVisible();
  const row = await untilListed(page, says);
  await expect
    .poll(async () => (await commandsOf(page, 'resizeWindow')).at(-1)?.params)
    .toEqual({ width: '100%', height: 760 });

  await enter(page, frameOf(page).getByRole('link', { name: 'Перейти к содержимому' }));
  await expect(frameOf(page).getByRole('main')).toBeFocused();
  await enter(page, row.getByRole('link'));
  await expect(heading(page, new RegExp(says))).toBeFocused();
  const failed = frameOf(page).getByRole('region', { name: 'Сбои', exact: true });
  await enter(page, failed.getByRole('link', { name: cards[0]?.title ?? '' }));
  const journal = frameOf(page).getByRole('dialog');
  await expect(journal.getByRole('row', { selected: true })).toContainText(says);
  await journal.getByRole('button', { name: 'Выгрузить' }).press('Enter');
  const saving = page.waitForEvent('download');
  await frameOf(page).getByRole('menuitem', { name: 'CSV' }).press('Enter');
  expect(await readFile(await (await saving).path(), 'utf8')).toContain(says);
  await page.keyboard.press('Escape');
  await expect(journal).toHaveCount(0);

  // The portal shows no card around us, so our page says which it is, and how to get on.
  await expect(heading(page, cards[0]?.title ?? '')).toBeVisible();
  await expect(sections(page).getByRole('link', { name: 'Карточки' })).toHaveAttribute('aria-current', 'page');
  await page.evaluate(() => history.go(-2));
  await expect(heading(page, new RegExp(says))).toBeVisible();
  await enter(page, frameOf(page).getByRole('link', { name: 'Сбои роботов' }));
  await expect(heading(page, 'Сбои роботов')).toBeVisible();

  expect(page.url()).toBe(portal.pageOf(null));
  const answers = await Promise.all(requests.map(async (request) => [request, await request.allHeaders()] as const));
  const asked = answers.filter(([request]) => /\/api\/(?!v1\/launch\/)/.test(request.url()));
  expect(asked.length).toBeGreaterThan(8);
  for (const [request, headers] of asked) {
    expect([headers['cookie'], headers['authorization']], request.url()).toEqual([
      undefined,
      expect.stringMatching(/^Bearer jl_/),
    ]);
  }
});

test('what support does in the frame stays there: a cause that is hers, a view, an explanation and a flag', async ({
  page,
  seed,
  portal,
}) => {
  test.slow();
  await portal.makeSupport();
  const says = ownWords();
  const card = seed.newCard();
  await seedFailing(seed, { robot: 'Счёт', says, cards: [card] });
  await page.goto(portal.pageOf(null));
  const frame = frameOf(page);
  await (await untilListed(page, says)).getByRole('link').click();
  await frame.getByRole('button', { name: 'Назначить' }).click();
  const assigning = frame.getByRole('dialog');
  await expect(assigning.getByRole('radio', { name: 'Я', exact: true })).toBeChecked();
  await assigning.getByRole('button', { name: 'Назначить' }).click();
  await expect(frame.getByRole('region', { name: 'История и комментарии' })).toContainText('Ольга Петрова');

  await sections(page).getByRole('link', { name: 'Сбои' }).click();
  await frame.getByRole('button', { name: /Кто занят/ }).click();
  await frame.getByRole('option', { name: 'Я', exact: true }).click();
  const listed = causes(page).getByRole('listitem');
  await expect(listed).toHaveCount(1);
  await expect(listed).toContainText('Ольга Петрова');
  await frame.getByRole('button', { name: 'Мои представления' }).click();
  await frame.getByRole('menuitem', { name: 'Сохранить как представление…' }).click();
  const naming = frame.getByRole('dialog', { name: 'Новое представление' });
  await naming.getByRole('textbox', { name: 'Название' }).fill('Мои причины');
  await naming.getByRole('button', { name: 'Сохранить' }).click();
  await expect(frame.getByRole('button', { name: 'Мои причины' })).toBeVisible();
  // Hers also when the portal opens the frame again.
  await page.goto(portal.pageOf(null));
  await frame.getByRole('button', { name: 'Мои представления' }).click();
  await frame.getByRole('menuitem', { name: 'Мои причины' }).click();
  await expect(listed).toHaveCount(1);
  await listed.getByRole('link').click();

  await frame.getByRole('link', { name: 'Написать объяснение' }).click();
  await expect(frame.getByRole('region', { name: 'Что объяснит' }).getByRole('status')).toContainText('1 сбой');
  await frame.getByRole('textbox', { name: 'Заголовок' }).first().fill(`Склад: ${says}`);
  await frame.getByRole('textbox', { name: 'Что сделать' }).first().fill('Позвоните на склад');
  await frame.getByRole('button', { name: 'Сохранить' }).click();
  await expect(heading(page, 'Каталог причин')).toBeVisible();
  await frame.getByRole('link', { name: `Склад: ${says}`, exact: true }).click();
  await expect(heading(page, `Склад: ${says}`)).toBeVisible();

  await frame.getByRole('link', { name: card.title }).click();
  await frame.getByRole('dialog').getByRole('row', { selected: true }).press('f');
  await frame.getByRole('textbox', { name: 'Зачем' }).fill('Спросить на складе');
  await frame.getByRole('dialog', { name: 'Отметить' }).getByRole('button', { name: 'Отметить' }).click();
  await expect(frame.getByRole('list', { name: 'Отметки журнала' })).toContainText('Спросить на складе');
  await frame.getByRole('button', { name: 'Закрыть журнал' }).click();
  await sections(page).getByRole('link', { name: 'Отмеченные' }).click();
  const flag = frame.getByRole('list', { name: 'Отмеченные' }).getByRole('listitem').filter({ hasText: card.title });
  await flag.getByRole('link', { name: /^Журнал/ }).click();
  await expect(frame.getByRole('dialog').getByRole('row', { selected: true })).toContainText(says);
});

test('a search leads to a journal of the frame, and back to what was found', async ({ page, seed, portal }) => {
  await portal.makeSupport();
  const { process } = await seedFailedWhatsapp(seed);
  await page.goto(portal.pageOf(null));
  const frame = frameOf(page);
  await sections(page).getByRole('link', { name: 'Поиск' }).click();
  const field = frame.getByRole('combobox', { name: 'Что найти' });
  await expect(field).toBeFocused();
  await field.fill('"re-engagement message"');
  await field.press('Enter');
  const found = frame.getByRole('region', { name: 'Записи журналов' }).getByRole('link', { name: /Re-engagement/ });
  await expect(async () => {
    // The index follows what is written a moment later.
    await frame.getByRole('button', { name: 'Найти' }).click();
    await expect(found.first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await enter(page, found.first());
  const journal = frame.getByRole('dialog', { name: templateName });
  const bar = journal.getByRole('navigation', { name: 'Результаты поиска' });
  await expect(bar.getByText(/^результат 1 из \d+$/)).toBeVisible();
  await expectAccessible(page, 'a result of a search in the frame');
  await bar.getByRole('link', { name: /К результатам/ }).click();
  await expect(found.first()).toBeVisible();
  await field.fill(process);
  await field.press('Enter');
  await frame
    .getByRole('link', { name: new RegExp(templateName) })
    .first()
    .click();
  await expect(gridOf(journal)).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`every section without a barrier, ${theme}`, async ({ page, seed, portal, instance, complaints }) => {
    test.slow();
    // The audit log is for administrators and auditors: in a portal nobody is one.
    complaints.allow(/status of 403|not_found/);
    await portal.makeSupport();
    const says = ownWords();
    await seedFailing(seed, { robot: 'Отгрузка', says, cards: [seed.newCard()] });
    await page.setViewportSize({ width: 900, height: 900 });
    await page.goto(portal.pageOf(null, { lang: 'en', theme }));
    const row = await untilListed(page, says, 'Refresh');
    expect(await frameOf(page).locator('html').getAttribute('data-theme')).toBe(theme);
    await expectAccessible(page, 'the failures in a frame');
    // By keys: after a frame has grown, a headless Chromium gives presses on its lower part to the page around it.
    await row.getByRole('checkbox').press(' ');
    await expect(row.getByRole('checkbox')).toBeChecked();
    await expect(frameOf(page).getByRole('region', { name: 'Actions on the chosen causes' })).toBeInViewport({
      ratio: 1,
    });
    await expectAccessible(page, 'causes that are chosen in a frame');
    await enter(page, row.getByRole('link'));
    await expect(heading(page, new RegExp(says))).toBeVisible();
    await expectAccessible(page, 'a cause in a frame');
    for (const [path, title] of [
      ['home', 'Journal of robots and workflows'],
      ['search', 'Search'],
      ['flags', 'Flags'],
      ['quiet', 'Stuck processes'],
      ['failures/explanations', 'Cause catalogue'],
      ['failures/explanations/new', 'New explanation'],
    ] as const) {
      await typeAddress(page, instance.url, `/frame/${path}`);
      await expect(heading(page, title)).toBeVisible();
      await expectAccessible(page, `${path} in a frame`);
      const frame = innerFrame(page, instance.url);
      const wider = await frame.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, `pixels that ${path} is wider than the frame`).toBeLessThanOrEqual(0);
    }
    await typeAddress(page, instance.url, '/frame/audit');
    await expect(heading(page, 'Not found')).toBeVisible();
  });
}

test('a card’s tab has no sections, a way to the failures for support, and none for a manager', async ({
  page,
  seed,
  portal,
  instance,
  complaints,
}) => {
  complaints.allow(/status of 403|not_found/);
  const { card } = await seedFailedWhatsapp(seed);
  await page.goto(portal.pageOf(card));
  const tabs = frameOf(page).getByRole('navigation', { name: 'Разделы карточки' });
  const over = frameOf(page).getByRole('link', { name: 'Сбои по всем карточкам' });
  await expect(tabs).toBeVisible();
  const { height } = (await tabs.boundingBox()) ?? { height: 0 };
  await expect(over).toHaveCount(0);
  for (const path of ['failures', 'quiet', 'failures/explanations', 'audit']) {
    await typeAddress(page, instance.url, `/frame/${path}`);
    await expect(frameOf(page).getByText('Здесь ничего нет, или у вас нет прав это видеть.')).toBeVisible();
    await expect(sections(page)).toHaveCount(0);
  }

  await portal.makeSupport();
  await page.goto(portal.pageOf(card));
  await expect(over).toBeVisible();
  await expect(sections(page)).toHaveCount(0);
  expect((await tabs.boundingBox())?.height).toBe(height);
  await enter(page, over);
  await expect(heading(page, 'Сбои роботов')).toBeVisible();
  await expect(sections(page)).toBeVisible();
});

test('a journal is printed within the frame, and the way back leads to it', async ({ page, seed, portal }) => {
  // Counts what would open the browser's own window, which no test can close.
  await page.context().addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  const at = await seedLongJournal(seed);
  await page.goto(portal.pageOf(at.card));
  const frame = frameOf(page);
  await frame.getByRole('link', { name: 'журнал' }).click();
  await frame.getByRole('dialog', { name: at.name }).getByRole('button', { name: 'Выгрузить' }).click();
  await frame.getByRole('menuitem', { name: /Печать/ }).press('Enter');
  await expect(heading(page, at.name)).toBeVisible();
  const entries = frame.getByRole('list', { name: 'Записи' }).getByRole('listitem');
  await expect(entries).toHaveCount(longCount);
  await expect(frame.locator('html')).toHaveAttribute('data-printed');
  expect(page.context().pages(), 'it stays in the frame').toHaveLength(1);
  await expectAccessible(page, 'a journal to print in the frame');
  await page.emulateMedia({ media: 'print' });
  await expect(frame.getByRole('button', { name: 'Напечатать' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await enter(page, frame.getByRole('link', { name: /журналу/ }));
  await expect(gridOf(frame.getByRole('dialog', { name: at.name }))).toBeVisible();
});
