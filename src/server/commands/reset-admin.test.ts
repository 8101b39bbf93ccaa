import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { openStore } from '#server/store/open.ts';
import { auditLog } from '#server/testing/audit-log.ts';
import { startServerProcess } from '#server/testing/server-process.ts';
import { makeDirectory } from '#server/testing/test-app.ts';
import { journal } from './testing/journal.ts';

// A busy machine: processes and passwords take their time.
vi.setConfig({ testTimeout: 60_000 });

type Account = Parameters<Awaited<ReturnType<typeof openStore>>['accounts']['add']>[0];

async function prepare(...accounts: (Pick<Account, 'email'> & Partial<Account>)[]): Promise<string> {
  const directory = makeDirectory();
  const store = await openStore(directory, { purpose: 'journal' });
  for (const account of accounts) {
    await store.accounts.add({ name: '', role: 'administrator', password: '', portals: [], ...account }, false);
  }
  await store.close();
  return directory;
}

async function inStore<T>(
  directory: string,
  look: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
): Promise<T> {
  const store = await openStore(directory, { purpose: 'accounts' });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

const events = async (directory: string) =>
  await inStore(directory, async (store) =>
    (await auditLog({ store })).map(({ actorKind, action, object }) => [actorKind, action, object]),
  );

describe('reset-admin', () => {
  it('beside the running server prints a link that sets the password of the only administrator and signs him in', async () => {
    const directory = await prepare({ email: 'anna@example.test' }, { email: 's@example.test', role: 'support' });
    const server = startServerProcess({}, directory);
    const address = await server.listening();
    const { code, stdout } = await journal(directory, ['reset-admin', '--json'], { PUBLIC_URL: address });
    expect(code).toBe(0);
    const { email, link } = JSON.parse(stdout);
    expect([email, link.split('#')[0]]).toEqual(['anna@example.test', `${address}/invitation`]);

    const body = JSON.stringify({ token: link.split('#t=')[1], password: 'a phrase of my own' });
    const accept = async () =>
      await fetch(`${address}/api/v1/invitations/accept`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    const accepted = await accept();
    expect([accepted.status, ((await accepted.json()) as { person: object }).person]).toEqual([
      200,
      { name: '', email: 'anna@example.test', role: 'administrator' },
    ]);
    expect((await accept()).status).toBe(404);
    server.child.kill('SIGTERM');
    await server.exit;
    expect(await events(directory)).toEqual([
      ['command', 'person.invite', '1'],
      ['person', 'person.accept', '1'],
    ]);
    expect((await journal(directory, ['audit', 'verify'])).code).toBe(0);
    expect(readFileSync(`${directory}/journal.db`, 'latin1')).not.toContain(link.split('#t=')[1]);
  });

  it('lets in one who is blocked, and makes an administrator who is not there', async () => {
    const directory = await prepare(
      { email: 'anna@example.test', state: 'blocked' },
      { email: 'boris@example.test', state: 'blocked' },
    );
    const which = await journal(directory, ['reset-admin']);
    expect([which.code, which.stdout]).toEqual([64, '']);
    expect(which.stderr).toContain('anna@example.test, boris@example.test');
    expect((await journal(directory, ['reset-admin', '--email', 'Boris@Example.test'])).stdout).toMatch(
      /^For boris@example\.test:\nhttp:\/\/127\.0\.0\.1:3000\/invitation#t=[\w-]{43}\n$/,
    );
    expect((await journal(directory, ['reset-admin', '--email', 'new@example.test'])).code).toBe(0);
    const states = await inStore(directory, async ({ accounts }) =>
      (await accounts.list()).map(({ email, role, state }) => `${email} ${role} ${state}`).toSorted(),
    );
    expect(states).toEqual([
      'anna@example.test administrator blocked',
      'boris@example.test administrator invited',
      'new@example.test administrator invited',
    ]);
    expect(await events(directory)).toEqual([
      ['command', 'person.invite', '2'],
      ['command', 'person.invite', '3'],
    ]);
  });

  it('leaves alone who is no administrator, and an instance that nobody owns', async () => {
    const directory = await prepare({ email: 's@example.test', role: 'support' });
    const refused = await journal(directory, ['reset-admin', '--email', 's@example.test']);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect((await journal(directory, ['reset-admin'])).code).toBe(64);
    expect((await journal(directory, ['reset-admin', '--email', 'x'])).code).toBe(64);
    const unclaimed = await journal(makeDirectory(), ['reset-admin', '--email', 'a@example.test']);
    expect([unclaimed.code, unclaimed.stderr]).toEqual([1, expect.stringContaining('claim')]);
    expect(await events(directory)).toEqual([]);
  });
});
