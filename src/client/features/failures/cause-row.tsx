import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CauseInList } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { classes } from '#client/lib/classes.ts';
import { visibleLine } from '#client/lib/visible-text.ts';
import { Text } from '#client/ui/text.tsx';
import { changeOf, initialsOf, placeOf } from './cause-row-model.ts';
import { CauseStateMark } from './cause-state-mark.tsx';
import { Spark } from './spark.tsx';

/** On a phone a row is a small card; wide enough, it has columns, and who is at it one of his own where there is room. */
export const causeRowGrid = [
  'grid items-center gap-x-3 px-3 medium:px-4',
  "grid-cols-[28px_minmax(0,1fr)_auto] max-medium:gap-y-1 [grid-template-areas:'pick_name_name''pick_count_last''pick_cards_state''pick_who_who']",
  "medium:grid-cols-[28px_minmax(0,1fr)_170px_128px] medium:[grid-template-areas:'pick_name_count_state''pick_name_cards_last''pick_who_who_who']",
  "large:grid-cols-[28px_minmax(0,1fr)_76px_60px_96px_112px_116px] large:[grid-template-areas:'pick_name_trend_count_cards_last_state''pick_name_trend_count_cards_last_who']",
  "min-[90rem]:grid-cols-[28px_minmax(0,1fr)_92px_64px_104px_124px_118px_112px] min-[90rem]:[grid-template-areas:'pick_name_trend_count_cards_last_state_who']",
].join(' ');

type CauseRowProps = {
  cause: CauseInList;
  href: string;
  isChosen: boolean;
  onToggle: () => void;
};

/** One cause: what happens, where, how often, at what cost, since when, who is at it. The whole row leads to its page. */
export function CauseRow({ cause, href, isChosen, onToggle }: CauseRowProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const [amount] = cause.amounts;
  const change = changeOf(cause.failures, cause.failuresBefore);
  return (
    <li
      className={`relative min-h-[63px] border-t border-line py-2 transition-colors first:border-t-0 hover:bg-sunken large:first:border-t ${isChosen ? 'bg-accent-soft/50' : ''} ${causeRowGrid}`}
    >
      <label className="relative z-10 -ml-1.5 flex size-7 items-center justify-center self-center [grid-area:pick] max-large:self-start">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onToggle}
          aria-label={t('list.select', { title: cause.title })}
          className="size-4 accent-accent"
        />
      </label>
      <div className="min-w-0 [grid-area:name]">
        <Link
          to={href}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent max-medium:line-clamp-2 max-medium:whitespace-normal"
          title={visibleLine(cause.title)}
        >
          <Text>{cause.title}</Text>
        </Link>
        <Place cause={cause} />
      </div>
      <Spark trend={cause.trend} className="[grid-area:trend] max-large:hidden" />
      <div className="[grid-area:count] medium:text-right">
        <span className="font-semibold">{format.number(cause.failures)}</span>
        <span className="large:sr-only max-large:text-s max-large:text-muted">
          {` ${t('list.failures', { count: cause.failures })}`}
        </span>
        {(change.kind === 'more' || change.kind === 'less') && (
          <span
            className={`block text-s max-large:hidden ${change.kind === 'more' ? 'text-failure' : 'text-muted'}`}
            title={t('list.before', { shown: format.number(cause.failuresBefore ?? 0) })}
          >
            {t(`list.${change.kind}`, { percent: format.number(change.percent) })}
          </span>
        )}
      </div>
      <div className="min-w-0 truncate text-s [grid-area:cards] medium:text-right">
        <span className="truncate large:block large:text-m">
          {amount === undefined ? (
            <span className="text-muted">—</span>
          ) : (
            format.moneyShort(amount.value, amount.currency)
          )}
        </span>
        <span className="truncate text-muted max-large:before:content-['_·_'] large:block">
          {t('list.cards', { count: cause.cards, shown: format.number(cause.cards) })}
        </span>
      </div>
      <div className="min-w-0 text-s [grid-area:last] max-medium:text-right">
        <Time at={cause.lastAt} form="ago" className="block truncate large:text-m" />
        <span className="block truncate text-muted max-large:hidden">
          {t('list.first', { day: format.day(cause.firstEverAt) })}
        </span>
      </div>
      <div className="min-w-0 [grid-area:state] max-medium:text-right">
        <CauseStateMark life={cause} />
        {cause.mutedUntil !== null && (
          <span className="block truncate text-s text-muted max-large:hidden">
            {t('list.until', { date: format.day(cause.mutedUntil) })}
          </span>
        )}
      </div>
      <div
        className={classes(
          'flex min-w-0 items-center gap-1.5 text-s text-muted [grid-area:who]',
          cause.assignee === null && 'max-large:hidden',
        )}
      >
        {cause.assignee === null ? (
          t('list.nobody')
        ) : (
          <>
            <span
              aria-hidden
              className="flex size-5 shrink-0 items-center justify-center rounded-full bg-waiting-soft text-xs font-semibold text-waiting"
            >
              {initialsOf(cause.assignee.name)}
            </span>
            <span className="truncate text-text">
              <Text>{cause.assignee.name}</Text>
            </span>
          </>
        )}
      </div>
    </li>
  );
}

/** Robot, template, stage: the most frequent of each, and how many more. */
function Place({ cause }: { cause: CauseInList }) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const place = placeOf(cause);
  const named = (name: string | null, others: number) =>
    name === null
      ? null
      : others === 0
        ? name
        : `${name}, ${t('list.others', { count: others, shown: format.number(others) })}`;
  const parts = [
    named(place.robot, place.otherRobots),
    named(place.template === null ? null : `«${place.template}»`, place.otherTemplates),
    named(place.stage, place.otherStages),
    cause.merged === 0 ? null : t('list.merged', { count: cause.merged, shown: format.number(cause.merged) }),
  ];
  const text = parts.filter((part) => part !== null).join(' · ');
  return (
    <span className="block truncate text-s text-muted" title={visibleLine(text)}>
      <Text>{text}</Text>
    </span>
  );
}
