import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { activityResults, activityStatuses, type Entry } from '#contract/entry.ts';
import { useFormat } from '#client/i18n/format.ts';
import type { EntryWords } from './copy-text.ts';
import { isKnownType } from './entry-look.ts';

/** The portal's words for types, statuses and results. What is not known yet is shown as it was written. */
export function useEntryWords() {
  const { t } = useTranslation('entry');
  const format = useFormat();
  return useMemo(() => {
    const type = (entry: Pick<Entry, 'type' | 'typeCode'>): string =>
      isKnownType(entry.type)
        ? t(`types.${entry.type}`)
        : t('typeUnknown', { type: String(entry.typeCode ?? entry.type) });
    const status = (value: string): string => {
      const known = activityStatuses.find((one) => one === value);
      return known === undefined ? t('notDefined', { value }) : t(`statuses.${known}`);
    };
    const result = (value: string): string => {
      const known = activityResults.find((one) => one === value);
      return known === undefined ? t('notDefined', { value }) : t(`results.${known}`);
    };
    const level = (entry: Pick<Entry, 'level'>): string => t(`levels.${entry.level}`);
    const time = (at: string): string =>
      `${format.day(at) === format.day(Date.now()) ? '' : `${format.day(at)}, `}${format.timeMs(at)}`;
    const copy: EntryWords = {
      time: (at) => `${format.fullDateTime(at).replace(format.time(at), format.timeMs(at))} ${format.zoneShort()}`,
      level,
      type,
    };
    return { type, status, result, level, time, copy };
  }, [t, format]);
}
