import { describe, expect, it } from 'vitest';
import type { Explanation, ExplanationPreview, Explanations } from '#contract/explanation.ts';
import type { CauseNote, CausePage, FailureList } from '#contract/failures.ts';
import { after } from '#server/testing/events.ts';
import { ask, done, refusal, started } from '#server/testing/failure-calls.ts';
import { fail, pass, says } from '#server/testing/failures.ts';
import type { TestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;

const till = { activity: { name: 'K', title: 'Касса', code: 'till' } };
const silent = 'Касса № 4 молчит: нет связи с ОФД';
const noPaper = 'Касса № 7: кончилась бумага';

type Written = { ru?: object; en?: object; matching?: object };
const written = ({ ru, en, matching }: Written = {}) => ({
  ru: {
    title: 'Касса не отвечает',
    text: 'Чек не пробит, клиент его не получил.',
    steps: ['Перезапустите кассу.'],
    ...ru,
  },
  en: { title: '', text: '', steps: [], ...en },
  hit: 'yes',
  fixer: 'administrator',
  retry: 'fix',
  matching: { phrases: ['касса', 'нет связи'], activityCode: null, before: [], ...matching },
});
const matchingOf = (matching: object) => ({ explanation: null, matching: written({ matching }).matching });

const list = async (app: TestApp, headers: Headers, query = '') =>
  await done<FailureList>(app, headers, 'GET', `failures?${query}`);
const counts = ({ causes }: FailureList) => Object.fromEntries(causes.map(({ title, failures }) => [title, failures]));
const page = async (app: TestApp, headers: Headers, key: string) =>
  await done<CausePage>(app, headers, 'GET', `causes/${key}`);
const make = async (app: TestApp, support: Headers, what: Written = {}) =>
  await done<Explanation>(app, support, 'POST', 'explanations', written(what));
const actions = async (app: TestApp) => (await app.store.audit.from(1, 1000)).map(({ action }) => action);

describe('an explanation of the portal’s own', () => {
  it('holds for failures that are stored and for those that come, and is undone when it is removed', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [
      { at: -30, says: silent, fields: till },
      { at: -20, says: silent.replace('4', '5'), fields: till, card: '8' },
      { at: -15, says: noPaper, fields: till },
      { at: -10 },
    ]);
    const before = await list(app, key);
    expect(before.causes.filter(({ isKnown }) => !isKnown)).toHaveLength(2);

    const made = await make(app, support);
    expect(made).toMatchObject({ explanation: '1', cause: 'own:1', createdBy: 'support', changedAt: after(0) });
    await fail(app, key, [{ at: -5, says: 'НЕТ СВЯЗИ! Касса 12 отключена', fields: till }]);
    pass(app);
    const found = await list(app, key);
    expect(found.causes.find(({ cause }) => cause === 'own:1')).toMatchObject({
      title: 'Касса не отвечает',
      hit: 'yes',
      fixer: 'administrator',
      isKnown: true,
      failures: 3,
      cards: 2,
      firstEverAt: after(-30),
      lastEverAt: after(-5),
    });
    expect(found.total).toBe(3);
    const shown = await page(app, key, 'own:1');
    expect(shown).toMatchObject({ failures: 3, merged: [] });
    expect(shown.texts).toHaveLength(2);
    expect(shown.explanation).toMatchObject({
      code: 'own:1',
      text: 'Чек не пробит, клиент его не получил.',
      steps: ['Перезапустите кассу.'],
      known: true,
      own: { explanation: '1', by: 'support', at: after(0) },
    });
    const old = before.causes.find(({ failures }) => failures === 2)?.cause ?? '';
    expect((await page(app, key, old)).cause).toBe('own:1');

    await done(app, support, 'DELETE', 'explanations/1');
    pass(app);
    expect((await list(app, key)).causes.filter(({ isKnown }) => !isKnown)).toHaveLength(3);
    expect(await refusal(app, key, 'GET', 'causes/own:1')).toEqual([404, 'not_found']);
    expect((await make(app, support)).explanation).toBe('2');
    expect(await actions(app)).toEqual(['explanation.make', 'explanation.remove', 'explanation.make']);
  });

  it('is told wherever a failure’s cause is: in the card’s list, the journal, exports and the portal’s REST', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30, says: silent, fields: till }]);
    await make(app, support, { en: { title: 'The till is silent' } });
    type Told = {
      items: { process: string; entry: string; cause: object | null; failure: { entry: string; cause: object } }[];
    };
    const { items } = await done<Told>(app, key, 'GET', 'cards/deal/7/processes?section=active');
    const { process, failure } = items[0]!;
    const named = { code: 'own:1', title: 'Касса не отвечает' };
    expect(failure.cause).toEqual(named);
    const english = await done<Told>(
      app,
      { ...key, 'accept-language': 'en' },
      'GET',
      'cards/deal/7/processes?section=active',
    );
    expect(english.items[0]?.failure.cause).toEqual({ ...named, title: 'The till is silent' });
    expect((await done<Told>(app, key, 'GET', `processes/${process}/entries`)).items.at(-1)?.cause).toEqual(named);
    const cause = await done<{ cause: object; spread: object }>(
      ...([app, key, 'GET', `processes/${process}/entries/${failure.entry}/cause`] as const),
    );
    expect(cause).toMatchObject({ cause: { ...named, hit: 'yes', own: { by: 'support' } }, spread: { failures: 1 } });
    const bundle = await done<{ cause: object }>(
      app,
      support,
      'GET',
      `processes/${process}/entries/${failure.entry}/bundle`,
    );
    expect(bundle.cause).toMatchObject(named);
    expect((await ask(app, support, 'GET', `processes/${process}/export?format=txt`)).body).toContain(
      '→ Касса не отвечает',
    );
    const found = await done<Told>(
      app,
      key,
      'GET',
      `cards/deal/7/processes?section=active&q=${encodeURIComponent('касса не отвечает')}`,
    );
    expect(found.items).toHaveLength(1);
    for (const [method, field] of [
      ['journal.failure.list', 'CAUSE_TITLE'],
      ['journal.process.list', 'FAILURE_CAUSE_TITLE'],
    ] as const) {
      const answer = await app.server.inject({ method: 'POST', url: `/rest/${method}`, headers: key, payload: {} });
      expect(answer.json<{ result: Record<string, unknown>[] }>().result[0]).toMatchObject({
        [field]: 'Касса не отвечает',
      });
    }
  });

  it('is told by the search over everything: of what was found, and of a process that is named', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30, says: silent, fields: till }]);
    await app.searchable();
    type Found = { items: { process: string }[]; processes: Told[]; hits: { processes: { process: Told }[] } };
    type Told = { process: string; failure: { cause: { code: string; title: string } } };
    const search = async (q: string, headers: Headers = key) =>
      await done<Found>(app, headers, 'GET', `search?q=${encodeURIComponent(q)}`);
    const before = (await search('молчит')).processes[0]!;
    expect(before.failure.cause.code).toMatch(/^unknown:/);

    await make(app, support, { en: { title: 'The till is silent' } });
    const named = { code: 'own:1', title: 'Касса не отвечает' };
    const found = await search('молчит');
    expect(found.items).toHaveLength(1);
    expect(found.processes).toMatchObject([{ process: before.process, failure: { cause: named } }]);
    expect((await search(before.process)).hits.processes).toMatchObject([
      { process: { process: before.process, failure: { cause: named } } },
    ]);
    expect((await search('молчит', { ...key, 'accept-language': 'en' })).processes[0]?.failure.cause).toEqual({
      ...named,
      title: 'The till is silent',
    });
  });

  it('leaves what the catalogue knows where it is, until it is set to go before it', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [
      { at: -30 },
      { at: -20, says: `${says['wa-window']} for the till` },
      { at: -10, says: says['wa-rate'] },
    ]);
    const phrases = ['for the till'];
    await make(app, support, { matching: { phrases } });
    expect((await list(app, key)).causes.map(({ cause }) => cause)).not.toContain('own:1');
    const changed = await done<Explanation>(
      app,
      support,
      'PUT',
      'explanations/1',
      written({ matching: { phrases, before: ['wa-window', 'gone'] } }),
    );
    expect(changed.matching.before).toEqual(['wa-window']);
    expect(changed.beforeTitles).toEqual(['Клиент не получил WhatsApp: окно в 24 часа закрыто']);
    pass(app);
    const found = Object.fromEntries((await list(app, key)).causes.map(({ cause, failures }) => [cause, failures]));
    expect(found).toEqual({ 'own:1': 1, 'wa-window': 1, 'wa-rate': 1 });
    expect((await page(app, key, 'own:1')).failures).toBe(1);
    expect((await page(app, key, 'wa-window')).failures).toBe(1);
  });

  it('is told in the journal with those that it hit, and the catalogue with the others', async () => {
    const { app, key, support } = await started();
    const forTill = `${says['wa-window']} for the till`;
    await fail(app, key, [
      { at: -30, card: '1' },
      { at: -20, card: '2', says: forTill },
      { at: -15, card: '3', says: forTill },
      { at: -10, card: '4' },
      { at: -5, card: '5' },
    ]);
    await make(app, support, { matching: { phrases: ['for the till'], before: ['wa-window'] } });
    const told = async (card: string) => {
      const { items } = await done<{ items: { process: string; failure: { entry: string } }[] }>(
        ...([app, key, 'GET', `cards/deal/${card}/processes`] as const),
      );
      const { process, failure } = items[0]!;
      const answer = await done<{ cause: { code: string }; spread: { failures: number; cards: number } }>(
        ...([app, key, 'GET', `processes/${process}/entries/${failure.entry}/cause`] as const),
      );
      return [answer.cause.code, answer.spread.failures, answer.spread.cards];
    };
    expect(await told('2')).toEqual(['own:1', 2, 2]);
    expect(await told('1')).toEqual(['wa-window', 3, 3]);
  });

  it('has a state and an owner of its own, and keeps what was said of what it explains', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30, says: silent, fields: till }]);
    const { cause } = (await list(app, key)).causes[0]!;
    await done(app, support, 'POST', `causes/${cause}/comments`, { text: 'Звоню в сервис' });
    await make(app, support);
    pass(app);
    await done(app, support, 'PUT', 'causes/own:1/state', { state: 'resolved' });
    await done(app, support, 'PUT', 'causes/own:1/assignee', { person: 'me' });
    const notes = await done<{ items: CauseNote[] }>(app, key, 'GET', 'causes/own:1/history');
    expect(notes.items.map(({ kind }) => kind)).toEqual(['assign', 'state', 'comment']);
    await fail(app, key, [{ at: 20, says: `${silent}, снова`, fields: till }]);
    pass(app, 60);
    expect((await page(app, key, 'own:1')).life).toMatchObject({
      state: 'new',
      isReopened: true,
      assignee: { name: 'support' },
    });
  });

  it('gives back a text that was split off, and what was merged by hand is not its', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [
      { at: -30, says: silent, fields: till },
      { at: -20, says: `${silent}, снова`, fields: till },
      { at: -10 },
    ]);
    await make(app, support);
    const { texts } = await page(app, key, 'own:1');
    const { cause } = await done<{ cause: string }>(app, support, 'POST', 'causes/own:1/split', {
      fingerprint: texts[0]!.fingerprint,
    });
    pass(app);
    expect((await page(app, key, cause)).explanation.known).toBe(false);
    expect((await page(app, key, 'own:1')).failures).toBe(1);
    await done(app, support, 'POST', 'causes/own:1/merge', { into: 'wa-window' });
    pass(app);
    expect((await page(app, key, 'wa-window')).failures).toBe(2);
    expect((await done<Explanations>(app, key, 'GET', 'explanations')).items[0]).toMatchObject({ failures: 1 });
  });
});

