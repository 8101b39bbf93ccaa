import type { ComparedRun } from '#contract/comparison.ts';
import type { Entry } from '#contract/entry.ts';
import type { Outcome, ProcessInList } from '#contract/process.ts';
import { amongMany } from '#server/access/sight.ts';
import type { Mask } from '#server/access/mask.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import type { JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import { differencesOf, type Told } from './differences.ts';
import type { Journal } from './journal.ts';
import type { StepOutline } from './outline.ts';
import type { JournalOutline, Outlines } from './outlines.ts';
import { presentEntry } from './present.ts';

/** Runs of a template looked through on each side of a failure. */
const lookedAt = 300;
/** Of those that have no failure of the robot, so many are opened until one is found whose step went well. */
const mostOpened = 10;
/** Entries of a step that are read; more than a robot writes, less than a loop does. */
const mostEntries = 50;

const wentWell: ReadonlySet<Outcome> = new Set<Outcome>(['succeeded', 'noted']);
/** A comparison is of what happened, so these say nothing: each run has its own. */
const own: ReadonlySet<string> = new Set(['source', 'redactions', 'durationMs']);

type Run = { process: ProcessRow; journal: JournalOutline; ordinal: number; step: StepOutline };
type Needs = {
  store: JournalStore;
  outlines: Outlines;
  journal: Pick<Journal, 'find' | 'presentSteps' | 'rowsAt'>;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
};

/** A step beside the last one of the same robot that went well: before it, else after it. */
export function createComparison({ store, outlines, journal, presentProcess }: Needs) {
  return async ({ portal, params, language, mask, sight, note }: ReadContext<'compareEntry'>) => {
    const found = await journal.find(portal.portalNo, params.process, params.entry, sight);
    const ordinal = found.journal.outline.step[found.position] ?? 0;
    const step = found.journal.outline.steps[ordinal];
    if (step === undefined) throw new Error('an entry stands in no step');
    const failed: Run = { process: found.process, journal: found.journal, ordinal, step };
    const [good = null, other = null] = await goodRuns(portal.portalNo, failed, found.row.activity.name, sight);
    // Two journals are looked into: this one, and the one it is compared with.
    await note({ object: { kind: 'entry', id: params.entry }, details: { process: params.process } });
    if (good !== null && good.process.process !== params.process)
      await note({ object: { kind: 'process', id: good.process.process } });
    const told = (run: Run) => toldBy(portal.portalNo, run, language, mask);
    const differences =
      good === null
        ? { differences: [], left: 0, same: 0 }
        : differencesOf(await told(failed), await told(good), other === null ? null : await told(other));
    return {
      failed: await present(portal.portalNo, failed, params.entry, language),
      good: good === null ? null : await present(portal.portalNo, good, null, language),
      lookedAt,
      ...differences,
    };
  };

  /** The last run that went well and the one before it, of cards that the reader may see. */
  async function goodRuns(
    portalNo: number,
    failed: Run,
    activity: string,
    sight: ReadContext<'compareEntry'>['sight'],
  ): Promise<Run[]> {
    const earlier = stepsOf(failed, activity).filter(({ ordinal }) => ordinal < failed.ordinal);
    const runs = earlier.toReversed().slice(0, 2);
    const template = failed.process.template?.id;
    if (template === undefined) return runs;
    for (const side of ['before', 'after'] as const) {
      if (runs.length >= 2 || (side === 'after' && runs.length > 0)) break;
      const candidates = await store.processes.withoutFailureOf(
        portalNo,
        { template, activity, beside: failed.process.processNo, at: failed.process.sortAt, side },
        lookedAt,
        mostOpened,
      );
      const cards = candidates.flatMap(({ card }) => (card === null ? [] : [card]));
      const { seen } = await amongMany(sight, cards, cards.length);
      const isSeen = new Set(seen.map(({ cardNo }) => cardNo));
      for (const process of candidates) {
        if (runs.length >= 2) break;
        if (process.card === null ? !sight.all : !isSeen.has(process.card.cardNo)) continue;
        const opened = await outlines.of(portalNo, process);
        const last = stepsOf({ process, journal: opened }, activity).at(-1);
        if (last !== undefined) runs.push(last);
      }
    }
    return runs;
  }

  /** What a step told: its entries one over the other, later ones on top; masked for the reader before it is compared. */
  async function toldBy(portalNo: number, run: Run, language: Language, mask: Mask | null): Promise<Told> {
    const positions = run.journal.outline.positionsOf(run.step).slice(-mostEntries);
    const rows = await journal.rowsAt(portalNo, run.process, run.journal, positions, true);
    const entries = rows.map((row) => presentEntry(run.process.process, row, 'full', language));
    const shown = mask === null ? entries : mask.answer(entries).value;
    const { process } = run;
    const runFacts = {
      version: process.template?.version,
      stage: process.stage?.name ?? process.stage?.id,
      startedBy: process.startedBy?.name ?? process.startedBy?.id,
      trigger: process.trigger?.name ?? process.trigger?.code,
    };
    return { ...partsOf(shown), run: mask === null ? runFacts : mask.answer(runFacts).value };
  }

  /** `entry` null: where its step began. */
  async function present(
    portalNo: number,
    { process, journal: read, ordinal, step }: Run,
    entry: string | null,
    language: Language,
  ): Promise<ComparedRun> {
    const [shown] = await journal.presentSteps(portalNo, process, read, [ordinal]);
    if (shown === undefined) throw new Error('a step that was found is not there');
    const { card, template, stage } = presentProcess(process, language);
    return {
      process: process.process,
      entry: entry ?? entryIdOf(read.outline.key(Math.max(0, step.firstAt))),
      at: shown.startedAt,
      card,
      template,
      stage,
      step: shown,
    };
  }
}

/** Steps of a robot, by its technical name, that went well. */
function stepsOf({ process, journal }: Pick<Run, 'process' | 'journal'>, activity: string): Run[] {
  return journal.outline.steps.flatMap((step, ordinal) =>
    journal.activities.get(step.activityNo)?.name === activity && step.failures === 0 && wentWell.has(step.outcome)
      ? [{ process, journal, ordinal, step }]
      : [],
  );
}

function partsOf(entries: readonly Entry[]): Told {
  const last = <K extends keyof Entry>(key: K) => entries.findLast((entry) => entry[key] !== null)?.[key] ?? undefined;
  const details: Record<string, unknown> = {};
  for (const entry of entries) Object.assign(details, entry.details ?? {});
  const { http, variables, input, output, delivery, ...rest } = details;
  const call = typeof http === 'object' && http !== null ? (http as Record<string, unknown>) : {};
  const { status, responseHeaders, responseBody, ...request } = call;
  const other = Object.fromEntries(Object.entries(rest).filter(([name]) => !own.has(name)));
  const user = last('user');
  return {
    step: {
      message: entries.findLast(({ message }) => message !== null && message !== '')?.message,
      result: last('result'),
      status: last('status'),
      user: user?.name ?? user?.id,
    },
    request: Object.fromEntries(Object.entries(request).filter(([name]) => !own.has(name))),
    response: { status, responseHeaders, responseBody },
    variables,
    input,
    output,
    delivery,
    other,
  };
}
