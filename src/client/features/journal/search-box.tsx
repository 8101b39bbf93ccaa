import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { IconButton } from '#client/ui/button.tsx';
import { SearchField } from '#client/ui/search-field.tsx';

type SearchBoxProps = {
  ref: Ref<HTMLInputElement>;
  q: string;
  /** Null while it is being looked for. */
  found: { total: number; number: number | null } | null;
  onSearch(q: string): void;
  onGo(direction: 1 | -1): void;
};

/** Search with its true total: what a browser's own search cannot count in a list of which only a part is drawn. */
export function SearchBox({ ref, q, found, onSearch, onGo }: SearchBoxProps) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const isNone = found !== null && found.total === 0;
  const told =
    found === null
      ? '…'
      : isNone
        ? t('search.none')
        : found.number === null
          ? t('search.found', { count: found.total, shown: format.number(found.total) })
          : t('search.place', { number: format.number(found.number), total: format.number(found.total) });
  return (
    // What is found takes room of its own: rather another line than controls upon each other.
    <div className={classes('flex flex-1 items-center gap-1', q === '' ? 'min-w-40' : 'min-w-[min(20rem,100%)]')}>
      <SearchField
        ref={ref}
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={q}
        onSearch={onSearch}
        className="min-w-32 flex-1"
        onKeyDown={(event) => {
          const isGo = event.key === 'Enter' && event.currentTarget.value.trim() === q && q !== '';
          if (!isGo && event.key !== 'F3') return;
          event.preventDefault();
          event.stopPropagation();
          onGo(event.shiftKey ? -1 : 1);
        }}
      />
      {q !== '' && (
        <>
          <span role="status" className="px-1 text-s whitespace-nowrap text-muted">
            {told}
          </span>
          {!isNone && (
            <>
              <IconButton size="s" icon="chevronUp" label={t('search.previous')} onPress={() => onGo(-1)} />
              <IconButton size="s" icon="chevronDown" label={t('search.next')} onPress={() => onGo(1)} />
            </>
          )}
        </>
      )}
    </div>
  );
}
