import type { CauseOrder } from '#contract/failures.ts';
import { Problem } from '#contract/problem.ts';
import { type ReadContext, readRoute, type Registrar } from '#server/http/endpoint.ts';
import { readCursor, writeCursor } from '#server/store/cursor.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { registerActions } from './actions.ts';
import { choiceOf, filterOf, rangeOf } from './ask.ts';
import { createDecisions } from './decisions.ts';
import { createFailureExport, type SendJournals } from './export.ts';
import { registerExplanationRoutes } from './explanations.ts';
import { findCause, titlesOf } from './find.ts';
import { presentNote } from './history.ts';
import { createKept } from './kept.ts';
import { countsOf, type Listed, listCauses, mainCurrencyOf, rankOf, totalsOf } from './listing.ts';
import { createLives } from './lives.ts';
import { momentOf } from './names.ts';
import { occurrencesOf } from './occurrences.ts';
import { presentPage } from './page.ts';
import { assigneesOf, type IsSupport, keyOf, peopleOf } from './people.ts';
import { presentOccurrence, presentStage } from './present.ts';
import { most, presentCauses, robotCounts, templateCounts } from './rows.ts';
import { type FailureChoice, ofVersion, readSnapshot, rowFilterOf, type Snapshot } from './snapshots.ts';
import { readSpread, type Spread } from './spread.ts';

const mostFacets = 100;
const noChoice: FailureChoice = { robot: null, template: null, stage: null };

type Options = {
  store: JournalStore;
  /** Takes secrets out of what people write. */
  redact(text: string): string;
  sendJournals: SendJournals;
  isSupport: IsSupport;
  now(): number;
};