describe('what an explanation would do', () => {
  it('is told before it is kept: how many, from where, by which texts', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [
      { at: -40 * 24 * 3600, says: silent, fields: till },
      { at: -30, says: silent, fields: till },
      { at: -20, says: `${silent}, снова`, fields: till, card: '8' },
      { at: -10, says: `${says['wa-window']}, касса: нет связи` },
    ]);
    const ask30 = async (matching: object) =>
      await done<ExplanationPreview>(app, support, 'POST', 'explanations/preview', matchingOf(matching));
    const phrases = ['касса', 'нет связи'];
    const first = await ask30({ phrases });
    expect(first).toMatchObject({ days: 30, bounded: false, failures: 2, cards: 2, staying: 1 });
    expect(
      first.causes
        .map(({ kind, failures, taken }) => [kind, failures, taken])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual([
      ['known', 1, 0],
      ['unknown', 1, 1],
      ['unknown', 1, 1],
    ]);
    expect(first.examples.map(({ isTaken, robot }) => [isTaken, robot])).toEqual([
      [true, 'Касса'],
      [true, 'Касса'],
      [false, 'Отправить сообщение'],
    ]);
    expect(await ask30({ phrases, before: ['wa-window'] })).toMatchObject({ failures: 3, staying: 0 });
    expect(await ask30({ phrases, activityCode: 'till' })).toMatchObject({ failures: 2, staying: 0 });
    expect(await ask30({ phrases: ['нет такого текста'] })).toMatchObject({ failures: 0, causes: [], examples: [] });

    await make(app, support);
    expect((await ask30({ phrases })).causes.find(({ kind }) => kind === 'other')).toMatchObject({
      failures: 2,
      taken: 0,
    });
    expect((await ask30({ phrases: [...phrases, 'снова'] })).causes).toContainEqual({
      cause: 'own:1',
      title: 'Касса не отвечает',
      kind: 'other',
      failures: 1,
      taken: 1,
    });
    const changing = { ...matchingOf({ phrases }), explanation: '1' };
    const same = await done<ExplanationPreview>(app, support, 'POST', 'explanations/preview', changing);
    expect(same.causes.find(({ kind }) => kind === 'this')).toMatchObject({ failures: 2, taken: 2 });
    expect(await actions(app)).toEqual(['explanation.make']);
  });

  it('is masked for those from whom a client’s number is hidden', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30, says: 'Касса не знает клиента +7 916 123-45-67', fields: till }]);
    const { examples } = await done<ExplanationPreview>(
      app,
      support,
      'POST',
      'explanations/preview',
      matchingOf({ phrases: ['касса не знает'] }),
    );
    expect(examples).toHaveLength(1);
    expect(examples[0]?.message).not.toContain('123-45-67');
  });
});

