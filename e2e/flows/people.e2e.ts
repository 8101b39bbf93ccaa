import type { Page } from '@playwright/test';
import { expectAccessible } from '#e2e/a11y/axe.ts';
import { administrator, createInstance, type Instance } from '#e2e/fixtures/instance.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { expectNoSidewaysScroll, pick, rowOf } from '#e2e/fixtures/verbs.ts';

const phrase = 'длинная фраза для входа';

/** These change who may sign in, so each has a server of its own. */
const own = test.extend<{ own: Instance }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  own: async ({}, give) => {
    const instance = await createInstance();
    await give(instance);
    await instance.remove();
  },
  baseURL: async ({ own: instance }, give) => await give(instance.url),
  storageState: { cookies: [], origins: [] },
});

async function signIn(page: Page, { email, password }: { email: string; password: string }, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByRole('textbox', { name: 'Почта' }).fill(email);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('heading', { name: 'Вход' })).toHaveCount(0);
}

const people = (page: Page) => page.getByRole('region', { name: 'Люди' });

/** Invites somebody and gives the link, which is shown this once. */
async function invite(page: Page, name: string, email: string, role: string): Promise<string> {
  await page.getByRole('button', { name: 'Пригласить' }).click();
  const form = page.getByRole('dialog', { name: 'Пригласить человека' });
  await form.getByRole('textbox', { name: 'Имя' }).fill(name);
  await form.getByRole('textbox', { name: 'Почта' }).fill(email);
  await form.getByRole('radio', { name: role }).check();
  await form.getByRole('button', { name: 'Пригласить' }).click();
  const shown = page.getByRole('dialog', { name: `Ссылка для «${name}»` });
  const link = await shown.locator('code').innerText();
  await shown.getByRole('button', { name: 'Я передам, закрыть' }).click();
  await expect(page.getByText(link)).toHaveCount(0);
  return link;
}

async function accept(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Приглашение' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Новый пароль' }).fill(phrase);
  await page.getByRole('button', { name: 'Задать пароль и войти' }).click();
}

own('who is invited sets a password and is in; the link works once', async ({ page, browser, own, complaints }) => {
  test.slow();
  complaints.allow(/status of 40[0134]|Problem: not_found/);
  await signIn(page, administrator, '/settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Люди' })).toBeVisible();
  const link = await invite(page, 'Анна Орлова', 'anna@journal.test', 'Поддержка');
  const row = rowOf(people(page), 'Анна Орлова');
  await expect(row).toContainText('ждёт первого входа');

  const theirs = await browser.newContext({ baseURL: own.url });
  const anna = await theirs.newPage();
  await anna.goto(link);
  await expect(anna.getByText('Не короче 12 символов')).toBeVisible();
  expect(anna.url(), 'the token does not stay in the address').not.toContain('#t=');
  await anna.getByRole('textbox', { name: 'Новый пароль' }).fill('qwertyqwerty');
  await anna.getByRole('button', { name: 'Задать пароль и войти' }).click();
  await expect(anna.getByRole('alert')).toContainText('из самых частых');
  await accept(anna, link);
  await expect(anna.getByRole('button', { name: 'Анна Орлова' })).toBeVisible();
  await anna.goto('/settings/people');
  await expect(anna.getByRole('heading', { name: 'Не найдено' })).toBeVisible();

  await accept(anna, link);
  await expect(anna.getByRole('heading', { name: 'Ссылка не действует' })).toBeVisible();
  await anna.getByRole('link', { name: 'Ко входу' }).click();
  await expect(anna.getByRole('heading', { name: 'Вход' })).toBeVisible();

  await page.reload();
  await expect(row).toContainText('активна');
  await theirs.close();
});

