import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeTestApp } from '#server/testing/test-app.ts';
import { openRestPortal } from '#server/testing/rest-portal.ts';

/*
 * Random requests, mostly nonsense. Two promises: none of them fails by our fault, and what is in the journal
 * afterwards is what was answered `true`, no more and no less.
 */

const methods = [
  'bizproc.activity.log',
  'bizproc.event.send',
  'bizproc.activity.add',
  'bizproc.robot.add',
  'bizproc.robot.list',
  'bizproc.activity.update',
  'bizproc.activity.delete',
  'bizproc.workflow.instances',
  'bizproc.workflow.template.list',
  'journal.process.list',
  'journal.entry.list',
  'journal.failure.list',
  'methods',
  'method.get',
  'scope',
  'app.info',
  'profile',
  'user.current',
  'user.admin',
  'server.time',
  'no.such',
  '__proto__',
  '',
];
const names =
  'LOG_MESSAGE RETURN_VALUES CODE HANDLER NAME FIELDS PROPERTIES SELECT FILTER ORDER START CMD HALT __proto__ constructor bx24_request_id'.split(
    ' ',
  );

const casing = (text: string) =>
  fc.array(fc.boolean(), { maxLength: 40 }).map((upper) =>
    text
      .split('')
      .map((letter, index) => (upper[index] === true ? letter.toUpperCase() : letter.toLowerCase()))
      .join(''),
  );
const method = fc.oneof(fc.constantFrom(...methods), fc.string({ maxLength: 30, unit: 'binary' })).chain(casing);
const oddText = fc.oneof(
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.constantFrom(
    '0',
    '-1',
    '50',
    '1e9',
    'Y',
    'null',
    '$result[a]',
    '$result[a][b]',
    '$result[__proto__]',
    '%',
    '%zz',
    '[]',
    '\0',
    '\uD800',
  ),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    oddText,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(fc.oneof(oddText, fc.constantFrom(...names, '>=ID', '!STATE', 'id', 'DATE')), tie('any'), {
    maxKeys: 4,
  }),
})).any;
const parameters = fc.dictionary(fc.oneof(fc.constantFrom(...names).chain(casing), oddText), value, { maxKeys: 6 });

type Sent = { url: string; headers: Record<string, string>; payload: string; marks: string[] };

const brackets = (name: string, item: unknown): [string, string][] => {
  if (typeof item !== 'object' || item === null) return [[name, String(item)]];
  return Object.entries(item).flatMap(([key, inner]) => brackets(`${name}[${Array.isArray(item) ? '' : key}]`, inner));
};
const wellFormed = (text: string) => encodeURIComponent(text.toWellFormed());
const encode = (fields: Record<string, unknown>) =>
  Object.entries(fields)
    .flatMap(([name, item]) => brackets(name, item))
    .map(([name, text]) => `${wellFormed(name)}=${wellFormed(text)}`)
    .join('&');

function multipart(fields: Record<string, unknown>): string {
  const pairs = Object.entries(fields).flatMap(([name, item]) => brackets(name, item));
  const part = ([name, text]: [string, string]) =>
    `--b\r\nContent-Disposition: form-data; name="${name.toWellFormed().replaceAll(/["\r\n]/g, '')}"\r\n\r\n${text.toWellFormed()}\r\n`;
  return `${pairs.map(part).join('')}--b--`;
}

