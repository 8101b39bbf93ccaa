import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultMaskRules } from '#contract/masking.ts';
import { fakePortal, fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };
const api = () =>
  stubApi({
    session,
    masking: defaultMaskRules,
    putMasking: { ...defaultMaskRules, roles: ['support', 'auditor'] },
    tryMasking: { masked: '' },
    keys: { items: [] },
    portals: { items: [fakePortal()] },
    putPortal: fakePortal({ title: 'Юг' }),
  });
const question = { name: 'Закрыть без сохранения?' };
const link = (name: string) => screen.getByRole('link', { name });

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('what was written and not saved', () => {
  it('is asked about before the page is left, and stays when that is wished', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/settings/masking');
    const support = await screen.findByRole('checkbox', { name: 'Поддержка' }, { timeout: 10_000 });
    await user.click(support);
    await user.click(link('Ключи'));
    const dialog = within(await screen.findByRole('dialog', question));
    await user.click(dialog.getByRole('button', { name: 'Остаться' }));
    expect(router.state.location.pathname).toBe('/settings/masking');
    expect(support).toHaveProperty('checked', false);
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);

    await user.click(link('Ключи'));
    await user.click(await screen.findByRole('button', { name: 'Не сохранять' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/settings/keys'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is not asked about once it is saved, or where nothing was written', async () => {
    const user = userEvent.setup();
    api();
    const { router } = await openPage('/settings/portals/main');
    const title = await screen.findByRole('textbox', { name: 'Название' }, { timeout: 10_000 });
    await user.type(title, 'Юг');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    await screen.findByText('Портал сохранён');
    await user.click(link('Ключи'));
    await waitFor(() => expect(router.state.location.pathname).toBe('/settings/keys'));
    await user.click(link('Маскирование'));
    await waitFor(() => expect(router.state.location.pathname).toBe('/settings/masking'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('in a window is asked about before Escape or the cross close it; «Отмена» closes it', async () => {
    const user = userEvent.setup();
    api();
    await openPage('/settings/keys');
    const open = async () => {
      await user.click(await screen.findByRole('button', { name: 'Создать ключ' }, { timeout: 10_000 }));
      return within(await screen.findByRole('dialog', { name: 'Создать ключ' }));
    };
    await open();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    const form = await open();
    await user.type(form.getByRole('textbox', { name: 'Название' }), 'Робот');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Остаться' }));
    expect(form.getByRole('textbox', { name: 'Название' })).toHaveProperty('value', 'Робот');
    await user.click(form.getByRole('button', { name: 'Закрыть' }));
    await user.click(await screen.findByRole('button', { name: 'Не сохранять' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    const again = await open();
    await user.type(again.getByRole('textbox', { name: 'Название' }), 'Робот');
    await user.click(again.getByRole('button', { name: 'Отмена' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
