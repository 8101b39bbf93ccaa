import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FoundEntry } from '#contract/search.ts';
import { entryLook } from '#client/features/entry/entry-look.ts';
import { Time } from '#client/i18n/time.tsx';
import { paths } from '#client/paths.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { toneText } from '#client/ui/tone.ts';
import type { Group } from './groups.ts';
import { MatchText } from './match-text.tsx';
import { useCardWords } from './names.ts';
import { ResultLink } from './result-link.tsx';
import { resultsParam } from './search-address.ts';

/** Where a journal opens at an entry that was found; from there one goes on through the results. */
export function resultPath(process: Group['process'], entry: string, q: string): string | null {
  const { card } = process;
  if (card === null) return null;
  const search = new URLSearchParams({ [resultsParam]: q });
  return paths.journal({ cardType: card.type, cardId: card.id, processId: process.process, entry }, search);
}

/** Entries of one journal: whose it is above, each with its robot, its moment and what matched. */
export function ResultGroup({ group, q }: { group: Group; q: string }) {
  const { t } = useTranslation('process');
  const cards = useCardWords();
  const { process, entries } = group;
  const { card, template, stage, state } = process;
  return (
    <li className="border-t border-line first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-2 px-4 pt-3 pb-1 text-s text-muted medium:px-5">
        {card !== null && (
          <Link
            to={paths.card({ cardType: card.type, cardId: card.id })}
            className="min-w-0 truncate font-medium text-text hover:underline"
          >
            <Text>{cards.title(card)}</Text>
          </Link>
        )}
        {card !== null && card.title !== null && <span>{cards.number(card)}</span>}
        <span className="min-w-0 truncate">
          <Text>{template?.name ?? t('templateUnknown')}</Text>
        </span>
        {stage !== null && (
          <span className="min-w-0 truncate">
            <Text>{stage.name ?? stage.id}</Text>
          </span>
        )}
        <span>{t(`states.${state}`)}</span>
      </p>
      <ul className="pb-2">
        {entries.map((entry) => (
          <Result key={entry.entry} entry={entry} to={resultPath(process, entry.entry, q)} />
        ))}
      </ul>
    </li>
  );
}

function Result({ entry, to }: { entry: FoundEntry; to: string | null }) {
  const { t } = useTranslation(['search', 'entry']);
  const look = entryLook(entry);
  const { title, code, name } = entry.activity;
  const robot = [title, code].find((one) => one !== null && one !== '') ?? name;
  const inside = (
    <>
      <span className="flex min-w-0 items-baseline gap-2">
        <Icon
          name={look.icon}
          label={t(`entry:levels.${entry.level}`)}
          className={`self-center ${toneText[look.tone]}`}
        />
        <span className="min-w-0 flex-1 truncate font-medium">
          <Text>{robot}</Text>
        </span>
        <Time at={entry.at} className="shrink-0 text-s text-muted" />
      </span>
      <span className="mt-0.5 line-clamp-3 block pl-6 text-pretty wrap-anywhere">
        {entry.message === null ? (
          <span className="text-muted">{t('search:noMessage')}</span>
        ) : (
          <MatchText parts={entry.message} />
        )}
      </span>
      {entry.found !== 'message' && (
        <span className="block pl-6 text-s text-muted">{t(`search:found.${entry.found}`)}</span>
      )}
    </>
  );
  const rowClass = 'block px-4 py-1.5 medium:px-5';
  if (to === null) {
    return (
      <li className={rowClass}>
        {inside}
        <span className="block pl-6 text-s text-muted">{t('search:noCard')}</span>
      </li>
    );
  }
  return (
    <li>
      <ResultLink to={to} className={rowClass}>
        {inside}
      </ResultLink>
    </li>
  );
}
