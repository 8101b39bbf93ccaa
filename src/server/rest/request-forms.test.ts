import { describe, expect, it } from 'vitest';
import { entryEvent, processEvent } from '#server/testing/events.ts';
import { openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const text = 'Отправлено: 100 % & «ок» + 1 = 2';

async function start() {
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('65808f8311b626.28237158');
  const token = await portal.step('65808f8311b626.28237158');
  const messages = async () => await portal.messages('65808f8311b626.28237158');
  return { app, portal, token, messages };
}

function form(pairs: Record<string, string>): string {
  return new URLSearchParams(pairs).toString();
}

function multipart(pairs: Record<string, string>) {
  const boundary = '----journal';
  const parts = Object.entries(pairs).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="F"; filename="a.txt"\r\n\r\nfile\r\n`;
  const type = `multipart/form-data; boundary=${boundary}`;
  return { payload: `${parts.join('')}${file}--${boundary}--\r\n`, headers: { 'content-type': type } };
}

describe('a call is read from', () => {
  it('the query, a form, multipart, JSON and a body without a type, all to the same end', async () => {
    const { app, portal, token, messages } = await start();
    const url = `${portal.hookAddress}/bizproc.activity.log`;
    const pairs = { EVENT_TOKEN: token, LOG_MESSAGE: text };
    const formType = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all([
      app.server.inject({ method: 'GET', url: `${url}?${form(pairs)}` }),
      app.server.inject({ method: 'POST', url: `${url}?${form(pairs)}` }),
      app.server.inject({ method: 'POST', url, headers: formType, payload: form(pairs) }),
      app.server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
        payload: form(pairs),
      }),
      app.server.inject({ method: 'POST', url, ...multipart(pairs) }),
      app.server.inject({ method: 'POST', url, payload: pairs }),
      app.server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        payload: JSON.stringify(pairs),
      }),
      app.server.inject({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, payload: form(pairs) }),
      // inject names no type of its own for bytes
      app.server.inject({ method: 'POST', url, payload: Buffer.from(form(pairs)) }),
    ]);
    expect(answers.map((answer) => [answer.statusCode, answer.json().result])).toEqual(answers.map(() => [200, true]));
    expect(await messages()).toEqual(answers.map(() => text));
  });

  it('either, and the body wins', async () => {
    const { app, portal, token, messages } = await start();
    const url = `${portal.hookAddress}/bizproc.activity.log?LOG_MESSAGE=query&event_token=${token}`;
    await app.server.inject({ method: 'POST', url, payload: { log_message: 'body' } });
    await app.server.inject({
      method: 'POST',
      url,
      payload: '{"log_message": "broken',
      headers: { 'content-type': 'application/json' },
    });
    expect(await messages()).toEqual(['body', 'query']);
  });

  it('names in any case, doubled slashes, `.json`, both forms of the address', async () => {
    const { portal, token, messages } = await start();
    const parameters = { Event_Token: token, lOg_MeSsAgE: text };
    const urls = [
      `${portal.hookAddress}/bizproc.activity.log.json`,
      `//rest//1//${portal.code}//bizproc.activity.log`,
      `${portal.hookAddress}/BizProc.Activity.Log`,
      `${portal.hookAddress}/bizproc.activity.log/`,
      `${portal.hookAddress}/bizproc%2Eactivity%2elog.JSON`,
      `/rest/bizproc.activity.log?auth=${portal.accessToken}`,
      `/rest//BIZPROC.ACTIVITY.LOG.json?access_token=${portal.accessToken}`,
    ];
    for (const url of urls) {
      const answer = await portal.post(url, parameters);
      expect([url, answer.statusCode]).toEqual([url, 200]);
    }
    expect(await messages()).toHaveLength(urls.length);
  });

  it('brackets as PHP reads them: return values of an answer', async () => {
    const { app, portal, token } = await start();
    const payload = `event_token=${encodeURIComponent(token)}&return_values[id]=wamid.1&return_values%5Bparts%5D%5B%5D=1&return_values[parts][]=2&return_values[deep][er][est]=x`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = `${portal.hookAddress}/bizproc.event.send`;
    expect((await app.server.inject({ method: 'POST', url, payload, headers })).json().result).toBe(true);
    const [step] = await portal.steps('65808f8311b626.28237158');
    expect(step).toMatchObject({
      state: 'answered',
      returnValues: { id: 'wamid.1', parts: ['1', '2'], deep: { er: { est: 'x' } } },
    });
  });

  it('a multipart field of more than a mebibyte is not cut on its way in', async () => {
    const { app, portal, token } = await start();
    const url = `${portal.hookAddress}/bizproc.activity.log`;
    const length = 1_200_000;
    await app.server.inject({
      method: 'POST',
      url,
      ...multipart({ EVENT_TOKEN: token, LOG_MESSAGE: 'x'.repeat(length) }),
    });
    const [entry] = await portal.entries('65808f8311b626.28237158');
    expect(entry.messageLength).toBe(length);
  });
});

describe('a body that cannot be read counts as none', () => {
  it.each([
    ['application/json', '{"EVENT_TOKEN": '],
    ['application/json', '[1, 2]'],
    ['application/json', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['application/json', ''],
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="EVENT_TOKEN"\r\n\r\ncut'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\ncut'],
    ['multipart/form-data; boundary=x', '--x'],
    ['multipart/form-data; boundary=x', '\0\0\0'],
    ['application/x-www-form-urlencoded', '%%%=%zz&[[[=]]]&__proto__[x]=1&a[__proto__][b]=2&constructor=3'],
    ['image/png', '\u0089PNG'],
  ])(
    '%s %s',
    async (type, payload) => {
      const { app, portal } = await start();
      const url = `${portal.hookAddress}/bizproc.activity.log`;
      const answer = await app.server.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
      expect([answer.statusCode, answer.json().error]).toEqual([403, 'ACCESS_DENIED']);
      expect(Object.prototype).not.toHaveProperty('x');
    },
    5000,
  );
});

it('an entry that came by REST stands beside those of events', async () => {
  const { app, portal, token } = await start();
  await app.send(
    [processEvent('65808f8311b626.28237158', 1), entryEvent('65808f8311b626.28237158', -60)],
    portal.engine,
  );
  await portal.hook('bizproc.activity.log', { event_token: token, log_message: text });
  expect(await portal.messages('65808f8311b626.28237158')).toEqual(['Готово', text]);
});
