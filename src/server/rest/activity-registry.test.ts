import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RegisteredActivity } from '#contract/application.ts';
import { noon } from '#server/testing/noon.ts';
import { type MethodCalls, openMethods } from '#server/testing/method-calls.ts';
import { registeredActivityOf } from './activity-fields.ts';

const robot = { CODE: 'send', HANDLER: 'https://app.example.com/robot', NAME: 'Отправить' };
const kinds = ['activity', 'robot'] as const;
let rest: MethodCalls;

beforeAll(async () => {
  rest = await openMethods();
});
afterAll(async () => await rest.close());
beforeEach(async () => {
  const { portalNo } = await rest.store.portals.put('main', {});
  for (const { clientId, code, isRobot } of await rest.store.applications.activities(portalNo, null)) {
    await rest.store.applications.removeActivity(portalNo, clientId, code, isRobot);
  }
});

const validation = 'ERROR_ACTIVITY_VALIDATION_FAILURE';

describe.each(kinds)('bizproc.%s.add', (kind) => {
  it('refuses a call with nothing in it', async () => {
    const nothing = { auth: 'x', bx24_request_id: '1' };
    await expect(rest.run(`bizproc.${kind}.add`, nothing)).rejects.toMatchObject({
      code: validation,
      description: 'Empty data!',
    });
  });

  it('refuses nesting that nobody needs', async () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 5000; level++) deep = { a: deep };
    await expect(rest.run(`bizproc.${kind}.add`, { ...robot, FILTER: deep })).rejects.toMatchObject({
      code: 'ERROR_ACTIVITY_ADD_FAILURE',
    });
  });

  it('takes names in any case, and a form', async () => {
    const form =
      'code=send.Me-1_2&handler=https%3A%2F%2Fapp.example.com%3A8443%2Fr&name[ru]=Отправить&name[en]=Send&Use_Subscription=Y' +
      '&properties[to][name]=Кому&properties[to][type]=select&properties[to][options][maxCase]=Да&filter[include][0][0]=crm';
    expect(await rest.run(`bizproc.${kind}.add`, form)).toEqual({ result: true });
    const [row] = await rest.store.applications.activities((await rest.store.portals.put('main', {})).portalNo, null);
    expect(row).toMatchObject({
      code: 'send.Me-1_2',
      isRobot: kind === 'robot',
      handler: 'https://app.example.com:8443/r',
    });
    expect(JSON.parse(row?.fields ?? '')).toEqual({
      CODE: 'send.Me-1_2',
      HANDLER: 'https://app.example.com:8443/r',
      NAME: { RU: 'Отправить', EN: 'Send' },
      USE_SUBSCRIPTION: 'Y',
      PROPERTIES: { to: { NAME: 'Кому', TYPE: 'select', OPTIONS: { maxCase: 'Да' } } },
      FILTER: { INCLUDE: [['crm']] },
      AUTH_USER_ID: 0,
      USE_PLACEMENT: 'N',
    });
  });

  it('takes a code once, whichever kind it is; another application may take it too', async () => {
    await rest.run(`bizproc.${kind}.add`, robot);
    const other = kind === 'robot' ? 'activity' : 'robot';
    for (const again of [kind, other]) {
      await expect(rest.run(`bizproc.${again}.add`, robot)).rejects.toMatchObject({
        code: 'ERROR_ACTIVITY_ALREADY_INSTALLED',
        description: 'Activity or Robot already installed!',
      });
    }
    await rest.run(`bizproc.${other}.add`, robot, { clientId: 'local.two' });
    expect(await rest.rows(`bizproc.${kind}.list`)).toEqual(['send']);
    expect(await rest.rows(`bizproc.${other}.list`)).toEqual([]);
    expect(await rest.rows(`bizproc.${other}.list`, {}, { clientId: 'local.two' })).toEqual(['send']);
  });

  it('is not for webhooks', async () => {
    for (const deed of ['add', 'update', 'list', 'delete']) {
      await expect(rest.run(`bizproc.${kind}.${deed}`, robot, { clientId: null })).rejects.toMatchObject({
        code: 'ACCESS_DENIED',
        description: 'Access denied! Application context required',
      });
    }
  });
});

