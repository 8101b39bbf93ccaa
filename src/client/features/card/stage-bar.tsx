import { useTranslation } from 'react-i18next';
import type { Stage } from '#contract/stage.ts';
import { classes } from '#client/lib/classes.ts';
import { Text } from '#client/ui/text.tsx';
import { visibleLine } from '#client/lib/visible-text.ts';
import { inkOn, stageColour } from './stage-colour.ts';
import { stageSteps } from './stage-steps.ts';

const first = '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%)] rounded-l-mark';
const middle = '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%,8px_50%)]';

/** The pipeline as the portal draws it: stages up to the present one in their colours, those to come without. */
export function StageBar({ stages, stage: present }: { stages: readonly Stage[]; stage: Stage | null }) {
  const { t } = useTranslation('card');
  const steps = stageSteps(stages, present);
  if (steps.length === 0) return null;
  const name = present?.name ?? present?.id;
  return (
    <div>
      <ol aria-label={t('stages')} className="flex gap-0.5">
        {steps.map(({ stage, isPresent, isReached }, index) => {
          const color = isReached ? stageColour(stage.color) : null;
          return (
            <li
              key={stage.id}
              title={visibleLine(stage.name ?? stage.id)}
              aria-current={isPresent ? 'step' : undefined}
              className={classes(
                'flex h-2 min-w-0 flex-1 items-center justify-center bg-neutral-soft text-s text-muted medium:h-7 medium:px-3',
                isReached && 'font-medium text-text',
                isReached && color === null && 'bg-line-strong',
                index === 0 ? first : middle,
              )}
              style={color === null ? {} : { backgroundColor: color, color: inkOn(color) }}
            >
              <span className="relative truncate max-medium:sr-only">
                <Text>{stage.name ?? stage.id}</Text>
                {isReached && <span className="sr-only">{`, ${isPresent ? t('stageNow') : t('stagePassed')}`}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      {name !== undefined && (
        <p aria-hidden className="mt-1.5 flex justify-between text-s medium:hidden">
          <span className="truncate font-medium">{name}</span>
          <span className="shrink-0 pl-3 text-muted">
            {`${steps.findIndex((one) => one.isPresent) + 1} / ${steps.length}`}
          </span>
        </p>
      )}
    </div>
  );
}
