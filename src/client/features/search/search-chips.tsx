import { useTranslation } from 'react-i18next';
import { levels } from '#contract/entry.ts';
import { processStates } from '#contract/process.ts';
import { readSearch, type SearchTerm, writeSearch } from '#contract/search-language.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';

type SearchChipsProps = { q: string; notUnderstood: readonly string[]; onChange: (q: string) => void };

/** The chips of a search, each to be taken away; one whose value makes no sense says so. */
export function SearchChips({ q, notUnderstood, onChange }: SearchChipsProps) {
  const { t } = useTranslation(['search', 'process', 'entry']);
  const terms = readSearch(q);
  const chips = terms.flatMap((term, place) => (term.kind === 'chip' ? [{ ...term, place }] : []));
  if (chips.length === 0) return null;
  const titleOf = ({ key, value }: Extract<SearchTerm, { kind: 'chip' }>): string => {
    const state = processStates.find((one) => key === 'state' && one === value);
    const level = levels.find((one) => key === 'level' && one === value);
    if (state !== undefined) return t(`process:states.${state}`);
    return level === undefined ? value : t(`entry:levels.${level}`);
  };
  return (
    <ul aria-label={t('chips.label')} className="flex flex-wrap gap-2">
      {chips.map((chip) => {
        const isVain = notUnderstood.includes(writeSearch([chip]));
        const name = t(`chips.${chip.key}.name`);
        const title = titleOf(chip);
        return (
          <li key={chip.place} className="max-w-full">
            <Button
              size="s"
              className={`max-w-full min-w-0 shrink! ${isVain ? 'text-warning' : ''}`}
              aria-label={t('chips.remove', { name, value: title })}
              hint={isVain ? t('chips.notUnderstood') : t('chips.remove', { name, value: title })}
              onPress={() => onChange(writeSearch(terms.filter((_, place) => place !== chip.place)))}
            >
              {isVain && <Icon name="alert" />}
              <span className="truncate">
                <span className="text-muted">{name}:</span> <Text>{title}</Text>
                {isVain && ` — ${t('chips.notUnderstood')}`}
              </span>
              <Icon name="close" />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
