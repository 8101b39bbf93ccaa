import type { Application, ApplicationCredentials, RegisteredActivity, RestMethod } from '#contract/application.ts';
import type { Card } from '#contract/card.ts';
import type { Flag } from '#contract/flag.ts';
import type { Key } from '#contract/key.ts';
import type { PortalInSettings } from '#contract/launch.ts';
import type { AccountInList } from '#contract/person.ts';
import type { FailureRef, ProcessInList } from '#contract/process.ts';
import type { Stage } from '#contract/stage.ts';

/** Things as the server tells them, made up; a test says only what it is about. */

export const stages: readonly Stage[] = [
  { id: 'NEW', name: 'Новая заявка', color: '#2fc6f6', semantics: 'process' },
  { id: 'INVOICE', name: 'Счёт выставлен', color: '#47e4c2', semantics: 'process' },
  { id: 'WON', name: 'Успешно', color: '#7bd500', semantics: 'success' },
];

export function fakeProcess(part: Partial<ProcessInList> = {}): ProcessInList {
  return {
    process: '55c1dc1c3f0d75.78875596',
    card: { type: 'deal', id: '1877', title: 'Поставка' },
    template: { id: '7', version: '3', name: 'Сделка: смена стадии' },
    stage: stages[1] ?? null,
    state: 'completed',
    stateTitle: null,
    waitingUntil: null,
    startedAt: '2026-11-19T14:03:40.000Z',
    finishedAt: '2026-11-19T14:03:44.200Z',
    startedBy: null,
    trigger: null,
    counts: { entries: 22, failures: 0 },
    flags: 0,
    failure: null,
    lastActivity: null,
    lastAt: '2026-11-19T14:03:44.200Z',
    ...part,
  };
}

export function fakeFailure(title = 'WhatsApp не отправлен'): FailureRef {
  return {
    entry: 'e0000000001a',
    message: '(#131047) Re-engagement message',
    activity: { name: 'A1_2_3_4', title: 'WhatsApp', code: 'send_whatsapp' },
    cause: { code: 'whatsapp_window', title },
  };
}

export function fakeCard(part: Partial<Card> = {}): Card {
  return {
    type: 'deal',
    id: '1877',
    title: 'Поставка оборудования',
    pipeline: 'Продажи',
    stage: stages[1] ?? null,
    stageSince: '2026-11-19T14:03:40.000Z',
    stages: [...stages],
    responsible: { id: '7', name: 'Ольга Петрова' },
    client: { id: '3', name: 'Анна Иванова' },
    amount: { value: 446_356, currency: 'RUB' },
    url: 'https://portal.example/crm/deal/details/1877/',
    counts: { active: 1, completed: 1, failed: 1, flagged: 0 },
    ...part,
  };
}

export function fakeFlag(part: Partial<Flag> = {}): Flag {
  return {
    flag: '17',
    process: 'p1',
    card: { type: 'deal', id: '7', title: 'Поставка кофемашин' },
    template: { id: '12', version: '3', name: 'Роботы стадии' },
    entry: null,
    why: 'Ждём ответа провайдера',
    dueAt: null,
    createdAt: '2026-11-19T14:03:40.000Z',
    by: 'Анна Смирнова',
    isMine: true,
    closedAt: null,
    closedBy: null,
    reopenedAt: null,
    reopenedBy: null,
    evidence: { entries: 2, sha256: 'c0ffee'.padEnd(64, '0'), takenAt: '2026-11-19T14:03:40.000Z' },
    ...part,
  };
}

export const fakeSession = {
  person: { name: 'Ирина', email: 'i@example.ru', role: 'support' },
  portals: [{ portal: 'main', title: 'Северный свет', timeZone: 'Europe/Moscow', origin: null, cardsIn: 'journal' }],
  demo: false,
} as const;

export function fakeRestMethod(part: Partial<RestMethod> = {}): RestMethod {
  return {
    name: 'bizproc.activity.log',
    scope: 'bizproc',
    applicationOnly: false,
    ours: false,
    summary: { ru: 'Записывает сообщение в журнал', en: 'Writes a message to the journal' },
    parameters: [
      {
        name: 'EVENT_TOKEN',
        type: 'string',
        required: true,
        about: { ru: 'Токен события шага', en: 'The event token of the step' },
      },
    ],
    example: { parameters: { EVENT_TOKEN: 'p|a|e.s', LOG_MESSAGE: 'Готово' }, result: true },
    errors: [{ code: 'ACCESS_DENIED', status: 403, description: 'Access denied!' }],
    ...part,
  };
}

export function fakeApplication(part: Partial<Application> = {}): Application {
  return {
    clientId: 'local.1a2b3c',
    title: 'Wazzup',
    user: '1',
    scopes: ['bizproc', 'journal.read'],
    createdAt: '2026-11-02T09:00:00.000Z',
    ...part,
  };
}

export function fakeCredentials(part: Partial<ApplicationCredentials> = {}): ApplicationCredentials {
  return {
    ...fakeApplication(),
    clientSecret: 's3cret',
    accessToken: 'access',
    refreshToken: 'refresh',
    expiresIn: 3600,
    ...part,
  };
}

export function fakeActivity(part: Partial<RegisteredActivity> = {}): RegisteredActivity {
  return {
    code: 'send_whatsapp',
    kind: 'robot',
    name: 'Отправить WhatsApp',
    application: { clientId: 'local.1a2b3c', title: 'Wazzup' },
    handler: 'https://wazzup.example/robot',
    useSubscription: 'Y',
    createdAt: '2026-11-02T09:05:00.000Z',
    updatedAt: '2026-11-02T09:05:00.000Z',
    wroteAt: null,
    ...part,
  };
}

export function fakeAccount(part: Partial<AccountInList> = {}): AccountInList {
  return {
    person: '7',
    name: 'Анна Орлова',
    email: 'anna@example.ru',
    role: 'support',
    portals: ['main'],
    state: 'active',
    isExternal: false,
    createdAt: '2026-10-02T09:00:00.000Z',
    signedInAt: '2026-11-20T09:00:00.000Z',
    ...part,
  };
}

export function fakeKey(part: Partial<Key> = {}): Key {
  return {
    key: 'AbCd1234',
    title: 'Робот рассылки',
    user: '1',
    scopes: ['journal.write'],
    createdAt: '2026-11-02T09:00:00.000Z',
    createdBy: 'Ирина',
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    oldSecretUntil: null,
    ...part,
  };
}

export function fakePortal(part: Partial<PortalInSettings> = {}): PortalInSettings {
  return {
    portal: 'main',
    title: 'Северный свет',
    timeZone: 'Europe/Moscow',
    origin: null,
    connection: { kind: 'none' },
    ...part,
  };
}
