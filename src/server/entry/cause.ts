import { Problem } from '#contract/problem.ts';
import { amongMany, type Sight } from '#server/access/sight.ts';
import { explain } from '#server/cause/explain.ts';
import type { Part } from '#server/cause/grouping.ts';
import type { OwnCauses } from '#server/cause/own-causes.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import type { Journal } from './journal.ts';

const spreadDays = 7;
const spreadBound = 10_000;
/** Cards that the portal is asked about for it, those hit last first. */
const mostSpreadCards = 200;

type Needs = { store: Pick<JournalStore, 'failures'>; journal: Pick<Journal, 'find'>; own: OwnCauses; now(): number };

/** Why an entry failed, in plain words, and whom else that hit. */
export function createCause({ store, journal, own, now }: Needs) {
  /** Counts what the reader may see: whom else it hit is told of his own cards only. */
  async function spread(portalNo: number, alike: readonly Part[], sight: Sight) {
    const since = now() - spreadDays * 24 * 60 * 60 * 1000;
    const all: Awaited<ReturnType<typeof store.failures.ofCause>> = [];
    let left = spreadBound + 1;
    for (const [cause, isAlike] of byCause(alike)) {
      if (left <= 0) break;
      const found = await store.failures.ofCause(portalNo, cause, since, left);
      left -= found.length;
      all.push(...found.filter(({ fingerprint }) => isAlike(fingerprint)));
    }
    const hit = new Map(all.flatMap(({ card }) => (card === null ? [] : [[card.cardNo, card] as const])));
    const { seen, isWhole } = await amongMany(sight, [...hit.values()], mostSpreadCards);
    const isSeen = new Set(seen.map(({ cardNo }) => cardNo));
    const failures = all.filter(({ card }) => (card === null ? sight.all : isSeen.has(card.cardNo)));
    const cards = new Map<number, (typeof failures)[number]>();
    for (const failure of failures) if (failure.card !== null) cards.set(failure.card.cardNo, failure);
    const sums = new Map<string, number>();
    for (const { amount } of cards.values()) {
      if (amount === null || amount.currency === null) continue;
      sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.value);
    }
    return {
      days: spreadDays,
      cards: cards.size,
      failures: Math.min(failures.length, spreadBound),
      bounded: !isWhole || left <= 0,
      amounts: [...sums].map(([currency, value]) => ({ currency, value })).toSorted((a, b) => b.value - a.value),
    };
  }

  return async ({ portal, params, language, sight }: ReadContext<'cause'>) => {
    const { row } = await journal.find(portal.portalNo, params.process, params.entry, sight);
    if (row.cause === null) throw new Problem('not_found', 'the entry is no failure');
    const context = { message: row.message, activityTitle: row.activity.title, activityCode: row.activity.code };
    const failure = { entry: params.entry, cause: row.cause };
    const written = await own.explain(portal.portalNo, failure, context, language);
    return {
      cause: written.cause ?? explain(row.cause, context, language),
      spread: await spread(portal.portalNo, written.alike, sight),
    };
  };
}

/** Which failures of a cause, as it is stored, count: each cause is read once, however many texts of it are meant. */
function byCause(parts: readonly Part[]): Map<string, (fingerprint: string | null) => boolean> {
  const texts = new Map<string, { only: Set<string>; except: Set<string>; isWhole: boolean }>();
  for (const { cause, only, except } of parts) {
    const of = texts.get(cause) ?? { only: new Set(), except: new Set(except), isWhole: false };
    if (only === null) of.isWhole = true;
    else of.only.add(only);
    texts.set(cause, of);
  }
  return new Map(
    [...texts].map(([cause, { only, except, isWhole }]) => [
      cause,
      (text) => (text !== null && only.has(text)) || (isWhole && (text === null || !except.has(text))),
    ]),
  );
}
