import { useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useState } from 'react';
import { FlagDialog } from '#client/features/flag/flag-parts.tsx';
import { JournalFlags } from '#client/features/flag/journal-flags.tsx';
import { openFlagsQuery } from '#client/features/flag/open-flags-query.ts';
import type { Flagging } from '#client/features/journal/flagging.ts';
import { processQuery } from '#client/features/journal/queries.ts';

/** Flags of the journal that is open, and the way to put one. */
export function useFlagging(process: string) {
  const [asked, setAsked] = useState<{ entry: string | null } | null>(null);
  const count = useQuery({ ...processQuery(process), select: ({ flags }) => flags }).data ?? 0;
  const { data } = useQuery(openFlagsQuery(process, count));
  const notes = useMemo(() => {
    const flags = count === 0 ? [] : (data ?? []);
    return new Map(flags.flatMap(({ entry, why }) => (entry === null ? [] : [[entry.entry, why] as const])));
  }, [data, count]);
  const flagging: Flagging = { notes, Lines: JournalFlags, onFlag: (entry) => setAsked({ entry }) };
  const dialog = asked !== null && (
    <Suspense>
      <FlagDialog process={process} entry={asked.entry} flag={null} onClose={() => setAsked(null)} />
    </Suspense>
  );
  return { flagging, dialog };
}
