import { describe, expect, it, vi } from 'vitest';
import type { Comparison } from '#contract/comparison.ts';
import { cardEvent, entryEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A run of one robot: its start, what it told, and its end. */
function run(process: string, seconds: number, told: object, { isGood = true, activity = {}, ...of }: Options = {}) {
  const robot = { name: 'A1', title: 'WhatsApp', code: 'send_whatsapp', ...activity };
  return [
    processEvent(process, seconds, { state: 'completed', ...of }),
    entryEvent(process, seconds + 1, { activity: robot, type: 'execute', message: null }),
    entryEvent(process, seconds + 2, {
      activity: robot,
      type: isGood ? 'custom' : 'fault',
      message: isGood ? 'Отправлено' : 'Не указан номер телефона',
      details: told,
    }),
    entryEvent(process, seconds + 3, {
      activity: robot,
      type: 'close',
      message: null,
      result: isGood ? 'succeeded' : 'faulted',
    }),
  ];
}
type Options = { isGood?: boolean; activity?: object; template?: object; card?: object };

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  const compare = async (process: string): Promise<Comparison> => {
    const entries = await app.get(`/api/v1/processes/${process}/entries?level=failure`, key);
    const [{ entry }] = entries.json().items;
    const answer = await app.get(`/api/v1/processes/${process}/entries/${entry}/comparison`, key);
    expect(answer.statusCode).toBe(200);
    return answer.json();
  };
  const send = async (...events: object[][]) => void (await app.send(events.flat(), key));
  return { app, key, compare, send };
}

const isFailed = { isGood: false };

describe('a failed step beside the last one that went well', () => {
  it('shows only what differs, what never varies first', async () => {
    const { compare, send } = await start();
    await send(
      run('good-1', 0, { variables: { PHONE: '79990000000', ID: '1' }, input: { channel: 'whatsapp' } }),
      run('good-2', 100, { variables: { PHONE: '79990000000', ID: '2' }, input: { channel: 'whatsapp' } }),
      run('bad', 200, { variables: { PHONE: '', ID: '3' }, input: { channel: 'whatsapp' } }, isFailed),
      run('later', 300, { variables: { PHONE: '79990000000', ID: '4' } }),
    );
    const { good, failed, differences, same } = await compare('bad');
    expect([failed.process, good?.process, good?.step.outcome]).toEqual(['bad', 'good-2', 'succeeded']);
    expect(
      differences.map(({ part, path, failed: bad, good: well, varies }) => [part, path.join('.'), bad, well, varies]),
    ).toEqual([
      ['step', 'message', 'Не указан номер телефона', 'Отправлено', false],
      ['step', 'result', 'faulted', 'succeeded', false],
      ['variables', 'PHONE', '', '79990000000', false],
      ['variables', 'ID', '3', '2', true],
    ]);
    expect(same).toBeGreaterThan(0);
  });

  it('passes over runs in which the robot failed, was skipped or never ran', async () => {
    const { compare, send } = await start();
    await send(
      run('good', 0, { input: { n: 1 } }),
      run('failed-before', 100, { input: { n: 2 } }, isFailed),
      [
        processEvent('skipped', 150),
        entryEvent('skipped', 151, { activity: { name: 'A1', title: 'WhatsApp' }, type: 'skip' }),
      ],
      run('other-robot', 160, {}, { activity: { name: 'A2' } }),
      run('bad', 200, { input: { n: 3 } }, isFailed),
    );
    expect((await compare('bad')).good?.process).toBe('good');
  });

  it('finds a run of another version of the template, and says that the version differs', async () => {
    const { compare, send } = await start();
    await send(
      run('good', 0, {}, { template: { id: '12', version: '3' } }),
      run('bad', 100, {}, { ...isFailed, template: { id: '12', version: '4' } }),
      run('stranger', 50, {}, { template: { id: '13', version: '1' } }),
    );
    const { good, differences } = await compare('bad');
    expect(good?.process).toBe('good');
    expect(differences).toContainEqual({ part: 'run', path: ['version'], failed: '4', good: '3', varies: false });
  });

  it('takes an earlier step of the same process, and a later run when there is none before', async () => {
    const { compare, send } = await start();
    await send(
      run('good', 0, {}),
      run('loop', 100, { input: { n: 1 } }),
      run('loop', 110, { input: { n: 2 } }, isFailed),
      run('first', -100, {}, isFailed),
    );
    expect((await compare('loop')).good?.process).toBe('loop');
    expect((await compare('first')).good?.process).toBe('good');
  });

  it('says that none went well', async () => {
    const { compare, send } = await start();
    await send(run('bad', 0, {}, isFailed), run('worse', 10, {}, isFailed));
    expect(await compare('bad')).toMatchObject({ good: null, differences: [], lookedAt: 300 });
  });

  it('is masked before it is compared: two hidden numbers that look alike are no difference', async () => {
    const { app, compare, send, key } = await start();
    const told = (phone: string) => ({ variables: { PHONE: phone } });
    await send(
      [cardEvent(0), templateEvent(0)],
      run('good', 0, told('+79161112233')),
      run('bad', 100, told('+79165552233'), isFailed),
    );
    expect((await compare('bad')).differences.some(({ part }) => part === 'variables')).toBe(true);
    const support = await app.makePerson('support');
    const entries = (await app.get('/api/v1/processes/bad/entries?level=failure', key)).json().items;
    const answer = await app.get(`/api/v1/processes/bad/entries/${entries[0].entry}/comparison`, {
      cookie: support.cookie,
    });
    expect(answer.payload).not.toContain('555');
    expect(answer.json<Comparison>().differences.some(({ part }) => part === 'variables')).toBe(false);
  });

  it('is noted for both journals that are looked into', async () => {
    const { app, compare, send } = await start();
    await send(run('good', 0, {}), run('bad', 100, {}, isFailed));
    const { failed } = await compare('bad');
    const admin = await app.makePerson('administrator');
    const { items } = (await app.get('/api/v1/audit?action=journal.view', { cookie: admin.cookie })).json();
    const looked = items.map(({ object }: { object: { id: string } }) => object.id);
    expect(looked).toEqual(['good', failed.entry]);
  });
});
