import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Explanation, ExplanationPreview } from '#contract/explanation.ts';
import { fakeCausePage, fakeFailureList, fakeOccurrence } from '#client/testing/fake-failures.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { type Answer, stubApi } from '#client/testing/stub-api.ts';

const at = '2026-11-20T09:00:00.000Z';
const session = { ...fakeSession, person: { ...fakeSession.person, role: 'support' } };
const words = { title: 'Касса молчит', text: 'Чек не пробит.', steps: ['Перезапустите кассу'] };
const saved: Explanation = {
  explanation: '4',
  cause: 'own:4',
  ru: words,
  en: { title: '', text: '', steps: [] },
  hit: 'yes',
  fixer: 'administrator',
  retry: 'fix',
  matching: { phrases: ['касса', 'нет связи'], activityCode: null, before: [] },
  beforeTitles: [],
  createdAt: at,
  createdBy: 'Анна',
  changedAt: at,
  changedBy: 'Анна',
};
const preview: ExplanationPreview = {
  days: 30,
  bounded: false,
  failures: 12,
  cards: 5,
  staying: 2,
  causes: [
    { cause: 'unknown:1', title: 'Нет связи с кассой', kind: 'unknown', failures: 8, taken: 8 },
    { cause: 'own:7', title: 'Связь', kind: 'other', failures: 4, taken: 4 },
    { cause: 'wa-window', title: 'Окно в 24 часа', kind: 'known', failures: 2, taken: 0 },
  ],
  examples: [
    { process: 'p1', entry: 'e0000000001a', at, robot: 'Касса', message: 'Касса 4: нет связи', isTaken: true },
  ],
};
const unknown = fakeCausePage({
  cause: 'unknown:1',
  explanation: { ...fakeCausePage().explanation, code: 'unknown:1', title: 'Касса ‹n›: нет связи', known: false },
  texts: [
    {
      fingerprint: '0123456789abcdef',
      text: 'Касса ‹n›: нет связи',
      failures: 8,
      lastAt: at,
      example: { process: 'p1', entry: 'e0000000001a' },
    },
  ],
});

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({
    session,
    failures: fakeFailureList(),
    causePage: unknown,
    causeFailures: { items: [fakeOccurrence()], next: null, previous: null },
    causeHistory: { items: [], next: null, previous: null },
    explanations: { items: [{ ...saved, failures: 12 }], days: 30, bounded: false },
    explanation: saved,
    addExplanation: saved,
    changeExplanation: saved,
    removeExplanation: {},
    previewExplanation: preview,
    ...part,
  });
}
type Asked = ReturnType<typeof api>;
const bodyOf = (asked: Asked, name: string) =>
  vi.waitFor(() =>
    JSON.parse((asked.findLast((one) => one.name === name) ?? expect.fail('not sent')).init.body as string),
  );
const field = (name: string) =>
  screen.getAllByRole<HTMLInputElement>('textbox', { name })[0] ?? expect.fail(`no ${name}`);
