import { describe, expect, it } from 'vitest';
import type { WaitingStep } from '#contract/application.ts';
import { foreignToken, makeApplication, openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

async function start() {
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const send = async (parameters: Record<string, unknown>, headers = {}) => {
    const answer = await portal.call('bizproc.event.send', parameters, headers);
    return [answer.statusCode, answer.json().error ?? answer.json().result];
  };
  return { app, portal, send };
}

describe('an application’s answer', () => {
  it('closes its step, is written, and waits for the engine with its values', async () => {
    const { app, portal, send } = await start();
    const [token, another] = [await portal.step('p1', { name: 'A1' }), await portal.step('p1', { name: 'A2' })];
    app.clock.now += 1000;
    const values = { messageId: 'wamid.1', parts: [1, 2], nested: { ok: true } };
    expect(await send({ EVENT_TOKEN: token, RETURN_VALUES: values, LOG_MESSAGE: 'Доставлено' })).toEqual([200, true]);
    const [entry] = await portal.entries('p1');
    expect(entry).toMatchObject({ typeCode: 5, message: 'Доставлено', activity: { name: 'A1' } });
    expect(entry.details.output).toEqual(values);
    const steps = Object.fromEntries(
      (await portal.steps('p1')).map((step: WaitingStep) => [step.activity?.name, step]),
    );
    expect(steps.A1).toMatchObject({
      state: 'answered',
      closedAt: new Date(app.clock.now).toISOString(),
      returnValues: values,
    });
    expect(steps.A2.state).toBe('waiting');
    // What waits beside it goes on.
    await portal.hook('bizproc.activity.log', { EVENT_TOKEN: another, LOG_MESSAGE: 'ещё' });
    expect(await portal.messages('p1')).toEqual(['Доставлено', 'ещё']);
  });

  it('without a message is told in the usual words of the caller’s language', async () => {
    const { portal, send } = await start();
    for (const language of ['ru', 'en']) {
      expect(
        await send({ EVENT_TOKEN: await portal.step('p1'), LOG_MESSAGE: '' }, { 'accept-language': language }),
      ).toEqual([200, true]);
    }
    expect(await portal.messages('p1')).toEqual(['Получен ответ от приложения', 'Received application response']);
    expect((await portal.entries('p1'))[0].details).not.toHaveProperty('output');
  });

  it('is the first one, when several come at once: the others are not written, and counted', async () => {
    const { portal, send } = await start();
    const token = await portal.step('p1');
    const answers = await Promise.all(
      ['да', 'нет', 'может быть'].map((yes) => send({ EVENT_TOKEN: token, RETURN_VALUES: { yes } })),
    );
    expect(answers).toEqual(answers.map(() => [200, true]));
    const [step] = await portal.steps('p1');
    const entries = await portal.entries('p1');
    expect(entries).toHaveLength(1);
    expect(entries[0].details.output).toEqual(step.returnValues);
    expect(await portal.silent()).toEqual({ step_closed: 2 });
  });

  it('is not written after the engine closed the step', async () => {
    const { portal, send } = await start();
    const token = await portal.step('p1');
    await Promise.all([
      portal.post('/api/v1/event-tokens/close', { eventToken: token }, portal.engine),
      send({ EVENT_TOKEN: token, LOG_MESSAGE: 'поздно' }),
    ]);
    const [step] = await portal.steps('p1');
    expect(await portal.messages('p1')).toEqual(step.state === 'answered' ? ['поздно'] : []);
  });

  it('closes nothing of a portal that issues no tokens here, but is written', async () => {
    const { portal, send } = await start();
    expect(await send({ EVENT_TOKEN: foreignToken('p1'), RETURN_VALUES: { a: 1 } })).toEqual([200, true]);
    expect(await portal.messages('p1')).toEqual(['Получен ответ от приложения']);
    expect(await portal.steps('p1')).toEqual([]);
  });

  it('is refused with a list as its message, with a wrong token, and with values over the limit', async () => {
    const { portal, send } = await start();
    const token = await portal.step('p1');
    expect(await send({ EVENT_TOKEN: token, LOG_MESSAGE: ['a'] })).toEqual([400, 'ERROR_ARGUMENT']);
    expect(await send({ EVENT_TOKEN: `${token}0` })).toEqual([403, 'ACCESS_DENIED']);
    expect(await send({})).toEqual([403, 'ACCESS_DENIED']);
    expect(await send({ EVENT_TOKEN: token, RETURN_VALUES: { a: 'x'.repeat(1024 * 1024) } })).toEqual([
      400,
      'ERROR_ARGUMENT',
    ]);
    expect(await portal.messages('p1')).toEqual([]);
    expect((await portal.steps('p1'))[0].state).toBe('waiting');
    for (const odd of ['text', [1], 7, null, '']) {
      expect(await send({ EVENT_TOKEN: await portal.step('p1'), RETURN_VALUES: odd })).toEqual([200, true]);
    }
  });
});

describe('the values of an answer', () => {
  const declared = { messageId: { NAME: 'Номер' }, Sent_At: { NAME: 'Когда', TYPE: 'datetime' } };
  const robot = { CODE: 'send_whatsapp', HANDLER: 'https://app.example/', NAME: 'WhatsApp' };
  const values = { MESSAGEID: 'wamid.1', sent_at: '2026-11-21', price: 7 };

  it('are those that the activity declares, in any case; the names of others stay in the entry', async () => {
    const { portal, send } = await start();
    await portal.call('bizproc.robot.add', { ...robot, RETURN_PROPERTIES: declared });
    const token = await portal.step('p1', { code: 'send_whatsapp' });
    expect(await send({ EVENT_TOKEN: token, RETURN_VALUES: values })).toEqual([200, true]);
    const kept = { messageId: 'wamid.1', Sent_At: '2026-11-21' };
    expect((await portal.steps('p1'))[0].returnValues).toEqual(kept);
    const { details } = (await portal.entries('p1'))[0];
    expect([details.output, details.undeclared]).toEqual([kept, ['price']]);
  });

  it('are none of an activity that declares none', async () => {
    const { portal, send } = await start();
    await portal.call('bizproc.robot.add', robot);
    await send({ EVENT_TOKEN: await portal.step('p1', { code: 'send_whatsapp' }), RETURN_VALUES: { price: 7 } });
    expect((await portal.steps('p1'))[0]).toMatchObject({ state: 'answered', returnValues: null });
    const { details } = (await portal.entries('p1'))[0];
    expect(details).toMatchObject({ undeclared: ['price'] });
    expect(details).not.toHaveProperty('output');
  });

  it('are all of them where the activity is not registered here', async () => {
    const { portal, send } = await start();
    await send({ EVENT_TOKEN: await portal.step('p1', { code: 'unknown' }), RETURN_VALUES: values });
    await send({ EVENT_TOKEN: await portal.step('p1'), RETURN_VALUES: values });
    expect((await portal.steps('p1')).map((step: WaitingStep) => step.returnValues)).toEqual([values, values]);
  });

  it('go by what the caller registered under the code, else by what any application did', async () => {
    const { app, portal, send } = await start();
    const other = await makeApplication(app, 'main', ['bizproc']);
    const asOther = { auth: other.accessToken };
    await portal.call('bizproc.robot.add', { ...robot, RETURN_PROPERTIES: { messageId: { NAME: 'a' } } });
    await portal.call('bizproc.robot.add', { ...robot, ...asOther, RETURN_PROPERTIES: { price: { NAME: 'a' } } });
    const answered = async (as: Record<string, unknown> | null) => {
      const said = { EVENT_TOKEN: await portal.step('p1', { code: 'send_whatsapp' }), RETURN_VALUES: values };
      if (as === null) await portal.hook('bizproc.event.send', said);
      else await send({ ...said, ...as });
      return (await portal.entries('p1')).at(-1).details.output;
    };
    expect(await answered({})).toEqual({ messageId: 'wamid.1' });
    expect(await answered(asOther)).toEqual({ price: 7 });
    expect(await answered(null)).toEqual({ messageId: 'wamid.1', price: 7 });
  });
});

describe('waiting steps', () => {
  it('say which wait, which do not and which are over, newest first', async () => {
    const { app, portal, send } = await start();
    const of = async (name: string, more = {}) => {
      app.clock.now += 1000;
      return await portal.step('p1', { name, ...more });
    };
    await of('waiting');
    await of('not_waiting', { useSubscription: false });
    await of('timed_out', { timeoutSeconds: 1 });
    await send({ EVENT_TOKEN: await of('answered') });
    const close = { eventToken: await of('closed') };
    expect((await portal.post('/api/v1/event-tokens/close', close, portal.engine)).json()).toEqual({ closed: true });
    expect((await portal.post('/api/v1/event-tokens/close', close, portal.engine)).json()).toEqual({ closed: false });
    const names = ['closed', 'answered', 'timed_out', 'not_waiting', 'waiting'];
    expect((await portal.steps('p1')).map((step: WaitingStep) => [step.activity?.name, step.state])).toEqual(
      names.map((name) => [name, name]),
    );
  });

  it('are told to readers of the portal only', async () => {
    const { app, portal } = await start();
    const other = await openRestPortal(app, { portal: 'other' });
    const status = async (headers: Record<string, string>) =>
      (await app.get('/api/v1/processes/p1/waiting-steps', headers)).statusCode;
    expect([await status(portal.engine), await status(other.engine), await status({})]).toEqual([200, 404, 401]);
    const ask = { process: 'p1', activity: { name: 'A1' }, useSubscription: true };
    const statuses = [
      await portal.post('/api/v1/event-tokens', ask, await app.makeKey({ scopes: ['journal.read'] })),
      await portal.post('/api/v1/event-tokens', ask, other.engine),
      await portal.post('/api/v1/event-tokens', { ...ask, activity: { name: 'a|b' } }, portal.engine),
    ].map((answer) => answer.statusCode);
    expect(statuses).toEqual([403, 404, 400]);
  });
});
