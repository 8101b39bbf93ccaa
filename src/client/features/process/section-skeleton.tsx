import { Skeleton } from '#client/ui/skeleton.tsx';
import { rowGrid } from './row-grid.ts';

/** Rows of the height and the columns that the real ones will have. */
export function SectionSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-busy>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={`min-h-[63px] border-t border-line ${rowGrid}`}>
          <Skeleton className="h-4 w-32 [grid-area:state]" />
          <span className="flex flex-col gap-2 [grid-area:name]">
            <Skeleton className="h-3.5 w-3/4" />
            <Skeleton className="h-3 w-1/2" />
          </span>
          <Skeleton className="h-3 w-24 [grid-area:stage]" />
          <Skeleton className="h-3 w-28 [grid-area:time]" />
        </div>
      ))}
    </div>
  );
}
