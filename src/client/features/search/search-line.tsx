import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { longestSearch, readSearch, writeSearch } from '#contract/search-language.ts';
import { languageNow } from '#client/i18n/i18n.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { askedKey, type Completion, completionsFor, typedAt } from './complete.ts';
import { CompletionList, optionId } from './completion-list.tsx';
import { suggestQuery } from './queries.ts';

type SearchLineProps = { q: string; ref: RefObject<HTMLInputElement | null>; onSearch: (text: string) => void };

/**
 * One field for everything. Enter searches for what is typed; the end of the line is completed to a chip. A combo box of
 * React Aria completes a value as a whole and keeps the first Enter for itself, so this one is our own.
 */
export function SearchLine({ q, ref, onSearch }: SearchLineProps) {
  const { t } = useTranslation('search');
  const { t: process } = useTranslation('process');
  const { t: entry } = useTranslation('entry');
  const listId = useId();
  const language = languageNow();
  // Chips are called as in the reader's language here, and as in the API in the address.
  const shown = q === '' ? '' : `${writeSearch(readSearch(q), language)} `;
  const [seen, setSeen] = useState(shown);
  const [draft, setDraft] = useState(shown);
  const [isTyping, setIsTyping] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  // The address changed by other means: a chip was taken away, or one went back.
  if (seen !== shown) {
    setSeen(shown);
    setDraft(shown);
  }
  const typed = typedAt(draft);
  const { data } = useQuery(suggestQuery(isTyping ? askedKey(typed) : null, typed.text));
  const completions = isTyping
    ? completionsFor(draft, typed, data?.items ?? [], language, {
        chip: (key) => t(`chips.${key}.about`),
        state: (state) => process(`states.${state}`),
        level: (level) => entry(`levels.${level}`),
      })
    : [];
  const isOpen = completions.length > 0;
  const chosen = active === null ? undefined : completions[active];
  // What was typed stays in sight: the caret is where a chosen text ends.
  const toEnd = useRef(false);
  useEffect(() => {
    if (!toEnd.current) return;
    toEnd.current = false;
    ref.current?.focus();
    ref.current?.setSelectionRange(draft.length, draft.length);
  }, [draft, ref]);

  const search = (text: string): void => {
    setIsTyping(false);
    setActive(null);
    setDraft(text);
    onSearch(text);
  };
  const choose = ({ text }: Completion): void => {
    toEnd.current = true;
    // A chip that is whole narrows at once; one that only begins is typed on.
    if (text.endsWith(' ')) search(text);
    else setDraft(text);
    setActive(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && isOpen) setIsTyping(false);
    else if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
    else if (event.key === 'ArrowDown' && !isOpen) setIsTyping(true);
    else if (event.key === 'ArrowDown') setActive(active === null ? 0 : Math.min(active + 1, completions.length - 1));
    else if (event.key === 'ArrowUp' && isOpen) setActive(active === null || active === 0 ? null : active - 1);
    else return;
    event.preventDefault();
  };

  return (
    <form
      role="search"
      className="flex items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        search(draft);
      }}
    >
      <div className="relative min-w-0 flex-1">
        <Icon name="search" className="pointer-events-none absolute top-3 left-3 text-muted" />
        <input
          ref={ref}
          role="combobox"
          aria-label={t('label')}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={chosen === undefined ? undefined : optionId(listId, chosen)}
          value={draft}
          maxLength={longestSearch}
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          inputMode="search"
          enterKeyHint="search"
          onChange={(event) => {
            setDraft(event.target.value);
            setIsTyping(true);
            setActive(null);
          }}
          onBlur={() => setIsTyping(false)}
          onKeyDown={onKeyDown}
          className="h-10 w-full min-w-0 rounded-control border border-line-strong bg-surface pr-10 pl-9 text-ellipsis focus-visible:outline-offset-0"
        />
        {draft !== '' && (
          <IconButton
            icon="close"
            size="s"
            label={t('clear')}
            className="absolute top-1.5 right-1.5"
            onPress={() => {
              toEnd.current = true;
              search('');
            }}
          />
        )}
        {isOpen && (
          <CompletionList
            id={listId}
            label={t('completions')}
            completions={completions}
            chosen={chosen ?? null}
            onChoose={choose}
          />
        )}
      </div>
      <Button type="submit" variant="primary" className="h-10! shrink-0">
        {t('search')}
      </Button>
    </form>
  );
}
