import { useEffect, useRef } from 'react';
import { classes } from '#client/lib/classes.ts';
import { Text } from '#client/ui/text.tsx';
import type { Completion } from './complete.ts';

type CompletionListProps = {
  id: string;
  label: string;
  completions: readonly Completion[];
  chosen: Completion | null;
  onChoose: (completion: Completion) => void;
};

export function optionId(listId: string, completion: Completion): string {
  return `${listId} ${completion.id}`.replaceAll(/\s/g, '-');
}

/** What the end of the line may become. The focus stays in the field. */
export function CompletionList({ id, label, completions, chosen, onChoose }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 top-full z-20 mt-1 max-h-80 animate-appear overflow-auto rounded-control border border-line bg-surface p-1 shadow-float"
    >
      {completions.map((completion) => (
        <button
          key={completion.id}
          id={optionId(id, completion)}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={completion === chosen}
          // The field keeps the focus, or the list would be gone before the press is over.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(completion)}
          className={classes(
            'flex min-h-8 w-full cursor-pointer text-left items-baseline gap-3 rounded-mark px-2 py-1 hover:bg-neutral-soft',
            completion === chosen && 'bg-neutral-soft',
          )}
        >
          <span className="min-w-0 truncate font-medium">
            <Text>{completion.title}</Text>
          </span>
          {completion.hint !== null && <span className="min-w-0 truncate text-s text-muted">{completion.hint}</span>}
        </button>
      ))}
    </div>
  );
}
