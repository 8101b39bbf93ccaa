import { lazy, Suspense } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { IconName } from './icon.tsx';

export type MenuAction = {
  key: string;
  title: ReactNode;
  icon?: IconName;
  /** Text of the title, where the title is no text: for typing ahead. */
  text?: string;
  isChosen?: boolean;
  hint?: string;
} & (
  | { href: string; download?: boolean; isOutside?: boolean; onAction?: undefined }
  | { href?: undefined; onAction: () => void }
);

export type MenuProps = { trigger: ReactElement; label: string; actions: readonly MenuAction[] };

const MenuList = lazy(async () => ({ default: (await import('./menu-list.tsx')).MenuList }));

/** A list of actions that opens at its trigger (a Button). The trigger is there at once, what opens comes after the first paint. */
export function Menu(props: MenuProps) {
  return (
    <Suspense fallback={props.trigger}>
      <MenuList {...props} />
    </Suspense>
  );
}
