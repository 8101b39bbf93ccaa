import { useTranslation } from 'react-i18next';
import type { Stage } from '#contract/stage.ts';
import { classes } from '#client/lib/classes.ts';
import { Text } from '#client/ui/text.tsx';
import { inkOn, stageColour } from './stage-colour.ts';

const first = '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%)] rounded-l-mark';
const middle = '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%,8px_50%)]';

/** The pipeline as the portal draws it: stages up to the present one in their colours, those to come without. */
export function StageBar({ stages, stage }: { stages: readonly Stage[]; stage: Stage | null }) {
  const { t } = useTranslation('card');
  const known = stage === null || stages.some((one) => one.id === stage.id) ? stages : [...stages, stage];
  const present = known.findIndex((one) => one.id === stage?.id);
  if (known.length === 0) return null;
  const name = known[present]?.name ?? known[present]?.id;
  return (
    <div>
      <ol aria-label={t('stages')} className="flex gap-0.5">
        {known.map((one, index) => {
          const isReached = index <= present;
          const color = isReached ? stageColour(one.color) : null;
          return (
            <li
              key={one.id}
              title={one.name ?? one.id}
              aria-current={index === present ? 'step' : undefined}
              className={classes(
                'flex h-2 min-w-0 flex-1 items-center justify-center bg-neutral-soft text-s text-muted medium:h-7 medium:px-3',
                isReached && 'font-medium text-text',
                isReached && color === null && 'bg-line-strong',
                index === 0 ? first : middle,
              )}
              style={color === null ? {} : { backgroundColor: color, color: inkOn(color) }}
            >
              <span className="truncate max-medium:sr-only">
                <Text>{one.name ?? one.id}</Text>
                {isReached && <span className="sr-only">{`, ${index === present ? t('stageNow') : t('stagePassed')}`}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      {name !== undefined && (
        <p aria-hidden className="mt-1.5 flex justify-between text-s medium:hidden">
          <span className="truncate font-medium">{name}</span>
          <span className="shrink-0 pl-3 text-muted">{`${present + 1} / ${known.length}`}</span>
        </p>
      )}
    </div>
  );
}
