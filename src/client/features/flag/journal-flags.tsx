import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { FlagLines } from './flag-parts.tsx';
import { openFlagsQuery } from './open-flags-query.ts';

type JournalFlagsProps = { process: { process: string; flags: number }; onSelect: (entry: string) => void };

/** Why the journal is flagged; nothing where it is not. */
export function JournalFlags({ process: { process, flags }, onSelect }: JournalFlagsProps) {
  const { data } = useQuery(openFlagsQuery(process, flags));
  if (flags === 0) return null;
  const space = <Skeleton className="h-9 w-full" />;
  return (
    <Suspense fallback={space}>{data === undefined ? space : <FlagLines flags={data} onSelect={onSelect} />}</Suspense>
  );
}
