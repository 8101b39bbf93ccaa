import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '#server/process/present.ts';
import { after, cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { type MethodCalls, openMethods } from '#server/testing/method-calls.ts';

const hour = 3600;
let rest: MethodCalls;

beforeAll(async () => {
  rest = await openMethods();
  await rest.take([
    cardEvent(0, { title: 'Ёлки оптом' }),
    cardEvent(0, { card: { type: 'dynamic_128', id: '10' }, title: 'Поставка' }),
    templateEvent(0, { name: 'Роботы стадии', origin: 'robots' }),
    templateEvent(0, { template: { id: '9' }, name: 'Согласование' }),
    processEvent('one', 0, {
      startedAt: after(0),
      startedBy: { id: '9', name: 'Анна' },
      stage: { id: 'NEW', name: 'Новая' },
    }),
    entryEvent('one', 1, { message: 'Начало', details: { http: { status: 200 } }, user: { id: '5', name: 'Пётр' } }),
    faultEvent('one', 2),
    entryEvent('one', 3, { message: 'ЖЁЛТЫЙ флажок', type: 'close', status: 3, result: 1 }),
    processEvent('two', 0, {
      state: 'completed',
      finishedAt: after(60),
      template: { id: '9' },
      startedBy: { id: '10' },
    }),
    faultEvent('two', 5, { activity: { name: 'A2', title: 'Позвонить', code: 'call' } }),
    processEvent('three', 0, { state: 'completed', finishedAt: after(30), card: { type: 'dynamic_128', id: '10' } }),
    processEvent('four', -25 * hour, { startedAt: after(-25 * hour) }),
    processEvent('five', 0, { state: 'waiting', waitingUntil: after(hour) }),
    entryEvent('orphan', 0),
  ]);
  await rest.take([processEvent('foreign'), faultEvent('foreign')], 'other');
});
afterAll(async () => await rest.close());

const names = async (filter: Record<string, unknown>, order?: Record<string, string>) =>
  (await rest.rows('journal.process.list', { filter, ...(order === undefined ? {} : { order }) })).map(
    (row) => row['PROCESS'],
  );

describe('journal.process.list', () => {
  it('tells of a process all that a program asks for', async () => {
    const [row] = await rest.rows('journal.process.list', { filter: { PROCESS: 'one' } });
    expect(row).toMatchObject({
      ID: expect.any(Number),
      PROCESS: 'one',
      CARD_TYPE: 'deal',
      CARD_ID: '7',
      CARD_TITLE: 'Ёлки оптом',
      TEMPLATE_ID: '12',
      TEMPLATE_VERSION: '3',
      TEMPLATE_NAME: 'Роботы стадии',
      STAGE_ID: 'NEW',
      STAGE_NAME: 'Новая',
      STATE: 'running',
      SECTION: 'active',
      STARTED: after(0),
      FINISHED: null,
      STARTED_BY: '9',
      STARTED_BY_NAME: 'Анна',
      MODIFIED: after(3),
      ENTRIES: 3,
      FAILURES: 1,
      FAILURE_AT: after(2),
      FAILURE_MESSAGE: 'Не указан номер телефона',
      FAILURE_ACTIVITY_NAME: 'A1',
    });
    const [failure] = await rest.rows('journal.failure.list', { filter: { PROCESS: 'one' } });
    expect(row).toMatchObject({ FAILURE_ID: failure?.['ID'], FAILURE_CAUSE: failure?.['CAUSE'] });
  });

  it.each([
    [{ STATE: 'stuck' }, ['four']],
    [{ STATE: ['stuck', 'waiting'] }, ['four', 'five']],
    [{ '@STATE': ['completed_with_failures'] }, ['two']],
    [{ '=STATE': 'completed' }, ['three']],
    [{ SECTION: 'completed' }, ['two', 'three']],
    [{ '!SECTION': 'completed' }, ['one', 'four', 'five', 'orphan']],
    [{ '!@STATE': ['running', 'stuck'] }, ['two', 'three', 'five']],
    [{ '!=STATE': 'running' }, ['two', 'three', 'four', 'five']],
    [{ '>FAILURES': 0 }, ['one', 'two']],
    [{ '>=FAILURES': '1', '<ENTRIES': 3 }, ['two']],
    [{ '<=ENTRIES': 0 }, ['three', 'four', 'five']],
    [{ CARD_TYPE: 'deal', CARD_ID: 7, '!TEMPLATE_ID': '12' }, ['two']],
    [{ CARD_TYPE: null }, ['orphan']],
    [{ CARD_TYPE: '' }, ['orphan']],
    [{ '!CARD_TYPE': '' }, ['one', 'two', 'three', 'four', 'five']],
    [{ '@CARD_TYPE': [] }, []],
    [{ '%CARD_TITLE': 'ёЛКИ' }, ['one', 'two', 'four', 'five']],
    [{ '%CARD_TITLE': 'елки', PROCESS: 'two' }, ['two']],
    [{ '<STARTED': '2026-11-21T12:00:00+03:00' }, ['four']],
    [{ '<STARTED': '2026-11-21T15:00:00', '>=STARTED': '2026-11-20 13:59' }, ['four']],
    [{ '>STARTED': '2026-11-21' }, ['one']],
    [{ FINISHED: '2026-11-21T12:00:30.000Z' }, ['three']],
    [{ '>STARTED_BY': 9 }, ['two']],
    [{ '<STARTED_BY': '10' }, ['one']],
    [{ process: 'one' }, ['one']],
  ])('filters by %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it('orders by any field, then by number', async () => {
    expect(await names({}, { ID: 'DESC' })).toEqual(['orphan', 'five', 'four', 'three', 'two', 'one']);
    expect(await names({ '!STARTED_BY': null }, { STARTED_BY: 'asc' })).toEqual(['one', 'two']);
    expect(await names({ '!STARTED_BY': null }, { started_by: 'desc' })).toEqual(['two', 'one']);
    expect(await names({}, { FAILURES: 'DESC', PROCESS: 'ASC' })).toEqual([
      'one',
      'two',
      'five',
      'four',
      'orphan',
      'three',
    ]);
  });

  it('tells the state that a reader sees', async () => {
    const { portalNo } = await rest.store.portals.put('main', {});
    for (const row of await rest.rows('journal.process.list')) {
      const process = await rest.store.processes.find(portalNo, String(row['PROCESS']));
      expect([row['PROCESS'], process && stateOf(process, rest.clock.now)]).toEqual([row['PROCESS'], row['STATE']]);
    }
  });

  it('tells only what is selected, a name once', async () => {
    const select = ['ID', 'state', 'STATE'];
    const [row] = await rest.rows('journal.process.list', { select });
    expect(Object.keys(row ?? {})).toEqual(['ID', 'STATE']);
    expect(await rest.rows('journal.process.list', { select: 'PROCESS', filter: { STATE: 'stuck' } })).toEqual([
      { PROCESS: 'four' },
    ]);
    const [all] = await rest.rows('journal.process.list', { select: ['*'] });
    expect(all).toEqual((await rest.rows('journal.process.list'))[0]);
  });

  it('reads a form as it reads JSON', async () => {
    const form = 'filter[@STATE][]=stuck&filter[@STATE][]=waiting&order[ID]=DESC&select[0]=PROCESS&start=0';
    expect(await rest.run('journal.process.list', form)).toEqual({
      result: [{ PROCESS: 'five' }, { PROCESS: 'four' }],
      total: 2,
    });
  });

  it('shows a portal only what is its own', async () => {
    expect(await rest.rows('journal.process.list', { select: ['PROCESS'] }, { portal: 'other' })).toEqual([
      { PROCESS: 'foreign' },
    ]);
    expect(await rest.rows('journal.failure.list', {}, { portal: 'other' })).toHaveLength(1);
    expect(await rest.rows('journal.entry.list', { filter: { PROCESS: 'foreign' } })).toEqual([]);
  });
});

