import { describe, expect, it } from 'vitest';
import type { CauseInList, CausePage, FailureFacets, FailureList, Occurrence } from '#contract/failures.ts';
import { after, entryEvent, templateEvent } from '#server/testing/events.ts';
import { fail, pass, says, worth } from '#server/testing/failures.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

type Headers = Record<string, string>;

async function started(): Promise<{ app: TestApp; key: Headers }> {
  const app = await startTestApp();
  return { app, key: await app.makeKey() };
}

async function read<T>(app: TestApp, headers: Headers, url: string): Promise<T> {
  const answer = await app.get(`/api/v1/${url}`, headers);
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
  return answer.json<T>();
}
const list = async (app: TestApp, headers: Headers, query = '') =>
  await read<FailureList>(app, headers, `failures?${query}`);
const keys = ({ causes }: FailureList) => causes.map(({ cause }) => cause);
const rowOf = ({ causes }: FailureList, key: string): CauseInList => {
  const found = causes.find(({ cause }) => cause === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};

const hour = 3600;

describe('the list of failures', () => {
  it('counts each card and each client once, whatever it failed with', async () => {
    const { app, key } = await started();
    await app.send([worth('1', 'a', 100), worth('2', 'a', 200), worth('3', 'b', 400), worth('4', 'b', 7, 'EUR')], key);
    await fail(app, key, [
      { at: -10, card: '1' },
      { at: -9, card: '1' },
      { at: -8, card: '2' },
      { at: -7, card: '1', says: says['wa-rate'] },
      { at: -6, card: '3', says: says['wa-rate'] },
      { at: -5, card: '4', says: says['wa-rate'] },
    ]);
    const found = await list(app, key);
    expect(found.totals).toMatchObject({
      failures: 6,
      cards: 4,
      clients: 2,
      clientsMissed: 2,
      causes: 2,
      newCauses: 2,
    });
    expect(found.totals.amounts).toEqual([
      { value: 700, currency: 'RUB' },
      { value: 7, currency: 'EUR' },
    ]);
    expect(found.totals.largestAmount).toBe(400);
    expect(rowOf(found, 'wa-window')).toMatchObject({ failures: 3, cards: 2, clients: 1 });
    expect(rowOf(found, 'wa-window').amounts).toEqual([{ value: 300, currency: 'RUB' }]);
    expect(rowOf(found, 'wa-rate')).toMatchObject({ failures: 3, cards: 3, clients: 2 });
  });

  it('says how many robots there are beside those that failed, by the names that people tell them apart by', async () => {
    const { app, key } = await started();
    const stage = { id: 'NEW', name: 'Новая' };
    await fail(app, key, [{ at: -10 }, { at: -9, process: { stage } }]);
    const named = (name: string, title: string | null, code: string) => ({ activity: { name, title, code } });
    await app.send(
      [
        entryEvent('failing-ok', -8, named('A7', 'Создать задачу', 'task')),
        entryEvent('failing-ok', -7, named('A8', 'Создать задачу', 'task')),
        entryEvent('failing-ok', -6, named('A9', null, 'task')),
      ],
      key,
    );
    expect((await list(app, key)).totals).toMatchObject({ robots: 1, robotsKnown: 3 });
    expect((await list(app, key, 'stage=NEW')).totals).toMatchObject({ robots: 1, robotsKnown: 3 });
    expect(await app.store.causes.robots(1, 3)).toBeNull();
  });

  it('says of a cause what it is called, whom it hits, where it happens and since when', async () => {
    const { app, key } = await started();
    await app.send([templateEvent(-100, { template: { id: '12', version: '3' }, name: 'Счёт' })], key);
    const stage = { id: 'NEW', name: 'Новая', color: '#39A8EF', semantics: 'process' };
    await fail(app, key, [
      { at: -30 * 24 * hour },
      { at: -20, process: { stage } },
      { at: -10, process: { stage }, fields: { activity: { name: 'A2', title: 'Напомнить', code: 'send_whatsapp' } } },
      { at: -5 },
    ]);
    const row = rowOf(await list(app, key), 'wa-window');
    expect(row).toMatchObject({
      title: 'Клиент не получил WhatsApp: окно в 24 часа закрыто',
      hit: 'yes',
      fixer: 'manager',
      isKnown: true,
      robot: { title: 'Отправить сообщение', others: 1 },
      template: { id: '12', name: 'Счёт', others: 0 },
      stages: [{ stage, failures: 2 }],
      failures: 3,
      firstAt: after(-20),
      lastAt: after(-5),
      firstEverAt: after(-30 * 24 * hour),
      state: 'new',
      isReopened: false,
      assignee: null,
      example: { at: after(-5), message: says['wa-window'] },
    });
    const english = await read<FailureList>(app, { ...key, 'accept-language': 'en' }, 'failures');
    expect(english.causes[0]?.title).toMatch(/client/i);
  });

  it('compares with the span before, of the same length', async () => {
    const { app, key } = await started();
    await fail(app, key, [
      { at: -hour / 2 },
      { at: -hour - 10 },
      { at: -hour - 20 },
      { at: -hour - 30, says: says['wa-rate'] },
      { at: -2 * hour - 10 },
    ]);
    const found = await list(app, key, `from=${after(-hour)}`);
    expect(found.totals).toMatchObject({ failures: 1, failuresBefore: 3, causes: 1 });
    expect(rowOf(found, 'wa-window').failuresBefore).toBe(2);
    expect(found.range).toEqual({ from: after(-hour), to: after(0) });
  });

  it('is drawn as bars that add up, for all causes and for each', async () => {
    const { app, key } = await started();
    await fail(app, key, [{ at: -1 }, { at: -2, says: says['wa-rate'] }, { at: -hour + 1 }, { at: -hour - 1 }]);
    const { histogram, causes } = await list(app, key, `from=${after(-hour)}`);
    expect(histogram).toMatchObject({ from: after(-hour), stepMs: 60_000 });
    expect([histogram.counts.length, histogram.counts[0], histogram.counts.at(-1)]).toEqual([60, 1, 2]);
    expect(causes.map(({ trend }) => trend.reduce((sum, count) => sum + count, 0))).toEqual(
      causes.map(({ failures }) => failures),
    );
  });

  it('is filtered by robot, template, stage and words, and its sums with it', async () => {
    const { app, key } = await started();
    const stage = { id: 'WON', name: 'Успех' };
    const other = { activity: { name: 'A2', title: 'Напомнить об оплате', code: 'send_whatsapp' } };
    await app.send([templateEvent(-100, { template: { id: '13', version: '1' }, name: 'Напоминания' })], key);
    await fail(app, key, [
      { at: -10 },
      { at: -9, fields: other, process: { template: { id: '13', version: '1' }, stage } },
      { at: -8, says: says['wa-rate'] },
    ]);
    const [everything, robot, template, won] = [
      await list(app, key),
      await list(app, key, `robot=${encodeURIComponent('Напомнить об оплате')}`),
      await list(app, key, 'template=13'),
      await list(app, key, 'stage=WON'),
    ];
    expect(everything.totals).toMatchObject({ failures: 3, robots: 2 });
    for (const found of [robot, template, won]) {
      expect(found.totals).toMatchObject({ failures: 1, causes: 1, robots: 1 });
      expect(keys(found)).toEqual(['wa-window']);
    }
    expect(keys(await list(app, key, 'q=ОПЛАТЕ'))).toEqual(['wa-window']);
    expect(keys(await list(app, key, 'q=rate+limit'))).toEqual(['wa-rate']);
    expect((await list(app, key, 'q=nothing-like-this')).totals).toMatchObject({ failures: 0, causes: 0 });
    const facets = await read<FailureFacets>(app, key, 'failures/facets');
    expect(facets).toMatchObject({
      robots: [
        { robot: 'Отправить сообщение', failures: 2 },
        { robot: 'Напомнить об оплате', failures: 1 },
      ],
      templates: [
        { id: '12', failures: 2 },
        { id: '13', name: 'Напоминания', failures: 1 },
      ],
      stages: [{ stage: { id: 'WON', name: 'Успех' }, failures: 1 }],
    });
  });

  it('is in order of count, money, age, novelty or the last failure, a page at a time', async () => {
    const { app, key } = await started();
    await app.send([worth('1', 'a', 100), worth('2', 'b', 900), worth('3', 'c', 5000, 'EUR')], key);
    await fail(app, key, [
      { at: -400, card: '1' },
      { at: -300, card: '1' },
      { at: -200, card: '1' },
      { at: -350, card: '2', says: says['wa-rate'] },
      { at: -100, card: '2', says: says['wa-rate'] },
      { at: -150, card: '3', says: says['wa-key'] },
      { at: -50, card: '9', says: 'Что-то пошло не так' },
    ]);
    const { causes } = await list(app, key);
    const unknown = causes.find(({ isKnown }) => !isKnown)?.cause ?? '';
    const orders = {
      count: ['wa-window', 'wa-rate', null, null],
      // Of sums in another currency it is not said which is more; what is worth nothing known comes last.
      money: ['wa-rate', 'wa-window', 'wa-key', unknown],
      age: ['wa-window', 'wa-rate', 'wa-key', unknown],
      newest: [unknown, 'wa-key', 'wa-rate', 'wa-window'],
      last: [unknown, 'wa-rate', 'wa-key', 'wa-window'],
    };
    for (const [sort, expected] of Object.entries(orders)) {
      const whole = keys(await list(app, key, `sort=${sort}`));
      expect([sort, whole.map((one, index) => (expected[index] === null ? null : one))]).toEqual([sort, expected]);
      const pages: string[] = [];
      let cursor: string | null = '';
      for (let turn = 0; turn < 10 && cursor !== null; turn += 1) {
        const page: FailureList = await list(
          app,
          key,
          `sort=${sort}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        expect([page.total, page.causes.length]).toEqual([4, 1]);
        pages.push(...keys(page));
        cursor = page.next;
      }
      expect(pages).toEqual(whole);
    }
    const { next } = await list(app, key, 'limit=1');
    expect((await app.get(`/api/v1/failures?sort=money&cursor=${next}`, key)).json().code).toBe('cursor_invalid');
  });

  it('is kept for a moment, and read anew after it', async () => {
    const { app, key } = await started();
    await fail(app, key, [{ at: -10 }]);
    expect((await list(app, key)).totals.failures).toBe(1);
    await fail(app, key, [{ at: -9 }]);
    expect((await list(app, key)).totals.failures).toBe(1);
    pass(app);
    expect((await list(app, key)).totals.failures).toBe(2);
  });

  it('refuses a range that ends before it begins', async () => {
    const { app, key } = await started();
    const answer = await app.get(`/api/v1/failures?from=${after(10)}&to=${after(10)}`, key);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_request']);
  });

  it('is of one portal only', async () => {
    const { app, key } = await started();
    const other = await app.makeKey({ portal: 'other' });
    await fail(app, other, [{ at: -10, says: says['wa-rate'] }]);
    await fail(app, key, [{ at: -10 }]);
    expect(keys(await list(app, key))).toEqual(['wa-window']);
    for (const path of ['', '/failures', '/history']) {
      const theirs = await app.get(`/api/v1/causes/wa-rate${path}`, key);
      const nobodys = await app.get(`/api/v1/causes/wa-nothing${path}`, key);
      expect([theirs.statusCode, theirs.json().detail]).toEqual([404, nobodys.json().detail]);
    }
  });

  it('hides from a person what his role is not to see, and does not find it for him', async () => {
    const { app, key } = await started();
    const card = { ...worth('1', 'a', 100), title: 'Заявка: Клиент a' };
    await app.send([card], key);
    await fail(app, key, [{ at: -10, card: '1', says: 'Что-то не так с номером +7 916 123-45-67' }]);
    const support = { cookie: (await app.makePerson('support')).cookie };
    for (const [headers, isHidden] of [
      [key, false],
      [support, true],
    ] as const) {
      const found = await list(app, headers);
      const { cause = '' } = found.causes[0] ?? {};
      const page = await read<CausePage>(app, headers, `causes/${cause}`);
      const occurrences = await read<{ items: Occurrence[] }>(app, headers, `causes/${cause}/failures`);
      for (const answer of [found, page, occurrences]) {
        expect(JSON.stringify(answer).includes('123-45-67')).toBe(!isHidden);
      }
      expect(occurrences.items[0]?.card?.title?.includes('Клиент a')).toBe(!isHidden);
      expect((await list(app, headers, 'q=123-45-67')).total).toBe(isHidden ? 0 : 1);
      // What names things in addresses stays as it is.
      expect(page.texts[0]?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
      expect(cause).toMatch(/^unknown:[0-9a-f]{16}$/);
    }
    const manager = { cookie: (await app.makePerson('manager')).cookie };
    expect((await app.get('/api/v1/failures', manager)).json().code).toBe('forbidden');
  });
});

describe("a cause's page", () => {
  it('tells the steps, the versions, stages, robots and texts that it spread over', async () => {
    const { app, key } = await started();
    await app.send([worth('1', 'a', 100), worth('2', 'b', 50)], key);
    const v4 = { template: { id: '12', version: '4' } };
    await fail(app, key, [
      { at: -30, card: '1' },
      { at: -20, card: '2', process: v4 },
      { at: -10, card: '2', process: v4, says: 'Bad request — Re-engagement message' },
    ]);
    const page = await read<CausePage>(app, key, 'causes/wa-window');
    expect(page.explanation).toMatchObject({ code: 'wa-window', hit: 'yes', fixer: 'manager', known: true });
    expect(page.explanation.steps.length).toBeGreaterThan(0);
    expect(page).toMatchObject({ failures: 3, cards: 2, clients: 2, amounts: [{ value: 150, currency: 'RUB' }] });
    expect(page.versions).toMatchObject([
      { template: { id: '12', version: '4' }, failures: 2, cards: 1, firstAt: after(-20), lastAt: after(-10) },
      { template: { id: '12', version: '3' }, failures: 1, cards: 1 },
    ]);
    expect(page.robots).toMatchObject([{ robot: 'Отправить сообщение', failures: 3, cards: 2 }]);
    expect(page.texts.map(({ failures }) => failures)).toEqual([2, 1]);
    expect(page.life).toMatchObject({ state: 'new', isReopened: false });
  });

  it('tells what changed shortly before the first failure, its own template first of all', async () => {
    const { app, key } = await started();
    const old = { template: { id: '12', version: '2' } };
    await fail(app, key, [
      { at: -20 * 24 * hour, says: says['wa-rate'], process: old },
      { at: -100, process: { template: { id: '12', version: '3' } } },
      { at: -90, says: says['wa-rate'], process: { template: { id: '99', version: '1' } } },
    ]);
    const { changesBefore, firstEverAt } = await read<CausePage>(app, key, 'causes/wa-window');
    expect(firstEverAt).toBe(after(-100));
    expect(changesBefore.filter(({ kind }) => kind === 'template-version')).toMatchObject([
      { at: after(-101), detail: '3', isOwn: true },
    ]);
    // Made at noon: after the failure, so it cannot be what changed before it.
    expect(changesBefore.filter(({ kind }) => kind === 'key-made')).toEqual([]);
    await fail(app, key, [{ at: 60, says: says['wa-key'] }]);
    pass(app, 120);
    const later = await read<CausePage>(app, key, 'causes/wa-key');
    expect(later.changesBefore).toContainEqual(
      expect.objectContaining({ kind: 'key-made', at: after(0), isOwn: false }),
    );
  });

  it('lists its failures, newest first, a page at a time, by robot and stage too', async () => {
    const { app, key } = await started();
    await app.send([worth('1', 'a', 100)], key);
    const nested = { activity: { name: 'P', title: 'Подпроцесс', code: 'start_process' } };
    await fail(app, key, [
      { at: -30, card: '1' },
      { at: -20, card: '1', fields: nested },
      { at: -10 },
      { at: -10 },
      { at: -5 },
    ]);
    const all: Occurrence[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url: string = `causes/wa-window/failures?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: { items: Occurrence[]; next: string | null } = await read(app, key, url);
      expect(page.items.length).toBeLessThanOrEqual(2);
      all.push(...page.items);
      cursor = page.next;
    }
    expect(all.map(({ at }) => at)).toEqual([-5, -10, -10, -20, -30].map(after));
    expect(new Set(all.map(({ entry }) => entry)).size).toBe(5);
    expect(all.at(-1)).toMatchObject({
      card: { type: 'deal', id: '1', title: 'Сделка 1' },
      amount: { value: 100, currency: 'RUB' },
      client: { id: 'a' },
      template: { id: '12', version: '3' },
      message: says['wa-window'],
    });
    const robot = encodeURIComponent('Подпроцесс');
    const only = await read<{ items: Occurrence[] }>(app, key, `causes/wa-window/failures?robot=${robot}`);
    expect(only.items.map(({ at }) => at)).toEqual([after(-20)]);
    const { process, entry } = only.items[0]!;
    expect((await app.get(`/api/v1/processes/${process}/entries/${entry}`, key)).statusCode).toBe(200);
  });

  it('lists its failures of one version of a template', async () => {
    const { app, key } = await started();
    const of = (version: string) => ({ process: { template: { id: '12', version } } });
    await fail(app, key, [
      { at: -30, ...of('3') },
      { at: -20, ...of('4') },
      { at: -10, ...of('4') },
    ]);
    const at = async (query: string) =>
      (await read<{ items: Occurrence[] }>(app, key, `causes/wa-window/failures?${query}`)).items.map((one) => one.at);
    expect(await at('template=12&version=4')).toEqual([after(-10), after(-20)]);
    expect(await at('template=12&version=5')).toEqual([]);
    expect(await at('version=4')).toHaveLength(3);
  });

  it('is there while nothing failed in the range, and says so by zeros', async () => {
    const { app, key } = await started();
    await fail(app, key, [{ at: -20 * 24 * hour }]);
    const page = await read<CausePage>(app, key, 'causes/wa-window');
    expect(page).toMatchObject({
      failures: 0,
      cards: 0,
      firstAt: null,
      firstEverAt: after(-20 * 24 * hour),
      texts: [],
    });
    expect(page.explanation.title).toBe('Клиент не получил WhatsApp: окно в 24 часа закрыто');
    expect(page.example.message).toBe(says['wa-window']);
  });
});
