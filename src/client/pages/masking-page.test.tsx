import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MaskRules } from '#contract/masking.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };
const saved: MaskRules = { roles: ['support', 'auditor'], kinds: ['phone'], fields: ['UF_*_TEL'] };

/** The server's part, made small: letters of the rules' kinds, then the text. */
const masks = (_: URL, init: RequestInit) => {
  const { text, rules } = JSON.parse(init.body as string) as { text: string; rules: MaskRules };
  return { masked: `${rules.kinds.join('+')} ${rules.fields.join('+')} ${text.replaceAll(/\d/g, '•')}` };
};
function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({ session, masking: saved, tryMasking: masks, ...part });
}
const region = async (name: string) => within(await screen.findByRole('region', { name }, { timeout: 10_000 }));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('masking', () => {
  it('shows from whom what is hidden, and saves what was changed', async () => {
    const user = userEvent.setup();
    let now = saved;
    const asked = api({
      masking: () => now,
      putMasking: (_, init) => {
        now = JSON.parse(init.body as string) as MaskRules;
        return now;
      },
    });
    await openPage('/settings/masking');
    const rules = await region('Правила');
    expect(rules.getByRole('checkbox', { name: 'Поддержка' })).toHaveProperty('checked', true);
    expect(rules.getByRole('checkbox', { name: 'Менеджер' })).toHaveProperty('checked', false);
    expect(rules.getByRole('button', { name: 'Сохранить', description: 'Изменений нет' })).toBeDefined();
    await user.click(rules.getByRole('checkbox', { name: 'Адреса почты' }));
    expect(rules.getByText('Есть несохранённые изменения')).toBeDefined();
    const fields = rules.getByRole('textbox', { name: 'Ещё поля, в которых личное' });
    await user.type(fields, '\nдом адрес');
    expect(fields.getAttribute('aria-invalid')).toBe('true');
    expect(rules.getByRole('button', { name: 'Сохранить', description: /Не подходит: дом адрес/ })).toBeDefined();
    await user.click(rules.getByRole('button', { name: 'Сохранить' }));
    expect(asked.some(({ name }) => name === 'putMasking')).toBe(false);
    await user.clear(fields);
    await user.type(fields, 'ИНН');
    await user.click(rules.getByRole('button', { name: 'Сохранить' }));
    expect(await rules.findByRole('button', { name: 'Сохранить', description: 'Изменений нет' })).toBeDefined();
    expect(now).toEqual({ roles: ['support', 'auditor'], kinds: ['phone', 'email'], fields: ['ИНН'] });
  });

  it('goes back to what is saved', async () => {
    const user = userEvent.setup();
    api();
    await openPage('/settings/masking');
    const rules = await region('Правила');
    await user.click(rules.getByRole('checkbox', { name: 'Поддержка' }));
    await user.click(rules.getByRole('checkbox', { name: 'Аудитор' }));
    expect(rules.getByText(/личные данные видны всем/)).toBeDefined();
    await user.click(rules.getByRole('button', { name: 'Вернуть сохранённое' }));
    expect(rules.getByRole('checkbox', { name: 'Поддержка' })).toHaveProperty('checked', true);
  });

  it('is tried while it is written, by rules that are not saved', async () => {
    const user = userEvent.setup();
    const asked = api();
    await openPage('/settings/masking');
    const trial = await region('Проба');
    const seen = trial.getByRole('status', { name: 'Что увидит тот, от кого скрыто' });
    await user.clear(trial.getByRole('textbox', { name: 'Текст записи' }));
    await user.type(trial.getByRole('textbox', { name: 'Текст записи' }), 'Звонок 8912');
    await vi.waitFor(() => expect(seen.textContent).toBe('phone UF_*_TEL Звонок ••••'));
    await user.click((await region('Правила')).getByRole('checkbox', { name: 'Имена людей' }));
    await vi.waitFor(() => expect(seen.textContent).toBe('phone+name UF_*_TEL Звонок ••••'));
    // Not at every letter.
    expect(asked.filter(({ name }) => name === 'tryMasking').length).toBeLessThan(6);
  });

  it('says that rules did not load, and loads them again', async () => {
    const user = userEvent.setup();
    let isDown = true;
    api({ masking: () => (isDown ? 'unreachable' : saved) });
    await openPage('/settings/masking');
    expect(await screen.findByText('Правила не загрузились')).toBeDefined();
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(await region('Правила')).toBeDefined();
  });
});
