import { setImmediate as nextTurn } from 'node:timers/promises';
import type { QuietReason } from '#contract/quiet.ts';
import { type JournalStore, type ProcessRow, silenceAllowedMs } from '#server/store/journal-store.ts';
import { allowedMs, learn, leastMs, silencesOf, type Usual } from './usual.ts';

/** Processes looked at, those started longest ago first, and how many in one go. */
const mostActive = 10_000;
const atOnce = 200;
/** Ended runs of a template from which it is learned what is usual, and entries read of each. */
const sampledRuns = 30;
const sampledEntries = 500;
/** What is usual changes slowly. */
const learnedForMs = 10 * 60 * 1000;
const mostTemplates = 2_000;

/** Type codes of activities that wait for somebody: the portal's own, and the words that engines use. */
const ofPerson = /approve|review|requestinformation|usertask|humantask|manualtask|^task|task2?activity$|_task$/i;

export type Quiet = { process: ProcessRow; reason: QuietReason; usual: Usual | null; quietMs: number };
export type Found = { quiet: Quiet[]; active: number; isBounded: boolean };

/** Finds processes that wait longer than is usual for their step. */
export function createRadar(store: Pick<JournalStore, 'processes' | 'entries' | 'applications'>, now: () => number) {
  const learned = new Map<string, { at: number; usual: Promise<Map<string, Usual>> }>();

  async function learnUsual(portalNo: number, template: string): Promise<Map<string, Usual>> {
    const usual = new Map<string, Usual>();
    for (const processNo of await store.processes.endedOf(portalNo, template, sampledRuns)) {
      const rows = await store.entries.outline(portalNo, processNo, null, sampledEntries);
      const names = await store.entries.activities(portalNo, [...new Set(rows.map((row) => row.activityNo))]);
      learn(
        usual,
        silencesOf(rows, (no) => names.get(no)?.name ?? String(no)),
      );
    }
    return usual;
  }

  function usualOf(portalNo: number, template: string): Promise<Map<string, Usual>> {
    const key = JSON.stringify([portalNo, template]);
    const known = learned.get(key);
    if (known !== undefined && known.at > now() - learnedForMs) return known.usual;
    const usual = learnUsual(portalNo, template);
    usual.catch(() => learned.delete(key));
    learned.delete(key);
    learned.set(key, { at: now(), usual });
    if (learned.size > mostTemplates) learned.delete(learned.keys().next().value ?? '');
    return usual;
  }

  /** How long it has been quiet beyond what is usual; null: it is not. */
  async function judge(portalNo: number, process: ProcessRow): Promise<Quiet | null> {
    const since = process.lastAt ?? process.startedAt ?? process.receivedAt;
    const isOverdue = process.state === 'waiting' && process.waitingUntil !== null;
    if (isOverdue && (process.waitingUntil ?? 0) > now() - leastMs) return null;
    const from = isOverdue ? Math.max(since, process.waitingUntil ?? 0) : since;
    const quietMs = now() - from;
    const known =
      process.template === null || process.lastActivity === null
        ? undefined
        : (await usualOf(portalNo, process.template.id)).get(process.lastActivity.name);
    const { finished = 0, longestMs = 0 } = process.template ?? {};
    const allowed = isOverdue ? 0 : (allowedMs(known) ?? silenceAllowedMs(process.state, finished, longestMs));
    if (allowed === null || quietMs <= allowed) return null;
    const reason = isOverdue ? 'timer' : await reasonOf(portalNo, process);
    return { process, reason, usual: known ?? null, quietMs };
  }

  async function reasonOf(portalNo: number, process: ProcessRow): Promise<QuietReason> {
    const [step] = await store.applications.stepsOf(portalNo, process.processNo, 1);
    if (step !== undefined && step.closedAt === null) return 'reply';
    const { lastActivity, state } = process;
    if (ofPerson.test(lastActivity?.code ?? '')) return 'person';
    return state === 'waiting' ? 'unknown' : 'lock';
  }

  return async (portalNo: number): Promise<Found> => {
    const quiet: Quiet[] = [];
    let active = 0;
    let after: { sortAt: number; processNo: number } | null = null;
    for (;;) {
      const rows: ProcessRow[] = await store.processes.active(portalNo, after, atOnce);
      for (const row of rows) {
        const found = await judge(portalNo, row);
        if (found !== null) quiet.push(found);
      }
      active += rows.length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < atOnce) return { quiet, active, isBounded: false };
      if (active >= mostActive) return { quiet, active, isBounded: true };
      after = { sortAt: last.sortAt, processNo: last.processNo };
      await nextTurn();
    }
  };
}
