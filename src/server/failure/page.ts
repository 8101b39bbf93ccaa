import type { CausePage } from '#contract/failures.ts';
import { textIdOf } from '#server/cause/grouping.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import type { JournalStore, ShownFailure } from '#server/store/journal-store.ts';
import { changesBefore } from './changes.ts';
import { type FoundCause, newestOf, titlesOf } from './find.ts';
import { sumsOf } from './hit.ts';
import { presentLife, type ReadLives } from './lives.ts';
import { cut, explanationOf, messageInList, momentOf, robotOf } from './names.ts';
import type { People } from './people.ts';
import { presentStage } from './present.ts';
import { byResponsible, joinLots, type Lot, type Spread } from './spread.ts';

const mostOfEach = 50;
const textLength = 300;

type Store = Pick<JournalStore, 'causes' | 'accounts' | 'applications' | 'audit'>;

/** A cause's page. */
export async function presentPage(
  store: Store,
  portalNo: number,
  found: FoundCause,
  spread: Spread,
  lives: Awaited<ReturnType<ReadLives>>,
  people: People,
  language: Language,
): Promise<CausePage> {
  const { grouping, key, span } = found;
  const { tally, bars } = spread;
  const example = await exampleOf(store, portalNo, found, spread);
  const own = tally.newestOwn === null ? null : ((await store.causes.shown(portalNo, [tally.newestOwn]))[0] ?? null);
  const context = own ?? (await newestOf(store, portalNo, grouping, key)) ?? example;
  const ownTemplates = new Set([...spread.versions.keys()].flatMap((no) => spread.templates.get(no)?.id ?? []));
  if (example.template !== null) ownTemplates.add(example.template.id);
  return {
    cause: key,
    explanation: explanationOf(grouping, key, context, language),
    range: { from: momentOf(bars.from), to: momentOf(bars.to) },
    bounded: spread.isBounded,
    failures: tally.failures,
    failuresBefore: spread.hasBefore ? spread.before : null,
    histogram: { from: momentOf(bars.from), stepMs: bars.stepMs, counts: tally.bars },
    cards: tally.cards.size,
    ...sumsOf(tally.cards, spread.cards),
    firstAt: tally.failures === 0 ? null : momentOf(tally.firstAt),
    lastAt: tally.failures === 0 ? null : momentOf(tally.lastAt),
    firstEverAt: momentOf(span.firstAt),
    lastEverAt: momentOf(span.lastAt),
    life: presentLife(await lives.of(key, span.lastAt), people),
    versions: versionsOf(spread),
    stages: await stagesOf(store, portalNo, spread),
    robots: robotsOf(spread),
    responsible: byResponsible(spread)
      .slice(0, mostOfEach)
      .map(({ cards, ...responsible }) => ({ responsible, cards })),
    texts: await textsOf(store, portalNo, spread),
    changesBefore: await changesBefore(store, portalNo, span.firstAt, ownTemplates),
    merged: await mergedOf(store, portalNo, found, language),
    splitFrom: grouping.splitOf(key)?.cause ?? null,
    example: {
      process: example.process,
      entry: entryIdOf(example.key),
      at: momentOf(example.key.at),
      message: messageInList(example.message),
    },
  };
}

/** The newest failure of the range, else of all that is kept. */
async function exampleOf(store: Store, portalNo: number, found: FoundCause, { tally }: Spread): Promise<ShownFailure> {
  if (tally.newest !== null) {
    const [shown] = await store.causes.shown(portalNo, [tally.newest]);
    if (shown !== undefined) return shown;
  }
  for (const key of [found.key, ...found.grouping.membersOf(found.key)]) {
    const shown = await newestOf(store, portalNo, found.grouping, key);
    if (shown !== null) return shown;
  }
  throw new Error('a cause that has failures has a newest one');
}

const counted = ({ failures, cards }: Lot) => ({ failures, cards: cards.size });

function versionsOf({ versions, templates }: Spread): CausePage['versions'] {
  return [...versions]
    .flatMap(([no, lot]) => {
      const template = templates.get(no);
      return template === undefined ? [] : [{ template, lot }];
    })
    .toSorted((a, b) => b.lot.failures - a.lot.failures || b.lot.lastAt - a.lot.lastAt)
    .slice(0, mostOfEach)
    .map(({ template: { id, version, name }, lot }) => ({
      ...counted(lot),
      template: { id, version, name },
      firstAt: momentOf(lot.firstAt),
      lastAt: momentOf(lot.lastAt),
    }));
}

function robotsOf({ robots, activities }: Spread): CausePage['robots'] {
  const joined = joinLots(robots, (no) => {
    const activity = activities.get(no);
    return activity === undefined ? null : robotOf(activity);
  });
  return joined.slice(0, mostOfEach).flatMap(([robot, lot]) => {
    const activity = activities.get(lot.key);
    return activity === undefined ? [] : [{ ...counted(lot), robot, activity }];
  });
}

async function stagesOf({ causes }: Store, portalNo: number, { stages, tally }: Spread): Promise<CausePage['stages']> {
  const joined = joinLots(stages, (id) => id).slice(0, mostOfEach);
  const processNos = joined.flatMap(([id]) => tally.stages.get(id)?.processNo ?? []);
  const known = await causes.stages(portalNo, processNos);
  return joined.map(([id, lot]) => ({
    ...counted(lot),
    stage: presentStage(known.get(id) ?? { id, name: null, color: null, semantics: null }),
  }));
}

async function textsOf({ causes }: Store, portalNo: number, { texts }: Spread): Promise<CausePage['texts']> {
  const most = [...texts.values()].toSorted((a, b) => b.failures - a.failures || b.lastAt - a.lastAt);
  const listed = most.slice(0, mostOfEach);
  const shown = await causes.shown(
    portalNo,
    listed.map(({ newest }) => newest),
  );
  const byNo = new Map(shown.map((one) => [one.key.no, one]));
  return listed.flatMap(({ cause, fingerprint, failures, lastAt, newest }) => {
    const example = byNo.get(newest.no);
    if (example === undefined) return [];
    return [
      {
        fingerprint: textIdOf(cause, fingerprint),
        text: cut(fingerprint, textLength),
        failures,
        lastAt: momentOf(lastAt),
        example: { process: example.process, entry: entryIdOf(example.key) },
      },
    ];
  });
}

async function mergedOf(
  store: Store,
  portalNo: number,
  { grouping, key }: FoundCause,
  language: Language,
): Promise<CausePage['merged']> {
  const { merges } = await store.causes.grouping(portalNo);
  const titleOfKey = titlesOf(store, portalNo, grouping, language);
  const merged: CausePage['merged'] = [];
  for (const { cause, into, at, by } of merges) {
    if (into === key) merged.push({ cause, title: await titleOfKey(cause), at: momentOf(at), by });
  }
  return merged.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
