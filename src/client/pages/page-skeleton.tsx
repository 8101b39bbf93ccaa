import { Skeleton } from '#client/ui/skeleton.tsx';

/** Before the first answer: the quiet shape of a page. */
export function PageSkeleton() {
  return (
    <div className="mx-auto w-full max-w-[1180px] px-3 py-16 medium:px-6" aria-busy>
      <div className="rounded-section border border-line bg-surface p-5">
        <Skeleton className="h-3 w-32" />
        <Skeleton className="mt-3 h-5 w-72 max-w-full" />
        <Skeleton className="mt-4 h-7 w-full" />
        <Skeleton className="mt-5 h-8 w-96 max-w-full" />
      </div>
    </div>
  );
}
