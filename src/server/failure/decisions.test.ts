import { describe, expect, it } from 'vitest';
import type {
  Assignee,
  BulkAnswer,
  CauseInList,
  CauseLife,
  CauseNote,
  CausePage,
  FailureList,
  Occurrence,
} from '#contract/failures.ts';
import { type JournalStore, StorageFailed } from '#server/store/journal-store.ts';
import { after } from '#server/testing/events.ts';
import { done, refusal, started } from '#server/testing/failure-calls.ts';
import { fail, pass, says } from '#server/testing/failures.ts';
import type { TestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;
const hour = 3600;

const list = async (app: TestApp, headers: Headers, query = '') =>
  await done<FailureList>(app, headers, 'GET', `failures?${query}`);
const counts = ({ causes }: FailureList) => Object.fromEntries(causes.map(({ cause, failures }) => [cause, failures]));
const rowOf = ({ causes }: FailureList, key: string): CauseInList | undefined =>
  causes.find(({ cause }) => cause === key);
const page = async (app: TestApp, headers: Headers, key: string) =>
  await done<CausePage>(app, headers, 'GET', `causes/${key}`);
const history = async (app: TestApp, headers: Headers, key: string) =>
  (await done<{ items: CauseNote[] }>(app, headers, 'GET', `causes/${key}/history`)).items;
const actions = async (app: TestApp) => (await app.store.audit.from(1, 1000)).map(({ action }) => action);

describe('a cause', () => {
  it('is acknowledged by who looks at it, and said to be so', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -10 }]);
    const life = await done<CauseLife>(app, support, 'PUT', 'causes/wa-window/state', { state: 'acknowledged' });
    expect(life).toMatchObject({ state: 'acknowledged', isReopened: false, stateAt: after(0), stateBy: 'support' });
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({ state: 'acknowledged' });
    expect((await list(app, key, 'state=new')).total).toBe(0);
    expect((await list(app, key, 'state=acknowledged,muted')).total).toBe(1);
    expect((await list(app, key)).totals).toMatchObject({ causes: 1, newCauses: 0 });
    expect(await actions(app)).toEqual(['cause.state']);
  });

  it('opens again when it fails after it was resolved, and not for what happened before', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -10 }]);
    await done(app, support, 'PUT', 'causes/wa-window/state', { state: 'resolved' });
    // It came late, but it happened before.
    await fail(app, key, [{ at: -5 }]);
    pass(app);
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({
      state: 'resolved',
      isReopened: false,
      failures: 2,
    });
    await fail(app, key, [{ at: 8 }, { at: 9 }]);
    pass(app);
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({
      state: 'new',
      isReopened: true,
      stateAt: after(8),
      stateBy: null,
    });
    expect((await page(app, key, 'wa-window')).life).toMatchObject({ state: 'new', isReopened: true });
    expect((await list(app, key, 'state=new')).total).toBe(1);
    await done(app, support, 'PUT', 'causes/wa-window/state', { state: 'acknowledged' });
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({ state: 'acknowledged', isReopened: false });
  });

  it('is muted until a time', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -10 }]);
    const mute = { state: 'muted', mutedUntil: after(hour) };
    const life = await done<CauseLife>(app, support, 'PUT', 'causes/wa-window/state', mute);
    expect(life).toMatchObject({ state: 'muted', mutedUntil: after(hour), mutedRatePerHour: null });
    pass(app, hour - 1);
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({ state: 'muted' });
    pass(app, 1);
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({
      state: 'new',
      mutedUntil: null,
      stateAt: after(hour),
    });
  });

  it('is muted until it fails more often than it may, and stays loud then', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30 }, { at: -20 }, { at: -10 }]);
    await done(app, support, 'PUT', 'causes/wa-window/state', { state: 'muted', mutedRatePerHour: 2 });
    await fail(app, key, [{ at: 10 }, { at: 20 }, { at: 20 + hour }]);
    pass(app, 2 * hour);
    // Three in an hour, but all of them before it was muted; two and one after that.
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({ state: 'muted', mutedRatePerHour: 2 });
    await fail(app, key, [{ at: 30 + hour }, { at: 40 + hour }]);
    pass(app, hour);
    const loud = { state: 'new', isReopened: false, stateAt: after(40 + hour), mutedRatePerHour: null };
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject(loud);
    pass(app, 20 * hour);
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject(loud);
  });

  it('is not muted for ever, into the past or beside another state', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -10 }]);
    for (const wrong of [
      { state: 'muted' },
      { state: 'muted', mutedUntil: after(0) },
      { state: 'muted', mutedRatePerHour: 0 },
      { state: 'resolved', mutedUntil: after(10) },
      { state: 'closed' },
    ]) {
      expect(await refusal(app, support, 'PUT', 'causes/wa-window/state', wrong)).toEqual([400, 'invalid_request']);
    }
    expect(await refusal(app, support, 'PUT', 'causes/wa-key/state', { state: 'new' })).toEqual([404, 'not_found']);
    expect(await actions(app)).toEqual([]);
  });

  it('is answered for by somebody who can, and by nobody else', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -10 }, { at: -9, says: says['wa-rate'] }]);
    await app.makePerson('manager');
    await app.makePerson('support', ['other']);
    const { items } = await done<{ items: Assignee[] }>(app, support, 'GET', 'failures/assignees');
    expect(items.map(({ name }) => name)).toEqual(['support']);
    const { person } = items[0]!;
    await done(app, support, 'PUT', 'causes/wa-window/assignee', { person: 'me' });
    expect(rowOf(await list(app, key), 'wa-window')?.assignee).toEqual({ person, name: 'support' });
    for (const query of [`assignee=${person}`, 'assignee=me']) {
      expect(counts(await list(app, support, query))).toEqual({ 'wa-window': 1 });
    }
    expect(counts(await list(app, support, 'assignee=none'))).toEqual({ 'wa-rate': 1 });
    for (const wrong of [String(Number(person) + 1), String(Number(person) + 2), '999']) {
      expect(await refusal(app, support, 'PUT', 'causes/wa-window/assignee', { person: wrong })).toEqual([
        400,
        'invalid_request',
      ]);
    }
    await done(app, support, 'PUT', 'causes/wa-window/state', { state: 'acknowledged' });
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({ state: 'acknowledged', assignee: { person } });
    await done(app, support, 'PUT', 'causes/wa-window/assignee', { person: null });
    expect(rowOf(await list(app, key), 'wa-window')).toMatchObject({ state: 'acknowledged', assignee: null });
  });

  it('keeps what was done and said, newest first, and no secret of it', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -10 }]);
    const resolve = { state: 'resolved', comment: 'Шаблон утвердили' };
    await done(app, support, 'PUT', 'causes/wa-window/assignee', { person: 'me' });
    const text =
      'Спросил у провайдера, ключ Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlLW9mLWl0';
    const note = await done<CauseNote>(app, support, 'POST', 'causes/wa-window/comments', { text });
    expect(note).toMatchObject({ kind: 'comment', by: 'support' });
    await done(app, support, 'PUT', 'causes/wa-window/state', resolve);
    const notes = await history(app, key, 'wa-window');
    expect(notes).toMatchObject([
      { kind: 'state', state: 'resolved', comment: 'Шаблон утвердили', by: 'support', at: after(0) },
      { kind: 'comment' },
      { kind: 'assign', assignee: 'support' },
    ]);
    expect(JSON.stringify(notes)).not.toContain('c2lnbmF0dXJl');
    const events = await app.store.audit.from(1, 100);
    expect(events.map(({ action, object }) => [action, object])).toEqual([
      ['cause.assign', 'wa-window'],
      ['cause.comment', 'wa-window'],
      ['cause.state', 'wa-window'],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Шаблон|провайдера/);
    const first = await done<{ items: CauseNote[]; next: string }>(app, key, 'GET', 'causes/wa-window/history?limit=2');
    const rest = await done<{ items: CauseNote[]; next: null }>(
      app,
      key,
      'GET',
      `causes/wa-window/history?limit=2&cursor=${first.next}`,
    );
    expect([...first.items, ...rest.items]).toEqual(notes);
    expect(rest.next).toBe(null);
  });
});

