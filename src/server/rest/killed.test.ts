import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makeKey } from '#server/access/key.ts';
import { openStore } from '#server/store/open.ts';
import { processEvent } from '#server/testing/events.ts';
import { startServerProcess } from '#server/testing/server-process.ts';
import { makeDirectory } from '#server/testing/test-app.ts';

const rounds = 2;

async function makeStore(directory: string): Promise<string> {
  const store = await openStore(directory, { purpose: 'journal' });
  const { portalNo } = await store.portals.put('main', {});
  const { keyId, key, secretHash } = makeKey();
  const scopes = ['journal.read', 'journal.write', 'bizproc'] as const;
  await store.accounts.addKey({
    keyId,
    portalNo,
    user: '1',
    scopes: [...scopes],
    secretHash,
    expiresAt: null,
    now: Date.now(),
  });
  await store.close();
  return key;
}

it('requests sent again after a kill: what was answered is there once, what was not is there once, too', async () => {
  const directory = makeDirectory();
  const key = await makeStore(directory);
  let sent = 0;
  let token = '';
  for (let round = 0; round <= rounds; round++) {
    const server = startServerProcess({ HOST: '127.0.0.1' }, directory);
    const address = await server.listening();
    const ask = async (path: string, body: unknown) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const answer = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as { result?: boolean; eventToken?: string };
    };
    const write = async (n: number) =>
      (await ask(`/rest/bizproc.activity.log?bx24_request_id=r${n}`, { EVENT_TOKEN: token, LOG_MESSAGE: String(n) }))
        .result;
    if (round === 0) {
      await ask('/api/v1/events', processEvent('p1'));
      const activity = { name: 'A1' };
      token = (await ask('/api/v1/event-tokens', { process: 'p1', activity, useSubscription: true })).eventToken ?? '';
    }
    // All that were ever sent, again: the client does not know which of them arrived.
    const again = await Promise.all(Array.from({ length: sent }, (_, n) => write(n)));
    expect(again).toEqual(again.map(() => true));
    if (round === rounds) {
      const headers = { authorization: `Bearer ${key}` };
      const answer = await fetch(`${address}/api/v1/processes/p1/entries?limit=1000`, { headers });
      const { items } = (await answer.json()) as { items: { message: string }[] };
      const numbers = items.map(({ message }) => Number(message)).toSorted((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: sent }, (_, n) => n));
      continue;
    }
    const writing = Array.from({ length: 40 }, () => write(sent++).catch(() => null));
    await sleep(5 + Math.random() * 30);
    server.child.kill('SIGKILL');
    await Promise.all([server.exit, ...writing]);
  }
  expect(sent).toBe(40 * rounds);
}, 60_000);
