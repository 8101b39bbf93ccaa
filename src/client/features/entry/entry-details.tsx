import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/endpoints.ts';
import { Problem } from '#contract/problem.ts';
import { classes } from '#client/lib/classes.ts';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Text } from '#client/ui/text.tsx';
import { toneText } from '#client/ui/tone.ts';
import { BundleButton } from './bundle-button.tsx';
import { entryText } from './copy-text.ts';
import { EntryFacts } from './entry-facts.tsx';
import { entryLook } from './entry-look.ts';
import { entryParts } from './entry-parts.ts';
import { EntryTabs } from './entry-tabs.tsx';
import { HiddenLine } from './hidden-line.tsx';
import { MessageText } from './message-text.tsx';
import { entryQuery } from './queries.ts';
import { useReveal } from './use-reveal.ts';
import { useEntryWords } from './use-entry-words.ts';

type EntryDetailsProps = {
  process: string;
  entry: string;
  /** The address at which a colleague sees this entry. */
  linkTo(entry: string): string;
  onSelect(entry: string): void;
  onFlag(entry: string): void;
  /** Whether the reader may look at what is hidden of an entry. */
  mayReveal: boolean;
};

/** One entry whole: what it says, what is known of it, and what it carried. */
export function EntryDetails({ process, entry, ...rest }: EntryDetailsProps) {
  const { t } = useTranslation('entry');
  const { t: problems } = useTranslation('problem');
  const query = useQuery(entryQuery(process, entry));
  if (query.data !== undefined) return <Found asked={query.data} {...rest} />;
  if (query.error instanceof Problem && query.error.status === 404) {
    return <EmptyState icon="info" title={t('gone')} text={t('goneText')} />;
  }
  if (query.error !== null) {
    return <ErrorState title={problems('titles.unreachable')} onRetry={() => void query.refetch()} />;
  }
  return <Loading label={t('loading')} />;
}

type FoundProps = { asked: ResponseOf<'entry'> } & Omit<EntryDetailsProps, 'process' | 'entry'>;

function Found({ asked, linkTo, onSelect, onFlag, mayReveal }: FoundProps) {
  const { t } = useTranslation('entry');
  const words = useEntryWords();
  const reveal = useReveal(asked.entry.process, asked.entry.entry);
  const found = reveal.found === null ? asked : { ...asked, ...reveal.found };
  const { entry, attempts } = found;
  const parts = useMemo(() => entryParts(entry.details), [entry.details]);
  const look = entryLook(entry);
  const says = entry.message !== null && entry.message !== '';
  return (
    <article aria-labelledby="entry-title" className="flex flex-col gap-3">
      <header className="pr-7">
        <h2 id="entry-title" className="flex items-center gap-2 text-l font-semibold">
          <Icon name={look.icon} className={toneText[look.tone]} />
          {words.type(entry)}
        </h2>
        <p className="text-s text-muted">
          <Text>{entry.activity.title ?? entry.activity.name}</Text>
        </p>
      </header>
      {says && (
        <MessageText
          key={entry.entry}
          length={entry.messageLength}
          className={classes(look.tone === 'failure' && 'text-failure')}
        >
          {entry.message ?? ''}
        </MessageText>
      )}
      {asked.masked && <HiddenLine key={entry.entry} reveal={reveal} mayReveal={mayReveal} />}
      <EntryFacts entry={entry} parts={parts} attempts={attempts.length} deliveries={found.deliveries} />
      <EntryTabs found={found} parts={parts} onSelect={onSelect} />
      <footer className="flex flex-wrap gap-2">
        <CopyButton text={() => entryText(entry, words.copy)} label={t('actions.copy')} />
        <CopyButton text={() => linkTo(entry.entry)} label={t('actions.copyLink')} />
        <Button size="s" icon="flag" onPress={() => onFlag(entry.entry)}>
          {t('actions.flag')}
        </Button>
        {entry.level === 'failure' && <BundleButton process={entry.process} entry={entry.entry} size="s" />}
      </footer>
    </article>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-3">
      <Skeleton className="h-5 w-2/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="mt-3 h-4 w-full" />
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="mt-3 h-32 w-full" />
    </div>
  );
}