const opened = async (path: string, title: string) => {
  const page = await openPage(path);
  await screen.findByRole('heading', { level: 1, name: title }, { timeout: 10_000 });
  return page;
};

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('writing an explanation', () => {
  it('begins at the cause that nobody has explained, with what its failures say', async () => {
    const user = userEvent.setup();
    const asked = api();
    await openPage('/failures/unknown:1');
    await user.click(await screen.findByRole('link', { name: 'Написать объяснение' }, { timeout: 10_000 }));
    await screen.findByRole('heading', { level: 1, name: 'Новое объяснение' }, { timeout: 10_000 });
    expect(field('Что есть в тексте сбоя').value).toBe('Касса ‹n›: нет связи');
    await user.type(field('Заголовок'), 'Касса молчит');
    await user.type(field('Что сделать'), 'Раз{Enter}Два');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(await bodyOf(asked, 'addExplanation')).toMatchObject({
      ru: { title: 'Касса молчит', text: '', steps: ['Раз', 'Два'] },
      hit: 'yes',
      matching: { phrases: ['Касса ‹n›: нет связи'], activityCode: null, before: [] },
    });
    await screen.findByRole('heading', { level: 1, name: 'Каталог причин' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows what it would explain, warns of what it takes, and goes before the catalogue only when told to', async () => {
    const user = userEvent.setup();
    const asked = api();
    await opened('/failures/explanations/new?cause=unknown:1', 'Новое объяснение');
    const seen = within(screen.getByRole('region', { name: 'Что объяснит' }));
    expect(await seen.findByText('12 сбоев за 30 дней')).toBeDefined();
    expect(seen.getByText(/Заберёт сбои у другого/)).toBeDefined();
    expect(seen.getByText('Касса 4: нет связи')).toBeDefined();
    expect(seen.getByText(/Ещё 2 сбоя/)).toBeDefined();
    await user.click(seen.getByRole('checkbox', { name: 'Объяснять вместо каталога' }));
    await waitFor(async () =>
      expect(await bodyOf(asked, 'previewExplanation')).toMatchObject({ matching: { before: ['wa-window'] } }),
    );
  });

  it('says what is wrong and sends nothing', async () => {
    const user = userEvent.setup();
    const asked = api();
    await opened('/failures/explanations/new', 'Новое объяснение');
    expect(screen.getByText(/Напишите фразу, и здесь появится/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(screen.getByText('Напишите хотя бы одну фразу из текста сбоя.')).toBeDefined();
    expect(field('Заголовок').getAttribute('aria-invalid')).toBe('true');
    expect(asked.some(({ name }) => name === 'addExplanation' || name === 'previewExplanation')).toBe(false);
  });

  it('says why a type code and causes of the catalogue do not go together, and how to have either', async () => {
    const user = userEvent.setup();
    const asked = api();
    await opened('/failures/explanations/new?cause=unknown:1', 'Новое объяснение');
    const seen = within(screen.getByRole('region', { name: 'Что объяснит' }));
    await user.click(await seen.findByRole('checkbox', { name: 'Объяснять вместо каталога' }));
    await user.type(field('Код типа робота'), 'till');
    await waitFor(() => expect(field('Код типа робота').getAttribute('aria-invalid')).toBe('true'));
    expect(seen.getByText(/Очистите код или снимите галочку/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(asked.some(({ name }) => name === 'addExplanation')).toBe(false);
    await user.click(await seen.findByRole('checkbox', { name: 'Объяснять вместо каталога' }));
    await waitFor(() => expect(seen.queryByRole('checkbox')).toBeNull());
    expect(seen.getByText('Чтобы объяснять вместо каталога, очистите код типа робота.')).toBeDefined();
    expect(field('Код типа робота').getAttribute('aria-invalid')).not.toBe('true');
  });

  it('asks before what was written is lost, and before it is removed', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await opened('/failures/explanations/4', 'Объяснение причины');
    await user.type(field('Заголовок'), ' с утра');
    await user.click(screen.getByRole('link', { name: 'Отмена' }));
    await user.click(await screen.findByRole('button', { name: 'Остаться' }));
    expect(router.state.location.pathname).toBe('/failures/explanations/4');
    await user.click(screen.getByRole('button', { name: 'Удалить' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Удалить объяснение?' }));
    await user.click(dialog.getByRole('button', { name: 'Удалить' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/failures/explanations'));
    expect(asked.some(({ name }) => name === 'removeExplanation')).toBe(true);
  });
});

describe('the catalogue', () => {
  it('says what each explanation looks for, what it found, and who wrote it', async () => {
    api();
    await opened('/settings/catalogue', 'Каталог причин');
    const row = within(await screen.findByRole('listitem'));
    expect(row.getByRole('link', { name: 'Касса молчит' }).getAttribute('href')).toBe('/failures/own%3A4');
    expect(row.getByText('Ищет: касса + нет связи')).toBeDefined();
    expect(row.getByText('12 сбоев')).toBeDefined();
    expect(row.getByText('Изменено: Анна,')).toBeDefined();
    expect(row.getByRole('link', { name: /^Изменить/ }).getAttribute('href')).toBe('/failures/explanations/4');
  });

  it('says why it is empty, and gives who may only read nothing to change', async () => {
    api({
      session: { ...session, person: { ...session.person, role: 'auditor' } },
      explanations: { items: [], days: 30, bounded: false },
    });
    await opened('/failures/explanations', 'Каталог причин');
    expect(await screen.findByText('Своих объяснений пока нет')).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Написать объяснение' })).toBeNull();
  });
});
