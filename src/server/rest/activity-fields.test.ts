import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MethodCalls, openMethods } from '#server/testing/method-calls.ts';
import { RestError } from './errors.ts';

const robot = { CODE: 'send', HANDLER: 'https://app.example.com/robot', NAME: 'Отправить' };
let rest: MethodCalls;

beforeAll(async () => {
  rest = await openMethods();
});
afterAll(async () => await rest.close());

const validation = 'ERROR_ACTIVITY_VALIDATION_FAILURE';
const refused: [Record<string, unknown>, string, string][] = [
  [{ CODE: undefined }, validation, 'Empty activity code!'],
  [{ CODE: '' }, validation, 'Empty activity code!'],
  [{ CODE: '0' }, validation, 'Empty activity code!'],
  [{ CODE: [] }, validation, 'Empty activity code!'],
  [{ CODE: 'отправить' }, validation, 'Wrong activity code!'],
  [{ CODE: 'a b' }, validation, 'Wrong activity code!'],
  [{ CODE: 'a\n' }, validation, 'Wrong activity code!'],
  [{ CODE: 5 }, validation, 'Wrong activity code!'],
  [{ CODE: ['a'] }, validation, 'Wrong activity code!'],
  [{ HANDLER: undefined }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'https://your_domain/robot.php' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'http://localhost/robot' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'http://.example/robot' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'http://user.name:secret@localhost/robot' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'http://localhost:1.5/robot' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'https://a..b:99999/' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'app.example.com/robot' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: ['https://app.example.com'] }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [{ HANDLER: 'ftp://app.example.com/robot' }, 'ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol'],
  [{ HANDLER: '//app.example.com/robot' }, 'ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol'],
  [{ NAME: undefined }, validation, 'Empty activity NAME!'],
  [{ NAME: '' }, validation, 'Empty activity NAME!'],
  [{ NAME: {} }, validation, 'Empty activity NAME!'],
  [{ PROPERTIES: 'x' }, validation, 'Wrong properties array!'],
  [{ PROPERTIES: '' }, validation, 'Wrong properties array!'],
  [{ RETURN_PROPERTIES: 1 }, validation, 'Wrong properties array!'],
  [{ PROPERTIES: { '1a': { Name: 'A' } } }, validation, 'Wrong property key (1a)!'],
  [{ PROPERTIES: { 'a-b': { Name: 'A' } } }, validation, 'Wrong property key (a-b)!'],
  [{ PROPERTIES: [{ Name: 'A' }] }, validation, 'Wrong property key (0)!'],
  [{ PROPERTIES: { ok: { Name: '' } } }, validation, 'Empty property NAME (ok)!'],
  [{ PROPERTIES: { ok: 'A' } }, validation, 'Empty property NAME (ok)!'],
  [{ RETURN_PROPERTIES: { ok: {} } }, validation, 'Empty property NAME (ok)!'],
  [{ FILTER: 'b24' }, validation, 'Wrong activity FILTER!'],
  [{ USE_PLACEMENT: 'Y' }, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL'],
  [
    { USE_PLACEMENT: 'Y', PLACEMENT_HANDLER: 'ftp://a.b' },
    'ERROR_UNSUPPORTED_PROTOCOL',
    'Unsupported handler protocol',
  ],
  [{ CODE: 'a'.repeat(129) }, 'ERROR_ACTIVITY_ADD_FAILURE', 'Activity save error!'],
  [{ HANDLER: `https://app.example.com/${'a'.repeat(1000)}` }, 'ERROR_ACTIVITY_ADD_FAILURE', 'Activity save error!'],
  [{ DESCRIPTION: 'a'.repeat(300_000) }, 'ERROR_ACTIVITY_ADD_FAILURE', 'Activity save error!'],
];

describe.each(['activity', 'robot'])('bizproc.%s.add', (kind) => {
  it.each(refused)('refuses %j with %s', async (change, code, description) => {
    await expect(rest.run(`bizproc.${kind}.add`, { ...robot, ...change })).rejects.toMatchObject({ code, description });
    expect(await rest.rows(`bizproc.${kind}.list`)).toEqual([]);
  });
});

describe('a document type', () => {
  it('is checked for an activity, and not for a robot, as the portal does', async () => {
    for (const DOCUMENT_TYPE of [['crm', 'CCrmDocumentDeal'], ['crm', '', 'DEAL'], [], 'deal']) {
      await expect(rest.run('bizproc.activity.add', { ...robot, DOCUMENT_TYPE })).rejects.toMatchObject({
        code: validation,
        description: 'Wrong activity DOCUMENT_TYPE!',
      });
    }
    await rest.run('bizproc.robot.add', { ...robot, DOCUMENT_TYPE: ['crm'] });
    await rest.run('bizproc.activity.add', {
      ...robot,
      CODE: 'b',
      DOCUMENT_TYPE: { 0: 'crm', 1: 'CCrmDocumentDeal', 2: 'DEAL' },
    });
  });
});

it('never fails but with an error that a client knows', async () => {
  const name = fc.constantFrom(
    'CODE',
    'handler',
    'NAME',
    'PROPERTIES',
    'FIELDS',
    'FILTER',
    'DOCUMENT_TYPE',
    'AUTH_USER_ID',
    'USE_PLACEMENT',
  );
  const fields = fc.dictionary(
    fc.oneof(name, fc.string()),
    fc.oneof(fc.jsonValue(), fc.object(), fc.constantFrom(...Object.values(robot))),
  );
  const deed = fc.constantFrom(
    'activity.add',
    'activity.update',
    'activity.delete',
    'robot.add',
    'robot.update',
    'robot.list',
  );
  await fc.assert(
    fc.asyncProperty(deed, fields, fc.boolean(), async (deed, fields, isNear) => {
      try {
        await rest.run(`bizproc.${deed}`, isNear ? { ...robot, ...fields } : fields);
      } catch (error) {
        expect(error).toBeInstanceOf(RestError);
        expect((error as RestError).status).toBe(400);
      }
    }),
    { numRuns: 1000 },
  );
}, 60_000);
