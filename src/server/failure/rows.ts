import type { CauseInList } from '#contract/failures.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import type { Causes } from '#server/store/journal-store.ts';
import { sumsOf } from './hit.ts';
import { type Listed, markOf, nameOf, plainFacts, showExamples } from './listing.ts';
import { presentLife } from './lives.ts';
import { messageInList, momentOf, titleOf } from './names.ts';
import type { People } from './people.ts';
import { presentStage } from './present.ts';
import type { Snapshot } from './snapshots.ts';
import { add, type Tally } from './tally.ts';

const mostStages = 5;

/** The rows of a page. */
export async function presentCauses(
  causes: Causes,
  snapshot: Snapshot,
  page: readonly Listed[],
  people: People,
  language: Language,
): Promise<CauseInList[]> {
  const shown = await showExamples(causes, snapshot, page);
  const stagesOfRows = page.map(({ tally }) => most(tally.stages, ({ failures }) => failures).slice(0, mostStages));
  const stages = await causes.stages(
    snapshot.portalNo,
    stagesOfRows.flat().map(([, { processNo }]) => processNo),
  );
  return page.flatMap((one, index): CauseInList[] => {
    const { key, tally, span, life } = one;
    const example = shown.get(markOf(tally.newest));
    if (example === undefined) return [];
    const own = shown.get(markOf(tally.newestOwn)) ?? example;
    const { hit, fixer, known } = plainFacts(snapshot, key, tally);
    return [
      {
        cause: key,
        title: titleOf(snapshot.grouping, key, own, language),
        hit,
        fixer,
        isKnown: known,
        robot: robotInRow(snapshot, tally),
        template: templateInRow(snapshot, tally),
        stages: (stagesOfRows[index] ?? []).map(([id, { failures }]) => ({
          stage: presentStage(stages.get(id) ?? { id, name: null, color: null, semantics: null }),
          failures,
        })),
        failures: tally.failures,
        failuresBefore: snapshot.hasBefore ? tally.before : null,
        trend: tally.bars,
        cards: tally.cards.size,
        ...sumsOf(tally.cards, snapshot.cards),
        firstAt: momentOf(tally.firstAt),
        lastAt: momentOf(tally.lastAt),
        firstEverAt: momentOf(span.firstAt),
        lastEverAt: momentOf(span.lastAt),
        merged: snapshot.grouping.mergedInto(key).length,
        ...presentLife(life, people),
        example: {
          process: example.process,
          entry: entryIdOf(example.key),
          at: momentOf(example.key.at),
          message: messageInList(example.message),
        },
      },
    ];
  });
}

function robotInRow(snapshot: Snapshot, tally: Tally): CauseInList['robot'] {
  const robots = robotCounts(snapshot, [tally]);
  return { title: robots[0]?.[0] ?? '', others: Math.max(0, robots.length - 1) };
}

function templateInRow(snapshot: Snapshot, tally: Tally): CauseInList['template'] {
  const templates = templateCounts(snapshot, [tally]);
  const first = templates[0];
  return first === undefined ? null : { id: first.id, name: first.name, others: templates.length - 1 };
}

/** Robots by how many failed, most first. */
export function robotCounts(snapshot: Snapshot, tallies: Iterable<Tally>): [string, number][] {
  const counts = new Map<string, number>();
  for (const { activities } of tallies) {
    for (const [no, count] of activities) add(counts, nameOf(snapshot, no), count);
  }
  return most(counts, (count) => count);
}

/** Templates, all versions of one together. */
export function templateCounts(
  { templates }: Snapshot,
  tallies: Iterable<Tally>,
): { id: string; name: string | null; failures: number }[] {
  const counts = new Map<string, number>();
  const names = new Map<string, string | null>();
  for (const tally of tallies) {
    for (const [no, count] of tally.templates) {
      const template = templates.get(no);
      if (template === undefined) continue;
      add(counts, template.id, count);
      names.set(template.id, template.name ?? names.get(template.id) ?? null);
    }
  }
  return most(counts, (count) => count).map(([id, failures]) => ({ id, name: names.get(id) ?? null, failures }));
}

/** The greatest first; of equals, in the order of their names. */
export function most<V>(counts: ReadonlyMap<string, V>, countOf: (value: V) => number): [string, V][] {
  return [...counts].toSorted(([a, one], [b, other]) => countOf(other) - countOf(one) || (a < b ? -1 : 1));
}
