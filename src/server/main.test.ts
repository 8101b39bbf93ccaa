import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openStore } from './store/open.ts';
import { makeKey } from './access/key.ts';
import { entryEvent } from './testing/events.ts';
import { startServerProcess } from './testing/server-process.ts';
import { openStream } from './testing/stream.ts';
import { makeDirectory } from './testing/test-app.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

/** A directory whose store knows a key for reading and writing. */
async function prepare() {
  const directory = makeDirectory();
  const store = await openStore(directory, { purpose: 'journal' });
  const { portalNo } = await store.portals.put('main', {});
  const { keyId, key, secretHash } = makeKey();
  const scopes = ['journal.read' as const, 'journal.write' as const];
  await store.accounts.addKey({ keyId, portalNo, user: '1', scopes, secretHash, expiresAt: null, now: Date.now() });
  await store.close();
  return { directory, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } };
}

describe('a start', () => {
  it('says where it listens on stdout, and who may claim it on stderr and in a file that only its owner reads', async () => {
    const server = startServerProcess();
    const address = await server.listening();
    expect(server.stdout()).toBe(`listening on ${address}\n`);
    const link = readFileSync(join(server.directory, 'claim-token'), 'utf8').trim();
    expect(link).toMatch(new RegExp(`^${address}/claim#t=[\\w-]{43}$`));
    expect(server.stderr()).toContain(link);
    for (const file of ['claim-token', 'secret.key']) {
      expect(statSync(join(server.directory, file)).mode & 0o077, file).toBe(0);
    }
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    for (const line of server
      .stderr()
      .trim()
      .split('\n')
      .filter((one) => one.startsWith('{'))) {
      expect(JSON.parse(line)).toHaveProperty('msg');
    }
    expect(existsSync(join(server.directory, 'journal.db-wal'))).toBe(false);
  });

  it('with a wrong configuration names each variable and exits 78, having touched nothing', async () => {
    const directory = join(makeDirectory(), 'data');
    const server = startServerProcess(
      { PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'postgres://u:secret@db/x' },
      directory,
    );
    expect(await server.exit).toBe(78);
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(server.stderr()).toContain(name);
    expect(server.stderr()).not.toContain('secret');
    expect(server.stdout()).toBe('');
    expect(existsSync(directory)).toBe(false);
  });

  it('on a store that is in use, is damaged, or on a port that is taken says so in a sentence and exits 1', async () => {
    const first = startServerProcess();
    const { port } = new URL(await first.listening());
    const second = startServerProcess({}, first.directory);
    expect(await second.exit).toBe(1);
    expect(second.stderr()).toMatch(
      /^The store cannot be opened: .* is in use by another process \(pid \d+\); stop it first\n$/,
    );

    const third = startServerProcess({ PORT: port });
    expect(await third.exit).toBe(1);
    expect(third.stderr()).toContain(`It cannot listen on 127.0.0.1:${port}`);

    const directory = makeDirectory();
    writeFileSync(join(directory, 'journal.db'), 'no database '.repeat(500));
    const fourth = startServerProcess({}, directory);
    expect(await fourth.exit).toBe(1);
    expect(fourth.stderr()).toMatch(/^The store cannot be opened: .*journal\.db is damaged.*backup\n$/);
  });

  it('unattended makes the first administrator and prints no claim link', async () => {
    const directory = makeDirectory();
    const file = join(directory, 'password');
    writeFileSync(file, 'correct horse battery');
    const server = startServerProcess({ ADMIN_EMAIL: 'anna@example.test', ADMIN_PASSWORD_FILE: file }, directory);
    const address = await server.listening();
    const signIn = async (password: string) => {
      const body = JSON.stringify({ email: 'anna@example.test', password });
      return (
        await fetch(`${address}/api/v1/session`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        })
      ).status;
    };
    expect([await signIn('correct horse battery'), await signIn('another')]).toEqual([200, 401]);
    expect(server.stderr()).not.toContain('claim');
    expect(server.stderr() + server.stdout()).not.toContain('horse');
  });
});

describe('a stop', () => {
  it('by SIGTERM ends within seconds, with a stream, idle connections and writes in flight, and loses nothing', async () => {
    const { directory, headers } = await prepare();
    const server = startServerProcess({}, directory);
    const address = await server.listening();
    const stream = await openStream(address, '/api/v1/stream?cardType=deal&cardId=7', headers);
    const agent = new Agent({ keepAlive: true });
    const idle = Array.from({ length: 5 }, async () => {
      const response = await new Promise<IncomingMessage>((done) => get(`${address}/healthz`, { agent }, done));
      response.resume();
    });
    await Promise.all(idle);
    const acknowledged: string[] = [];
    let isOver = false;
    const write = async () => {
      while (!isOver) {
        const event = entryEvent('p1');
        const answer = await fetch(`${address}/api/v1/events`, {
          method: 'POST',
          headers,
          body: JSON.stringify(event),
        }).catch(() => null);
        if (answer?.status === 200) acknowledged.push(event.id);
        else isOver = true;
      }
    };
    const writers = [write(), write(), write()];
    while (acknowledged.length < 20) await new Promise((done) => setTimeout(done, 10));

    const before = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    expect(Date.now() - before).toBeLessThan(5000);
    await stream.ended;
    expect(stream.messages('bye')).toHaveLength(1);
    await Promise.all(writers);
    agent.destroy();

    const store = await openStore(directory, { purpose: 'journal' });
    const portal = await store.portals.find('main');
    const process = await store.processes.find(portal?.portalNo ?? 0, 'p1');
    expect(process?.levels.message).toBeGreaterThanOrEqual(acknowledged.length);
    await store.close();
  });

  it('asked for twice, as a terminal does with Ctrl+C, leaves a store that opens again', async () => {
    const { directory, headers } = await prepare();
    const server = startServerProcess({}, directory);
    const address = await server.listening();
    const body = JSON.stringify(entryEvent('p1'));
    expect((await fetch(`${address}/api/v1/events`, { method: 'POST', headers, body })).status).toBe(200);
    server.child.kill('SIGINT');
    server.child.kill('SIGINT');
    expect([0, 1]).toContain(await server.exit);
    const again = startServerProcess({}, directory);
    const entries = await fetch(`${await again.listening()}/api/v1/processes/p1/entries`, { headers });
    expect((await entries.json()) as object).toMatchObject({ total: 1 });
    again.child.kill('SIGINT');
    expect(await again.exit).toBe(0);
  });
});