/** Failures by cause over all cards, and what support does about them. Gives what forgets all that is kept of them. */
export function registerFailureRoutes(
  registrar: Registrar,
  { store, redact, sendJournals, isSupport, now }: Options,
): { letGo(): void } {
  const { causes } = store;
  const snapshots = createKept<Snapshot>(now);
  const spreads = createKept<Spread>(now);
  const readLives = createLives(store);

  async function snapshotOf(portalNo: number, query: Parameters<typeof rangeOf>[0], choice: FailureChoice) {
    const range = rangeOf(query, now());
    const question = [query.from ?? null, query.to ?? null, choice];
    return await snapshots.get(portalNo, question, async () => await readSnapshot(store, portalNo, range, choice));
  }

  /** The causes that a query lists, in no order. */
  async function listed({
    portal,
    query,
    caller,
    language,
    mask,
  }: ReadContext<'failures'> | ReadContext<'actOnCauses'> | ReadContext<'failureExport'>) {
    const snapshot = await snapshotOf(portal.portalNo, query, choiceOf(query));
    const lives = await readLives(portal.portalNo, snapshot.grouping, now());
    const me = query.assignee === 'me' ? await keyOf(store, caller) : null;
    const reader = { language, mask: mask === null ? null : mask.text };
    return { snapshot, all: await listCauses(causes, snapshot, lives, filterOf(query, me), reader) };
  }

  readRoute(registrar, 'failures', async (context) => {
    const { portal, query, language } = needsAll(context);
    const { snapshot, all } = await listed(context);
    const rows = all.filter(({ tally }) => tally.failures > 0);
    const { cursor, limit, ...question } = query;
    const scope = ['failures', portal.portalNo, question];
    const after = cursor === undefined ? null : readCursor(scope, cursor);
    const ranked = inOrder(rows, query.sort, snapshot).filter(({ rank }) => after === null || isAfter(rank, after));
    const page = ranked.slice(0, limit);
    const last = page.at(-1);
    const people = await peopleOf(store, portal.portalNo);
    const { bars } = snapshot;
    return {
      range: { from: momentOf(bars.from), to: momentOf(bars.to) },
      totals: totalsOf(snapshot, all),
      histogram: { from: momentOf(bars.from), stepMs: bars.stepMs, counts: countsOf(snapshot, all) },
      causes: await presentCauses(
        causes,
        snapshot,
        page.map(({ one }) => one),
        people,
        language,
      ),
      next: ranked.length > limit && last !== undefined ? writeCursor(scope, last.rank) : null,
      total: rows.length,
      bounded: snapshot.isBounded,
      countedFrom: momentOf(snapshot.countedFrom),
    };
  });

  readRoute(registrar, 'failureFacets', async (context) => {
    const { portal, query } = needsAll(context);
    const snapshot = await snapshotOf(portal.portalNo, query, noChoice);
    const tallies = [...snapshot.tallies.values()];
    const stages = new Map<string, { failures: number; processNo: number }>();
    for (const [id, { failures, processNo }] of tallies.flatMap((tally) => [...tally.stages])) {
      const had = stages.get(id);
      stages.set(id, {
        failures: failures + (had?.failures ?? 0),
        processNo: Math.max(processNo, had?.processNo ?? 0),
      });
    }
    const mostStages = most(stages, ({ failures }) => failures).slice(0, mostFacets);
    const known = await causes.stages(
      portal.portalNo,
      mostStages.map(([, { processNo }]) => processNo),
    );
    return {
      robots: robotCounts(snapshot, tallies)
        .slice(0, mostFacets)
        .map(([robot, failures]) => ({ robot, failures })),
      templates: templateCounts(snapshot, tallies).slice(0, mostFacets),
      stages: mostStages.map(([id, { failures }]) => ({
        stage: presentStage(known.get(id) ?? { id, name: null, color: null, semantics: null }),
        failures,
      })),
    };
  });

  const exported = createFailureExport(store, sendJournals);
  readRoute(registrar, 'failureExport', async (context) => {
    const { snapshot, all } = await listed(needsAll(context));
    return await exported(context, snapshot, all);
  });

  readRoute(registrar, 'failureAssignees', async ({ portal }) => ({
    items: await assigneesOf(store, portal, isSupport),
  }));

  readRoute(registrar, 'causePage', async (context) => {
    const { portal, params, query, language } = needsAll(context);
    const { portalNo } = portal;
    const range = rangeOf(query, now());
    const found = await findCause(store, portalNo, params.cause);
    const question = [query.from ?? null, query.to ?? null, found.key];
    const spread = await spreads.get(
      portalNo,
      question,
      async () => await readSpread(store, portalNo, found.grouping, found.key, range),
    );
    const lives = await readLives(portalNo, found.grouping, now());
    return await presentPage(store, portalNo, found, spread, lives, await peopleOf(store, portalNo), language);
  });

  readRoute(registrar, 'causeFailures', async (context) => {
    const { portal, params, query } = needsAll(context);
    const { portalNo } = portal;
    const range = rangeOf(query, now());
    const { grouping, key } = await findCause(store, portalNo, params.cause);
    const { cursor, limit, ...question } = query;
    const scope = ['cause-failures', portalNo, key, question];
    const [at, no] = cursor === undefined ? [range.to, 0] : readCursor(scope, cursor);
    const filter = await ofVersion(causes, portalNo, await rowFilterOf(causes, portalNo, choiceOf(query)), query);
    const rows = await occurrencesOf(causes, portalNo, grouping, key, filter, range.from, { at, no }, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: (await causes.shown(portalNo, page)).map(presentOccurrence),
      next: rows.length > limit && last !== undefined ? writeCursor(scope, [last.at, last.no]) : null,
      previous: null,
    };
  });

  readRoute(registrar, 'causeHistory', async (context) => {
    const { portal, params, query, language } = needsAll(context);
    const { grouping, key } = await findCause(store, portal.portalNo, params.cause);
    const scope = ['cause-history', portal.portalNo, key];
    const before = query.cursor === undefined ? null : readCursor(scope, query.cursor)[0];
    const keys = [key, ...grouping.membersOf(key)];
    const rows = await causes.notes(portal.portalNo, keys, before, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const titleOf = titlesOf(store, portal.portalNo, grouping, language);
    const items = [];
    for (const row of page) {
      const note = await presentNote(row, titleOf);
      if (note !== null) items.push(note);
    }
    return {
      items,
      next: rows.length > query.limit && last !== undefined ? writeCursor(scope, [last.no, 0]) : null,
      previous: null,
    };
  });

  const onDecision = (portalNo: number): void => {
    snapshots.forget(portalNo);
    spreads.forget(portalNo);
  };
  registerExplanationRoutes(registrar, { store, redact, onDecision, now });
  registerActions(registrar, {
    store,
    decisions: createDecisions(store, redact),
    listed,
    readLives,
    isSupport,
    onDecision,
    now,
  });

  return {
    letGo() {
      snapshots.letGo();
      spreads.letGo();
    },
  };
}

/** Numbers over all cards are for those who may see all of them. */
function needsAll<C extends Pick<ReadContext<'failures'>, 'sight'>>(context: C): C {
  if (!context.sight.all) throw new Problem('forbidden');
  return context;
}

function inOrder(rows: readonly Listed[], order: CauseOrder, snapshot: Snapshot) {
  const main = mainCurrencyOf(snapshot);
  return rows
    .map((one) => ({ one, rank: rankOf(one, order, main, snapshot.cards) }))
    .toSorted((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1]);
}

function isAfter(rank: readonly [number, number], place: readonly [number, number]): boolean {
  return rank[0] < place[0] || (rank[0] === place[0] && rank[1] < place[1]);
}
