import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Erasure, ErasurePreview } from '#contract/erasure.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };
const counts = { cards: 1, processes: 2, entries: 21, texts: 35 };
const preview: ErasurePreview = { subject: '+7 ••• •••-45-67', counts, isWhole: true };
const job: Erasure = {
  erasure: '1',
  kind: 'phone',
  subject: '+7 ••• •••-45-67',
  state: 'running',
  by: { kind: 'person', name: 'Анна' },
  beganAt: '2026-11-21T09:00:00.000Z',
  endedAt: null,
  counts: { cards: 0, processes: 0, entries: 0, texts: 0 },
};
const written = '8 999 123-45-67';

type Part = { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) };
function api(part: Part = {}) {
  return stubApi({ session, erasures: { items: [] }, previewErasure: preview, ...part });
}
const form = async () => within(await screen.findByRole('region', { name: 'Кого стереть' }, { timeout: 10_000 }));
const list = async () => within(await screen.findByRole('region', { name: 'Что стиралось' }, { timeout: 10_000 }));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('erasing', () => {
  it('shows what would be found, asks once more, and follows the job to its end', async () => {
    const user = userEvent.setup();
    let items: Erasure[] = [];
    const asked = api({
      erasures: () => {
        const now = { items };
        // It is done the next time somebody asks.
        items = items.map((one) => ({ ...one, state: 'done', counts, endedAt: '2026-11-21T09:00:04.000Z' }));
        return now;
      },
      startErasure: () => {
        items = [job];
        return job;
      },
    });
    await openPage('/settings/erasure');
    expect(await screen.findByText('Ничего ещё не стирали')).toBeDefined();
    const part = await form();
    await user.type(part.getByRole('textbox', { name: 'Номер телефона' }), written);
    await user.click(part.getByRole('button', { name: 'Посмотреть, что найдётся' }));
    const found = within(await part.findByRole('status'));
    expect(found.getByText('Найдётся: +7 ••• •••-45-67')).toBeDefined();
    expect(found.getByText('1 карточка · 2 процесса · 21 запись · всего 35 текстов')).toBeDefined();
    await user.click(found.getByRole('button', { name: 'Стереть…' }));

    const dialog = within(await screen.findByRole('dialog', { name: 'Стереть навсегда?' }));
    await user.click(dialog.getByRole('button', { name: 'Стереть', description: 'Сначала подтвердите' }));
    expect(asked.some(({ name }) => name === 'startErasure')).toBe(false);
    await user.click(dialog.getByRole('checkbox', { name: 'Я понимаю, что вернуть это нельзя' }));
    await user.click(dialog.getByRole('button', { name: 'Стереть' }));

    const row = within(await (await list()).findByRole('listitem'));
    expect(row.getByText('Стирается')).toBeDefined();
    expect(row.getByText(/Страницу можно закрыть/)).toBeDefined();
    expect(await row.findByText('Стёрто', undefined, { timeout: 5000 })).toBeDefined();
    expect(row.getByText(/кто: Анна · начато .* · заняло 4 с/)).toBeDefined();
    // What was written goes with the job that it began.
    expect((await form()).getByRole('textbox', { name: 'Номер телефона' })).toHaveProperty('value', '');
    expect(screen.queryByText('Найдётся: +7 ••• •••-45-67')).toBeNull();
    expect(JSON.parse(asked.find(({ name }) => name === 'startErasure')?.init.body as string)).toEqual({
      kind: 'phone',
      value: written,
    });
  });

  it('never writes whom it is about into an address', async () => {
    const user = userEvent.setup();
    const asked = api();
    await openPage('/settings/erasure');
    const part = await form();
    await user.type(part.getByRole('textbox'), written);
    await user.click(part.getByRole('button', { name: 'Посмотреть, что найдётся' }));
    await part.findByText(/Найдётся/);
    expect(asked.map(({ url }) => url.href).join()).not.toContain('123');
    expect(location.href).not.toContain('123');
  });

  it('says what is wrong with what was written, and asks nobody', async () => {
    const user = userEvent.setup();
    const asked = api();
    await openPage('/settings/erasure');
    const part = await form();
    await user.type(part.getByRole('textbox'), '12345');
    await user.click(part.getByRole('button', { name: 'Посмотреть, что найдётся' }));
    const field = part.getByRole('textbox', { name: 'Номер телефона', description: /Напишите номер целиком/ });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    await user.click(part.getByRole('radio', { name: 'Карточка' }));
    expect(part.getByRole('textbox', { name: 'Карточка', description: /Тип и номер/ })).toHaveProperty('value', '');
    expect(asked.some(({ name }) => name === 'previewErasure')).toBe(false);
  });

  it('forgets what was found as soon as something else is written', async () => {
    const user = userEvent.setup();
    api({ previewErasure: { ...preview, isWhole: false } });
    await openPage('/settings/erasure');
    const part = await form();
    await user.type(part.getByRole('textbox'), written);
    await user.click(part.getByRole('button', { name: 'Посмотреть, что найдётся' }));
    expect(await part.findByText(/просмотрено не всё/)).toBeDefined();
    await user.type(part.getByRole('textbox'), '{Backspace}8');
    expect(part.queryByRole('button', { name: 'Стереть…' })).toBeNull();
  });

  it('lets one erase what is not there, and says what for', async () => {
    const user = userEvent.setup();
    const none = { cards: 0, processes: 0, entries: 0, texts: 0 };
    api({ previewErasure: { ...preview, counts: none } });
    await openPage('/settings/erasure');
    const part = await form();
    await user.type(part.getByRole('textbox'), written);
    await user.click(part.getByRole('button', { name: 'Посмотреть, что найдётся' }));
    expect(await part.findByText('Ничего не нашлось: +7 ••• •••-45-67')).toBeDefined();
    expect(part.getByText(/не вернёт и восстановление/)).toBeDefined();
    expect(part.getByRole('button', { name: 'Стереть…' })).toBeDefined();
  });

  it('says what a job that could not end was lacking', async () => {
    api({ erasures: { items: [{ ...job, state: 'failed', by: { kind: 'command', name: null } }] } });
    await openPage('/settings/erasure');
    const row = within(await (await list()).findByRole('listitem'));
    expect(row.getByText('Не завершено')).toBeDefined();
    expect(row.getByText(/сменился ключ/)).toBeDefined();
    expect(row.getByText(/командой на сервере/)).toBeDefined();
  });

  it('is not there for who may not erase', async () => {
    api({ erasures: { problem: 'forbidden' } });
    await openPage('/settings/erasure');
    expect(await screen.findByRole('heading', { name: 'Не найдено' }, { timeout: 10_000 })).toBeDefined();
  });
});
