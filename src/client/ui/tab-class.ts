/** The look of a tab, for those that are addresses too. */
export const tabClass =
  'flex min-h-10 shrink-0 items-center gap-2 border-b-2 border-transparent font-medium text-muted outline-offset-[-2px] transition-colors hover:text-text data-selected:border-accent data-selected:text-text aria-[current=page]:border-accent aria-[current=page]:text-text';
