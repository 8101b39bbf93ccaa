import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import type { FailureView } from '#contract/failure-view.ts';
import type { Assignee, BulkAnswer, CauseLife, CauseNote, FailureList } from '#contract/failures.ts';
import { after } from '#server/testing/events.ts';
import { ask, done, refusal, started } from '#server/testing/failure-calls.ts';
import { fail, says } from '#server/testing/failures.ts';
import { startFakePortal } from '#server/testing/fake-portal.ts';
import { connectBitrix24, exchange, openFrame, putConnection } from '#server/testing/frames.ts';
import type { TestApp } from '#server/testing/test-app.ts';
import { createTold } from './told.ts';

type Headers = Record<string, string>;

/** A portal in whose frame Vera and Boris are support, and two causes of failures in it. */
async function inPortal() {
  const { app, key, support } = await started();
  const fake = await startFakePortal();
  fake.addUser('token-vera', { id: 5, name: 'Вера' });
  fake.addUser('token-boris', { id: 6, name: 'Борис' });
  const mapped = async (supportUsers: string[]) => await connectBitrix24(app, fake, { change: { supportUsers } });
  await mapped(['5', '6']);
  await fail(app, key, [{ at: -10 }, { at: -9, says: says['wa-rate'] }]);
  const comes = async (authId: string) => await openFrame(app, fake, { authId });
  const [vera, boris] = [await comes('token-vera'), await comes('token-boris')];
  return { app, key, support, fake, mapped, comes, vera, boris };
}

const assignees = async (app: TestApp, headers: Headers) =>
  (await done<{ items: Assignee[] }>(app, headers, 'GET', 'failures/assignees')).items;
const listed = async (app: TestApp, headers: Headers, query = '') =>
  (await done<FailureList>(app, headers, 'GET', `failures?${query}`)).causes.map(({ cause }) => cause).toSorted();
const assigneeOf = async (app: TestApp, headers: Headers) =>
  (await done<FailureList>(app, headers, 'GET', 'failures')).causes.find(({ cause }) => cause === 'wa-window')
    ?.assignee;
const take = async (app: TestApp, headers: Headers, person: string | null = 'me') =>
  await done<CauseLife>(app, headers, 'PUT', 'causes/wa-window/assignee', { person });
const keep = async (app: TestApp, headers: Headers, view: object = {}) =>
  await done<FailureView>(app, headers, 'POST', 'failure-views', { name: 'Мои', search: '', isShared: false, ...view });
const views = async (app: TestApp, headers: Headers) =>
  (await done<{ items: FailureView[] }>(app, headers, 'GET', 'failure-views')).items;

