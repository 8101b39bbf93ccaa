import { describe, expect, it } from 'vitest';
import type { FailureView } from '#contract/failure-view.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;
const path = '/api/v1/failure-views';

async function ask(
  app: TestApp,
  headers: Headers,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  at = '',
  payload?: object,
) {
  const own = { 'sec-fetch-site': 'same-origin', ...headers };
  const answer = await app.server.inject({ method, url: `${path}${at}`, headers: own, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
}
const person = async (app: TestApp, role: 'support' | 'administrator', portals = ['main']): Promise<Headers> => ({
  cookie: (await app.makePerson(role, portals)).cookie,
});
const names = async (app: TestApp, headers: Headers, search = '') =>
  (await ask(app, headers, 'GET', search)).body.items.map(({ name }: FailureView) => name);
const keep = async (app: TestApp, headers: Headers, view: object = {}): Promise<FailureView> => {
  const body = { name: 'WhatsApp, новые', search: 'robot=WhatsApp&state=new', isShared: false, ...view };
  return (await ask(app, headers, 'POST', '', body)).body;
};

describe('views of the failures page', () => {
  it('are their maker’s own until he shares them with his colleagues of the portal', async () => {
    const app = await startTestApp();
    const [anna, boris] = [await person(app, 'support'), await person(app, 'support')];
    const stranger = await person(app, 'support', ['other']);
    const { view } = await keep(app, anna);
    await keep(app, anna, { name: 'Крупные сделки', isShared: true });
    expect(await names(app, anna)).toEqual(
      ['Крупные сделки', 'WhatsApp, новые'].toSorted((a, b) => a.localeCompare(b)),
    );
    expect(await names(app, boris)).toEqual(['Крупные сделки']);
    expect(await names(app, stranger)).toEqual([]);
    expect(await names(app, await app.makeKey())).toEqual(['Крупные сделки']);

    await ask(app, anna, 'PUT', `/${view}`, { isShared: true });
    const shared = (await ask(app, boris, 'GET')).body.items.find((one: FailureView) => one.view === view);
    expect(shared).toMatchObject({ search: 'robot=WhatsApp&state=new', isShared: true, isOwn: false, by: 'support' });
  });

  it('are changed by their maker alone, and what is another’s is not there', async () => {
    const app = await startTestApp();
    const [anna, boris] = [await person(app, 'support'), await person(app, 'support')];
    const { view } = await keep(app, anna, { isShared: true });
    const nowhere = await ask(app, boris, 'PUT', '/999999', { name: 'x' });
    expect(await ask(app, boris, 'PUT', `/${view}`, { name: 'x' })).toMatchObject({
      status: 404,
      body: { code: nowhere.body.code, detail: nowhere.body.detail },
    });
    expect((await ask(app, boris, 'DELETE', `/${view}`)).status).toBe(404);
    expect((await ask(app, anna, 'PUT', `/${view}`, { name: 'Переименовано' })).body).toMatchObject({
      name: 'Переименовано',
      search: 'robot=WhatsApp&state=new',
      isShared: true,
      isOwn: true,
    });
    expect((await ask(app, anna, 'DELETE', `/${view}`)).status).toBe(200);
    expect(await names(app, anna)).toEqual([]);
  });

  it('that are shared can be tidied up by an administrator, and private ones he does not even see', async () => {
    const app = await startTestApp();
    const anna = await person(app, 'support');
    const chief = await person(app, 'administrator');
    const own = await keep(app, anna);
    const shared = await keep(app, anna, { name: 'Общее', isShared: true });
    expect(await names(app, chief)).toEqual(['Общее']);
    expect((await ask(app, chief, 'DELETE', `/${own.view}`)).status).toBe(404);
    expect((await ask(app, chief, 'DELETE', `/${shared.view}`)).status).toBe(200);
    expect(await names(app, anna)).toEqual(['WhatsApp, новые']);
  });

  it('go with their maker’s account, except those that others use', async () => {
    const app = await startTestApp();
    const { cookie, email } = await app.makePerson('support');
    const boris = await person(app, 'support');
    await keep(app, { cookie });
    await keep(app, { cookie }, { name: 'Общее', isShared: true });
    const account = await app.store.accounts.byEmail(email);
    await app.store.accounts.remove(account?.accountNo ?? 0);
    expect((await ask(app, boris, 'GET')).body.items).toMatchObject([{ name: 'Общее', by: null }]);
    const { portalNo } = (await app.store.portals.find('main')) ?? { portalNo: 0 };
    expect(await app.store.views.list(portalNo)).toHaveLength(1);
  });

  it('hold no secret that somebody searched for, and are refused when they are no view', async () => {
    const app = await startTestApp();
    const anna = await person(app, 'support');
    const { search } = await keep(app, anna, { search: 'search=Bearer EAAJZCkq3sZBs0BAsecretsecretsecret' });
    expect(search).not.toContain('EAAJZ');
    for (const wrong of [{ name: ' ' }, { name: 'x'.repeat(81) }, { search: 'x'.repeat(2001) }, { search: '\n' }]) {
      expect((await ask(app, anna, 'POST', '', { name: 'a', search: '', isShared: false, ...wrong })).status).toBe(400);
    }
    for (let n = 1; n < 100; n += 1) await keep(app, anna, { name: `${n}` });
    expect((await ask(app, anna, 'POST', '', { name: 'a', search: '', isShared: false })).body).toMatchObject({
      code: 'conflict',
    });
  });
});