it('never fail by our fault, and never write what was not acknowledged', async () => {
  const app = await makeTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const token = await portal.step('p1');
  let sent = 0;
  const acknowledged: string[] = [];

  const request = fc
    .record({
      method,
      parameters,
      encoding: fc.constantFrom('json', 'form', 'multipart', 'query', 'raw', 'broken'),
      address: fc.constantFrom('hook', 'token', 'slashes', 'nobody', 'json'),
      writes: fc.integer({ min: 0, max: 3 }),
      batch: fc.option(
        fc.record({
          commands: fc.array(fc.tuple(method, parameters), { maxLength: 5 }),
          asList: fc.boolean(),
          halt: fc.constantFrom(0, 1, 'Y', [], {}),
        }),
        { freq: 3 },
      ),
      noise: fc.string({ maxLength: 20, unit: 'binary' }),
    })
    .map((one): Sent => {
      const marks: string[] = [];
      // A message that can be told from all others, so that what was written is known.
      const written = () => {
        const mark = `mark-${(sent += 1)}`;
        marks.push(mark);
        return { EVENT_TOKEN: token, LOG_MESSAGE: mark };
      };
      let [name, fields]: [string, Record<string, unknown>] = [one.method, { ...one.parameters }];
      if (one.batch !== null) {
        const ours = Array.from({ length: one.writes }, (): [string, Record<string, unknown>] => [
          'bizproc.activity.log',
          written(),
        ]);
        const commands = [...ours, ...one.batch.commands].map(([of, inner]) => `${of}?${encode(inner)}`);
        fields = {
          ...fields,
          cmd: one.batch.asList ? commands : Object.fromEntries(commands.map((command, n) => [`k${n}`, command])),
          halt: one.batch.halt,
        };
        for (const other of Object.keys(fields))
          if (other !== 'cmd' && other.toUpperCase() === 'CMD') delete fields[other];
        name = 'batch';
      } else if (one.writes > 0) {
        for (const other of Object.keys(fields)) if (/^(event_token|log_message)$/i.test(other)) delete fields[other];
        fields = { ...fields, ...written() };
        name = 'bizproc.activity.log';
      }
      const path = encodeURIComponent(name.toWellFormed());
      const url = {
        hook: `${portal.hookAddress}/${path}`,
        json: `${portal.hookAddress}/${path}.json`,
        slashes: `/rest//1//${portal.code}//${path}//`,
        token: `/rest/${path}?auth=${portal.accessToken}`,
        nobody: `/rest/${path}`,
      }[one.address];
      const inQuery = one.encoding === 'query';
      const type = {
        json: 'application/json',
        form: 'application/x-www-form-urlencoded',
        multipart: 'multipart/form-data; boundary=b',
        query: '',
        raw: '',
        broken: 'application/json',
      }[one.encoding];
      const payload = {
        json: () => JSON.stringify(fields),
        form: () => encode(fields),
        raw: () => encode(fields),
        multipart: () => multipart(fields),
        query: () => '',
        broken: () => JSON.stringify(fields).slice(0, -1) + one.noise + '{',
      }[one.encoding]();
      return {
        url: inQuery ? `${url}${url.includes('?') ? '&' : '?'}${encode(fields)}` : url,
        headers: type === '' ? {} : { 'content-type': type },
        payload,
        marks,
      };
    });

  try {
    await fc.assert(
      fc.asyncProperty(request, async ({ url, headers, payload, marks }) => {
        const answer = await app.server.inject({ method: 'POST', url, headers, payload: Buffer.from(payload) });
        expect([answer.statusCode, url, payload].slice(0, answer.statusCode < 500 ? 0 : 3)).toEqual([]);
        const body = answer.json();
        if (marks.length === 0) return;
        if (body.error !== undefined) return;
        const results = typeof body.result === 'object' ? body.result.result : [body.result];
        const keys = Array.isArray(results)
          ? marks.map((_, n) => String(n))
          : marks.map((_, n) => (n in results ? String(n) : `k${n}`));
        for (const [n, key] of keys.entries()) if (results[key] === true) acknowledged.push(marks[n] ?? '');
      }),
      { numRuns: 4000, endOnFailure: true },
    );
    const kept = await allMessages(app.get, portal.engine);
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept.toSorted()).toEqual(acknowledged.toSorted());
    expect(kept.length).toBeGreaterThan(500);
    expect(app.log()).not.toContain('rest call failed');
  } finally {
    await app.stop();
  }
}, 120_000);

async function allMessages(
  get: Awaited<ReturnType<typeof makeTestApp>>['get'],
  headers: Record<string, string>,
): Promise<string[]> {
  const messages: string[] = [];
  let cursor = '';
  for (;;) {
    const page = (await get(`/api/v1/processes/p1/entries?limit=1000${cursor}`, headers)).json();
    messages.push(...page.items.map(({ message }: { message: string }) => message));
    if (page.next === null) return messages;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}
