import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentIdOf } from '#contract/document-id.ts';
import { cardTypes } from '#contract/card.ts';
import { after, entryEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { type MethodCalls, openMethods } from '#server/testing/method-calls.ts';

const select = [
  'ID',
  'MODIFIED',
  'OWNED_UNTIL',
  'MODULE_ID',
  'ENTITY',
  'DOCUMENT_ID',
  'STARTED',
  'STARTED_BY',
  'TEMPLATE_ID',
];
let rest: MethodCalls;

beforeAll(async () => {
  rest = await openMethods();
  await rest.take([
    templateEvent(0, { template: { id: '9' }, name: 'Согласование', cardType: 'deal', origin: 'designer' }),
    templateEvent(5, { template: { id: '10', version: '1' }, name: 'Было', cardType: 'dynamic_128' }),
    templateEvent(9, { template: { id: '10', version: '2' }, name: 'Стало', cardType: 'dynamic_128' }),
    templateEvent(0, {
      template: { id: '12', version: '3' },
      name: 'Роботы стадии',
      cardType: 'deal',
      origin: 'robots',
    }),
    processEvent('one', 1.25, { startedAt: after(1.25), startedBy: { id: '57' } }),
    processEvent('two', 2, {
      startedAt: after(2),
      startedBy: { id: '6' },
      template: { id: '9' },
      card: { type: 'lead', id: '1' },
    }),
    processEvent('three', 3, { state: 'waiting', startedAt: after(3), card: { type: 'dynamic_128', id: '5' } }),
    processEvent('over', 4, { state: 'completed', finishedAt: after(4) }),
    ...cardTypes.map((type) => processEvent(`card ${type}`, -100, { card: { type, id: '3' }, startedAt: after(-100) })),
    entryEvent('one', 8.5),
  ]);
});
afterAll(async () => await rest.close());

const instances = async (parameters: Record<string, unknown>) =>
  (await rest.rows('bizproc.workflow.instances', parameters)).map((row) => row['ID']);
const templates = async (parameters: Record<string, unknown>) =>
  await rest.rows('bizproc.workflow.template.list', parameters);

describe('bizproc.workflow.instances', () => {
  it('tells what the portal tells when nothing is selected, the last changed first', async () => {
    const answer = await rest.run('bizproc.workflow.instances', { filter: { '>STARTED': after(0) } });
    expect(answer).toEqual({
      result: [
        { ID: 'one', MODIFIED: '2026-11-21T15:00:08+03:00', OWNED_UNTIL: null },
        { ID: 'three', MODIFIED: '2026-11-21T15:00:03+03:00', OWNED_UNTIL: null },
        { ID: 'two', MODIFIED: '2026-11-21T15:00:02+03:00', OWNED_UNTIL: null },
      ],
      total: 3,
    });
  });

  it('tells documents as the portal names them', async () => {
    const [one] = await rest.rows('bizproc.workflow.instances', { select, filter: { ID: 'one' } });
    expect(one).toEqual({
      ID: 'one',
      MODIFIED: '2026-11-21T15:00:08+03:00',
      OWNED_UNTIL: null,
      MODULE_ID: 'crm',
      ENTITY: 'CCrmDocumentDeal',
      DOCUMENT_ID: 'DEAL_7',
      STARTED: '2026-11-21T15:00:01+03:00',
      STARTED_BY: '57',
      TEMPLATE_ID: '12',
    });
    for (const type of [...cardTypes, 'dynamic_128']) {
      const [MODULE_ID, ENTITY, DOCUMENT_ID] = documentIdOf({ type, id: type === 'dynamic_128' ? '5' : '3' });
      const filter = { DOCUMENT_ID, ENTITY, MODULE_ID };
      expect(await rest.rows('bizproc.workflow.instances', { select: ['ENTITY', 'DOCUMENT_ID'], filter })).toEqual([
        { ENTITY, DOCUMENT_ID },
      ]);
    }
    expect(documentIdOf({ type: 'dynamic_128', id: '5' })).toEqual([
      'crm',
      'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic',
      'DYNAMIC_128_5',
    ]);
    expect(documentIdOf({ type: 'invoice', id: '5' })[2]).toBe('SMART_INVOICE_5');
  });

  it.each([
    [{ '>STARTED_BY': 0 }, ['one', 'two']],
    [{ '>STARTED_BY': '6' }, ['one']],
    [{ '=STARTED_BY': 6 }, ['two']],
    [{ started_by: '6' }, ['two']],
    [{ '!=TEMPLATE_ID': '12' }, ['two']],
    [{ '>=MODIFIED': '2026-11-21T15:00:08+03:00' }, ['one']],
    [{ STARTED: '2026-11-21T15:00:01+03:00' }, ['one']],
    [{ '<OWNED_UNTIL': '2026-11-21' }, []],
    [{ ID: ['one', 'over'] }, ['one']],
  ])('filters by %j', async (filter, expected) => {
    expect(await instances({ filter })).toEqual(expected);
  });

  it('passes over what it does not know, as the portal does', async () => {
    const all = await instances({});
    for (const parameters of [
      { filter: { NOBODY: 1, '%ID': 'o', '~ID': 'one', '@ID': ['one'] } },
      { filter: 'ID=1' },
      { order: { NOBODY: 'ASC' } },
      { order: 'ID' },
      { start: 0 },
    ]) {
      expect(await instances(parameters)).toEqual(all);
    }
    const [row] = await rest.rows('bizproc.workflow.instances', { select: ['NOBODY', 'id', 'ID'] });
    expect(Object.keys(row ?? {})).toEqual(['ID']);
    expect(await instances({ order: { STARTED: 'upwards', ID: 'DESC' }, filter: { '>STARTED_BY': 0 } })).toEqual([
      'one',
      'two',
    ]);
  });

  it('refuses a selection that is none', async () => {
    for (const select of ['ID', 5, [['ID']], { a: 1 }]) {
      await expect(rest.run('bizproc.workflow.instances', { select })).rejects.toMatchObject({
        code: 'ERROR_SELECT_VALIDATION_FAILURE',
        description: 'Select field validation failure!',
      });
    }
  });

  it('counts nothing with start -1, and has an older name', async () => {
    const answer = await rest.run('bizproc.workflow.instance.list', {
      start: -1,
      filter: { '>STARTED_BY': 0 },
      order: { ID: 'ASC' },
    });
    expect(answer).toEqual({ result: expect.arrayContaining([expect.objectContaining({ ID: 'one' })]), total: 0 });
  });
});

describe('bizproc.workflow.template.list', () => {
  it('hides the templates of robots, and tells a template once', async () => {
    expect(await rest.run('bizproc.workflow.template.list')).toEqual({ result: [{ ID: '9' }, { ID: '10' }], total: 2 });
    expect(await templates({ filter: { ID: '12' } })).toEqual([]);
  });

  it('tells null of what we do not know', async () => {
    const all = [
      'ID',
      'MODULE_ID',
      'ENTITY',
      'DOCUMENT_TYPE',
      'AUTO_EXECUTE',
      'NAME',
      'DESCRIPTION',
      'TEMPLATE',
      'PARAMETERS',
      'VARIABLES',
      'CONSTANTS',
      'MODIFIED',
      'IS_MODIFIED',
      'USER_ID',
      'SYSTEM_CODE',
    ];
    const [row] = await templates({ select: all, filter: { ID: 10 } });
    const told = Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== null));
    expect(Object.keys(row ?? {})).toEqual(all);
    expect(told).toEqual({
      ID: '10',
      MODULE_ID: 'crm',
      ENTITY: 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic',
      DOCUMENT_TYPE: 'DYNAMIC_128',
      NAME: 'Стало',
      MODIFIED: '2026-11-21T15:00:09+03:00',
    });
  });

  it.each([
    [{ filter: { '>ID': 9 }, order: { ID: 'ASC' }, start: -1 }, ['10']],
    [{ filter: { '>ID': 0 }, order: { ID: 'DESC' } }, ['10', '9']],
    [{ filter: { NAME: 'Согласование' } }, ['9']],
    [{ filter: { '!DOCUMENT_TYPE': 'DEAL' } }, ['10']],
    [{ filter: { MODULE_ID: 'lists', AUTO_EXECUTE: 0 } }, []],
    [{ filter: { '>MODIFIED': '2026-11-21T15:00:00+03:00' } }, ['10']],
    [{ order: { NAME: 'DESC' } }, ['10', '9']],
    [{ start: 50 }, []],
  ])('%j', async (parameters, ids) => {
    expect((await templates(parameters)).map((row) => row['ID'])).toEqual(ids);
  });
});
