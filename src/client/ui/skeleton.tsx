import { classes } from '#client/lib/classes.ts';

/** Holds the place of what is loading. Its size is its class. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={classes('skeleton block', className)} />;
}
