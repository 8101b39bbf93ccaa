import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { JournalEvent } from '#contract/event.ts';
import { createApplicationRobots } from './application-robots.ts';

const token = 'p|A1|random.signature';

/** An application's handler that takes calls and answers with a status. */
async function openHandler(status = 200) {
  const calls: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      expect(request.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
      calls.push(new URLSearchParams(text));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { calls, handler: `http://127.0.0.1:${(server.address() as AddressInfo).port}/handler` };
}

function setUp(handler: string, robot: Record<string, unknown> = {}) {
  const put: JournalEvent[] = [];
  const steps: Record<string, unknown>[] = [];
  const closed: string[] = [];
  const moment = '2026-11-21T12:00:00.000Z';
  const registered = {
    code: 'demo_whatsapp',
    kind: 'robot',
    name: 'Отправить WhatsApp',
    application: { clientId: 'local.1', title: 'WhatsApp' },
    handler,
    useSubscription: 'Y',
    createdAt: moment,
    updatedAt: moment,
    wroteAt: null,
    ...robot,
  };
  const answer = (body: unknown, status = 200) => Promise.resolve({ status, body, cookies: [] });
  const robots = createApplicationRobots({
    now: Date.now,
    journal: {
      activities: () => answer({ items: [registered, { ...registered, kind: 'activity', code: 'not_a_robot' }] }),
      issueEventToken: ({ process, activity, useSubscription }) => {
        // A step is handed out only of a process that the journal has.
        expect(put.some((event) => event.kind === 'process' && event.process === process)).toBe(true);
        steps.unshift({
          activity,
          state: useSubscription ? 'waiting' : 'not_waiting',
          createdAt: moment,
          expiresAt: null,
          closedAt: null,
          returnValues: null,
        });
        return answer({ eventToken: token, expiresAt: null });
      },
      closeEventToken: (eventToken) => {
        closed.push(eventToken);
        return answer({ closed: true });
      },
      waitingSteps: () => answer({ items: steps }),
    },
    authOf: (clientId) => ({ access_token: `token of ${clientId}`, application_token: 'secret' }),
    put: (events) => put.push(...events),
    written: () => Promise.resolve(),
    failed: (error) => expect.fail(String(error)),
    lookEveryMs: 5,
  });
  const states = () => put.flatMap((event) => (event.kind === 'process' ? [event.state] : []));
  const until = async (state: string) => await vi.waitUntil(() => states().at(-1) === state, { timeout: 5000 });
  return { robots, put, steps, closed, states, until };
}

test('a robot of an application is called as the portal calls it, waited for, and gone on from', async () => {
  const { calls, handler } = await openHandler();
  const { robots, put, steps, closed, states, until } = setUp(handler);
  const begun = robots.run('1877', 'NEW');
  await vi.waitUntil(() => calls.length === 1);
  expect(states()).toEqual(['running', 'waiting']);
  expect(put).toContainEqual(expect.objectContaining({ stateTitle: 'Ожидание ответа от приложения' }));
  expect(Object.fromEntries(calls[0] ?? [])).toMatchObject({
    workflow_id: begun?.process,
    code: 'demo_whatsapp',
    'document_id[0]': 'crm',
    'document_id[1]': 'CCrmDocumentDeal',
    'document_id[2]': 'DEAL_1877',
    'document_type[2]': 'DEAL',
    event_token: token,
    'properties[phone]': expect.stringMatching(/^\+7/),
    use_subscription: 'Y',
    timeout_duration: '120',
    ts: expect.stringMatching(/^\d+$/),
    'auth[access_token]': 'token of local.1',
    'auth[application_token]': 'secret',
  });
  Object.assign(steps[0] ?? {}, { state: 'answered', returnValues: { messageId: 'wamid.1' } });
  await until('completed');
  expect(states()).toEqual(['running', 'waiting', 'running', 'completed']);
  expect(put.filter(({ kind }) => kind === 'entry')).toMatchObject([
    { type: 1, activity: { title: 'Отправить WhatsApp', code: 'demo_whatsapp' } },
    { type: 2, details: { output: { messageId: 'wamid.1' } } },
  ]);
  expect(closed).toEqual([token]);
  expect(put.every((event) => JournalEvent.safeParse(event).success)).toBe(true);
  expect(new Set(put.map(({ id }) => id)).size).toBe(put.length);
});

test('an application that does not answer in time: the step goes on and says so', async () => {
  const { handler, calls } = await openHandler();
  const { robots, put, steps, until } = setUp(handler);
  robots.run('1877', 'NEW');
  await vi.waitUntil(() => calls.length === 1);
  Object.assign(steps[0] ?? {}, { state: 'timed_out' });
  await until('completed');
  expect(put).toContainEqual(expect.objectContaining({ type: 2, details: { output: { IsTimeout: 1 } } }));
});

test('an application that never waits is not waited for', async () => {
  const { handler, calls } = await openHandler();
  const { robots, until } = setUp(handler, { useSubscription: 'N' });
  robots.run('1877', 'NEW');
  await until('completed');
  expect(calls[0]?.get('use_subscription')).toBe('N');
});

test('a handler that refuses or is not there is a failure in the journal, and the process goes on', async () => {
  const { handler } = await openHandler(500);
  for (const [address, reason] of [
    [handler, '500'],
    ['http://127.0.0.1:1/handler', 'не отвечает'],
  ] as const) {
    const { robots, put, until } = setUp(address);
    robots.run('1877', 'NEW');
    await until('completed');
    expect(put).toContainEqual(expect.objectContaining({ type: 9, message: expect.stringContaining(reason) }));
  }
});

test('stopping ends what waits, and a deal that is not there has no process', async () => {
  const { handler, calls } = await openHandler();
  const { robots, states, closed } = setUp(handler);
  expect(robots.run('none', 'NEW')).toBeNull();
  robots.run('1877', 'NEW');
  await vi.waitUntil(() => calls.length === 1);
  await robots.stop();
  expect(states().at(-1)).toBe('terminated');
  expect(closed).toEqual([token]);
});
