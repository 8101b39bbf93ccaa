import { setImmediate as nextTurn } from 'node:timers/promises';
import { causeTitle } from '#server/cause/explain.ts';
import type { Grouping } from '#server/cause/grouping.ts';
import { ownTitle } from '#server/cause/own.ts';
import type { Language } from '#server/http/language.ts';
import type { AmountRow, EntryKey, JournalStore } from '#server/store/journal-store.ts';
import { newestOf, titlesOf } from './find.ts';
import { sumsOf } from './hit.ts';
import { createLives, type Lives } from './lives.ts';
import { contextOf, robotOf } from './names.ts';
import { peopleOf } from './people.ts';
import { groupingOf } from './own-texts.ts';
import { writePerson } from './person-key.ts';
import { spansOf } from './snapshots.ts';
import { joinLots, readSpread } from './spread.ts';

/** Failures looked at in one go, and for one look: more than these within an hour are not gone through each minute. */
const rowsAtOnce = 2000;
const mostRows = 100_000;

type Standing = {
  cause: string;
  event: 'new' | 'returned' | 'too-often';
  eventAt: number;
  happenedAt: number;
  since: number;
};
type About = {
  title: string;
  failures: number;
  cards: number;
  clients: number;
  amounts: AmountRow[];
  robot: string | null;
  template: string | null;
  assignee: string | null;
};

/** What whoever tells people of causes needs to know of them. */
export function createTold(
  store: Pick<JournalStore, 'causes' | 'entries' | 'accounts' | 'portalPeople'>,
  now: () => number,
) {
  const { causes } = store;
  const readLives = createLives(store);

  async function standingOf(
    portalNo: number,
    grouping: Grouping,
    lives: Lives,
    cause: string,
  ): Promise<Standing | null> {
    const span = (await spansOf(causes, portalNo, grouping, [cause])).get(cause);
    if (span === undefined) return null;
    const life = await lives.of(cause, span.lastAt);
    if (life.state !== 'new') return null;
    const row = await causes.stateOf(portalNo, cause);
    if (row === null || row.state === 'new') {
      const { firstAt } = span;
      return { cause, event: 'new', eventAt: firstAt, happenedAt: firstAt, since: firstAt };
    }
    if (row.stateAt === null || life.stateAt === null) return null;
    const it = { cause, eventAt: row.stateAt, happenedAt: life.stateAt };
    if (life.isReopened) return { ...it, event: 'returned', since: life.stateAt };
    // A mute that ran out was meant to: nobody is told.
    const isTooOften = row.state === 'muted' && row.mutedRate !== null && life.stateAt !== row.mutedUntil;
    return isTooOften ? { ...it, event: 'too-often', since: row.stateAt } : null;
  }

  return {
    async failedSince(portalNo: number, from: number, afterNo: number) {
      const grouping = await groupingOf(causes, portalNo);
      const failed = new Set<string>();
      let place: EntryKey = { at: Number.MAX_SAFE_INTEGER, no: 0 };
      let lastNo = afterNo;
      for (let read = 0; read < mostRows; read += rowsAtOnce) {
        const rows = await causes.moments(portalNo, from, place, rowsAtOnce, grouping.needsTexts);
        for (const { no, cause, fingerprint } of rows) {
          if (no > afterNo) failed.add(grouping.keyOf(cause, fingerprint));
          lastNo = Math.max(lastNo, no);
        }
        place = rows.at(-1) ?? place;
        if (rows.length < rowsAtOnce) break;
        await nextTurn();
      }
      const standings: Standing[] = [];
      const lives = failed.size === 0 ? null : await readLives(portalNo, grouping, now());
      for (const cause of failed) {
        const standing = lives === null ? null : await standingOf(portalNo, grouping, lives, cause);
        if (standing !== null) standings.push(standing);
      }
      return { standings, lastNo };
    },

    async standing(portalNo: number, cause: string): Promise<Standing | null> {
      const grouping = await groupingOf(causes, portalNo);
      // What became part of another cause is that one's news.
      if (grouping.wholeOf(cause) !== cause) return null;
      return await standingOf(portalNo, grouping, await readLives(portalNo, grouping, now()), cause);
    },

    async about(portalNo: number, cause: string, since: number, language: Language): Promise<About | null> {
      const grouping = await groupingOf(causes, portalNo);
      const span = (await spansOf(causes, portalNo, grouping, [cause])).get(cause);
      if (span === undefined) return null;
      const range = { from: since, to: Math.max(now(), span.lastAt) + 1 };
      const { tally, robots, versions, cards, activities, templates } = await readSpread(
        store,
        portalNo,
        grouping,
        cause,
        range,
      );
      const most = versions.size === 0 ? null : joinLots(versions, (no) => templates.get(no)?.id ?? null)[0];
      const robot = joinLots(robots, (no) => {
        const activity = activities.get(no);
        return activity === undefined ? null : robotOf(activity);
      })[0];
      // Without the words of an entry: what a client is called is found in no text by its shape.
      const newest = await newestOf(store, portalNo, grouping, cause);
      const own = grouping.explanationOf(cause);
      const { assignee } = await (await readLives(portalNo, grouping, now())).of(cause, span.lastAt);
      return {
        title:
          own === null
            ? causeTitle(grouping.rowOf(cause), { ...contextOf(newest), message: null }, language)
            : ownTitle(own, language),
        failures: tally.failures,
        cards: tally.cards.size,
        ...sumsOf(tally.cards, cards),
        robot: robot?.[0] ?? null,
        template: most == null ? null : (templates.get(most[1].key)?.name ?? most[0]),
        assignee: assignee === null ? null : ((await peopleOf(store, portalNo)).get(writePerson(assignee)) ?? null),
      };
    },

    async titles(portalNo: number, keys: readonly string[], language: Language): Promise<Map<string, string>> {
      const titleOfKey = titlesOf(store, portalNo, await groupingOf(causes, portalNo), language);
      const titles = new Map<string, string>();
      for (const key of keys) if (!titles.has(key)) titles.set(key, await titleOfKey(key));
      return titles;
    },
  };
}
