import { useFormat } from './format.ts';

export type TimeForm = 'dateTime' | 'fullDateTime' | 'day' | 'time' | 'timeMs' | 'ago';

/** A moment in the portal's zone; in UTC on hover. */
export function Time({ at, form = 'dateTime', className }: { at: string; form?: TimeForm; className?: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.utc(at)} className={className}>
      {format[form](at)}
    </time>
  );
}
