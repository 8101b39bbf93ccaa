import type { CauseInList, CausePage, FailureFacets, FailureList, Occurrence } from '#contract/failures.ts';
import { stages } from './fakes.ts';

/** Failures by cause as the server tells them, made up; a test says only what it is about. */

const from = '2026-11-14T12:00:00.000Z';
const to = '2026-11-21T12:00:00.000Z';
const histogram = { from, stepMs: 3 * 3_600_000, counts: Array.from({ length: 56 }, (_, index) => index % 4) };
const stage = stages[1] ?? { id: 'INVOICE', name: null, color: null, semantics: null };

export function fakeCause(part: Partial<CauseInList> = {}): CauseInList {
  return {
    cause: 'wa-window',
    title: 'Клиент не получил WhatsApp: окно в 24 часа закрыто',
    hit: 'yes',
    fixer: 'manager',
    isKnown: true,
    robot: { title: 'WhatsApp: счёт выставлен', others: 1 },
    template: { id: '7', name: 'Сделка: смена стадии', others: 0 },
    stages: [{ stage, failures: 88 }],
    failures: 88,
    failuresBefore: 40,
    trend: histogram.counts,
    cards: 41,
    clients: 39,
    amounts: [{ value: 9_100_000, currency: 'RUB' }],
    firstAt: '2026-11-19T08:00:00.000Z',
    lastAt: '2026-11-21T11:48:00.000Z',
    firstEverAt: '2026-11-19T08:00:00.000Z',
    lastEverAt: '2026-11-21T11:48:00.000Z',
    merged: 0,
    state: 'new',
    isReopened: false,
    stateAt: null,
    stateBy: null,
    mutedUntil: null,
    mutedRatePerHour: null,
    assignee: null,
    example: { process: 'p1', entry: 'e0000000001a', at: '2026-11-21T11:48:00.000Z', message: '(#131047)' },
    ...part,
  };
}

export const otherCause = fakeCause({
  cause: 'em-conn',
  title: 'Письмо не ушло: почтовый сервер не отвечает',
  failures: 54,
  failuresBefore: 54,
  state: 'acknowledged',
  assignee: { person: '7', name: 'Ольга Петрова' },
});

export function fakeFailureList(part: Partial<FailureList> = {}): FailureList {
  return {
    range: { from, to },
    totals: {
      failures: 142,
      failuresBefore: 100,
      cards: 91,
      clients: 96,
      clientsMissed: 39,
      amounts: [{ value: 18_400_000, currency: 'RUB' }],
      largestAmount: 2_100_000,
      robots: 9,
      causes: 2,
      robotsKnown: 64,
      newCauses: 1,
    },
    histogram,
    causes: [fakeCause(), otherCause],
    next: null,
    total: 2,
    bounded: false,
    countedFrom: from,
    ...part,
  };
}

export const fakeFacets: FailureFacets = {
  robots: [{ robot: 'WhatsApp: счёт выставлен', failures: 88 }],
  templates: [{ id: '7', name: 'Сделка: смена стадии', failures: 88 }],
  stages: [{ stage, failures: 88 }],
};

export function fakeCausePage(part: Partial<CausePage> = {}): CausePage {
  const { title, state, isReopened, stateAt, stateBy, mutedUntil, mutedRatePerHour, assignee } = fakeCause();
  return {
    cause: 'wa-window',
    explanation: {
      code: 'wa-window',
      title,
      text: 'После ответа клиента прошло больше суток.',
      hit: 'yes',
      fixer: 'manager',
      steps: ['Позвоните клиенту'],
      retry: 'fix',
      providerCode: '131047 Re-engagement message',
      known: true,
      own: null,
    },
    range: { from, to },
    bounded: false,
    failures: 88,
    failuresBefore: 40,
    histogram,
    cards: 41,
    clients: 39,
    amounts: [{ value: 9_100_000, currency: 'RUB' }],
    firstAt: '2026-11-19T08:00:00.000Z',
    lastAt: '2026-11-21T11:48:00.000Z',
    firstEverAt: '2026-11-19T08:00:00.000Z',
    lastEverAt: '2026-11-21T11:48:00.000Z',
    life: { state, isReopened, stateAt, stateBy, mutedUntil, mutedRatePerHour, assignee },
    versions: [
      {
        template: { id: '7', version: '8', name: 'Сделка: смена стадии' },
        failures: 80,
        cards: 38,
        firstAt: from,
        lastAt: to,
      },
      {
        template: { id: '7', version: '7', name: 'Сделка: смена стадии' },
        failures: 8,
        cards: 3,
        firstAt: from,
        lastAt: to,
      },
    ],
    stages: [{ stage, failures: 88, cards: 41 }],
    robots: [
      {
        robot: 'WhatsApp: счёт выставлен',
        activity: { name: 'A1', title: 'WhatsApp: счёт выставлен', code: 'send_whatsapp' },
        failures: 88,
        cards: 41,
      },
    ],
    responsible: [{ responsible: { id: '7', name: 'Ольга Петрова' }, cards: 20 }],
    texts: [],
    changesBefore: [],
    merged: [],
    splitFrom: null,
    example: { process: 'p1', entry: 'e0000000001a', at: '2026-11-21T11:48:00.000Z', message: '(#131047)' },
    ...part,
  };
}

export function fakeOccurrence(part: Partial<Occurrence> = {}): Occurrence {
  return {
    entry: 'e0000000001a',
    process: 'p1',
    at: '2026-11-21T11:48:00.000Z',
    card: { type: 'deal', id: '1877', title: 'Поставка оборудования' },
    client: { id: '3', name: 'Анна Иванова' },
    amount: { value: 446_356, currency: 'RUB' },
    template: { id: '7', version: '8', name: 'Сделка: смена стадии' },
    stage,
    activity: { name: 'A1', title: 'WhatsApp: счёт выставлен', code: 'send_whatsapp' },
    message: '(#131047) Re-engagement message',
    ...part,
  };
}