describe('support in the portal’s frame, without an account here', () => {
  it('takes a cause on, and everybody sees who has it', async () => {
    const { app, support, vera, boris } = await inPortal();
    expect((await assignees(app, vera)).map(({ name }) => name)).toEqual(['support']);
    expect(await listed(app, vera, 'assignee=me')).toEqual([]);
    const { assignee } = await take(app, vera);
    expect(assignee).toEqual({ person: expect.stringMatching(/^u\d+$/), name: 'Вера' });
    const person = assignee?.person ?? '';
    for (const headers of [support, boris, vera]) {
      expect(await assignees(app, headers)).toContainEqual({ person, name: 'Вера' });
      expect(await listed(app, headers, `assignee=${person}`)).toEqual(['wa-window']);
      expect(await listed(app, headers, 'assignee=none')).toEqual(['wa-rate']);
    }
    expect(await listed(app, vera, 'assignee=me')).toEqual(['wa-window']);
    for (const headers of [support, boris]) expect(await listed(app, headers, 'assignee=me')).toEqual([]);

    const events = await app.store.audit.from(1, 100);
    expect(events.filter(({ action }) => action === 'cause.assign')).toMatchObject([
      { actorKind: 'visitor', actor: '5', details: JSON.stringify({ assignee: person }) },
    ]);
    const { items } = await done<{ items: CauseNote[] }>(app, support, 'GET', 'causes/wa-window/history');
    expect(items).toMatchObject([{ kind: 'assign', assignee: 'Вера', by: 'Вера' }]);
    const { portalNo } = (await app.store.portals.find('main'))!;
    const told = createTold(app.store, () => app.clock.now);
    expect(await told.about(portalNo, 'wa-window', Date.parse(after(-60)), 'ru')).toMatchObject({ assignee: 'Вера' });
  });

  it('gets a cause from colleagues, hands it on, and stays with it while its state changes', async () => {
    const { app, support, vera, boris } = await inPortal();
    const { person, name } = (await take(app, vera)).assignee!;
    await take(app, support, null);
    expect(await assigneeOf(app, vera)).toBeNull();
    await take(app, support, person);
    await done(app, boris, 'PUT', 'causes/wa-window/state', { state: 'acknowledged' });
    expect(await assigneeOf(app, boris)).toEqual({ person, name });
    const other = (await assignees(app, vera)).find((one) => one.name === 'support')!;
    // The numbers of the two kinds have nothing to do with each other.
    expect((await take(app, vera, other.person)).assignee).toEqual(other);
    expect(await listed(app, support, 'assignee=me')).toEqual(['wa-window']);
    expect(await listed(app, vera, 'assignee=me')).toEqual([]);
  });

  it('is called as the portal calls him now', async () => {
    const { app, support, fake, comes, vera } = await inPortal();
    await take(app, vera);
    fake.addUser('token-vera', { id: 5, name: 'Вера Ильина' });
    await comes('token-vera');
    expect(await assigneeOf(app, support)).toMatchObject({ name: 'Вера Ильина' });
  });

  it('keeps what he has when he is support no more, and is offered for nothing new', async () => {
    const { app, support, mapped, vera } = await inPortal();
    const { person } = (await take(app, vera)).assignee!;
    await mapped(['6']);
    expect(await assigneeOf(app, support)).toEqual({ person, name: 'Вера' });
    expect((await assignees(app, support)).map(({ name }) => name)).toEqual(['support']);
    const again = { person };
    expect(await refusal(app, support, 'PUT', 'causes/wa-rate/assignee', again)).toEqual([400, 'invalid_request']);
    await mapped(['5', '6']);
    expect((await assignees(app, support)).map(({ name }) => name)).toContain('Вера');
  });

  it('takes many on at once, and a count alone remembers nobody', async () => {
    const { app, support, vera } = await inPortal();
    const action = { kind: 'assign', person: 'me' };
    const all = async (isDryRun: boolean) =>
      (await done<BulkAnswer>(app, vera, 'POST', 'causes/bulk', { action, isDryRun })).items.map(
        ({ result }) => result,
      );
    expect(await all(true)).toEqual(['done', 'done']);
    expect((await assignees(app, support)).map(({ name }) => name)).toEqual(['support']);
    expect(await all(false)).toEqual(['done', 'done']);
    expect(await listed(app, vera, 'assignee=me')).toEqual(['wa-rate', 'wa-window']);
    expect(await all(true)).toEqual(['unchanged', 'unchanged']);
    expect((await app.store.portalPeople.list(1)).map(({ name }) => name)).toEqual(['Вера']);
  });

  it('is nobody in another portal', async () => {
    const { app, key, vera } = await inPortal();
    const { person } = (await take(app, vera)).assignee!;
    const theirs = await app.makeKey({ portal: 'second' });
    const colleague = { cookie: (await app.makePerson('support', ['second'])).cookie, 'sec-fetch-site': 'same-origin' };
    await fail(app, theirs, [{ at: -10 }]);
    expect(await assignees(app, colleague)).not.toContainEqual(expect.objectContaining({ person }));
    expect(await refusal(app, colleague, 'PUT', 'causes/wa-window/assignee', { person })).toEqual([
      400,
      'invalid_request',
    ]);
    expect(await assigneeOf(app, key)).toMatchObject({ person });
  });

  it('keeps views of his own, and those that he shares say his name', async () => {
    const { app, support, comes, vera, boris } = await inPortal();
    const { view } = await keep(app, vera, { search: 'assignee=me' });
    expect(await views(app, await comes('token-vera'))).toMatchObject([{ view, isOwn: true, by: 'Вера' }]);
    for (const headers of [support, boris]) {
      expect(await views(app, headers)).toEqual([]);
      expect(await refusal(app, headers, 'PUT', `failure-views/${view}`, { name: 'x' })).toEqual([404, 'not_found']);
      expect(await refusal(app, headers, 'DELETE', `failure-views/${view}`)).toEqual([404, 'not_found']);
    }
    await done(app, vera, 'PUT', `failure-views/${view}`, { name: 'Утро', isShared: true });
    for (const headers of [support, boris]) {
      expect(await views(app, headers)).toMatchObject([{ view, name: 'Утро', isOwn: false, by: 'Вера' }]);
    }
    await done(app, vera, 'DELETE', `failure-views/${view}`);
    expect(await views(app, boris)).toEqual([]);
  });

  it('keeps them when an account of the same number goes', async () => {
    const { app, vera } = await inPortal();
    await keep(app, vera);
    const [person] = await app.store.portalPeople.list(1);
    const account = (await app.store.accounts.list()).find(({ accountNo }) => accountNo === person?.personNo);
    expect(account).toBeDefined();
    await app.makePerson('administrator');
    expect(await app.store.accounts.remove(account?.accountNo ?? 0)).toBe(true);
    expect(await views(app, vera)).toHaveLength(1);
  });

  it('is offered while a portal that signs its launches calls him support', async () => {
    const journal = 'https://journal.example';
    const { app, key } = await started({ config: { publicUrl: new URL(journal) } });
    await app.store.portals.put('main', { origin: 'https://shop.example' });
    const secret = 'x'.repeat(32);
    await putConnection(app, 'main', { kind: 'signed', algorithm: 'HS256', key: secret });
    await fail(app, key, [{ at: -10 }]);
    let last = 0;
    const comes = async (claims: object) => {
      last += 1;
      const iat = Math.floor(app.clock.now / 1000);
      const said = { iss: 'main', aud: journal, jti: `launch-${last}`, iat, exp: iat + 60, ...claims };
      const token = await new SignJWT(said).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
      const answer = await exchange(app, { portal: 'main', token });
      expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
      return { authorization: `Bearer ${answer.json<{ bearer: string }>().bearer}` };
    };
    const nameless = await comes({ sub: 'vera', role: 'support' });
    expect((await take(app, nameless)).assignee).toMatchObject({ name: 'vera' });
    const boris = await comes({ sub: 'boris', name: 'Борис', role: 'support' });
    const names = async () => (await assignees(app, boris)).map(({ name }) => name);
    expect(await names()).toEqual(['support', 'vera']);
    await comes({ sub: 'vera', name: 'Вера', role: 'manager', card: { type: 'deal', id: '7' } });
    expect(await names()).toEqual(['support']);
    expect(await assigneeOf(app, key)).toMatchObject({ name: 'Вера' });
    const manager = await comes({ sub: 'oleg', role: 'manager', card: { type: 'deal', id: '7' } });
    expect((await ask(app, manager, 'GET', 'failures/assignees')).statusCode).toBe(403);
  });
});
