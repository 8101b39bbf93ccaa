import { describe, expect, it, vi } from 'vitest';
import type { Bundle } from '#contract/bundle.ts';
import { cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

const http = {
  method: 'POST',
  url: 'https://api.example/send',
  requestHeaders: { Authorization: 'Bearer a-secret-of-the-provider' },
  requestBody: '{"to":"+79161112233","text":"Здравствуйте"}',
  status: 400,
  responseBody: '{"error":{"code":131047}}',
};

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  const bundleOf = async (process: string, language = 'ru') => {
    const { items } = (await app.get(`/api/v1/processes/${process}/entries?level=failure&limit=1000`, key)).json();
    const address = `/api/v1/processes/${process}/entries/${items[0].entry}/bundle`;
    const answer = await app.get(address, { ...key, 'accept-language': language });
    expect(answer.statusCode).toBe(200);
    return { bundle: answer.json<Bundle>(), text: answer.payload };
  };
  return { app, key, bundleOf };
}

describe('a bundle for whoever mends a failure from outside', () => {
  it('has its facts, its call and its numbered lines, and says which line failed', async () => {
    const { app, key, bundleOf } = await start();
    await app.send(
      [
        cardEvent(0, { title: 'Сделка Иванова Ивана' }),
        templateEvent(0, { name: 'Роботы стадии' }),
        processEvent('p1', 0),
        entryEvent('p1', 1, { activity: { name: 'A0', title: 'Счёт' } }),
        faultEvent('p1', 2, { message: '(#131047) Re-engagement message', details: { http } }),
        entryEvent('p1', 3, { activity: { name: 'A2', title: 'Задача' } }),
      ],
      key,
    );
    const { bundle } = await bundleOf('p1');
    expect(bundle).toMatchObject({
      portal: 'main',
      process: 'p1',
      card: { type: 'deal', id: '7' },
      template: { id: '12', version: '3', name: 'Роботы стадии' },
      activity: { name: 'A1', title: 'Отправить сообщение' },
      failedLine: 2,
    });
    expect(bundle.cause?.title).toMatch(/24 часа/);
    expect(bundle.lines.map(({ line, robot }) => `${line} ${robot}`)).toEqual([
      '1 Счёт',
      '2 Отправить сообщение',
      '3 Задача',
    ]);
    expect(bundle.details?.['http']).toMatchObject({ method: 'POST', status: 400 });
    expect((await bundleOf('p1', 'en')).bundle.cause?.title).toMatch(/24/);
  });

  it('hides personal data alike in the message, the lines and the call, though the reader may see it', async () => {
    const { app, key, bundleOf } = await start();
    const message = 'Номер +79161112233 не принимает сообщения';
    await app.send([processEvent('p1', 0), faultEvent('p1', 2, { message, details: { http } })], key);
    const { bundle, text } = await bundleOf('p1');
    expect(text).not.toMatch(/9161112233|a-secret-of/);
    expect(bundle.masked).toBe(true);
    const hidden = /\+7\D+2233/.exec(bundle.message ?? '')?.[0] ?? 'none';
    expect(bundle.lines[0]?.message).toContain(hidden);
    expect(JSON.stringify(bundle.details)).toContain(hidden);
  });

  it('of a long step takes what stands nearest to the failure', async () => {
    const { app, key, bundleOf } = await start();
    const rows = Array.from({ length: 300 }, (_, n) => (n === 150 ? faultEvent('p1', n) : entryEvent('p1', n)));
    await app.send([processEvent('p1', 0), ...rows], key);
    const { bundle } = await bundleOf('p1');
    expect(bundle.lines).toHaveLength(60);
    expect(bundle.lines[bundle.failedLine - 1]?.entry).toBe(bundle.entry);
  });

  it('is an export in the audit log', async () => {
    const { app, key, bundleOf } = await start();
    await app.send([processEvent('p1', 0), faultEvent('p1', 2)], key);
    const { bundle } = await bundleOf('p1');
    const admin = await app.makePerson('administrator');
    const { items } = (await app.get('/api/v1/audit?action=journal.export', { cookie: admin.cookie })).json();
    expect(items[0]).toMatchObject({ object: { id: bundle.entry }, details: { process: 'p1', format: 'bundle' } });
  });
});
