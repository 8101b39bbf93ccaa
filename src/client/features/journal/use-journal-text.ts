import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '#contract/entry.ts';
import type { Process } from '#contract/process.ts';
import { call } from '#client/api/call.ts';
import { entriesText } from '#client/features/entry/copy-text.ts';
import { useEntryWords } from '#client/features/entry/use-entry-words.ts';
import { useFormat } from '#client/i18n/format.ts';
import { copyText } from '#client/lib/copy-text.ts';
import { sharedAddress } from '#client/paths.ts';
import { toast } from '#client/ui/toast.tsx';
import type { JournalSearch } from './journal-search.ts';
import { useCardTitle } from './use-card-title.ts';

const pageLimit = 1000;
/** More than this is a file, not a message to a colleague. */
const mostEntries = 5000;

/** What the filter lets through, as text for a message or a ticket. */
export function useJournalText(process: Process, search: Pick<JournalSearch, 'levels' | 'q'>) {
  const { t } = useTranslation('journal');
  const { t: words } = useTranslation('process');
  const format = useFormat();
  const entryWords = useEntryWords();
  const cardTitle = useCardTitle();
  const [isBusy, setIsBusy] = useState(false);

  async function collect(): Promise<{ text: string; count: number }> {
    const entries: Entry[] = [];
    let total = 1;
    while (entries.length < Math.min(total, mostEntries)) {
      const page = await call('processEntries', {
        params: { process: process.process },
        query: {
          position: entries.length,
          limit: pageLimit,
          ...(search.levels.length === 0 ? {} : { level: search.levels.join(',') }),
          ...(search.q === '' ? {} : { q: search.q }),
        },
      });
      entries.push(...page.items);
      total = page.items.length === 0 ? 0 : page.total;
    }
    const head = [
      process.template?.name ?? words('templateUnknown'),
      words(`states.${process.state}`),
      process.card === null ? null : cardTitle(process.card),
      process.process,
    ].filter((part) => part !== null);
    const rest = total > entries.length ? [t('text.more', { shown: format.number(total - entries.length) })] : [];
    const text = [head.join(' · '), sharedAddress(), '', entriesText(entries, entryWords.copy), ...rest].join('\n');
    return { text, count: entries.length };
  }

  async function copy(): Promise<void> {
    setIsBusy(true);
    try {
      const { text, count } = await collect();
      if (await copyText(text)) toast(t('copied.entries', { count, shown: format.number(count) }), 'success');
      else toast(t('copied.failed'), 'failure');
    } catch {
      toast(t('copied.failed'), 'failure');
    } finally {
      setIsBusy(false);
    }
  }

  return {
    isBusy,
    copy: () => {
      if (!isBusy) void copy();
    },
  };
}