describe('who writes explanations', () => {
  it('is who may act on failures; others read them, and another portal has none of them', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30, says: silent, fields: till }]);
    await make(app, support);
    const other = await app.makeKey({ portal: 'other' });
    await fail(app, other, [{ at: -30, says: silent, fields: till }]);
    pass(app);
    expect((await list(app, other)).causes.map(({ isKnown }) => isKnown)).toEqual([false]);
    expect((await done<Explanations>(app, other, 'GET', 'explanations')).items).toEqual([]);
    expect(await refusal(app, other, 'GET', 'explanations/1')).toEqual([404, 'not_found']);
    expect((await done<Explanations>(app, key, 'GET', 'explanations')).items).toMatchObject([{ failures: 1 }]);
    expect((await refusal(app, key, 'POST', 'explanations', written()))[0]).not.toBe(200);
    const manager = { cookie: (await app.makePerson('manager')).cookie, 'sec-fetch-site': 'same-origin' };
    expect(await refusal(app, manager, 'DELETE', 'explanations/1')).toEqual([403, 'forbidden']);
    expect(await refusal(app, manager, 'GET', 'explanations')).toEqual([403, 'forbidden']);
  });

  it('may write no secret, and nothing that would explain everything', async () => {
    const { app, key, support } = await started();
    await fail(app, key, [{ at: -30, says: silent, fields: till }]);
    const secret =
      'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
    const made = await make(app, support, { ru: { text: `Ключ ${secret}` } });
    expect(made.ru.text).not.toContain('dozjgNryP4J3jVmNHl0w5N');
    for (const matching of [
      { phrases: [] },
      { phrases: ['17 00'] },
      { phrases: ['а', 'касса'] },
      { phrases: Array.from({ length: 6 }, (_, n) => `касса ${n}`) },
      { phrases: ['касса'], activityCode: 'till', before: ['wa-window'] },
      { phrases: ['касса'], before: ['unknown:0123456789abcdef'] },
    ]) {
      expect([matching, ...(await refusal(app, support, 'POST', 'explanations', written({ matching })))]).toEqual([
        matching,
        400,
        'invalid_request',
      ]);
    }
    expect(await refusal(app, support, 'POST', 'explanations', written({ ru: { title: 'а'.repeat(91) } }))).toEqual([
      400,
      'invalid_request',
    ]);
    expect(await actions(app)).toEqual(['explanation.make']);
    expect(counts(await list(app, key))).toEqual({ 'Касса не отвечает': 1 });
  });
});