describe('journal.entry.list', () => {
  it('tells the journal in its order', async () => {
    const rows = await rest.rows('journal.entry.list', { filter: { PROCESS: 'one' } });
    expect(rows.map((row) => row['MESSAGE'])).toEqual(['Начало', 'Не указан номер телефона', 'ЖЁЛТЫЙ флажок']);
    expect(rows[0]).toMatchObject({
      AT: after(1),
      TYPE: 'custom',
      TYPE_CODE: 5,
      LEVEL: 'message',
      USER_ID: '5',
      USER_NAME: 'Пётр',
      CAUSE: null,
    });
    expect(rows[1]).toMatchObject({
      TYPE: 'fault',
      LEVEL: 'failure',
      CAUSE: expect.any(String),
      CAUSE_TITLE: expect.any(String),
    });
    expect(rows[2]).toMatchObject({ TYPE: 'close', STATUS: 'closed', RESULT: 'succeeded' });
    expect(rows[0]).not.toHaveProperty('DETAILS');
  });

  it('tells details when they are asked for', async () => {
    const select = ['ID', 'DETAILS'];
    const rows = await rest.rows('journal.entry.list', { filter: { PROCESS: 'one', LEVEL: 'message' }, select });
    expect(rows[0]?.['DETAILS']).toEqual({ http: { status: 200 } });
    expect(rows.every((row) => 'DETAILS' in row)).toBe(true);
  });

  it.each([
    [{ LEVEL: 'failure' }, 1],
    [{ TYPE: ['fault', 'custom'] }, 2],
    [{ STATUS: 'closed' }, 1],
    [{ '!STATUS': 'closed' }, 2],
    [{ '%MESSAGE': 'желтый' }, 1],
    [{ '>AT': after(1), '<=AT': after(2) }, 1],
    [{ TYPE_CODE: 4 }, 1],
    [{ USER_ID: 5 }, 1],
    [{ '@PROCESS': ['one', 'two'] }, 3],
  ])('filters by %j', async (filter, count) => {
    expect(await rest.rows('journal.entry.list', { filter: { PROCESS: 'one', ...filter } })).toHaveLength(count);
  });

  it.each([[{}], [{ PROCESS: '' }], [{ PROCESS: ['one', 'two'] }], [{ '%PROCESS': 'one' }], [{ '!PROCESS': 'one' }]])(
    'wants to know whose journal: %j',
    async (filter) => {
      await expect(rest.run('journal.entry.list', { filter })).rejects.toMatchObject({
        code: 'ERROR_ARGUMENT',
        more: { argument: 'FILTER' },
      });
    },
  );

  it('is empty for a process that is not there', async () => {
    expect(await rest.run('journal.entry.list', { filter: { PROCESS: 'nobody' } })).toEqual({ result: [], total: 0 });
  });
});