describe('causes that were merged', () => {
  it('are one, for failures of tomorrow as well', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -20 }, { at: -10, says: says['wa-rate'] }]);
    expect(counts(await list(app, key))).toEqual({ 'wa-rate': 1, 'wa-window': 1 });
    const merged = await done(app, support, 'POST', 'causes/wa-rate/merge', { into: 'wa-window' });
    expect(merged).toEqual({ cause: 'wa-window' });
    // At once, although the list before it is kept for a moment.
    expect(counts(await list(app, key))).toEqual({ 'wa-window': 2 });
    pass(app, 24 * hour);
    await fail(app, key, [
      { at: 24 * hour - 5, says: says['wa-rate'] },
      {
        at: 24 * hour - 4,
        says: says['wa-rate'],
        fields: { activity: { name: 'P', title: 'П', code: 'start_process' } },
      },
    ]);
    const found = await list(app, key);
    expect(counts(found)).toEqual({ 'wa-window': 4 });
    expect(rowOf(found, 'wa-window')).toMatchObject({ merged: 1, lastAt: after(24 * hour - 4) });
    const whole = await page(app, key, 'wa-rate');
    expect(whole).toMatchObject({ cause: 'wa-window', failures: 4 });
    expect(whole.merged).toMatchObject([{ cause: 'wa-rate', by: 'support', at: after(0) }]);
    const { items } = await done<{ items: Occurrence[] }>(app, key, 'GET', 'causes/wa-window/failures');
    expect(items.map(({ at }) => at)).toEqual([24 * hour - 4, 24 * hour - 5, -10, -20].map(after));
  });

  it('have one state and one history', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -20 }, { at: -10, says: says['wa-rate'] }]);
    await done(app, support, 'POST', 'causes/wa-rate/comments', { text: 'Говорили с Meta' });
    await done(app, support, 'POST', 'causes/wa-rate/merge', { into: 'wa-window' });
    await done(app, support, 'PUT', 'causes/wa-rate/state', { state: 'resolved' });
    expect((await list(app, key)).causes).toMatchObject([{ cause: 'wa-window', state: 'resolved' }]);
    const notes = await history(app, key, 'wa-window');
    expect(notes).toMatchObject([
      { kind: 'state', state: 'resolved' },
      { kind: 'merge', cause: { cause: 'wa-rate' }, into: { cause: 'wa-window' }, by: 'support' },
      { kind: 'comment', text: 'Говорили с Meta' },
    ]);
    // What was merged comes back with them: the whole opens.
    await fail(app, key, [{ at: 5, says: says['wa-rate'] }]);
    pass(app);
    expect((await list(app, key)).causes).toMatchObject([{ cause: 'wa-window', state: 'new', isReopened: true }]);
  });

  it('never form a chain, and come apart one by one', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30 }, { at: -20, says: says['wa-rate'] }, { at: -10, says: says['wa-key'] }]);
    await done(app, support, 'POST', 'causes/wa-rate/merge', { into: 'wa-window' });
    await done(app, support, 'POST', 'causes/wa-window/merge', { into: 'wa-key' });
    expect(counts(await list(app, key))).toEqual({ 'wa-key': 3 });
    for (const one of ['wa-rate', 'wa-window', 'wa-key']) {
      expect(await refusal(app, support, 'POST', `causes/${one}/merge`, { into: 'wa-window' })).toEqual([
        409,
        'conflict',
      ]);
    }
    expect(await done(app, support, 'POST', 'causes/wa-key/split', { merged: 'wa-rate' })).toEqual({
      cause: 'wa-rate',
    });
    expect(counts(await list(app, key))).toEqual({ 'wa-key': 2, 'wa-rate': 1 });
    expect(await refusal(app, support, 'POST', 'causes/wa-key/split', { merged: 'wa-rate' })).toEqual([
      404,
      'not_found',
    ]);
    expect(await history(app, key, 'wa-rate')).toMatchObject([
      { kind: 'split', cause: { cause: 'wa-rate' }, from: { cause: 'wa-key' } },
      { kind: 'merge' },
    ]);
    expect(await refusal(app, support, 'POST', 'causes/wa-key/merge', { into: 'wa-pair' })).toEqual([404, 'not_found']);
  });
});

