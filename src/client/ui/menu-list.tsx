import { cloneElement, useState } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Pressable } from 'react-aria-components/Pressable';
import { Icon } from './icon.tsx';
import type { MenuAction, MenuProps } from './menu.tsx';
import { optionClass, Popover } from './popover.tsx';
import type { Begun } from './use-late.ts';

export function MenuList({ trigger, label, actions, begun }: MenuProps & { begun: () => Begun }) {
  const [{ isOpen, isFocused }] = useState(() => ({ ...begun() }));
  return (
    <MenuTrigger defaultOpen={isOpen}>
      <Pressable>
        {cloneElement(trigger, { autoFocus: isFocused }) as Parameters<typeof Pressable>[0]['children']}
      </Pressable>
      <Popover className="min-w-44">
        <AriaMenu aria-label={label} className="p-1 outline-none">
          {actions.map((action) => (
            <MenuItem
              key={action.key}
              id={action.key}
              textValue={action.text ?? (typeof action.title === 'string' ? action.title : action.key)}
              className={optionClass}
              isDisabled={action.isDisabled ?? false}
              {...targetOf(action)}
            >
              {action.icon !== undefined && <Icon name={action.icon} className="text-muted" />}
              <span className="min-w-0 flex-1">
                {action.title}
                {action.hint !== undefined && <span className="block text-s text-muted">{action.hint}</span>}
              </span>
              {action.isChosen === true && <Icon name="check" className="text-accent" />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function targetOf(action: MenuAction) {
  if (action.href === undefined) return { onAction: action.onAction };
  return {
    href: action.href,
    ...(action.download === true && { download: '' }),
    ...(action.isOutside === true && { target: '_blank', rel: 'noopener noreferrer' }),
  };
}
