import { type CauseNote, causeStates } from '#contract/failures.ts';
import type { CauseNoteRow } from '#server/store/journal-store.ts';
import { momentOf } from './names.ts';

/** What a note keeps, by its kind. Moments in milliseconds. */
export type NoteDetails = {
  state: { state: string; mutedUntil: number | null; mutedRate: number | null; comment: string | null };
  /** The name he had then. */
  assign: { assignee: string | null };
  comment: { text: string };
  /** Into or from which the row's `other` says. */
  merge: Record<string, never>;
  split: Record<string, never>;
};

export async function presentNote(
  row: CauseNoteRow,
  titleOf: (key: string) => Promise<string>,
): Promise<CauseNote | null> {
  const noted = { note: String(row.no), at: momentOf(row.at), by: row.by };
  const details = <K extends keyof NoteDetails>() => JSON.parse(row.details) as NoteDetails[K];
  const named = async (key: string) => ({ cause: key, title: await titleOf(key) });
  switch (row.kind) {
    case 'state': {
      const { state, mutedUntil, mutedRate, comment } = details<'state'>();
      const known = causeStates.find((one) => one === state);
      if (known === undefined) return null;
      const until = mutedUntil === null ? null : momentOf(mutedUntil);
      return { ...noted, kind: 'state', state: known, mutedUntil: until, mutedRatePerHour: mutedRate, comment };
    }
    case 'assign':
      return { ...noted, kind: 'assign', ...details<'assign'>() };
    case 'comment':
      return { ...noted, kind: 'comment', ...details<'comment'>() };
    case 'merge':
      return { ...noted, kind: 'merge', cause: await named(row.cause), into: await named(row.other ?? '') };
    case 'split':
      return { ...noted, kind: 'split', cause: await named(row.cause), from: await named(row.other ?? '') };
    default:
      // Of a newer release.
      return null;
  }
}