describe('a text that was split off', () => {
  const plain = 'Bad request — Re-engagement message';

  it('is a cause of its own, for failures of tomorrow as well, and can be merged back', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30 }, { at: -20 }, { at: -10, says: plain }]);
    const { texts } = await page(app, key, 'wa-window');
    const text = texts.find(({ failures }) => failures === 1)!;
    const { cause } = await done<{ cause: string }>(app, support, 'POST', 'causes/wa-window/split', {
      fingerprint: text.fingerprint,
    });
    expect(counts(await list(app, key))).toEqual({ [cause]: 1, 'wa-window': 2 });
    await fail(app, key, [{ at: 5, says: plain }]);
    pass(app);
    const found = await list(app, key);
    expect(counts(found)).toEqual({ [cause]: 2, 'wa-window': 2 });
    // Told apart by its words, not by a hash.
    expect(rowOf(found, cause)?.title).toContain('Re-engagement');
    expect(rowOf(found, cause)?.title).not.toBe(rowOf(found, 'wa-window')?.title);
    expect(rowOf(found, cause)).toMatchObject({
      firstEverAt: after(-10),
      lastEverAt: after(5),
      hit: 'yes',
      isKnown: true,
    });
    expect(rowOf(found, 'wa-window')).toMatchObject({ firstEverAt: after(-30), lastEverAt: after(-20) });
    expect(await page(app, key, cause)).toMatchObject({ splitFrom: 'wa-window', failures: 2 });
    const { items } = await done<{ items: Occurrence[] }>(app, key, 'GET', `causes/${cause}/failures`);
    expect(items.map(({ at }) => at)).toEqual([5, -10].map(after));

    await done(app, support, 'POST', `causes/${cause}/merge`, { into: 'wa-window' });
    expect(counts(await list(app, key))).toEqual({ 'wa-window': 4 });
    await done(app, support, 'POST', 'causes/wa-window/split', { fingerprint: text.fingerprint });
    expect(counts(await list(app, key))).toEqual({ [cause]: 2, 'wa-window': 2 });
    expect(await actions(app)).toEqual(['cause.split', 'cause.merge', 'cause.split']);
  });

  it('leaves something behind, and is of that cause', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30 }, { at: -20, says: says['wa-rate'] }]);
    const [only] = (await page(app, key, 'wa-window')).texts;
    const split = { fingerprint: only!.fingerprint };
    expect(await refusal(app, support, 'POST', 'causes/wa-window/split', split)).toEqual([409, 'conflict']);
    expect(await refusal(app, support, 'POST', 'causes/wa-rate/split', split)).toEqual([404, 'not_found']);
    expect(await actions(app)).toEqual([]);
  });
});

