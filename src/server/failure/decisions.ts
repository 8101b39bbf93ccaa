import type * as z from 'zod/mini';
import type { CauseMerge, NewCauseState } from '#contract/failures.ts';
import { Problem } from '#contract/problem.ts';
import { type Grouping, splitKeyOf, textIdOf, withoutNested } from '#server/cause/grouping.ts';
import type { CauseStateRow, JournalStore, NewCauseNote } from '#server/store/journal-store.ts';
import { findCause, type FoundCause } from './find.ts';
import type { NoteDetails } from './history.ts';
import type { Named } from './people.ts';

const mostTexts = 20_000;

/** Who decides, and when. */
export type By = { name: string | null; now: number };

/** What is to be done about causes; each change is stored with the note that tells of it. */
export type Decisions = ReturnType<typeof createDecisions>;

export function createDecisions(
  store: Pick<JournalStore, 'causes'>,
  /** Takes secrets out of what people write. */
  redact: (text: string) => string,
) {
  const { causes } = store;

  async function rowOf(portalNo: number, cause: string): Promise<CauseStateRow> {
    const untouched = { stateAt: null, stateBy: null, mutedUntil: null, mutedRate: null, assignee: null };
    return (await causes.stateOf(portalNo, cause)) ?? { cause, state: 'new', ...untouched };
  }

  function noteOf<K extends keyof NoteDetails>(
    kind: K,
    cause: string,
    { name, now }: By,
    details: NoteDetails[K],
    other: string | null = null,
  ): NewCauseNote {
    return { cause, other, at: now, kind, by: name, details: JSON.stringify(details) };
  }

  return {
    async setState(portalNo: number, cause: string, wanted: z.infer<typeof NewCauseState>, by: By): Promise<void> {
      const { mutedUntil, mutedRate } = muteOf(wanted, by.now);
      const comment = wanted.comment == null ? null : redact(wanted.comment);
      const before = await rowOf(portalNo, cause);
      await causes.putState(
        portalNo,
        { ...before, state: wanted.state, stateAt: by.now, stateBy: by.name, mutedUntil, mutedRate },
        noteOf('state', cause, by, { state: wanted.state, mutedUntil, mutedRate, comment }),
      );
    },

    async assign(portalNo: number, cause: string, assignee: Named | null, by: By): Promise<void> {
      const before = await rowOf(portalNo, cause);
      await causes.putState(
        portalNo,
        { ...before, assignee: assignee?.key ?? null },
        noteOf('assign', cause, by, { assignee: assignee?.name ?? null }),
      );
    },

    async comment(portalNo: number, cause: string, text: string, by: By) {
      const note = noteOf('comment', cause, by, { text: redact(text) });
      return { ...note, no: await causes.addNote(portalNo, note) };
    },

    async merge(portalNo: number, cause: string, into: string, by: By): Promise<void> {
      await causes.merge(portalNo, { cause, into, at: by.now, by: by.name }, noteOf('merge', cause, by, {}, into));
    },

    async unmerge(portalNo: number, merged: string, from: string, by: By): Promise<void> {
      await causes.unmerge(portalNo, merged, noteOf('split', merged, by, {}, from));
    },

    async split(portalNo: number, text: { cause: string; fingerprint: string }, from: string, by: By): Promise<string> {
      const key = splitKeyOf(textIdOf(text.cause, text.fingerprint));
      await causes.split(
        portalNo,
        { split: key, ...text, at: by.now, by: by.name },
        noteOf('split', key, by, {}, from),
      );
      return key;
    },

    /** The text of a cause that an id names. @throws Problem not_found; conflict when it is all that the cause has */
    async textOf(portalNo: number, { grouping, key }: FoundCause, id: string) {
      let found: { cause: string; fingerprint: string } | null = null;
      let others = 0;
      const bases = new Set(grouping.partsOf(key).map(({ cause }) => cause));
      for (const stored of bases) {
        for (const fingerprint of await causes.texts(portalNo, stored, mostTexts)) {
          if (grouping.keyOf(stored, fingerprint) !== key) continue;
          if (textIdOf(stored, fingerprint) === id) found = { cause: withoutNested(stored), fingerprint };
          else others += 1;
        }
      }
      if (found === null) throw new Problem('not_found', 'the cause has no such text');
      if (others === 0) throw new Problem('conflict', 'the cause has no other text');
      return found;
    },
  };
}

/** @throws Problem invalid_request for a mute without an end, or an end without a mute */
export function muteOf(
  { state, mutedUntil, mutedRatePerHour }: z.infer<typeof NewCauseState>,
  now: number,
): { mutedUntil: number | null; mutedRate: number | null } {
  const until = mutedUntil == null ? null : Date.parse(mutedUntil);
  const rate = mutedRatePerHour ?? null;
  if (state !== 'muted' && (until !== null || rate !== null)) {
    throw new Problem('invalid_request', 'mutedUntil, mutedRatePerHour: only a muted cause has them');
  }
  if (state === 'muted' && until === null && rate === null) {
    throw new Problem('invalid_request', 'mutedUntil or mutedRatePerHour: a mute needs an end');
  }
  if (until !== null && until <= now) throw new Problem('invalid_request', 'mutedUntil: is over already');
  return { mutedUntil: until, mutedRate: rate };
}

/** The whole that a cause is to be merged into. @throws Problem not_found, or conflict when it is that already */
export async function intoOf(
  store: Pick<JournalStore, 'causes'>,
  portalNo: number,
  { into }: z.infer<typeof CauseMerge>,
  cause: string | null,
): Promise<{ grouping: Grouping; into: string }> {
  const { grouping, key } = await findCause(store, portalNo, into);
  if (key === cause) throw new Problem('conflict', 'it is part of it already');
  return { grouping, into: key };
}
