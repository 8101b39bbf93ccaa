import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

type EmptyStateProps = { title: string; text?: ReactNode; action?: ReactNode; icon?: IconName };

/** Why there is nothing here, and what can be done about it. */
export function EmptyState({ title, text, action, icon = 'info' }: EmptyStateProps) {
  return (
    <div className="flex animate-fade flex-col items-center gap-1 px-5 py-7 text-center">
      <Icon name={icon} size={20} className="mb-1 text-muted" />
      <p className="font-medium text-pretty">{title}</p>
      {text !== undefined && <p className="max-w-prose text-s text-pretty text-muted">{text}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
