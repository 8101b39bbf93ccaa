import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QuietProcesses, QuietStep } from '#contract/quiet.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi, type Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'support' } };
const hour = 3_600_000;

function fakeStep(part: Partial<QuietStep> = {}): QuietStep {
  return {
    reason: 'person',
    template: { id: '12', version: '3', name: 'Согласование скидки' },
    activity: { name: 'A5', title: 'Согласовать с руководителем', code: 'ApproveActivity' },
    usualMs: hour,
    passed: 30,
    runs: 3,
    cards: 2,
    longestMs: 50 * hour,
    longest: [
      {
        process: 'p1',
        card: { type: 'deal', id: '7', title: 'Поставка кофемашин' },
        stage: null,
        client: { id: null, name: 'ООО «Ромашка»' },
        responsible: { id: '3', name: 'Олег Соколов' },
        amount: { value: 446356, currency: 'RUB' },
        lastAt: '2026-11-19T14:03:40.000Z',
        quietMs: 50 * hour,
        waitingUntil: null,
        stateTitle: null,
      },
    ],
    ...part,
  };
}

function found(part: Partial<QuietProcesses> = {}): QuietProcesses {
  return { steps: [], runs: 0, active: 0, bounded: false, at: '2026-11-21T12:00:00.000Z', ...part };
}

function api(quietProcesses: Answer) {
  return stubApi({ session, quietProcesses });
}

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the page of stuck processes', () => {
  it('says where they stand, for what, how long is usual, and whom to ask', async () => {
    api(found({ steps: [fakeStep()], runs: 3, active: 40 }));
    await openPage('/quiet');
    const step = within(await screen.findByRole('region', { name: 'Согласовать с руководителем' }));
    expect(step.getByText('ждёт человека')).toBeDefined();
    expect(step.getByText(/^обычный срок: 1\s/)).toBeDefined();
    expect(step.getByText('3 процесса')).toBeDefined();
    const [run] = step.getAllByRole('listitem');
    expect(run?.textContent).toMatch(/ООО «Ромашка» · Олег Соколов/);
    expect(run?.textContent).toMatch(/молчит: 2 дня 2 часа/);
    const link = within(run ?? document.body).getByRole('link', { name: 'Журнал: Поставка кофемашин' });
    expect(link.getAttribute('href')).toContain('/cards/deal/7/processes/p1');
    expect(step.getByText(/ещё 2 не показаны/)).toBeDefined();
  });

  it('shows the processes of the first step, and of another when asked', async () => {
    const user = userEvent.setup();
    const other = fakeStep({ reason: 'timer', activity: { name: 'A9', title: 'Пауза', code: 'delay' }, runs: 1 });
    api(found({ steps: [fakeStep(), other], runs: 4, active: 40 }));
    await openPage('/quiet');
    const step = within(await screen.findByRole('region', { name: 'Пауза' }));
    expect(step.queryAllByRole('listitem')).toHaveLength(0);
    await user.click(step.getByRole('button', { name: 'Показать процессы: Пауза' }));
    expect(step.getByText(/опоздание:/)).toBeDefined();
  });

  it('keeps the reason in the address, and says when none is of that kind', async () => {
    const user = userEvent.setup();
    api(found({ steps: [fakeStep()], runs: 3, active: 40 }));
    const { router } = await openPage('/quiet?reason=timer');
    await user.click(await screen.findByRole('button', { name: 'Показать все' }));
    expect(router.state.location.search).toBe('');
    await user.click(screen.getByRole('button', { name: 'ждёт человека' }));
    expect(router.state.location.search).toBe('?reason=person');
  });

  it('says why there are none', async () => {
    api(found({ active: 1200 }));
    await openPage('/quiet');
    expect(await screen.findByText(/Просмотрены 1\s200 незавершённых процессов/)).toBeDefined();
  });
});
