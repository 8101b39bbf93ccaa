import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryDetails } from '#client/features/entry/entry-details.tsx';
import { classes } from '#client/lib/classes.ts';
import { IconButton } from '#client/ui/button.tsx';

type DetailsPaneProps = {
  process: string;
  entry: string;
  isWide: boolean;
  linkTo: (entry: string) => string;
  onSelect: (entry: string) => void;
  onFlag: (entry: string) => void;
  onClose: () => void;
  mayReveal: boolean;
};

/** Details of one entry: beside the rows, or over them where there is no room beside. */
export function DetailsPane(props: DetailsPaneProps) {
  const { process, entry, isWide, linkTo, onSelect, onFlag, onClose, mayReveal } = props;
  const { t } = useTranslation('entry');
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.scrollTo(0, 0);
  }, [entry]);
  useEffect(() => {
    // Over the rows it has the focus, or the keys would still walk through what cannot be seen.
    if (!isWide) pane.current?.focus();
  }, [isWide]);
  return (
    // It scrolls, so it must be reached by keys; and it hears Escape before the window does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={pane}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isWide ? 0 : -1}
      aria-label={t('details')}
      onKeyDown={(event) => {
        if (isWide || event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
      className={classes(
        'overflow-y-auto overscroll-contain bg-sunken px-4 py-3.5',
        isWide
          ? 'w-[clamp(20rem,36%,30rem)] shrink-0 border-l border-line outline-offset-[-2px]'
          : 'absolute inset-0 z-10 animate-fade outline-none!',
      )}
    >
      <div className="pointer-events-none sticky top-0 z-1 -mt-0.5 -mr-2 -mb-6.5 flex justify-end">
        <IconButton
          size="s"
          className="pointer-events-auto bg-sunken"
          icon="close"
          label={t('actions.close')}
          onPress={onClose}
        />
      </div>
      <EntryDetails
        process={process}
        entry={entry}
        linkTo={linkTo}
        onSelect={onSelect}
        onFlag={onFlag}
        mayReveal={mayReveal}
      />
    </aside>
  );
}