describe.each(kinds)('bizproc.%s.update', (kind) => {
  beforeEach(async () => {
    await rest.run(`bizproc.${kind}.add`, {
      ...robot,
      DESCRIPTION: 'Было',
      DOCUMENT_TYPE: ['crm', 'CCrmDocumentDeal', 'DEAL'],
    });
  });

  it.each([
    [{ CODE: '' }, validation, 'Empty activity code!'],
    [{ CODE: '!' }, validation, 'Wrong activity code!'],
    [{ CODE: 'nobody', FIELDS: { NAME: 'A' } }, 'ERROR_ACTIVITY_NOT_FOUND', 'Activity or Robot not found!'],
    [{}, validation, 'No fields to update'],
    [{ FIELDS: 'x' }, validation, 'No fields to update'],
    [{ FIELDS: {} }, validation, 'No fields to update'],
    [{ FIELDS: { NAME: '', CODE: 'other' } }, validation, 'No fields to update'],
    [{ FIELDS: { HANDLER: 'http://localhost' } }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
    [{ FIELDS: { HANDLER: 'ftp://a.b' } }, 'ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol'],
    [{ FIELDS: { NAME: 'A', PLACEMENT_HANDLER: 'x' } }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
    [{ FIELDS: { PROPERTIES: 'x' } }, validation, 'Wrong properties array!'],
    [{ FIELDS: { RETURN_PROPERTIES: { '': { Name: 'A' } } } }, validation, 'Wrong property key ()!'],
    [{ FIELDS: { FILTER: 'x' } }, validation, 'Wrong activity FILTER!'],
    [{ FIELDS: { DOCUMENT_TYPE: ['crm'] } }, validation, 'Wrong activity DOCUMENT_TYPE!'],
    [{ FIELDS: { DESCRIPTION: 'a'.repeat(300_000) } }, validation, 'Activity save error!'],
  ])('refuses %j', async (change, code, description) => {
    await expect(rest.run(`bizproc.${kind}.update`, { CODE: 'send', ...change })).rejects.toMatchObject({
      code,
      description,
    });
  });

  it('changes what is told and keeps the rest', async () => {
    const { portalNo } = await rest.store.portals.put('main', {});
    await rest.store.applications.activityWrote(portalNo, 'send', noon + 5);
    rest.clock.now = noon + 1000;
    const FIELDS = { handler: 'http://127.0.0.1/new', Name: { ru: 'Новое' }, document_type: [], use_subscription: 'N' };
    expect(await rest.run(`bizproc.${kind}.update`, { code: 'send', fields: FIELDS })).toEqual({ result: true });
    const [row] = await rest.store.applications.activities(portalNo, 'local.one');
    rest.clock.now = noon;
    expect(row).toMatchObject({
      handler: 'http://127.0.0.1/new',
      createdAt: noon,
      updatedAt: noon + 1000,
      wroteAt: noon + 5,
    });
    expect(JSON.parse(row?.fields ?? '')).toMatchObject({
      NAME: { RU: 'Новое' },
      DESCRIPTION: 'Было',
      USE_SUBSCRIPTION: 'N',
    });
    expect(JSON.parse(row?.fields ?? '')).not.toHaveProperty('DOCUMENT_TYPE');
  });

  it('does not touch the other kind, or another application', async () => {
    const other = kind === 'robot' ? 'activity' : 'robot';
    const change = { CODE: 'send', FIELDS: { NAME: 'A' } };
    for (const [name, by] of [
      [other, {}],
      [kind, { clientId: 'local.two' }],
    ] as const) {
      await expect(rest.run(`bizproc.${name}.update`, change, by)).rejects.toMatchObject({
        code: 'ERROR_ACTIVITY_NOT_FOUND',
      });
      await expect(rest.run(`bizproc.${name}.delete`, change, by)).rejects.toMatchObject({
        code: 'ERROR_ACTIVITY_NOT_FOUND',
      });
    }
  });

  it('deletes, once', async () => {
    expect(await rest.run(`bizproc.${kind}.delete`, { code: 'send' })).toEqual({ result: true });
    await expect(rest.run(`bizproc.${kind}.delete`, { code: 'send' })).rejects.toMatchObject({
      code: 'ERROR_ACTIVITY_NOT_FOUND',
    });
    await expect(rest.run(`bizproc.${kind}.delete`, {})).rejects.toMatchObject({ description: 'Empty activity code!' });
  });
});

describe('registeredActivityOf', () => {
  it.each([
    ['Отправить', 'Отправить', 'Отправить'],
    [{ ru: 'Отправить', en: 'Send' }, 'Отправить', 'Send'],
    [{ de: 'Senden' }, 'Senden', 'Senden'],
    [{ en: 'Send', de: 'Senden' }, 'Send', 'Send'],
    [{ ru: { a: 1 } }, 'send', 'send'],
  ])('names %j', async (NAME, ru, en) => {
    await rest.run('bizproc.robot.add', { ...robot, NAME, USE_SUBSCRIPTION: true });
    const [row] = await rest.store.applications.activities((await rest.store.portals.put('main', {})).portalNo, null);
    if (row === undefined) throw new Error('nothing was registered');
    const shown = registeredActivityOf(row, 'Мессенджер');
    expect(RegisteredActivity.parse(shown)).toMatchObject({
      code: 'send',
      kind: 'robot',
      name: ru,
      application: { clientId: 'local.one', title: 'Мессенджер' },
      useSubscription: 'Y',
      wroteAt: null,
    });
    expect(registeredActivityOf(row, null, 'en').name).toBe(en);
  });
});
