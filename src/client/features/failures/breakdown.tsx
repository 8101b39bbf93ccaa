import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { Text } from '#client/ui/text.tsx';

export type Share = {
  key: string;
  title: string;
  note: string | null;
  failures: number;
  cards: number;
  isChosen: boolean;
};

type BreakdownProps = {
  title: string;
  shares: readonly Share[];
  onToggle: (key: string) => void;
};

/** Shown before the rest is asked for. */
const shownFirst = 6;

/** Where failures of a cause are, most first. A press shows those alone. */
export function Breakdown({ title, shares, onToggle }: BreakdownProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const most = Math.max(1, ...shares.map((share) => share.failures));
  const counted = (count: number) => t('cause.times', { count, shown: format.number(count) });
  const inCards = (count: number) => t('list.cards', { count, shown: format.number(count) });
  if (shares.length === 0) return null;
  const row = (share: Share) => (
    <li key={share.key}>
      <button
        type="button"
        aria-pressed={share.isChosen}
        aria-label={[share.title, share.note, `${counted(share.failures)}, ${inCards(share.cards)}`]
          .filter(Boolean)
          .join(', ')}
        data-hint={t('cause.only')}
        onClick={() => onToggle(share.key)}
        className="relative block w-full rounded-control px-2 py-1.5 text-left hover:bg-neutral-soft aria-pressed:bg-accent-soft"
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="line-clamp-2 min-w-0">
            <Text>{share.title}</Text>
          </span>
          <span className="shrink-0 font-semibold">{format.number(share.failures)}</span>
        </span>
        <span className="block truncate text-s text-muted">
          <Text>{[share.note, inCards(share.cards)].filter((part) => part !== null).join(' · ')}</Text>
        </span>
        <span aria-hidden className="mt-1 block h-1 rounded-full bg-neutral-soft">
          <span
            className="block h-1 rounded-full bg-failure/60"
            style={{ width: `${Math.max(2, (share.failures / most) * 100)}%` }}
          />
        </span>
      </button>
    </li>
  );
  return (
    <section aria-label={title} className="min-w-0 rounded-section border border-line bg-surface px-3 py-3">
      <h2 className="px-2 pb-1 font-semibold">{title}</h2>
      <ul>{shares.slice(0, shownFirst).map(row)}</ul>
      {shares.length > shownFirst && (
        <details>
          <summary className="cursor-pointer px-2 py-1 text-s font-medium text-accent">
            {t('list.others', { count: shares.length - shownFirst, shown: format.number(shares.length - shownFirst) })}
          </summary>
          <ul>{shares.slice(shownFirst).map(row)}</ul>
        </details>
      )}
    </section>
  );
}
