import { emailOf, password, personNames } from '#e2e/fixtures/api.ts';
import { createInstance } from '#e2e/fixtures/instance.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test.use({ as: null });

test('the link makes the first administrator, once', async ({ page, complaints }) => {
  complaints.allow(/status of 40[14]/);
  const instance = await createInstance({ isClaimed: false });
  try {
    const link = await instance.claimLink();
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Первый вход' })).toBeVisible();
    expect(page.url(), 'the token does not stay in the address').not.toContain('#t=');
    await page.getByRole('textbox', { name: 'Имя' }).fill('Анна Первая');
    await page.getByRole('textbox', { name: 'Почта' }).fill('anna@journal.test');
    await page.getByRole('textbox', { name: 'Пароль' }).fill('коротко');
    await page.getByRole('button', { name: 'Создать и войти' }).click();
    await expect(page.getByText('Нужно не меньше 12 символов')).toBeVisible();
    await page.getByRole('textbox', { name: 'Пароль' }).fill('достаточно длинная фраза');
    await page.getByRole('button', { name: 'Создать и войти' }).click();
    await expect(page.getByRole('heading', { name: 'Карточки', level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Анна Первая' })).toBeVisible();
    await expect(page.getByText('Карточек пока нет')).toBeVisible();

    await page.goto(link);
    await page.getByRole('textbox', { name: 'Имя' }).fill('Второй');
    await page.getByRole('textbox', { name: 'Почта' }).fill('second@journal.test');
    await page.getByRole('textbox', { name: 'Пароль' }).fill('достаточно длинная фраза');
    await page.getByRole('button', { name: 'Создать и войти' }).click();
    await expect(page.getByRole('alert')).toContainText('уже использована или устарела');
  } finally {
    await instance.remove();
  }
});

test('a stranger signs in and comes to the page that he asked for; out again, nothing is shown', async ({
  page,
  seed,
  api,
  complaints,
}) => {
  complaints.allow(/status of 401/);
  await api.cookieOf('support');
  const card = seed.newCard('Обучение персонала');
  await seed.write([seed.cardEvent(card)]);

  await page.goto(`${card.path}?failures=1`);
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await expect(page.getByText('Войдите, чтобы открыть эту страницу')).toBeVisible();
  await page.getByRole('textbox', { name: 'Почта' }).fill(emailOf('support'));
  await page.getByRole('textbox', { name: 'Пароль' }).fill('не тот пароль совсем');
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toHaveText('Неверная почта или пароль.');

  await page.getByRole('textbox', { name: 'Пароль' }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('heading', { name: card.title })).toBeVisible();
  await expect(page).toHaveURL(`${card.path}?failures=1`);

  await page.getByRole('button', { name: personNames.support }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await page.goto(card.path);
  await expect(page.getByRole('heading', { name: 'Вход' })).toBeVisible();
  await expect(page.getByText(card.title)).toHaveCount(0);
});

test('an address of another site is no place to go after signing in', async ({ page, api, complaints, instance }) => {
  complaints.allow(/status of 401/);
  await api.cookieOf('manager');
  await page.goto('/sign-in?to=//evil.example/');
  await page.getByRole('textbox', { name: 'Почта' }).fill(emailOf('manager'));
  await page.getByRole('textbox', { name: 'Пароль' }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('heading', { name: 'Карточки', level: 1 })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(instance.url);
});
