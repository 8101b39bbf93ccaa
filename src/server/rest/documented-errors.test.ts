import { describe, expect, it, onTestFinished } from 'vitest';
import type { RestMethod } from '#contract/application.ts';
import { holdWrites } from '#server/testing/held-writes.ts';
import { foreignToken, openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp, type TestAppOptions } from '#server/testing/test-app.ts';
import { restErrors } from './errors.ts';

/*
 * Every error code of the portal's documentation and source that this server answers, provoked over HTTP: method, what
 * is asked, then status, code and text. What the portal has and we never answer: 423 and other codes of a running
 * workflow (the engine is elsewhere), plans and licences, a portal that was deleted, an operating time limit, webhooks
 * over plain HTTP.
 */

async function start(options: TestAppOptions = {}) {
  const app = await startTestApp(options);
  const portal = await openRestPortal(app);
  await portal.process('p1');
  return { app, portal, token: await portal.step('p1') };
}
type Started = Awaited<ReturnType<typeof start>>;

/** In a batch the code stands at the command; its own status is 200. */
type Row = [
  method: string,
  parameters: Record<string, unknown> | ((started: Started) => Record<string, unknown>),
  status: number,
  code: string,
  text: string,
  headers?: Record<string, string>,
];

const english = { 'accept-language': 'en' };
const log = 'bizproc.activity.log';
const send = 'bizproc.event.send';

const writing: readonly Row[] = [
  [log, { LOG_MESSAGE: 'x' }, 403, 'ACCESS_DENIED', 'Access denied!'],
  [log, { EVENT_TOKEN: 'garbled', LOG_MESSAGE: 'x' }, 403, 'ACCESS_DENIED', 'Access denied!'],
  [
    log,
    ({ token }) => ({ EVENT_TOKEN: `${token.slice(0, -1)}g`, LOG_MESSAGE: '' }),
    403,
    'ACCESS_DENIED',
    'Access denied!',
  ],
  [log, { EVENT_TOKEN: foreignToken('p1'), LOG_MESSAGE: 'x' }, 403, 'ACCESS_DENIED', 'Access denied!'],
  [log, ({ token }) => ({ EVENT_TOKEN: token }), 400, 'ERROR_EMPTY_LOG_MESSAGE', 'Empty log message!'],
  [log, ({ token }) => ({ EVENT_TOKEN: token, LOG_MESSAGE: '' }), 400, 'ERROR_EMPTY_LOG_MESSAGE', 'Empty log message!'],
  [log, ({ token }) => ({ EVENT_TOKEN: token, LOG_MESSAGE: ['x'] }), 400, 'ERROR_ARGUMENT', 'LOG_MESSAGE is a string'],
  [send, {}, 403, 'ACCESS_DENIED', 'Access denied!'],
  [send, ({ token }) => ({ EVENT_TOKEN: token, LOG_MESSAGE: {} }), 400, 'ERROR_ARGUMENT', 'LOG_MESSAGE is a string'],
  [
    send,
    ({ token }) => ({ EVENT_TOKEN: token, RETURN_VALUES: { a: 'x'.repeat(2 ** 20) } }),
    400,
    'ERROR_ARGUMENT',
    'RETURN_VALUES: the limit is 1048576 bytes',
  ],
];

const finished: readonly Row[] = [log, send].flatMap((method): Row[] => [
  [method, { EVENT_TOKEN: foreignToken('p404'), LOG_MESSAGE: 'x' }, 400, '404', 'Бизнес-процесс не найден'],
  [
    method,
    { EVENT_TOKEN: foreignToken('p404'), LOG_MESSAGE: 'x' },
    400,
    '404',
    'The business process is not found.',
    english,
  ],
]);

