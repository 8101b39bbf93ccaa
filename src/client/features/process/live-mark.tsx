import { useTranslation } from 'react-i18next';
import type { LiveState } from '#client/api/live.ts';
import { classes } from '#client/lib/classes.ts';

const dots: Readonly<Record<LiveState, string>> = {
  live: 'bg-running',
  connecting: 'bg-line-strong',
  polling: 'bg-waiting',
  paused: 'bg-line-strong',
  refused: 'bg-warning',
};

/** Whether the list keeps up by itself. */
export function LiveMark({ state }: { state: LiveState }) {
  const { t } = useTranslation('process');
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-s text-muted max-narrow:hidden">
      <span aria-hidden className={classes('size-1.5 shrink-0 rounded-full', dots[state])} />
      <span className="truncate">{t(`live.${state}`)}</span>
    </span>
  );
}
