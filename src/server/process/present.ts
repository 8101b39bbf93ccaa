import type { Process, ProcessInList, ProcessState } from '#contract/process.ts';
import { type Stage, stageSemantics } from '#contract/stage.ts';
import { templateOrigins } from '#contract/template.ts';
import { causeTitle } from '#server/cause/explain.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import {
  type ProcessRow,
  type ProcessTraits,
  silence,
  silenceAllowedMs,
  type StageRow,
} from '#server/store/journal-store.ts';

/** As much of a message as the store keeps for a list. */
const mostOfMessage = 500;

/** The state a reader sees: `stuck` and `completed_with_failures` are told from what is stored. */
export function stateOf(row: ProcessTraits, now: number): ProcessState {
  const state = row.state ?? 'running';
  if (state === 'completed' && row.levels.failure > 0) return 'completed_with_failures';
  if (state !== 'running' && state !== 'waiting') return state;
  // Who has told until when he waits is not overdue before that.
  if (state === 'waiting' && row.waitingUntil !== null) {
    return row.waitingUntil < now - silence.leastMs ? 'stuck' : state;
  }
  const allowed = silenceAllowedMs(state, row.template?.finished ?? 0, row.template?.longestMs ?? 0);
  return allowed !== null && (row.lastAt ?? row.receivedAt) < now - allowed ? 'stuck' : state;
}

export function presentInList(row: ProcessRow, language: Language, now: number): ProcessInList {
  const { failure } = row;
  const entries = Object.values(row.levels).reduce((sum, count) => sum + count, 0);
  return {
    process: row.process,
    card: presentCard(row.card),
    template:
      row.template === null ? null : { id: row.template.id, version: row.template.version, name: row.template.name },
    stage: presentStage(row.stage),
    state: stateOf(row, now),
    stateTitle: row.stateTitle,
    waitingUntil: row.state === 'waiting' ? momentOf(row.waitingUntil) : null,
    startedAt: momentOf(row.startedAt),
    finishedAt: momentOf(row.finishedAt),
    startedBy: row.startedBy,
    trigger: row.trigger,
    counts: { entries, failures: row.levels.failure },
    flags: row.flags,
    failure:
      failure === null
        ? null
        : {
            entry: entryIdOf(failure.key),
            message: markCut(failure.message),
            activity: failure.activity,
            cause: {
              code: failure.cause,
              title: causeTitle(
                failure.cause,
                {
                  message: failure.message,
                  activityTitle: failure.activity.title,
                  activityCode: failure.activity.code,
                },
                language,
              ),
            },
          },
    lastActivity: row.lastActivity,
    lastAt: momentOf(row.lastAt),
  };
}

/** `retentionMs`: how long a completed process without a flag is kept after it ended or came in, whichever is later. */
export function presentProcess(row: ProcessRow, language: Language, now: number, retentionMs: number): Process {
  const { template } = row;
  const inList = presentInList(row, language, now);
  const isOver = row.state === 'completed' || row.state === 'failed' || row.state === 'terminated';
  return {
    ...inList,
    template:
      template === null
        ? null
        : {
            id: template.id,
            version: template.version,
            name: template.name,
            origin: templateOrigins.find((origin) => origin === template.origin) ?? null,
            logging: template.logging,
          },
    levels: row.levels,
    completeness: {
      loggingOff: template?.logging === false,
      startFinishMissing: inList.counts.entries > 0 && row.starts === 0,
      trimmedTo: row.trimmedTo,
      expiresAt:
        isOver && row.flags === 0
          ? momentOf(Math.max(row.finishedAt ?? row.sortAt, row.receivedAt) + retentionMs)
          : null,
    },
  };
}

/** With its client, whom a mask looks for in the title; the contract has no such field, so he leaves with nobody. */
function presentCard(card: ProcessRow['card']) {
  if (card === null) return null;
  const { type, id, title, client } = card;
  return { type, id, title, client: client === null ? null : { name: client } };
}

/** A message that fills all that is kept for a list was longer, or may have been: its end is no end. */
function markCut(message: string | null): string | null {
  return message === null || message.length < mostOfMessage ? message : `${message.slice(0, mostOfMessage - 1)}…`;
}

export function presentStage(stage: StageRow | null): Stage | null {
  if (stage === null) return null;
  return { ...stage, semantics: stageSemantics.find((semantics) => semantics === stage.semantics) ?? null };
}

export function momentOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