describe('journal.failure.list', () => {
  it('tells where it failed and why, in the language of the call', async () => {
    const ru = await rest.rows('journal.failure.list');
    const en = await rest.rows('journal.failure.list', {}, { language: 'en' });
    expect(ru.map((row) => row['PROCESS'])).toEqual(['one', 'two']);
    expect(ru[1]).toMatchObject({
      CARD_ID: '7',
      TEMPLATE_ID: '9',
      AT: after(5),
      ACTIVITY_CODE: 'call',
      MESSAGE: 'Не указан номер телефона',
    });
    expect(ru[0]?.['CAUSE_TITLE']).toMatch(/[а-я]/);
    expect(en[0]?.['CAUSE_TITLE']).toMatch(/^[^а-я]+$/);
  });

  it('filters and orders', async () => {
    const filtered = await rest.rows('journal.failure.list', {
      filter: { '%MESSAGE': 'ТЕЛЕФОН', ACTIVITY_CODE: 'call' },
    });
    expect(filtered.map((row) => row['PROCESS'])).toEqual(['two']);
    const ordered = await rest.rows('journal.failure.list', { order: { AT: 'DESC' }, select: ['PROCESS'] });
    expect(ordered).toEqual([{ PROCESS: 'two' }, { PROCESS: 'one' }]);
  });
});