describe('acting on all that a filter lets through', () => {
  it('counts first, does no more than was counted, and says of each what was done', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [
      { at: -40 },
      { at: -30 },
      { at: -20, says: says['wa-rate'] },
      {
        at: -10,
        fields: { activity: { name: 'A2', title: 'Почта', code: 'send_email' } },
        says: '550 5.1.1 User not found',
      },
    ]);
    await done(app, support, 'PUT', 'causes/wa-rate/state', { state: 'acknowledged' });
    const action = { kind: 'state', state: 'acknowledged' };
    const filter = `causes/bulk?robot=${encodeURIComponent('Отправить сообщение')}`;
    const dry = await done<BulkAnswer>(app, support, 'POST', filter, { action, isDryRun: true });
    expect(dry).toMatchObject({ isDryRun: true, causes: 2, failures: 3, left: 0 });
    expect(dry.items).toMatchObject([
      { cause: 'wa-window', title: 'Клиент не получил WhatsApp: окно в 24 часа закрыто', result: 'done' },
      { cause: 'wa-rate', result: 'unchanged' },
    ]);
    expect((await list(app, key, 'state=new')).total).toBe(2);
    const tooMany = { action, isDryRun: false, expected: 1 };
    expect(await refusal(app, support, 'POST', filter, tooMany)).toEqual([409, 'conflict']);
    expect(await actions(app)).toEqual(['cause.state']);

    const real = await done<BulkAnswer>(app, support, 'POST', filter, { action, isDryRun: false, expected: 2 });
    expect(real).toEqual({ ...dry, isDryRun: false });
    expect(counts(await list(app, key, 'state=new'))).toEqual({ 'em-nouser': 1 });
    const last = await app.store.audit.last();
    expect([last?.action, last?.object, (await actions(app)).length]).toEqual(['cause.state', 'wa-window', 2]);
  });

  it('takes only those that were ticked', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -40 }, { at: -20, says: says['wa-rate'] }, { at: -10, says: says['wa-key'] }]);
    const assign = { action: { kind: 'assign', person: 'me' }, causes: ['wa-rate', 'wa-pair'], isDryRun: false };
    const answer = await done<BulkAnswer>(app, support, 'POST', 'causes/bulk', assign);
    expect(answer.items).toMatchObject([{ cause: 'wa-rate', result: 'done' }]);
    expect(counts(await list(app, support, 'assignee=me'))).toEqual({ 'wa-rate': 1 });
    const merge = { action: { kind: 'merge', into: 'wa-rate' }, isDryRun: false };
    const merged = await done<BulkAnswer>(app, support, 'POST', 'causes/bulk?state=new', merge);
    expect(merged.items.map(({ result }) => result).toSorted()).toEqual(['done', 'done', 'unchanged']);
    expect(counts(await list(app, key))).toEqual({ 'wa-rate': 3 });
    expect(await actions(app)).toEqual(['cause.assign', 'cause.merge', 'cause.merge']);
  });

  it('masks what it tells, as a list does', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [
      {
        at: -10,
        says: 'Нет клиента с номером +7 916 123-45-67 [line 4]',
        fields: { activity: { name: 'S', title: 'С', code: 'script' } },
      },
    ]);
    const dry = { action: { kind: 'state', state: 'resolved' }, isDryRun: true };
    const { items } = await done<BulkAnswer>(app, support, 'POST', 'causes/bulk', dry);
    expect(items).toHaveLength(1);
    expect(items[0]?.title).toContain('Нет клиента');
    expect(items[0]?.title).not.toContain('123-45-67');
  });
});

