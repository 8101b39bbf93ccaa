import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';

type SegmentedControlProps<K extends string> = {
  label: string;
  items: readonly { key: K; title: ReactNode }[];
  selected: K;
  onSelect: (key: K) => void;
};

/** One of a few readings of the same thing. */
export function SegmentedControl<K extends string>({ label, items, selected, onSelect }: SegmentedControlProps<K>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onSelect(key as K);
      }}
      className="inline-flex shrink-0 rounded-control bg-neutral-soft p-0.5"
    >
      {items.map((item) => (
        <ToggleButton
          key={item.key}
          id={item.key}
          className="flex h-7 items-center rounded-mark px-3 font-medium whitespace-nowrap text-muted transition-colors hover:text-text data-selected:bg-surface data-selected:text-text"
        >
          {item.title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
