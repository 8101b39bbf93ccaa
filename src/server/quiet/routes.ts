import type { ProcessInList } from '#contract/process.ts';
import { type QuietProcesses, quietReasons, type QuietStep } from '#contract/quiet.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import type { HitCard, JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import { createRadar, type Quiet } from './radar.ts';

const mostSteps = 200;
const mostRuns = 50;
const cardsAtOnce = 500;
/** Whoever looks again within this sees the same; the processes wait longer than that anyway. */
const keptForMs = 15_000;

type Options = {
  store: JournalStore;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
  now(): number;
};

/** Processes that wait longer than is usual, by what for and where. Gives what forgets all that is kept of them. */
export function registerQuietRoutes(registrar: Registrar, { store, presentProcess, now }: Options): { letGo(): void } {
  const look = createRadar(store, now);
  const kept = new Map<number, { at: number; found: ReturnType<typeof look> }>();

  function found(portalNo: number): ReturnType<typeof look> {
    const known = kept.get(portalNo);
    if (known !== undefined && known.at > now() - keptForMs) return known.found;
    const fresh = look(portalNo);
    fresh.catch(() => kept.delete(portalNo));
    kept.set(portalNo, { at: now(), found: fresh });
    return fresh;
  }

  readRoute(registrar, 'quietProcesses', async ({ portal, language }): Promise<QuietProcesses> => {
    const { quiet, active, isBounded } = await found(portal.portalNo);
    const groups = Object.values(Object.groupBy(quiet, keyOf)).flatMap((group) => (group === undefined ? [] : [group]));
    const steps = groups.toSorted((a, b) => b.length - a.length || longestOf(b) - longestOf(a)).slice(0, mostSteps);
    const shown = steps.map((group) => group.toSorted((a, b) => b.quietMs - a.quietMs).slice(0, mostRuns));
    const cards = await cardsOf(store, portal.portalNo, shown.flat());
    return {
      steps: shown.map((longest, index) => presentStep(steps[index] ?? longest, longest, cards, language)),
      runs: quiet.length,
      active,
      bounded: isBounded,
      at: new Date(now()).toISOString(),
    };
  });

  function presentStep(
    group: readonly Quiet[],
    longest: readonly Quiet[],
    cards: ReadonlyMap<number, HitCard>,
    language: Language,
  ): QuietStep {
    const first = longest[0];
    const { template = null } = first === undefined ? {} : presentProcess(first.process, language);
    return {
      reason: first?.reason ?? quietReasons[0],
      template: template === null ? null : { id: template.id, version: template.version, name: template.name },
      activity: first?.process.lastActivity ?? null,
      usualMs: first?.usual?.longestMs ?? null,
      passed: first?.usual?.passed ?? 0,
      runs: group.length,
      cards: new Set(group.map(({ process }) => process.card?.cardNo ?? process.process)).size,
      longestMs: longestOf(group),
      longest: longest.map(({ process, quietMs }) => {
        const { card, stage, waitingUntil, stateTitle } = presentProcess(process, language);
        const hit = process.card === null ? undefined : cards.get(process.card.cardNo);
        const client = process.card?.client ?? null;
        return {
          process: process.process,
          card,
          stage,
          // A person, not a text: that is how a mask knows his name.
          client: client === null ? null : { id: null, name: client },
          responsible: hit?.responsible ?? null,
          amount: hit?.amount ?? null,
          lastAt: new Date(process.lastAt ?? process.startedAt ?? process.receivedAt).toISOString(),
          quietMs,
          waitingUntil,
          stateTitle,
        };
      }),
    };
  }

  return { letGo: () => kept.clear() };
}

function keyOf({ reason, process }: Quiet): string {
  return JSON.stringify([reason, process.template?.id ?? null, process.lastActivity?.name ?? null]);
}

function longestOf(group: readonly Quiet[]): number {
  return group.reduce((longest, { quietMs }) => Math.max(longest, quietMs), 0);
}

async function cardsOf(store: JournalStore, portalNo: number, shown: readonly Quiet[]): Promise<Map<number, HitCard>> {
  const numbers = [...new Set(shown.flatMap(({ process }) => (process.card === null ? [] : [process.card.cardNo])))];
  const cards = new Map<number, HitCard>();
  for (let from = 0; from < numbers.length; from += cardsAtOnce) {
    const part = await store.causes.cards(portalNo, numbers.slice(from, from + cardsAtOnce));
    for (const [no, card] of part) cards.set(no, card);
  }
  return cards;
}
