import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noon } from '#server/testing/noon.ts';
import { type MethodCalls, openMethods } from '#server/testing/method-calls.ts';
import { restErrors } from './errors.ts';

let rest: MethodCalls;
beforeAll(async () => {
  rest = await openMethods();
  const { portalNo } = await rest.store.portals.put('main', {});
  const application = {
    clientId: 'local.one',
    portalNo,
    title: 'Мессенджер',
    secretHash: '',
    user: '1',
    scopes: [],
    createdAt: noon,
  };
  await rest.store.applications.add(application);
});
afterAll(async () => await rest.close());

const result = async (...call: Parameters<MethodCalls['run']>) => (await rest.run(...call)).result;

describe('methods and scopes', () => {
  it('tells those that the caller may call, of a scope, or all', async () => {
    const all = await result('methods', { full: true });
    expect(all).toEqual(rest.registry.list().map(({ name }) => name));
    expect(await result('methods')).toEqual(all);
    expect(await result('methods', {}, { scopes: [] })).toEqual(await result('methods', { scope: '' }));
    expect(await result('methods', { scope: '' })).toContain('server.time');
    expect(await result('methods', { scope: '' })).not.toContain('bizproc.robot.add');
    expect(await result('methods', { SCOPE: 'journal.read' })).toEqual([
      'journal.entry.list',
      'journal.failure.list',
      'journal.process.list',
    ]);
    expect(await result('methods', { scope: 'crm' })).toEqual([]);
  });

  it.each([
    ['bizproc.robot.add', true, true],
    ['BIZPROC.ROBOT.ADD', true, true],
    ['server.time', true, true],
    ['journal.process.list', true, false],
    ['crm.deal.list', false, false],
    ['', false, false],
    [['server.time'], false, false],
  ])('method.get %j', async (name, isExisting, isAvailable) => {
    expect(await result('method.get', { name }, { scopes: ['bizproc'] })).toEqual({ isExisting, isAvailable });
  });

  it('tells scopes of the caller, or all', async () => {
    expect(await result('scope', {}, { scopes: ['bizproc'] })).toEqual(['bizproc']);
    expect(await result('scope', { full: 'true' }, { scopes: [] })).toContain('journal.write');
  });
});

describe('who calls', () => {
  it('app.info tells an application what the official SDK reads', async () => {
    const info = (await result('app.info')) as Record<string, unknown>;
    expect(info).toMatchObject({
      CODE: 'local.one',
      VERSION: 1,
      STATUS: 'L',
      INSTALLED: true,
      PAYMENT_EXPIRED: 'N',
      LANGUAGE_ID: 'ru',
      LICENSE: 'ru_selfhosted',
    });
    expect(Number.isSafeInteger(info['ID'])).toBe(true);
    expect(await result('app.info')).toEqual(info);
    expect(await result('app.info', {}, { language: 'en' })).toMatchObject({
      LICENSE: 'en_selfhosted',
      LANGUAGE_ID: 'en',
    });
  });

  it('app.info tells a webhook its scopes', async () => {
    expect(await result('app.info', {}, { clientId: null, scopes: ['bizproc'] })).toEqual({
      SCOPE: ['bizproc'],
      LICENSE: 'ru_selfhosted',
    });
  });

  it('profile, user.current and user.admin tell whose rights the caller has', async () => {
    const person = { ID: '1', NAME: '', LAST_NAME: '', TIME_ZONE: 'Europe/Moscow', TIME_ZONE_OFFSET: 10_800 };
    expect(await result('profile')).toMatchObject({ ...person, ADMIN: true });
    expect(await result('profile', {}, { scopes: ['journal.read'] })).toMatchObject({ ...person, ADMIN: false });
    expect(await result('user.current')).toMatchObject({ ...person, ACTIVE: true });
    expect(await result('user.admin')).toBe(true);
    expect(await result('user.admin', {}, { scopes: ['admin'] })).toBe(true);
    expect(await result('user.admin', {}, { scopes: ['journal.read'] })).toBe(false);
  });

  it('server.time is in the portal’s zone', async () => {
    expect(await result('server.time')).toBe('2026-11-21T15:00:00+03:00');
  });
});

describe('the documentation of each method', () => {
  it('is told in both languages, its example can be called', async () => {
    const registered: unknown[] = [];
    for (const method of rest.registry.list()) {
      for (const text of [method.summary, ...method.parameters]) {
        expect(text.ru, method.name).toMatch(/[а-яё]/i);
        expect(text.en, method.name).not.toMatch(/[а-яё]/i);
      }
      expect(method.errors.every((code) => code in restErrors)).toBe(true);
      if (method.name.endsWith('.add')) registered.push(method.name);
    }
    for (const name of ['bizproc.robot.add', 'bizproc.robot.update', 'bizproc.robot.list', 'bizproc.robot.delete']) {
      const { parameters, result: told } = rest.registry.find(name)?.example ?? { parameters: {}, result: null };
      expect(await result(name, parameters)).toEqual(told);
    }
    for (const method of rest.registry.list().filter(({ name }) => !/\.(robot|activity)\./.test(name))) {
      const answer = await result(method.name, method.example.parameters);
      expect(Array.isArray(answer)).toBe(Array.isArray(method.example.result));
      if (!Array.isArray(answer) && typeof answer === 'object') {
        expect(Object.keys(answer ?? {})).toEqual(Object.keys(method.example.result ?? {}));
      }
    }
    expect(registered).toHaveLength(2);
  });
});
