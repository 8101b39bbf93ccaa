import { useTranslation } from 'react-i18next';
import { chipNames, readSearch, writeSearch } from '#contract/search-language.ts';
import { languageNow } from '#client/i18n/i18n.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';

/** Nothing is typed yet: what can be. */
export function SearchExamples({ onSearch }: { onSearch: (q: string) => void }) {
  const { t } = useTranslation('search');
  const language = languageNow();
  const chip = (key: keyof typeof chipNames) => chipNames[key][language];
  const examples = [
    { q: t('examples.words.q'), about: t('examples.words.about') },
    { q: t('examples.phrase.q'), about: t('examples.phrase.about') },
    { q: t('examples.start.q'), about: t('examples.start.about') },
    { q: `${chip('level')}:${t('examples.level.value')} ${chip('robot')}:whatsapp`, about: t('examples.level.about') },
    {
      q: `${chip('state')}:${t('examples.state.value')} ${chip('after')}:2026-11-01`,
      about: t('examples.state.about'),
    },
  ];
  return (
    <section className="flex flex-col gap-5 rounded-section border border-line bg-surface px-4 py-4 medium:px-5">
      <div>
        <h2 className="font-semibold">{t('examples.title')}</h2>
        <ul className="mt-2 flex flex-col gap-1.5">
          {examples.map(({ q, about }) => (
            <li key={q} className="flex flex-wrap items-baseline gap-x-3">
              <Button variant="link" className="shrink! text-left whitespace-normal!" onPress={() => onSearch(q)}>
                {q}
              </Button>
              <span className="text-s text-muted">{about}</span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h2 className="font-semibold">{t('known.title')}</h2>
        <ul className="mt-2 list-disc space-y-1 pl-5 text-s text-pretty">
          {(['ids', 'links', 'personal', 'words', 'not'] as const).map((one) => (
            <li key={one}>{t(`known.${one}`)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Why there is nothing, and what can be tried. */
type NothingFoundProps = { q: string; isNarrow: boolean; onSearch: (q: string) => void };

export function NothingFound({ q, isNarrow, onSearch }: NothingFoundProps) {
  const { t } = useTranslation('search');
  const terms = readSearch(q);
  const words = terms.filter(({ kind }) => kind !== 'chip');
  const wider = terms.map((term) =>
    term.kind === 'word' && /^[\p{L}\d-]{3,}$/u.test(term.text)
      ? { kind: 'prefix' as const, text: startOf(term.text) }
      : term,
  );
  const hasChips = words.length < terms.length;
  const isWider = writeSearch(wider) !== writeSearch(terms);
  return (
    <EmptyState
      icon="search"
      title={t('nothing.title')}
      text={
        <>
          {t('nothing.text')} {t('nothing.personal')} {isNarrow && t('nothing.rights')}
        </>
      }
      action={
        <span className="flex flex-wrap justify-center gap-2">
          {isWider && <Button onPress={() => onSearch(writeSearch(wider))}>{t('nothing.starts')}</Button>}
          {hasChips && words.length > 0 && (
            <Button onPress={() => onSearch(writeSearch(words))}>{t('nothing.withoutChips')}</Button>
          )}
        </span>
      }
    />
  );
}

/** Without its ending, where it is long enough to have one: Russian words change there. */
function startOf(word: string): string {
  return /^\p{L}{6,}$/u.test(word) ? word.slice(0, -2) : word;
}
