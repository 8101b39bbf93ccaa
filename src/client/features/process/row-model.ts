import { sectionOf } from '#contract/process.ts';
import type { ProcessInList } from '#contract/process.ts';

/** A piece of the second line. Words of ours are keys; what came from outside is text. */
export type Note =
  | { kind: 'cause'; text: string }
  | { kind: 'more-failures'; count: number }
  | { kind: 'told'; text: string }
  | { kind: 'activity'; text: string }
  | { kind: 'entries'; count: number };

/** How long: it went from start to end, it goes on since its start, or nothing was heard since its last sign. */
export type Lasting =
  | { kind: 'took'; ms: number }
  | { kind: 'goes'; since: string }
  | { kind: 'waits'; since: string }
  | { kind: 'silent'; since: string };

export type ProcessRow = {
  /** Whether the row carries the red edge and its reason. */
  isTrouble: boolean;
  notes: readonly Note[];
  /** When the row's time is told: its start, else the last that is known of it. */
  at: string | null;
  isStartKnown: boolean;
  lasting: Lasting | null;
  /** Entries beside the duration, where the reason has taken the second line. */
  entriesAside: number | null;
};

/** What a row of the list says, in order of worth: the reason of a failure, else who is at it, else how much was written. */
export function toRow(process: ProcessInList): ProcessRow {
  const { failure, counts } = process;
  const isTrouble = failure !== null;
  return {
    isTrouble,
    notes: failure === null ? quietNotes(process) : troubleNotes(failure.cause.title, counts.failures),
    // A completed process is listed by its end, as the list is ordered.
    at: process.finishedAt ?? process.startedAt ?? process.lastAt,
    isStartKnown: process.startedAt !== null,
    lasting: lastingOf(process),
    entriesAside: isTrouble ? counts.entries : null,
  };
}

function troubleNotes(title: string, failures: number): Note[] {
  const notes: Note[] = [{ kind: 'cause', text: title }];
  if (failures > 1) notes.push({ kind: 'more-failures', count: failures - 1 });
  return notes;
}

function quietNotes({ state, stateTitle, lastActivity, counts }: ProcessInList): Note[] {
  const notes: Note[] = [];
  const isActive = sectionOf[state] === 'active';
  if (stateTitle !== null && (state === 'waiting' || state === 'terminated'))
    notes.push({ kind: 'told', text: stateTitle });
  else if (isActive && lastActivity?.title) notes.push({ kind: 'activity', text: lastActivity.title });
  notes.push({ kind: 'entries', count: counts.entries });
  return notes;
}

function lastingOf({ state, startedAt, finishedAt, lastAt }: ProcessInList): Lasting | null {
  if (state === 'stuck' && lastAt !== null) return { kind: 'silent', since: lastAt };
  if (startedAt === null) return null;
  if (state === 'waiting') return { kind: 'waits', since: startedAt };
  if (sectionOf[state] === 'active') return { kind: 'goes', since: startedAt };
  const end = finishedAt ?? lastAt;
  return end === null ? null : { kind: 'took', ms: Math.max(0, Date.parse(end) - Date.parse(startedAt)) };
}
