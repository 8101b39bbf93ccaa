import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { optionClass, Popover } from './popover.tsx';

export type MenuAction = {
  key: string;
  title: ReactNode;
  icon?: IconName;
  /** Text of the title, where the title is no text: for typing ahead. */
  text?: string;
  isChosen?: boolean;
  hint?: string;
} & ({ href: string; download?: boolean; isOutside?: boolean; onAction?: undefined } | { href?: undefined; onAction: () => void });

/** A list of actions that opens at its trigger (a Button). */
export function Menu({ trigger, label, actions }: { trigger: ReactNode; label: string; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="min-w-44">
        <AriaMenu aria-label={label} className="p-1 outline-none">
          {actions.map((action) => (
            <MenuItem
              key={action.key}
              id={action.key}
              textValue={action.text ?? (typeof action.title === 'string' ? action.title : action.key)}
              className={optionClass}
              {...(action.href === undefined ? { onAction: action.onAction } : { href: action.href })}
              {...(action.href !== undefined && action.download ? { download: '' } : {})}
              {...(action.href !== undefined && action.isOutside ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
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
