import { useTranslation } from 'react-i18next';
import type { Stage } from '#contract/stage.ts';
import { classes } from '#client/lib/classes.ts';
import { Text } from '#client/ui/text.tsx';
import { visibleLine } from '#client/lib/visible-text.ts';

/** A stage: a swatch of the portal's colour and its name. */
export function StageName({ stage }: { stage: Stage | null }) {
  const { t } = useTranslation('process');
  if (stage === null) return <span className="truncate">{t('stageUnknown')}</span>;
  const color = stage.color !== null && /^#[0-9a-f]{6}$/i.test(stage.color) ? stage.color : null;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span
        aria-hidden
        className={classes('size-2.5 shrink-0 rounded-[3px]', color === null && 'bg-line-strong')}
        style={color === null ? {} : { backgroundColor: color }}
      />
      <span className="truncate" title={visibleLine(stage.name ?? stage.id)}>
        <Text>{stage.name ?? stage.id}</Text>
      </span>
    </span>
  );
}
