import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Icon } from './icon.tsx';
import { optionClass, Popover } from './popover.tsx';
import { selectBox, selectClass, SelectFace } from './select-face.tsx';
import type { SelectProps } from './select.tsx';
import type { Begun } from './use-late.ts';

type Key = string | number;

export function SelectList(props: SelectProps<string> & { begun: () => Begun }) {
  const [{ isOpen, isFocused }] = useState(() => ({ ...props.begun() }));
  // The focus stays where it was: on the stand-in, which goes.
  const focus = { autoFocus: isFocused };
  const { label, options, shown, isSet = false } = props;
  const inside = (
    <>
      <AriaButton {...focus} className={selectClass(isSet)}>
        <SelectFace>
          {/* Names the button by what is chosen too, not by the label alone. */}
          <SelectValue>{() => shown}</SelectValue>
        </SelectFace>
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
    </>
  );
  if (props.isMany) {
    const { chosen, onChoose } = props;
    return (
      <AriaSelect
        aria-label={label}
        className={selectBox}
        defaultOpen={isOpen}
        selectionMode="multiple"
        value={chosen}
        onChange={(keys: readonly Key[]) => onChoose(keys.map(String))}
      >
        {inside}
      </AriaSelect>
    );
  }
  const { chosen, onChoose } = props;
  return (
    <AriaSelect
      aria-label={label}
      className={selectBox}
      defaultOpen={isOpen}
      value={chosen}
      onChange={(key: Key | null) => {
        if (key !== null) onChoose(String(key));
      }}
    >
      {inside}
    </AriaSelect>
  );
}
