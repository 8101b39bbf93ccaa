import { cloneElement } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ButtonProps, IconButtonProps } from './button.tsx';
import type { IconName } from './icon.tsx';
import { latePart, useLate } from './use-late.ts';

export type MenuAction = {
  key: string;
  title: ReactNode;
  icon?: IconName;
  /** Text of the title, where the title is no text: for typing ahead. */
  text?: string;
  isChosen?: boolean;
  hint?: ReactNode;
  /** It stays to be seen; `hint` says why. */
  isDisabled?: boolean;
} & (
  | { href: string; download?: boolean; isOutside?: boolean; onAction?: undefined }
  | { href?: undefined; onAction: () => void }
);

export type MenuProps = {
  trigger: ReactElement<ButtonProps | IconButtonProps>;
  label: string;
  actions: readonly MenuAction[];
};

const menuList = latePart(async () => (await import('./menu-list.tsx')).MenuList);

/** A list of actions that opens at its trigger (a Button). The trigger is there at once, what opens comes later. */
export function Menu(props: MenuProps) {
  const { Part, begun, listeners } = useLate(menuList);
  if (Part !== null) return <Part {...props} begun={begun} />;
  return cloneElement(props.trigger, { 'aria-haspopup': 'menu', ...listeners });
}