own('who is blocked is out at once, and comes in again when freed', async ({ page, browser, own, complaints }) => {
  test.slow();
  complaints.allow(/status of 401/);
  await signIn(page, administrator, '/settings/people');
  const link = await invite(page, 'Анна', 'anna@journal.test', 'Поддержка');
  const theirs = await browser.newContext({ baseURL: own.url });
  const anna = await theirs.newPage();
  await accept(anna, link);
  await expect(anna.getByRole('button', { name: 'Анна' })).toBeVisible();

  await page.getByRole('button', { name: 'Изменить: Анна' }).click();
  const form = page.getByRole('dialog', { name: 'Анна' });
  await form.getByRole('button', { name: 'Заблокировать' }).click();
  await expect(form.getByRole('button', { name: 'Разблокировать' })).toBeVisible();
  await expect(form.getByRole('button', { name: 'Новая ссылка' })).toHaveAccessibleDescription(/разблокируйте/);
  await anna.reload();
  await expect(anna.getByRole('heading', { name: 'Вход' })).toBeVisible();

  await form.getByRole('button', { name: 'Разблокировать' }).click();
  await expect(form.getByRole('button', { name: 'Заблокировать' })).toBeVisible();
  await signIn(anna, { email: 'anna@journal.test', password: phrase });

  await form.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('dialog', { name: 'Удалить учётную запись?' }).getByRole('button', { name: 'Удалить' }).click();
  await expect(rowOf(people(page), 'Анна')).toHaveCount(0);
  await anna.reload();
  await expect(anna.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await theirs.close();
});

own(
  'the last administrator stays; with another one he may go, and leaves the settings',
  async ({ page, browser, own, complaints }) => {
    test.slow();
    complaints.allow(/status of 401/);
    await signIn(page, administrator, '/settings/people?person=1');
    const form = page.getByRole('dialog', { name: administrator.email });
    await expect(form.getByRole('radio', { name: 'Менеджер' })).toBeDisabled();
    await expect(form.getByRole('button', { name: 'Удалить' })).toHaveAccessibleDescription(
      /единственный администратор/,
    );
    await form.getByRole('button', { name: 'Закрыть' }).click();
    const link = await invite(page, 'Второй', 'second@journal.test', 'Администратор');

    const theirs = await browser.newContext({ baseURL: own.url });
    const second = await theirs.newPage();
    await accept(second, link);
    await expect(second.getByRole('button', { name: 'Второй' })).toBeVisible();
    await page.goto('/settings/people?person=1');
    await form.getByRole('radio', { name: 'Аудитор' }).check();
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page).toHaveURL(/\/audit/);
    await theirs.close();
  },
);

own('one sees where one is signed in, and ends the other sessions', async ({ page, browser, own, complaints }) => {
  test.slow();
  complaints.allow(/status of 401/);
  await signIn(page, administrator);
  const elsewhere = await browser.newContext({ baseURL: own.url });
  const other = await elsewhere.newPage();
  await signIn(other, administrator);

  await page.getByRole('button', { name: administrator.email }).click();
  await page.getByRole('menuitem', { name: 'Учётная запись' }).click();
  const sessions = page.getByRole('region', { name: 'Где выполнен вход' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByRole('listitem').first()).toContainText('здесь и сейчас');
  await expect(sessions.getByRole('listitem').first()).toContainText('Chrome');
  await sessions.getByRole('button', { name: 'Завершить остальные' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Вход' })).toBeVisible();

  const form = page.getByRole('region', { name: 'Пароль' });
  await form.getByRole('textbox', { name: 'Нынешний пароль' }).fill('не тот пароль совсем');
  await form.getByRole('textbox', { name: 'Новый пароль' }).fill(phrase);
  await form.getByRole('button', { name: 'Сменить пароль' }).click();
  await expect(form.getByText('Это не ваш нынешний пароль')).toBeVisible();
  await form.getByRole('textbox', { name: 'Нынешний пароль' }).fill(administrator.password);
  await form.getByRole('button', { name: 'Сменить пароль' }).click();
  await expect(page.getByText('Пароль изменён')).toBeVisible();
  await signIn(other, { email: administrator.email, password: phrase });

  await page.getByRole('button', { name: 'Выйти везде' }).click();
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await elsewhere.close();
});

test.describe('the pages of people', () => {
  test.use({ as: 'administrator' });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test('are there for everybody', async ({ page, api }) => {
        test.slow();
        await api.cookieOf('manager');
        await page.goto('/settings/people');
        await expect(rowOf(people(page), 'это вы')).toHaveCount(1);
        await expectAccessible(page, 'the people');
        await pick(page, /Все роли/, 'Аудитор');
        await expect(page).toHaveURL(/role=auditor/);
        // Another test may have invited an auditor.
        await page.getByRole('textbox', { name: 'Имя или почта' }).fill('никого такого нет');
        await expect(page.getByText('Под фильтр никто не подходит')).toBeVisible();
        await expectAccessible(page, 'people without a match');
        for (const person of ['new', '1']) {
          await page.goto(`/settings/people?person=${person}`);
          await expect(page.getByRole('dialog')).toBeVisible();
          await expectAccessible(page, `the window of ${person}`);
        }
        await page.goto('/account');
        await expect(page.getByRole('region', { name: 'Где выполнен вход' })).toBeVisible();
        await expectAccessible(page, 'the account');
        await page.goto('/invitation#t=some-token');
        await expect(page.getByRole('heading', { name: 'Приглашение' })).toBeVisible();
        await expectAccessible(page, 'an invitation');
        await page.goto('/sign-in?problem=forbidden');
        await expect(page.getByText('нет роли в журнале')).toBeVisible();
        await expectAccessible(page, 'a sign-in that was refused elsewhere');
      });
    });
  }

  test('fit a small screen', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['/settings/people', '/settings/people?person=new', '/account']) {
      await page.goto(path);
      await expect(page.locator('main h1')).toBeAttached();
      await expectNoSidewaysScroll(page);
    }
  });
});
