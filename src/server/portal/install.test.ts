import { createContext, Script } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { type FakePortal, startFakePortal } from '#server/testing/fake-portal.ts';
import { connectBitrix24, openFrame, postForm } from '#server/testing/frames.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

async function start() {
  const app = await startTestApp({ config: { publicUrl: new URL('https://journal.example') } });
  const fake = await startFakePortal();
  fake.addUser('token-admin', { id: 1, isAdmin: true });
  fake.addUser('token-anna', { cards: new Set(['2:7']) });
  await connectBitrix24(app, fake);
  return { app, fake };
}

const install = async (app: TestApp, fake: FakePortal, authId = 'token-admin') =>
  await postForm(app, fake, { authId, path: '/launch/bitrix24/install', fields: { PLACEMENT: 'DEFAULT' } });

async function connectionOf(app: TestApp) {
  const key = await app.makeKey({ scopes: ['admin'] });
  return (await app.get('/api/v1/portals', key)).json().items[0].connection;
}

const actions = async (app: TestApp) => (await app.store.audit.from(1, 100)).map(({ action }) => action);

/** What a script on the page does in its window. */
function run(script: string, page: string): [unknown, unknown][] {
  const posted: [unknown, unknown][] = [];
  const dataset = {
    origin: /data-origin="([^"]*)"/.exec(page)?.[1],
    appSid: /data-app-sid="([^"]*)"/.exec(page)?.[1],
  };
  const parent = { postMessage: (message: unknown, target: unknown) => posted.push([message, target]) };
  new Script(script).runInContext(createContext({ window: { parent }, document: { currentScript: { dataset } } }));
  return posted;
}

describe('the installation', () => {
  it('binds our tab in the cards of every type, the portal’s own among them, and word of the removal', async () => {
    const { app, fake } = await start();
    fake.types = [31, 128, 1064];
    const answer = await install(app, fake);
    expect(answer.statusCode).toBe(200);
    const own = 'https://journal.example/launch/bitrix24';
    expect(Object.fromEntries(fake.bound)).toEqual({
      ...Object.fromEntries(
        ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'SMART_INVOICE', 'ORDER', 'DYNAMIC_128', 'DYNAMIC_1064'].map(
          (type) => [`CRM_${type}_DETAIL_TAB`, own],
        ),
      ),
      ONAPPUNINSTALL: `${own}/events`,
    });
    expect(fake.askedFor('placement.bind')[0]).toMatchObject({
      LANG_ALL: { ru: { TITLE: 'Процессы' }, en: { TITLE: 'Processes' } },
    });
    expect(answer.body).toContain('CRM_DYNAMIC_1064_DETAIL_TAB: готово');
    expect((await connectionOf(app)).installedAt).toBe(new Date(app.clock.now).toISOString());
    expect(await actions(app)).toContain('launch.install');
  });

  it('ends itself by the frame protocol, to the portal’s own origin, in a page that only the portal frames', async () => {
    const { app, fake } = await start();
    const answer = await install(app, fake);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain(`frame-ancestors ${fake.origin}`);
    expect(policy).toContain("script-src 'self'");
    expect(answer.headers['x-frame-options']).toBeUndefined();
    const source = /<script src="([^"]+)"/.exec(answer.body)?.[1] ?? '';
    const script = await app.get(source);
    expect(script.headers['content-type']).toContain('javascript');
    expect(run(script.body, answer.body)).toEqual([['setInstallFinish:journalInstalled:sid7', fake.origin]]);
    expect((await app.get('/launch/page.css')).headers['content-type']).toContain('text/css');
  });

  it('can be done again: what is bound stays', async () => {
    const { app, fake } = await start();
    await install(app, fake);
    const again = await install(app, fake);
    expect(again.body).toContain('CRM_DEAL_DETAIL_TAB: готово');
    expect(again.body).toContain('/launch/installed.js');
  });

  it('says what the portal refused, by its code, and ends nothing when there is no tab', async () => {
    const { app, fake } = await start();
    const error_description = '<script>alert(1)</script>';
    fake.lies.set('placement.bind', { status: 400, answer: { error: 'ERROR_PLACEMENT_NOT_FOUND', error_description } });
    const answer = await install(app, fake);
    expect(answer.body).toContain('CRM_DEAL_DETAIL_TAB: ERROR_PLACEMENT_NOT_FOUND');
    expect(answer.body).not.toContain('<script');
    expect(answer.body).toContain('Журнал не установлен');
    expect((await connectionOf(app)).installedAt).toBeNull();
  });

  it('goes on without the portal’s own types where it does not tell them', async () => {
    const { app, fake } = await start();
    fake.lies.set('crm.type.list', { status: 403, answer: { error: 'ACCESS_DENIED' } });
    const answer = await install(app, fake);
    expect(answer.body).toContain('Список смарт-процессов не получен');
    expect(fake.bound.has('CRM_DEAL_DETAIL_TAB')).toBe(true);
  });

  it('is for an administrator of the portal: nobody else binds anything', async () => {
    const { app, fake } = await start();
    const answer = await install(app, fake, 'token-anna');
    expect(answer.statusCode).toBe(403);
    expect(fake.askedFor('placement.bind')).toEqual([]);
    expect(await actions(app)).toContain('launch.refused');
    const stranger = await install(app, fake, 'token-of-nobody');
    expect([stranger.statusCode, fake.bound.size]).toEqual([403, 0]);
  });
});

describe('the removal of the application', () => {
  const tell = async (app: TestApp, fields: Record<string, string>) =>
    await app.server.inject({
      method: 'POST',
      url: '/launch/bitrix24/events',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
  const event = (fake: FakePortal) => ({
    event: 'ONAPPUNINSTALL',
    'data[LANGUAGE_ID]': 'ru',
    'data[CLEAN]': '1',
    ts: '1466439714',
    'auth[domain]': 'portal.example',
    'auth[member_id]': fake.memberId,
    'auth[application_token]': fake.applicationToken,
  });

  it('ends the portal’s frames and is told of', async () => {
    const { app, fake } = await start();
    await install(app, fake);
    const headers = await openFrame(app, fake);
    expect((await tell(app, event(fake))).statusCode).toBe(200);
    expect((await app.get('/api/v1/session', headers)).statusCode).toBe(401);
    expect((await connectionOf(app)).installedAt).toBeNull();
    expect(await actions(app)).toContain('launch.uninstall');
  });

  it.each([
    ['another token', { 'auth[application_token]': 'application-token-x' }],
    ['no token', { 'auth[application_token]': '' }],
    ['another portal', { 'auth[member_id]': 'stranger00000000' }],
    ['another event', { event: 'ONCRMDEALADD' }],
  ])('is not believed with %s', async (_name, change) => {
    const { app, fake } = await start();
    const headers = await openFrame(app, fake);
    const answer = await tell(app, { ...event(fake), ...change });
    expect([answer.statusCode, answer.json().detail]).toEqual([403, null]);
    expect((await app.get('/api/v1/session', headers)).statusCode).toBe(200);
    expect(await actions(app)).not.toContain('launch.uninstall');
  });

  it('is not believed where no token is on record: nothing proves it', async () => {
    const { app, fake } = await start();
    await connectBitrix24(app, fake, { change: { applicationToken: null } });
    for (const token of ['', fake.applicationToken])
      expect((await tell(app, { ...event(fake), 'auth[application_token]': token })).statusCode).toBe(403);
  });
});
