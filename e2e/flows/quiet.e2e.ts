import { expectAccessible } from '#e2e/a11y/axe.ts';
import { ago, at, type CardInTest, type Seed } from '#e2e/fixtures/seed.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { dialogOf } from '#e2e/fixtures/verbs.ts';

test.use({ as: 'support' });

const hour = 60;
const approval = { name: 'A5', title: 'Согласовать скидку', code: 'ApproveActivity' };

/** Six runs that were approved within twenty minutes, and one that has waited for five hours. */
async function seedLate(seed: Seed): Promise<{ card: CardInTest; process: string }> {
  const [card, process] = [seed.newCard(), seed.newProcess()];
  const template = { id: 'discounts', version: '1' };
  const ended = Array.from({ length: 6 }, (_, n) => {
    const [of, from] = [seed.newProcess(), ago((30 + n) * hour)];
    return [
      ...seed.entryEvents(of, from, [{ activity: approval, type: 'execute' }]),
      ...seed.entryEvents(of, from + 20 * 60_000, [{ activity: approval, type: 'close', result: 1 }]),
      seed.processEvent(card, of, { at: at(from), template, state: 'completed', finishedAt: at(from + 21 * 60_000) }),
    ];
  });
  await seed.write([
    seed.cardEvent(card, { responsible: { id: '3', name: 'Олег Соколов' } }),
    seed.templateEvent('discounts', 'Согласование скидки', { version: '1' }),
    ...ended.flat(),
    seed.processEvent(card, process, {
      at: at(ago(5 * hour)),
      template,
      state: 'waiting',
      startedAt: at(ago(5 * hour)),
    }),
    ...seed.entryEvents(process, ago(5 * hour), [{ activity: approval, type: 'execute' }]),
  ]);
  return { card, process };
}

test('a process that waits longer than usual is found, with whom to ask, and leads to its journal', async ({
  page,
  seed,
}) => {
  const { card, process } = await seedLate(seed);
  await page.goto('/quiet');
  const step = page.getByRole('region', { name: 'Согласовать скидку' });
  await expect(async () => {
    await page.getByRole('button', { name: 'Обновить' }).click();
    await expect(step).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 40_000 });
  await expect(step).toContainText('ждёт человека');
  await expect(step).toContainText('обычный срок: 20 мин');
  const open = step.getByRole('button', { name: 'Показать процессы: Согласовать скидку' });
  if (await open.isVisible()) await open.click();
  const run = step.getByRole('listitem').filter({ hasText: card.title });
  await expect(run).toContainText('Олег Соколов');
  await expect(run).toContainText(/молчит: 5\s/);
  await expectAccessible(page, 'stuck processes');

  await page.getByRole('button', { name: 'ждёт человека', exact: true }).click();
  await expect(page).toHaveURL(/reason=person/);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(run).toBeInViewport();
  await run.getByRole('link', { name: `Журнал: ${card.title}` }).click();
  await expect(dialogOf(page, 'Согласование скидки')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/processes/${process}`));
});

test('a manager has no such page', async ({ browser, instance, api }) => {
  const { name, value } = await api.cookieOf('manager');
  const context = await browser.newContext({ baseURL: instance.url });
  await context.addCookies([{ name, value, url: instance.url }]);
  const page = await context.newPage();
  await page.goto('/quiet');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Застрявшие процессы' })).toHaveCount(0);
  await context.close();
});
