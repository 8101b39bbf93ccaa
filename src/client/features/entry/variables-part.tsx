import { useTranslation } from 'react-i18next';
import { classes } from '#client/lib/classes.ts';
import { Icon, type IconName } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { toneText, type Tone } from '#client/ui/tone.ts';
import { JsonView } from './json-view.tsx';
import { variableChanges, type VariableChange } from './variables.ts';

type Variables = Record<string, unknown>;

const looks: Readonly<Record<VariableChange['kind'], { icon: IconName; tone: Tone }>> = {
  added: { icon: 'plus', tone: 'success' },
  changed: { icon: 'running', tone: 'running' },
  removed: { icon: 'close', tone: 'neutral' },
};

/** First what the entry changed, then all there is. */
export function VariablesPart({ before, after }: { before: Variables | null; after: Variables }) {
  const { t } = useTranslation('entry');
  const changes = variableChanges(before, after);
  return (
    <div className="flex flex-col gap-3">
      <section aria-label={t('variables.changed')}>
        <h3 className="mb-1 text-s text-muted">{t('variables.changed')}</h3>
        {before === null && <p className="text-s">{t('variables.unknownBefore')}</p>}
        {before !== null && changes.length === 0 && <p className="text-s">{t('variables.nothingChanged')}</p>}
        {changes.length > 0 && (
          <ul className="rounded-control border border-line bg-surface">
            {changes.map((change) => (
              <Change key={change.name} change={change} />
            ))}
          </ul>
        )}
      </section>
      <div>
        <h3 className="mb-1 text-s text-muted">{t('variables.all')}</h3>
        <JsonView value={after} label={t('variables.all')} />
      </div>
    </div>
  );
}

function Change({ change }: { change: VariableChange }) {
  const { t } = useTranslation('entry');
  const { icon, tone } = looks[change.kind];
  return (
    <li className="border-line px-3 py-2 not-first:border-t">
      <p className="flex items-center gap-1.5 text-s">
        <Icon name={icon} className={toneText[tone]} />
        <span className="min-w-0 font-mono text-xs font-semibold wrap-anywhere">
          <Text>{change.name}</Text>
        </span>
        <span className={classes('text-s', toneText[tone])}>{t(`variables.kinds.${change.kind}`)}</span>
      </p>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 pl-5.5 font-mono text-xs">
        {change.kind !== 'added' && <Value title={t('variables.was')} value={change.before} isOld />}
        {change.kind !== 'removed' && <Value title={t('variables.became')} value={change.after} />}
      </dl>
    </li>
  );
}

function Value({ title, value, isOld = false }: { title: string; value: unknown; isOld?: boolean }) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const shown = text.length > 500 ? `${text.slice(0, 500)}…` : text;
  return (
    <>
      <dt className="font-sans text-muted">{title}</dt>
      <dd className={classes('wrap-anywhere whitespace-pre-wrap', isOld && 'text-muted line-through decoration-1')}>
        <Text>{shown}</Text>
      </dd>
    </>
  );
}
