import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Select as AriaSelect } from 'react-aria-components/Select';
import { classes } from '#client/lib/classes.ts';
import { buttonClass } from './button-class.ts';
import { Icon } from './icon.tsx';
import { optionClass, Popover } from './popover.tsx';

export type Option<K extends string> = { key: K; title: ReactNode; text: string };

type Common<K extends string> = {
  label: string;
  options: readonly Option<K>[];
  /** What the button says. */
  shown: ReactNode;
  /** Whether it is set to something else than its rest. */
  isSet?: boolean;
};
type SelectProps<K extends string> = Common<K> &
  (
    | { isMany?: false; chosen: K; onChoose: (key: K) => void }
    | { isMany: true; chosen: readonly K[]; onChoose: (keys: K[]) => void }
  );

/** Choosing from a list that opens at a button. The button says what is chosen. */
export function Select<K extends string>(props: SelectProps<K>) {
  const { label, options, shown, isSet = false } = props;
  const choice = props.isMany
    ? {
        selectionMode: 'multiple' as const,
        value: props.chosen,
        onChange: (keys: readonly (string | number)[]) => props.onChoose(keys as K[]),
      }
    : {
        value: props.chosen,
        onChange: (key: string | number | null) => {
          if (key !== null) props.onChoose(key as K);
        },
      };
  return (
    <AriaSelect aria-label={label} className="min-w-0" {...(choice as object)}>
      <AriaButton className={buttonClass('secondary', 'm', classes('w-full max-w-60', isSet && 'border-accent/40 bg-accent-soft text-accent'))}>
        <span className="min-w-0 truncate">{shown}</span>
        <Icon name="chevronDown" className="ml-auto" />
      </AriaButton>
      <Popover className="max-h-80 min-w-(--trigger-width)">
        <ListBox className="p-1 outline-none">
          {options.map((option) => (
            <ListBoxItem key={option.key} id={option.key} textValue={option.text} className={optionClass}>
              {({ isSelected }) => (
                <>
                  <span className="min-w-0 flex-1 truncate">{option.title}</span>
                  <Icon name="check" className={isSelected ? 'text-accent' : 'invisible'} />
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
