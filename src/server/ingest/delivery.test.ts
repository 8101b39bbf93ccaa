import { describe, expect, it, vi } from 'vitest';
import { after, cardEvent, entryEvent, processEvent } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

const sent = (seconds: number, messageId: string, fields: object = {}) =>
  entryEvent('p1', seconds, {
    message: 'Отправлено',
    details: { delivery: { status: 'sent', provider: 'whatsapp', messageId } },
    ...fields,
  });
let reports = 0;
const report = (seconds: number, messageId: string, status: string, reason?: string) => {
  reports += 1;
  return {
    kind: 'delivery',
    id: `report-${reports}`,
    at: after(seconds),
    messageId,
    status,
    provider: 'whatsapp',
    reason,
  };
};
const expired = '(#131047) Re-engagement message';

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  await app.send([cardEvent(0), processEvent('p1', 0, { state: 'completed' })], key);
  const process = async () => (await app.get('/api/v1/processes/p1', key)).json();
  const entries = async (query = '') => (await app.get(`/api/v1/processes/p1/entries?${query}`, key)).json().items;
  const entry = async (id: string) => (await app.get(`/api/v1/processes/p1/entries/${id}`, key)).json();
  return { app, key, process, entries, entry, send: async (...events: object[]) => await app.send(events, key) };
}

describe('what a provider says later of a message', () => {
  it('makes the entry a failure when the message was not delivered, with the cause that the provider names', async () => {
    const { process, entries, entry, send } = await start();
    await send(sent(1, 'wamid.1'));
    expect((await process()).counts).toEqual({ entries: 1, failures: 0 });
    expect((await send(report(60, 'wamid.1', 'failed', expired))).json()).toMatchObject({ accepted: 1, rejected: [] });
    const told = await process();
    expect(told).toMatchObject({ state: 'completed_with_failures', counts: { entries: 1, failures: 1 } });
    expect(told.failure).toMatchObject({ message: expired, cause: { title: expect.stringMatching(/24 часа/) } });
    expect(told.levels).toMatchObject({ failure: 1, message: 0 });
    const [row] = await entries('level=failure');
    expect(row).toMatchObject({ message: 'Отправлено', level: 'failure' });
    expect((await entry(row.entry)).deliveries).toEqual([
      { at: after(60), status: 'failed', provider: 'whatsapp', reason: expired, isFailed: true },
    ]);
  });

  it('counts in failures by cause and on the card, as any failure', async () => {
    const { app, key, send } = await start();
    await send(sent(1, 'm1'), report(60, 'm1', 'failed', expired));
    app.clock.now += 120_000;
    const { totals, causes } = (await app.get('/api/v1/failures', key)).json();
    expect([totals.failures, causes[0].failures]).toEqual([1, 1]);
    expect((await app.get('/api/v1/cards/deal/7', key)).json().counts.failed).toBe(1);
  });

  it('may come before the entry that sent it', async () => {
    const { process, send } = await start();
    await send(report(60, 'm1', 'UNDELIVERED', 'Номер не существует'));
    expect((await process()).counts.failures).toBe(0);
    await send(sent(1, 'm1'));
    expect((await process()).counts).toEqual({ entries: 1, failures: 1 });
  });

  it('counts by its moment, not by when it came: delivered after all is no failure', async () => {
    const { process, entries, send } = await start();
    await send(sent(1, 'm1'), report(90, 'm1', 'delivered'), report(60, 'm1', 'failed', expired));
    expect((await process()).counts.failures).toBe(0);
    await send(report(120, 'm1', 'failed', expired));
    expect((await process()).counts.failures).toBe(1);
    await send(report(150, 'm1', 'read'));
    const told = await process();
    expect([told.counts.failures, told.failure, told.state]).toEqual([0, null, 'completed']);
    expect((await entries())[0]).toMatchObject({ level: 'message', cause: null });
  });

  it('leaves the first failure of the process where it was when another entry is delivered', async () => {
    const { process, send } = await start();
    await send(sent(1, 'm1'), sent(2, 'm2'), report(60, 'm1', 'failed', expired), report(61, 'm2', 'failed', expired));
    expect((await process()).counts.failures).toBe(2);
    await send(report(90, 'm1', 'delivered'));
    const told = await process();
    expect(told.counts.failures).toBe(1);
    expect(told.failure.message).toBe('Отправлено');
  });

  it('never takes back what the entry itself said', async () => {
    const { process, send } = await start();
    await send(sent(1, 'm1', { type: 'fault', message: 'Не указан номер телефона' }), report(60, 'm1', 'delivered'));
    expect((await process()).counts.failures).toBe(1);
  });

  it('is taken once, and refused with its place when it names no message', async () => {
    const { entry, entries, send } = await start();
    const once = report(60, 'm1', 'delivered');
    await send(sent(1, 'm1'), once);
    expect((await send(once)).json()).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await entry((await entries())[0].entry)).deliveries).toHaveLength(1);
    const wrong = await send({ kind: 'delivery', id: 'x', at: after(1), status: 'failed' });
    expect(wrong.json().rejected[0]).toMatchObject({ index: 0, code: 'invalid_event' });
    expect(wrong.json().rejected[0].message).toContain('messageId');
  });

  it('belongs to its portal alone', async () => {
    const { app, process, send } = await start();
    await send(sent(1, 'm1'));
    await app.send([report(60, 'm1', 'failed', expired)], await app.makeKey({ portal: 'other' }));
    expect((await process()).counts.failures).toBe(0);
  });

  it('has no secret in what is stored of it', async () => {
    const { entries, entry, send } = await start();
    await send(sent(1, 'm1'), report(60, 'm1', 'failed', 'token=EAAJZCkq3sZBs0BAsecretsecret'));
    expect(JSON.stringify(await entry((await entries())[0].entry))).not.toContain('EAAJZCkq3sZBs0BA');
  });
});
