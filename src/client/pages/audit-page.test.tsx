import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditEvent } from '#contract/audit.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'auditor' }, portals: [] };

function fakeEvent(part: Partial<AuditEvent> = {}): AuditEvent {
  return {
    seq: 7,
    at: '2026-11-19T14:03:40.000Z',
    portal: 'main',
    actor: { kind: 'person', id: '3', name: 'Анна' },
    action: 'entry.reveal',
    object: { kind: 'entry', id: 'e0000000001a' },
    details: { reason: 'Клиент просит проверить номер' },
    requestId: 'req-7',
    network: '192.0.2',
    ...part,
  };
}
const pageOf = (...items: AuditEvent[]) => ({ items, next: null, previous: null });
const refused = fakeEvent({
  seq: 6,
  action: 'session.sign-in-refused',
  actor: { kind: 'nobody', id: null, name: null },
  object: null,
  details: { email: 'a1b2c3d4e5f60718' },
});

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({ session, audit: pageOf(fakeEvent(), refused), ...part });
}
const rows = async () => {
  const list = within(await screen.findByRole('region', { name: 'Аудит' }, { timeout: 10_000 }));
  return (await list.findAllByRole('listitem')).map((row) => within(row));
};

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the audit page', () => {
  it('says who did what, from where, and everything of an event when asked', async () => {
    const user = userEvent.setup();
    api();
    await openPage('/audit');
    const [first, second] = await rows();
    expect(first?.getByText('Раскрытие личных данных')).toBeDefined();
    expect(first?.getByText('Клиент просит проверить номер')).toBeDefined();
    expect(first?.getByText('192.0.2')).toBeDefined();
    expect(second?.getByText('Неизвестно кто')).toBeDefined();
    const button = second?.getByRole('button', { name: 'Подробности события 6' }) ?? expect.fail('no row');
    await user.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(second?.getByText('Отпечаток почты').nextSibling?.textContent).toBe('a1b2c3d4e5f60718');
    expect(second?.getByText('req-7')).toBeDefined();
  });

  it('asks for a group of actions, and exports what the filter shows or everything', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await openPage('/audit?group=deleted&object=p1');
    await rows();
    const last = () => asked.findLast(({ name }) => name === 'audit')?.url.searchParams.get('group');
    expect(last()).toBe('deleted');
    await user.click(await screen.findByRole('button', { name: 'Выгрузить', expanded: false }, { timeout: 5000 }));
    const links = (await screen.findAllByRole('menuitem')).map((item) => item.getAttribute('href'));
    expect(links).toEqual([
      '/api/v1/audit/export?format=csv&group=deleted&object=p1',
      '/api/v1/audit/export?format=json&group=deleted&object=p1',
      '/api/v1/audit/export?format=csv',
      '/api/v1/audit/export?format=json',
    ]);
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: /Что искать/ }));
    await user.click(await screen.findByRole('option', { name: 'Раскрытия' }));
    expect(new URLSearchParams(router.state.location.search).get('group')).toBe('revealed');
    await vi.waitFor(() => expect(last()).toBe('revealed'));
  });

  it('is narrowed by a press on who or what, and the address keeps it', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await openPage('/audit?action=entry.reveal');
    const [first] = await rows();
    await user.click(first?.getByRole('button', { name: 'Анна' }) ?? expect.fail('no row'));
    expect(new URLSearchParams(router.state.location.search).get('actor')).toBe('person:3');
    await vi.waitFor(() => {
      const last = asked.findLast(({ name }) => name === 'audit')?.url.searchParams;
      expect([last?.get('action'), last?.get('actorKind'), last?.get('actor')]).toEqual([
        'entry.reveal',
        'person',
        '3',
      ]);
    });
    await user.click(await screen.findByRole('button', { name: /не только «Анна»/ }));
    await user.click((await rows())[0]?.getByRole('button', { name: 'запись e0000000001a' }) ?? expect.fail('no row'));
    await vi.waitFor(() => expect(router.state.location.search).toContain('object=e0000000001a'));
    expect(router.state.location.search).not.toContain('actor');
  });

  it('asks once for what it shows: each asking is an event of the log itself', async () => {
    const asked = api();
    await openPage('/audit');
    await rows();
    window.dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange'));
    await new Promise((done) => setTimeout(done, 50));
    expect(asked.filter(({ name }) => name === 'audit')).toHaveLength(1);
  });

  it('says why there is nothing: nothing yet, or nothing of what is asked for', async () => {
    const user = userEvent.setup();
    api({ audit: pageOf() });
    const { router } = await openPage('/audit?object=p1');
    expect(await screen.findByText('Под фильтр не подходит ни одно событие', {}, { timeout: 10_000 })).toBeDefined();
    await user.click(screen.getAllByRole('button', { name: 'Сбросить фильтры' })[1] ?? expect.fail('no button'));
    expect(router.state.location.search).toBe('');
    expect(await screen.findByText('Событий пока нет')).toBeDefined();
  });

  it.each([
    [{ events: 1234, intact: true, firstBad: null }, /^Цел: 1\s234 события/],
    [{ events: 9, intact: false, firstBad: { seq: 4, reason: 'changed' } }, /событие 4 не такое/],
    [{ events: 9, intact: false, firstBad: { seq: 4, reason: 'missing' } }, /события 4 нет/],
    [{ events: 9, intact: false, firstBad: { seq: 10, reason: 'tail-missing' } }, /начиная с события 10/],
  ])('says whether the log is whole: %o', async (answer, words) => {
    const user = userEvent.setup();
    api({ verifyAudit: answer });
    await openPage('/audit');
    await user.click(await screen.findByRole('button', { name: 'Проверить целостность' }, { timeout: 10_000 }));
    expect(await screen.findByText(words)).toBeDefined();
  });

  it('is where an auditor comes after signing in, and who may not read it finds no such page', async () => {
    api();
    const { router, unmount } = await openPage('/');
    await rows();
    expect(router.state.location.pathname).toBe('/audit');
    unmount();
    stubApi({ session: fakeSession, audit: { problem: 'forbidden' } });
    await openPage('/audit');
    expect(await screen.findByRole('heading', { name: 'Не найдено' }, { timeout: 10_000 })).toBeDefined();
  });
});
