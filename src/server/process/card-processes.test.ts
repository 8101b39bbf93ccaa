import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProcessInList } from '#contract/process.ts';
import { after, cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { noon } from '#server/testing/noon.ts';
import { makeTestApp, type TestApp } from '#server/testing/test-app.ts';

type Page = { items: ProcessInList[]; next: string | null; total: number; bounded: boolean };

const hour = 3600;
let app: TestApp;
let key: { authorization: string };

beforeAll(async () => {
  app = await makeTestApp();
  key = await app.makeKey();
  const robots = { id: '12', version: '3' };
  const call = { id: '13', version: '1' };
  const on = (stage: string) => ({ stage: { id: stage, name: stage === 'NEW' ? 'Новая' : 'Счёт оплачен' } });
  await app.send(
    [
      templateEvent(0, { name: 'Роботы стадии' }),
      templateEvent(0, { template: call, name: 'Перезвонить клиенту' }),
      processEvent('fresh', -60, { startedAt: after(-60), ...on('NEW') }),
      processEvent('silent', -25 * hour, { startedAt: after(-25 * hour), ...on('NEW') }),
      processEvent('pause', -90 * 24 * hour, {
        state: 'waiting',
        startedAt: after(-90 * 24 * hour),
        template: robots,
        ...on('PAID'),
      }),
      processEvent('good', -10, { state: 'completed', finishedAt: after(-10), ...on('NEW') }),
      processEvent('bad', -20, { state: 'completed', finishedAt: after(-20), template: call, ...on('PAID') }),
      faultEvent('bad', -21, { message: 'Чужой счёт: Ёлкин' }),
      processEvent('broken', -30, { state: 'failed', finishedAt: after(-30), template: call }),
      processEvent('stopped', -40, { state: 'terminated', finishedAt: after(-40), stateTitle: 'Остановлен вручную' }),
      processEvent('other', 0, { card: { type: 'lead', id: '7' } }),
      // Whatever took an hour at most and is silent for more than two is stuck, also when it waits.
      ...Array.from({ length: 5 }, (_, n) =>
        processEvent(`usual${n}`, -hour, {
          card: { type: 'deal', id: 'usual' },
          template: { id: '14' },
          state: 'completed',
          startedAt: after(-2 * hour),
          finishedAt: after(-hour),
        }),
      ),
      processEvent('late', -3 * hour, {
        card: { type: 'deal', id: 'usual' },
        template: { id: '14' },
        state: 'waiting',
      }),
      processEvent('soon', -1.5 * hour, {
        card: { type: 'deal', id: 'usual' },
        template: { id: '14' },
        state: 'waiting',
      }),
    ],
    key,
  );
});
afterAll(async () => await app.stop());

async function list(query: string, card = '7'): Promise<Page> {
  const answer = await app.get(`/api/v1/cards/deal/${card}/processes?${query}`, key);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

const names = ({ items }: Page) => items.map(({ process }) => process);

describe('the processes of a card', () => {
  it.each([
    ['', ['good', 'bad', 'broken', 'stopped', 'fresh', 'silent', 'pause']],
    ['section=active', ['fresh', 'silent', 'pause']],
    ['section=completed', ['good', 'bad', 'broken', 'stopped']],
    ['state=running', ['fresh']],
    ['state=stuck', ['silent']],
    ['state=waiting', ['pause']],
    ['state=completed', ['good']],
    ['state=completed_with_failures', ['bad']],
    ['state=failed,terminated', ['broken', 'stopped']],
    ['state=stuck&section=completed', []],
    ['failures=true', ['bad', 'broken']],
    ['failures=false&section=active', ['fresh', 'silent', 'pause']],
    ['template=13', ['bad', 'broken']],
    ['template=99', []],
    ['stage=PAID', ['bad', 'pause']],
    [`from=${after(-60)}`, ['good', 'bad', 'broken', 'stopped', 'fresh']],
    [`from=${after(-40)}&to=${after(-20)}`, ['bad', 'broken', 'stopped']],
    [`to=${encodeURIComponent('2026-11-21T14:00:00+03:00')}`, ['silent', 'pause']],
    ['q=ПЕРЕЗВОНИТЬ', ['bad', 'broken']],
    ['q=елкин', ['bad']],
    ['q=Счет', ['bad', 'pause']],
    ['q=остановлен', ['stopped']],
    ['q=%20fresh%20', ['fresh']],
    ['q=100%25', []],
    ['q=счёт&section=active', ['pause']],
    ['q=перезвонить&failures=true&state=failed', ['broken']],
  ])('%s are %j', async (query, processes) => {
    const page = await list(query);
    expect(names(page)).toEqual(processes);
    expect([page.total, page.bounded, page.next]).toEqual([processes.length, false, null]);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const part = await list(`${query}&limit=1${cursor}`);
      expect(part.total).toBe(processes.length);
      seen.push(...names(part));
      expect(seen.length).toBeLessThanOrEqual(processes.length);
      if (part.next === null) break;
      cursor = `&cursor=${part.next}`;
    }
    expect(seen).toEqual(processes);
  });

  it('have states that filter and row tell alike, whatever the hour', async () => {
    for (const card of ['7', 'usual']) {
      for (const later of [0, hour, 3 * hour, 25 * hour]) {
        app.clock.now = noon + later * 1000;
        const shown = new Map((await list('', card)).items.map(({ process, state }) => [process, state]));
        for (const state of [
          'running',
          'waiting',
          'stuck',
          'completed',
          'completed_with_failures',
          'failed',
          'terminated',
        ]) {
          const filtered = names(await list(`state=${state}`, card)).toSorted();
          expect(filtered).toEqual([...shown].flatMap(([process, its]) => (its === state ? [process] : [])).toSorted());
        }
      }
    }
    app.clock.now = noon;
    expect((await list('state=stuck', 'usual')).items.map(({ process }) => process)).toEqual(['late']);
  });

  it('give the reason of a failure in the row', async () => {
    const [bad] = (await list('state=completed_with_failures')).items;
    expect(bad).toMatchObject({
      state: 'completed_with_failures',
      counts: { entries: 1, failures: 1 },
      failure: { message: 'Чужой счёт: Ёлкин', activity: { name: 'A1' } },
    });
    expect(bad?.failure?.cause.title).toMatch(/\S/);
  });

  it('of a card that nobody told of are none', async () => {
    expect(await list('', 'nobody')).toEqual({ items: [], next: null, previous: null, total: 0, bounded: false });
    expect((await app.get('/api/v1/cards/deal/nobody', key)).statusCode).toBe(404);
  });

  it('are refused with a limit over 200, a state or date that is none, and the cursor of another filter', async () => {
    const code = async (query: string) => (await app.get(`/api/v1/cards/deal/7/processes?${query}`, key)).json().code;
    for (const query of [
      'limit=201',
      'limit=0',
      'state=asleep',
      'section=all',
      'from=yesterday',
      'failures=1',
      'portal=../x',
    ]) {
      expect(await code(query), query).toBe('invalid_request');
    }
    const { next } = await list('limit=1');
    expect(await code(`limit=1&section=active&cursor=${next}`)).toBe('cursor_invalid');
    expect(await code(`limit=1&q=fresh&cursor=${next}`)).toBe('cursor_invalid');
    const other = await app.get(`/api/v1/cards/deal/usual/processes?limit=1&cursor=${next}`, key);
    expect(other.json().code).toBe('cursor_invalid');
    expect((await app.get(`/api/v1/cards?cursor=${next}`, key)).json().code).toBe('cursor_invalid');
    expect((await app.get('/api/v1/cards?limit=201', key)).json().code).toBe('invalid_request');
  });

  it('have filters to choose from', async () => {
    const facets = (await app.get('/api/v1/cards/deal/7/facets', key)).json();
    expect(facets.templates).toEqual([
      { id: '12', name: 'Роботы стадии', processes: 5 },
      { id: '13', name: 'Перезвонить клиенту', processes: 2 },
    ]);
    expect(facets.stages).toEqual([
      { id: 'NEW', name: 'Новая', processes: 3 },
      { id: 'PAID', name: 'Счёт оплачен', processes: 2 },
    ]);
  });
});

type Item = { process?: string | { process: string }; id?: string };

function nameOf({ process, id }: Item): string {
  return (typeof process === 'object' ? process.process : process) ?? id ?? '';
}

describe('pages of lists', () => {
  it('give every card, process and timeline item once while others come in', async () => {
    let portal = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(9), { minLength: 1, maxLength: 25 }),
        fc.array(fc.nat(9), { maxLength: 5 }),
        fc.integer({ min: 2, max: 7 }),
        async (first, later, limit) => {
          portal += 1;
          const own = await app.makeKey({ portal: `pages-${portal}` });
          const batch = (prefix: string, seconds: number[]) =>
            seconds.flatMap((at, n) => [
              processEvent(`${prefix}${n}`, at, { startedAt: after(at) }),
              cardEvent(at, { card: { type: 'lead', id: `${prefix}${n}` }, stage: { id: 'NEW' } }),
              entryEvent(`${prefix}${n}`, at),
            ]);
          await app.send(batch('p', first), own);
          const lists = ['cards?', 'cards/deal/7/processes?', 'cards/deal/7/timeline?'];
          const walk = async (list: string, onPage: () => Promise<void>) => {
            const seen: string[] = [];
            for (let cursor = ''; ;) {
              const page = (await app.get(`/api/v1/${list}limit=${limit}${cursor}`, own)).json();
              seen.push(...page.items.map(nameOf));
              if (page.next === null) return seen;
              expect(seen.length).toBeLessThan(1000);
              cursor = `&cursor=${page.next}`;
              await onPage();
            }
          };
          for (const [n, list] of lists.entries()) {
            const all = await walk(list, async () => undefined);
            expect(new Set(all).size).toBe(all.length);
            let isLate = false;
            const seen = await walk(list, async () => {
              if (!isLate && later.length > 0) await app.send(batch(`late${n}`, later), own);
              isLate = true;
            });
            // The deal itself moves to the top when something comes in on it.
            const before = (items: string[]) => items.filter((item) => !item.startsWith('late') && item !== '7');
            expect(before(seen)).toEqual(before(all));
            expect(new Set(seen).size).toBe(seen.length);
          }
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);
});
