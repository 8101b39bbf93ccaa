import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { FoundEntry } from '#contract/search.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useShortcuts } from '#client/lib/shortcuts.ts';
import { paths } from '#client/paths.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { placeOf } from './groups.ts';
import { searchQuery } from './queries.ts';
import { resultPath } from './result-group.tsx';

/** Pages that are asked for until the entry that is open is among them: a colleague's link may lead far down. */
const mostPages = 4;

type ResultsBarProps = { q: string; process: string; entry: string | null };

/** Above a journal that was opened from a search: which result this is, the next, and the way back to all of them. */
export function ResultsBar({ q, process, entry }: ResultsBarProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const navigate = useNavigate();
  const list = useInfiniteQuery(searchQuery(q));
  const pages = list.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.items);
  const place = placeOf(entries, process, entry);
  const { hasNextPage, isFetching, fetchNextPage } = list;
  // What comes after the last one that is here is asked for before it is gone to.
  const wantsMore = place === null ? pages.length > 0 && pages.length < mostPages : place.next === null;
  useEffect(() => {
    if (wantsMore && hasNextPage && !isFetching) void fetchNextPage();
  }, [wantsMore, hasNextPage, isFetching, fetchNextPage]);

  const go = (to: FoundEntry | null | undefined): void => {
    const found =
      to == null ? undefined : pages.flatMap((page) => page.processes).find((one) => one.process === to.process);
    const path = to == null || found === undefined ? null : resultPath(found, to.entry, q);
    if (path !== null) void navigate(path, { replace: true });
  };
  const previous = place?.previous;
  const next = place === null ? entries[0] : place.next;
  useShortcuts(t('keys.journal'), [
    { key: '[', label: t('bar.previous'), run: () => go(previous) },
    { key: ']', label: t('bar.next'), run: () => go(next) },
  ]);
  const first = pages[0];
  const total = first === undefined || first.total === null ? null : format.number(first.total);
  const atLeast = first?.bounded === true ? '+' : '';
  return (
    <nav
      aria-label={t('bar.label')}
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-sunken px-4 py-1 text-s wide:px-5"
    >
      <Link
        to={paths.search(new URLSearchParams({ q }))}
        className="flex min-w-0 items-center gap-1.5 text-accent hover:underline"
      >
        <Icon name="search" />
        <span className="truncate">
          {t('bar.back')} <Text>{q}</Text>
        </span>
      </Link>
      <span className="ml-auto flex items-center gap-1">
        <span role="status" className="whitespace-nowrap text-muted">
          {total === null
            ? '…'
            : place === null
              ? t('bar.elsewhere', { total: `${total}${atLeast}` })
              : t('bar.place', { number: format.number(place.index + 1), total: `${total}${atLeast}` })}
        </span>
        <IconButton
          size="s"
          icon="chevronUp"
          label={t('bar.previous')}
          disabledReason={previous == null ? t('bar.noPrevious') : null}
          onPress={() => go(previous)}
        />
        <IconButton
          size="s"
          icon="chevronDown"
          label={t('bar.next')}
          disabledReason={next == null ? t('bar.noNext') : null}
          onPress={() => go(next)}
        />
      </span>
    </nav>
  );
}