const fields = { CODE: 'one', HANDLER: 'https://app.example/handler', NAME: 'Name' };
const wrong = 'ERROR_ACTIVITY_VALIDATION_FAILURE';
const registryOf = (kind: 'activity' | 'robot'): readonly Row[] => {
  const [add, update, remove] = ['add', 'update', 'delete'].map((deed) => `bizproc.${kind}.${deed}`) as [
    string,
    string,
    string,
  ];
  const unsupported = [400, 'ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol'] as const;
  const wrongHandler = [400, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'] as const;
  const property = (key: string, value: unknown) => ({ PROPERTIES: { [key]: value } });
  const faults: readonly [Record<string, unknown>, string][] = [
    [{ PROPERTIES: 'x' }, 'Wrong properties array!'],
    [{ RETURN_PROPERTIES: 'x' }, 'Wrong properties array!'],
    [property('1x', { Name: 'a' }), 'Wrong property key (1x)!'],
    [property('x', { Type: 'string' }), 'Empty property NAME (x)!'],
    [{ FILTER: 'lists' }, 'Wrong activity FILTER!'],
  ];
  return [
    [add, {}, 400, wrong, 'Empty data!'],
    [add, { NAME: 'x' }, 400, wrong, 'Empty activity code!'],
    [add, { ...fields, CODE: 'два' }, 400, wrong, 'Wrong activity code!'],
    [add, { ...fields, NAME: '' }, 400, wrong, 'Empty activity NAME!'],
    [add, { ...fields, HANDLER: 'ftp://app.example/' }, ...unsupported],
    [add, { ...fields, HANDLER: 'https://localhost/' }, ...wrongHandler],
    ...faults.map(([more, text]): Row => [add, { ...fields, ...more }, 400, wrong, text]),
    [
      add,
      { ...fields, CODE: 'there' },
      400,
      'ERROR_ACTIVITY_ALREADY_INSTALLED',
      'Activity or Robot already installed!',
    ],
    [add, { ...fields, CODE: 'x'.repeat(129) }, 400, 'ERROR_ACTIVITY_ADD_FAILURE', 'Activity save error!'],
    [update, {}, 400, wrong, 'Empty activity code!'],
    [update, { CODE: 'a b' }, 400, wrong, 'Wrong activity code!'],
    [
      update,
      { CODE: 'nowhere', FIELDS: { NAME: 'x' } },
      400,
      'ERROR_ACTIVITY_NOT_FOUND',
      'Activity or Robot not found!',
    ],
    [update, { CODE: 'there' }, 400, wrong, 'No fields to update'],
    [update, { CODE: 'there', FIELDS: { CODE: 'other' } }, 400, wrong, 'No fields to update'],
    [update, { CODE: 'there', FIELDS: { HANDLER: 'gopher://app.example/' } }, ...unsupported],
    [update, { CODE: 'there', FIELDS: { HANDLER: 'app' } }, ...wrongHandler],
    ...faults.map(([more, text]): Row => [update, { CODE: 'there', FIELDS: more }, 400, wrong, text]),
    [update, { CODE: 'there', FIELDS: { DOCUMENT_TYPE: ['crm'] } }, 400, wrong, 'Wrong activity DOCUMENT_TYPE!'],
    [remove, {}, 400, wrong, 'Empty activity code!'],
    [remove, { CODE: 'a/b' }, 400, wrong, 'Wrong activity code!'],
    [remove, { CODE: 'nowhere' }, 400, 'ERROR_ACTIVITY_NOT_FOUND', 'Activity or Robot not found!'],
  ];
};
const registry: readonly Row[] = [
  ...registryOf('robot'),
  ...registryOf('activity'),
  ['bizproc.activity.add', { ...fields, DOCUMENT_TYPE: ['crm'] }, 400, wrong, 'Wrong activity DOCUMENT_TYPE!'],
];
const ofApplications = ['activity', 'robot'].flatMap((kind) =>
  ['add', 'update', 'list', 'delete'].map((deed) => `bizproc.${kind}.${deed}`),
);

const select = [400, 'ERROR_SELECT_VALIDATION_FAILURE', 'Select field validation failure!'] as const;
const start0 = 'start: it is a whole number';
const lists: readonly Row[] = [
  ...['bizproc.workflow.instances', 'bizproc.workflow.instance.list', 'bizproc.workflow.template.list'].flatMap(
    (method): Row[] => [
      [method, { select: 'ID' }, ...select],
      [method, { select: [['ID']] }, ...select],
      [method, { start: 'x' }, 400, 'ERROR_ARGUMENT', start0],
    ],
  ),
  ...['journal.process.list', 'journal.failure.list'].flatMap((method): Row[] => [
    [method, { start: 1.5 }, 400, 'ERROR_ARGUMENT', start0],
    [method, { filter: { NOTHING: 1 } }, 400, 'ERROR_ARGUMENT', 'FILTER: nothing is filtered by "NOTHING"'],
    [method, { select: ['NOTHING'] }, 400, 'ERROR_ARGUMENT', 'SELECT: there is no field "NOTHING"'],
    [method, { order: { ID: 'UP' } }, 400, 'ERROR_ARGUMENT', 'ORDER: "ID" is ordered ASC or DESC'],
  ]),
  ['journal.entry.list', {}, 400, 'ERROR_ARGUMENT', 'FILTER: PROCESS is required, the id of one process'],
];

const batches: readonly Row[] = [
  ['batch', {}, 400, 'ERROR_ARGUMENT', 'CMD is a list or an object of commands'],
  [
    'batch',
    { cmd: ['batch?cmd[]=profile'] },
    200,
    'ERROR_BATCH_METHOD_NOT_ALLOWED',
    'Method is not allowed for batch usage',
  ],
  [
    'batch',
    { cmd: Array.from({ length: 51 }, () => 'server.time') },
    200,
    'ERROR_BATCH_LENGTH_EXCEEDED',
    'Max batch length exceeded',
  ],
  ['batch', { cmd: [log] }, 200, 'ACCESS_DENIED', 'Access denied!'],
];

/** What was provoked, by method: compared in the end with what each method says of itself. */
const provoked = new Map<string, Set<string>>();

function note(method: string, code: string): void {
  const codes = provoked.get(method) ?? new Set();
  provoked.set(method, codes.add(code));
}

async function provoke(started: Started, [method, asked, status, code, text, headers = {}]: Row): Promise<void> {
  const parameters = typeof asked === 'function' ? asked(started) : asked;
  const answer = await started.portal.call(method, parameters, headers);
  const body = answer.json();
  const told = status === 200 ? Object.values(body.result.result_error)[0] : body;
  expect([method, answer.statusCode, told]).toEqual([
    method,
    status,
    { error: code, error_description: text, ...(code === 'ERROR_ARGUMENT' ? { argument: expect.any(String) } : {}) },
  ]);
  note(method, code);
}

describe('a method refuses', () => {
  it.each([
    ['what is written with a wrong token or text', writing],
    ['a list that is asked for wrongly', lists],
    ['a batch that is none', batches],
  ] as const)('%s', async (_, rows) => {
    const started = await start();
    for (const row of rows) await provoke(started, row);
    expect(await started.portal.messages('p1')).toEqual([]);
  });

  it('what is written to a process that is not there, in the caller’s language', async () => {
    const app = await startTestApp();
    const portal = await openRestPortal(app);
    for (const row of finished) await provoke({ app, portal, token: '' }, row);
  });

  it('an activity or robot that is registered wrongly, and keeps what was there', async () => {
    for (const kind of ['activity', 'robot'] as const) {
      const started = await start();
      await started.portal.call(`bizproc.${kind}.add`, { ...fields, CODE: 'there' });
      for (const row of registry.filter(([method]) => method.includes(`.${kind}.`))) await provoke(started, row);
      expect((await started.portal.call(`bizproc.${kind}.list`)).json().result).toEqual(['there']);
    }
  });

  it('a webhook where an application is needed', async () => {
    const { portal } = await start();
    for (const method of ofApplications) {
      const answer = await portal.hook(method, fields);
      expect([method, answer.statusCode, answer.json()]).toEqual([
        method,
        403,
        { error: 'ACCESS_DENIED', error_description: 'Access denied! Application context required' },
      ]);
      note(method, 'ACCESS_DENIED');
    }
  });

  it('with every error that its documentation names', async () => {
    const { app } = await start();
    const { items } = (await app.get('/api/v1/rest-methods', await app.makePerson('manager'))).json();
    for (const { name, errors } of items as RestMethod[]) {
      const codes = [...(provoked.get(name) ?? [])];
      const documented = errors.map(({ code }) => code);
      // What a batch answers of its commands is documented with these.
      expect(name === 'batch' ? codes.filter((code) => code !== 'ACCESS_DENIED') : codes, name).toEqual(
        expect.arrayContaining(documented),
      );
      if (name !== 'batch') expect(documented, name).toEqual(expect.arrayContaining(codes));
    }
  });
});

describe('any call is refused', () => {
  type Refusal = [status: number, code: keyof typeof restErrors, text: string];
  const expected = (code: string, text: string) => ({ error: code, error_description: text });

  it('by who calls, what he calls, and how often', async () => {
    const { app, portal, token } = await start({ config: { restCallsPerSecond: 5 } });
    const narrow = await openRestPortal(app, { scopes: ['journal.read'] });
    const late = await app.makeKey({ scopes: ['bizproc'], expiresAt: app.clock.now });
    const said = { EVENT_TOKEN: token, LOG_MESSAGE: 'x' };
    const by = (key: string) => ({ 'idempotency-key': key });
    await portal.hook(log, said, by('k1'));
    const higher = (kind: string) => `The request requires higher privileges than provided by the ${kind} token`;
    const rows: [Awaited<ReturnType<typeof portal.post>>, Refusal][] = [
      [await portal.post(`/rest/${log}`, said), [401, 'NO_AUTH_FOUND', 'Wrong authorization data']],
      [await portal.post(`/rest/1/wrong/${log}`, said), [401, 'INVALID_CREDENTIALS', 'Invalid request credentials']],
      [
        await portal.post(`/rest/2/${portal.code}/${log}`, said),
        [401, 'INVALID_CREDENTIALS', 'Invalid request credentials'],
      ],
      [
        await portal.post(`/rest/${log}`, { ...said, auth: 'x' }),
        [401, 'invalid_token', 'Unable to get application by token'],
      ],
      [
        await portal.post(`/rest/${log}`, { ...said, auth: portal.refreshToken }),
        [401, 'invalid_token', 'Unable to get application by token'],
      ],
      [await portal.post(`/rest/${log}`, said, late), [401, 'expired_token', 'The access token provided has expired.']],
      [await narrow.hook(log, said), [401, 'insufficient_scope', higher('webhook')]],
      [await narrow.call(log, said), [401, 'insufficient_scope', higher('access')]],
      [await portal.hook('no.such.method'), [404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!']],
      [await portal.hook('__proto__'), [404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!']],
      [await portal.hook('a/b/c'), [404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!']],
      [
        await portal.hook(log, { ...said, LOG_MESSAGE: 'y' }, by('k1')),
        [422, 'IDEMPOTENCY_KEY_REUSED', 'The Idempotency-Key was used for another request'],
      ],
    ];
    for (let time = 0; time < 50; time++) await portal.hook('server.time');
    rows.push([await portal.hook('server.time'), [503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests']]);
    for (const [answer, [status, code, text]] of rows) {
      expect([answer.statusCode, answer.json()]).toEqual([status, expected(code, text)]);
      note('any', code);
    }
    expect(await portal.messages('p1')).toEqual(['x']);
  });

  it('while the same is being carried out', async () => {
    const writes = holdWrites();
    const { portal, token } = await start({ store: writes.store });
    onTestFinished(writes.letGo);
    writes.hold();
    const said = { EVENT_TOKEN: token, LOG_MESSAGE: 'x' };
    const first = portal.hook(log, said, { 'idempotency-key': 'k1' });
    await writes.isWriting();
    const second = await portal.hook(log, said, { 'idempotency-key': 'k1' });
    writes.letGo();
    expect((await first).statusCode).toBe(200);
    expect([second.statusCode, second.json()]).toEqual([
      409,
      expected('IDEMPOTENCY_KEY_IN_USE', 'The request with this Idempotency-Key is being carried out'),
    ]);
    note('any', 'IDEMPOTENCY_KEY_IN_USE');
  });

  it('when we fail, and nothing of our inside is told', async () => {
    const failures = async (): Promise<never> => {
      throw new Error('SELECT secret FROM inside');
    };
    const { app, portal } = await start({ store: (store) => ({ ...store, lists: { ...store.lists, failures } }) });
    const failed = await portal.hook('journal.failure.list');
    expect([failed.statusCode, failed.json()]).toEqual([
      500,
      expected('INTERNAL_SERVER_ERROR', 'Internal server error'),
    ]);
    expect(app.log()).toContain('SELECT secret');
    note('any', 'INTERNAL_SERVER_ERROR');
  });

  it('with no code that stands in no row here', () => {
    const codes = new Set([...provoked.values()].flatMap((one) => [...one]));
    expect([...codes].toSorted()).toEqual(Object.keys(restErrors).toSorted());
  });
});
