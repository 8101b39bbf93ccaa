import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RestMethod } from '#contract/application.ts';
import { after, cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { phpQuery } from '#server/testing/php-query.ts';
import { openRestPortal } from '#server/testing/rest-portal.ts';
import { makeTestApp, type TestApp } from '#server/testing/test-app.ts';

/*
 * Each method as the portal's documentation calls it: by a webhook and by an application's token, as JSON and as the
 * form that PHP writes. What is answered is compared whole.
 */

const process = '55c1dc1c3f0d75.78875596';
const at = '2026-11-21T15:00:00+03:00';

let app: TestApp;
let portals = 0;
beforeAll(async () => (app = await makeTestApp()));
afterAll(async () => await app.stop());

/** A portal of its own, in which nothing has happened but one process that runs. */
async function start() {
  const name = `portal-${(portals += 1)}`;
  await app.store.portals.put(name, { timeZone: 'Europe/Moscow' });
  const portal = await openRestPortal(app, { portal: name });
  await app.send(
    [
      cardEvent(0, { title: 'Поставка' }),
      templateEvent(0, { name: 'Согласование скидки', cardType: 'deal', origin: 'designer' }),
      processEvent(process, 0, { startedAt: after(0), startedBy: { id: '57', name: 'Ирина' } }),
    ],
    portal.engine,
  );
  const token = await portal.step(process, { name: 'A51601_82584_96831_81132', title: 'WhatsApp', code: 'whatsapp' });
  const { portalNo } = await app.store.portals.put(name, {});
  const { processNo } = (await app.store.processes.find(portalNo, process)) ?? { processNo: 0 };
  return { portal, token, processNo };
}
type Started = Awaited<ReturnType<typeof start>>;

type Documented = {
  method: string;
  /** `application`: not by a webhook. */
  by?: 'application';
  parameters(started: Started): Record<string, unknown>;
  /** What has to be there before. */
  before?(started: Started): Promise<unknown>;
  /** The answer beside its `time`. */
  answer(started: Started, by: 'webhook' | 'application'): Record<string, unknown>;
  /** What is there after it. */
  leaves?(started: Started): Promise<void>;
};

const activity = {
  CODE: 'md5_action',
  HANDLER: 'https://app.example/ping.php',
  AUTH_USER_ID: 1,
  USE_SUBSCRIPTION: 'Y',
  NAME: { de: 'MD5 Generator', en: 'MD5 generator' },
  DESCRIPTION: { de: 'Die Aktion gibt den MD5-Hash zurück', en: 'Activity returns MD5 hash of input parameter' },
  PROPERTIES: {
    inputString: {
      Name: { de: 'Eingabestring', en: 'Input string' },
      Description: { de: 'Geben Sie den String ein', en: 'Input string for hashing' },
      Type: 'string',
      Required: 'Y',
      Multiple: 'N',
      Default: '{=Document:NAME}',
    },
  },
  RETURN_PROPERTIES: {
    outputString: { Name: { de: 'MD5', en: 'MD5' }, Type: 'string', Multiple: 'N', Default: null },
  },
  DOCUMENT_TYPE: ['lists', 'BizprocDocument', 'iblock_164'],
  FILTER: { INCLUDE: [['lists']] },
};
const robot = {
  CODE: 'test_robot',
  HANDLER: 'https://app.example/robot.php',
  AUTH_USER_ID: 1,
  USE_SUBSCRIPTION: 'Y',
  NAME: 'Send Message',
  PROPERTIES: {
    datetime: { Name: 'When', Type: 'datetime' },
    text: { Name: 'Text', Type: 'text' },
    user: { Name: 'To', Type: 'user', Default: 'Author;' },
  },
  FILTER: {
    INCLUDE: [
      ['crm', 'CCrmDocumentDeal'],
      ['crm', 'CCrmDocumentLead'],
    ],
  },
};

const yes = () => ({ result: true });
const add = (method: string, fields: object) => async (started: Started) =>
  await started.portal.call(method, { ...fields });
const registered = async ({ portal }: Started) => {
  const { cookie } = await app.makePerson('administrator');
  return (await app.get(`/api/v1/activities?portal=${portal.portal}`, { cookie })).json().items;
};
const journal = async ({ portal }: Started) => {
  await app.send(
    [entryEvent(process, 1, { message: 'Готово' }), faultEvent(process, 2, { user: { id: '7', name: 'Анна' } })],
    portal.engine,
  );
};
const noPhone = {
  CAUSE: expect.any(String),
  CAUSE_TITLE: expect.stringContaining('телефон'),
};

const documented: readonly Documented[] = [
  {
    method: 'bizproc.activity.log',
    parameters: ({ token }) => ({ event_token: token, log_message: 'Please wait for answer!' }),
    answer: yes,
    leaves: async ({ portal }) => expect(await portal.messages(process)).toEqual(['Please wait for answer!']),
  },
  {
    method: 'bizproc.event.send',
    parameters: ({ token }) => ({
      event_token: token,
      return_values: { outputString: '846c55d14f552180874a628d2615e285' },
    }),
    answer: yes,
    leaves: async ({ portal }) => {
      expect(await portal.messages(process)).toEqual(['Получен ответ от приложения']);
      const returnValues = { outputString: '846c55d14f552180874a628d2615e285' };
      expect((await portal.steps(process))[0]).toMatchObject({ state: 'answered', returnValues });
    },
  },
  {
    method: 'bizproc.activity.add',
    by: 'application',
    parameters: () => activity,
    answer: yes,
    leaves: async (started) => {
      const [one] = await registered(started);
      expect(one).toMatchObject({ code: 'md5_action', kind: 'activity', name: 'MD5 generator', useSubscription: 'Y' });
    },
  },
  {
    method: 'bizproc.activity.update',
    by: 'application',
    before: add('bizproc.activity.add', activity),
    parameters: () => ({
      CODE: 'md5_action',
      FIELDS: {
        AUTH_USER_ID: 1,
        USE_SUBSCRIPTION: 'N',
        FILTER: { INCLUDE: [['lists'], ['crm', 'CCrmDocumentDeal']] },
      },
    }),
    answer: yes,
    leaves: async (started) =>
      expect((await registered(started))[0]).toMatchObject({ name: 'MD5 generator', useSubscription: 'N' }),
  },
  {
    method: 'bizproc.activity.list',
    by: 'application',
    before: add('bizproc.activity.add', activity),
    parameters: () => ({}),
    answer: () => ({ result: ['md5_action'] }),
  },
  {
    method: 'bizproc.activity.delete',
    by: 'application',
    before: add('bizproc.activity.add', activity),
    parameters: () => ({ CODE: 'md5_action' }),
    answer: yes,
    leaves: async (started) => expect(await registered(started)).toEqual([]),
  },
  {
    method: 'bizproc.robot.add',
    by: 'application',
    parameters: () => robot,
    answer: yes,
    leaves: async (started) => {
      const [one] = await registered(started);
      expect(one).toMatchObject({ code: 'test_robot', kind: 'robot', name: 'Send Message', handler: robot.HANDLER });
    },
  },
  {
    method: 'bizproc.robot.update',
    by: 'application',
    before: add('bizproc.robot.add', robot),
    parameters: () => ({
      CODE: 'test_robot',
      FIELDS: {
        NAME: 'Send message to author',
        USE_SUBSCRIPTION: 'N',
        FILTER: { INCLUDE: [['crm', 'CCrmDocumentDeal']] },
      },
    }),
    answer: yes,
    leaves: async (started) => {
      const [one] = await registered(started);
      expect(one).toMatchObject({ name: 'Send message to author', useSubscription: 'N', handler: robot.HANDLER });
    },
  },
  {
    method: 'bizproc.robot.list',
    by: 'application',
    before: add('bizproc.robot.add', robot),
    parameters: () => ({}),
    answer: () => ({ result: ['test_robot'] }),
  },
  {
    method: 'bizproc.robot.delete',
    by: 'application',
    before: add('bizproc.robot.add', robot),
    parameters: () => ({ CODE: 'test_robot' }),
    answer: yes,
    leaves: async (started) => expect(await registered(started)).toEqual([]),
  },
  ...['bizproc.workflow.instances', 'bizproc.workflow.instance.list'].map((method): Documented => ({
    method,
    parameters: () => ({
      select: [
        'ID',
        'MODIFIED',
        'OWNED_UNTIL',
        'MODULE_ID',
        'ENTITY',
        'DOCUMENT_ID',
        'STARTED',
        'STARTED_BY',
        'TEMPLATE_ID',
      ],
      order: { STARTED: 'DESC' },
      filter: { '>STARTED_BY': 0 },
    }),
    answer: () => ({
      result: [
        {
          ID: process,
          MODIFIED: at,
          OWNED_UNTIL: null,
          MODULE_ID: 'crm',
          ENTITY: 'CCrmDocumentDeal',
          DOCUMENT_ID: 'DEAL_7',
          STARTED: at,
          STARTED_BY: '57',
          TEMPLATE_ID: '12',
        },
      ],
      total: 1,
    }),
  })),
  {
    method: 'bizproc.workflow.template.list',
    parameters: () => ({
      select: ['ID', 'NAME', 'USER_ID', 'SYSTEM_CODE'],
      filter: { MODULE_ID: 'crm' },
      order: { ID: 'DESC' },
    }),
    answer: () => ({
      result: [{ ID: '12', NAME: 'Согласование скидки', USER_ID: null, SYSTEM_CODE: null }],
      total: 1,
    }),
  },
  {
    method: 'batch',
    parameters: () => ({
      halt: 0,
      cmd: { get_user: 'user.current', get_departments: 'department.get', get_time: 'server.time' },
    }),
    answer: () => ({
      result: {
        result: { get_user: user, get_time: at },
        result_error: {
          get_departments: { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' },
        },
        result_total: [],
        result_next: [],
        result_time: { get_user: time(), get_time: time() },
      },
    }),
  },
  {
    method: 'batch',
    parameters: () => ({
      halt: 1,
      cmd: {
        running: 'bizproc.workflow.instances?filter[MODULE_ID]=crm&select[]=ID',
        journal: 'journal.entry.list?filter[PROCESS]=$result[running][0][ID]&select[0]=MESSAGE',
      },
    }),
    before: journal,
    answer: () => ({
      result: {
        result: {
          running: [{ ID: process }],
          journal: [{ MESSAGE: 'Готово' }, { MESSAGE: 'Не указан номер телефона' }],
        },
        result_error: [],
        result_total: { running: 1, journal: 2 },
        result_next: [],
        result_time: { running: time(), journal: time() },
      },
    }),
  },
  {
    method: 'methods',
    parameters: () => ({ scope: 'journal.read' }),
    answer: () => ({ result: ['journal.entry.list', 'journal.failure.list', 'journal.process.list'] }),
  },
  {
    method: 'method.get',
    parameters: () => ({ name: 'user.current' }),
    answer: () => ({ result: { isExisting: true, isAvailable: true } }),
  },
  { method: 'scope', parameters: () => ({}), answer: () => ({ result: ['bizproc', 'journal.read'] }) },
  {
    method: 'app.info',
    parameters: () => ({}),
    answer: ({ portal }, by) => ({
      result:
        by === 'webhook'
          ? { SCOPE: ['bizproc', 'journal.read'], LICENSE: 'ru_selfhosted' }
          : {
              ID: expect.any(Number),
              CODE: portal.clientId,
              VERSION: 1,
              STATUS: 'L',
              INSTALLED: true,
              PAYMENT_EXPIRED: 'N',
              DAYS: null,
              LANGUAGE_ID: 'ru',
              LICENSE: 'ru_selfhosted',
              LICENSE_TYPE: 'selfhosted',
              LICENSE_FAMILY: 'selfhosted',
            },
    }),
  },
  {
    method: 'profile',
    parameters: () => ({}),
    answer: () => {
      const { ACTIVE: _active, EMAIL: _email, USER_TYPE: _type, ...person } = user;
      return { result: { ...person, ADMIN: true } };
    },
  },
  { method: 'user.current', parameters: () => ({}), answer: () => ({ result: user }) },
  { method: 'user.admin', parameters: () => ({}), answer: yes },
  { method: 'server.time', parameters: () => ({}), answer: () => ({ result: at }) },
  {
    method: 'journal.process.list',
    before: journal,
    parameters: () => ({
      filter: { CARD_TYPE: 'deal', CARD_ID: 7, '>FAILURES': 0 },
      order: { ID: 'DESC' },
      select: ['ID', 'PROCESS', 'TEMPLATE_NAME', 'STATE', 'STARTED', 'ENTRIES', 'FAILURE_CAUSE_TITLE'],
      start: 0,
    }),
    answer: ({ processNo }) => ({
      result: [
        {
          ID: processNo,
          PROCESS: process,
          TEMPLATE_NAME: 'Согласование скидки',
          STATE: 'running',
          STARTED: after(0),
          ENTRIES: 2,
          FAILURE_CAUSE_TITLE: expect.stringContaining('телефон'),
        },
      ],
      total: 1,
    }),
  },
  {
    method: 'journal.entry.list',
    before: journal,
    parameters: () => ({
      filter: { PROCESS: process, '@LEVEL': ['failure', 'warning'], '%MESSAGE': 'НОМЕР' },
      start: 0,
    }),
    answer: () => ({
      result: [
        {
          ID: expect.any(Number),
          PROCESS: process,
          AT: after(2),
          TYPE: 'fault',
          TYPE_CODE: 4,
          LEVEL: 'failure',
          STATUS: null,
          RESULT: null,
          ACTIVITY_NAME: 'A1',
          ACTIVITY_TITLE: 'Отправить сообщение',
          ACTIVITY_CODE: 'send_whatsapp',
          ATTEMPT: null,
          MESSAGE: 'Не указан номер телефона',
          MESSAGE_LENGTH: null,
          ...noPhone,
          USER_ID: '7',
          USER_NAME: 'Анна',
        },
      ],
      total: 1,
    }),
  },
  {
    method: 'journal.failure.list',
    before: journal,
    parameters: () => ({ filter: { '>=AT': '2026-11-21', '%MESSAGE': 'телефон' }, order: { AT: 'DESC' } }),
    answer: ({ processNo }) => ({
      result: [
        {
          ID: expect.any(Number),
          PROCESS: process,
          PROCESS_ID: processNo,
          CARD_TYPE: 'deal',
          CARD_ID: '7',
          CARD_TITLE: 'Поставка',
          TEMPLATE_ID: '12',
          TEMPLATE_NAME: 'Согласование скидки',
          AT: after(2),
          ACTIVITY_NAME: 'A1',
          ACTIVITY_TITLE: 'Отправить сообщение',
          ACTIVITY_CODE: 'send_whatsapp',
          MESSAGE: 'Не указан номер телефона',
          MESSAGE_LENGTH: null,
          ...noPhone,
        },
      ],
      total: 1,
    }),
  },
];

const user = {
  ID: '1',
  ACTIVE: true,
  NAME: '',
  LAST_NAME: '',
  PERSONAL_GENDER: '',
  TIME_ZONE: 'Europe/Moscow',
  TIME_ZONE_OFFSET: 10_800,
  EMAIL: null,
  USER_TYPE: 'employee',
};

function time() {
  const seconds = Date.parse(at) / 1000;
  return {
    start: seconds,
    finish: seconds,
    duration: 0,
    processing: 0,
    date_start: at,
    date_finish: at,
    operating: 0,
  };
}

const json = (parameters: Record<string, unknown>) => ({
  payload: JSON.stringify(parameters),
  headers: { 'content-type': 'application/json', accept: 'application/json' },
});
const form = (parameters: Record<string, unknown>) => ({
  payload: phpQuery(parameters),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

describe.each([
  ['JSON', json],
  ['a form of PHP', form],
] as const)('as %s, by a webhook and by a token', (_, encode) => {
  it.each(documented.map((one) => [one.method, one] as const))('%s', async (method, one) => {
    for (const by of ['webhook', 'application'] as const) {
      if (by === 'webhook' && one.by === 'application') continue;
      const started = await start();
      const { portal } = started;
      await one.before?.(started);
      const parameters = one.parameters(started);
      const answer = await app.server.inject({
        method: 'POST',
        url: by === 'webhook' ? `${portal.hookAddress}/${method}` : `/rest/${method}`,
        ...encode(by === 'webhook' ? parameters : { ...parameters, auth: portal.accessToken }),
      });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
      expect(answer.json()).toEqual({ ...one.answer(started, by), time: time() });
      await one.leaves?.(started);
    }
  });
});

it('every method that there is stands here', async () => {
  const answer = await app.get('/api/v1/rest-methods', await app.makePerson('manager'));
  const { items } = answer.json<{ items: RestMethod[] }>();
  const names = new Set(documented.map(({ method }) => method));
  expect(items.map(({ name }) => name)).toEqual([...names].toSorted());
});