it('does nothing that the audit log could not be told of', async () => {
  let isFull = false;
  const store = (real: JournalStore): JournalStore => ({
    ...real,
    audit: {
      ...real.audit,
      async append(make) {
        if (isFull) throw new StorageFailed('the store cannot write');
        await real.audit.append(make);
      },
    },
  });
  const { app, key, support } = await started({ store });
  await fail(app, key, [
    { at: -20 },
    { at: -10, says: says['wa-rate'] },
    { at: -5, says: 'Bad request — Re-engagement message' },
  ]);
  const { texts } = await page(app, key, 'wa-window');
  isFull = true;
  const bulk = { action: { kind: 'state', state: 'resolved' }, isDryRun: false };
  for (const [method, path, payload] of [
    ['PUT', 'causes/wa-window/state', { state: 'resolved' }],
    ['PUT', 'causes/wa-window/assignee', { person: 'me' }],
    ['POST', 'causes/wa-window/comments', { text: 'Смотрю' }],
    ['POST', 'causes/wa-rate/merge', { into: 'wa-window' }],
    ['POST', 'causes/wa-window/split', { fingerprint: texts[0]!.fingerprint }],
    ['POST', 'causes/bulk', bulk],
  ] as const) {
    expect([path, ...(await refusal(app, support, method, path, payload))]).toEqual([path, 503, 'storage_failed']);
  }
  pass(app);
  const found = await list(app, key);
  expect(counts(found)).toEqual({ 'wa-rate': 1, 'wa-window': 2 });
  expect(found.causes.map(({ state, assignee }) => [state, assignee])).toEqual([
    ['new', null],
    ['new', null],
  ]);
  expect(await history(app, key, 'wa-window')).toEqual([]);
});
