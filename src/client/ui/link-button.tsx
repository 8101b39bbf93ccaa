import type { MouseEvent, ReactNode } from 'react';
import { buttonClass } from './button-class.ts';
import type { ButtonSize, ButtonVariant } from './button-class.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { useWords } from './words.ts';

type LinkButtonProps = {
  href: string;
  children: ReactNode;
  icon?: IconName;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** A file to save. */
  download?: boolean;
  /** Leaves our pages: opens in a new tab, and says so. */
  isOutside?: boolean;
  className?: string;
  /** May prevent the link from being followed. */
  onClick?: (event: MouseEvent<HTMLAnchorElement>) => void;
};

/** A plain link that looks like a button: to another site or a file. Links within our pages are the router's, with `buttonClass`. */
export function LinkButton({
  href,
  children,
  icon,
  variant,
  size,
  download = false,
  isOutside = false,
  className,
  onClick,
}: LinkButtonProps) {
  const words = useWords();
  return (
    <a
      href={href}
      className={buttonClass(variant, size, className)}
      onClick={onClick}
      {...(download ? { download: '' } : {})}
      {...(isOutside ? { target: '_blank', rel: 'noopener noreferrer nofollow' } : {})}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {isOutside && <span className="sr-only">{`(${words.opensNewTab})`}</span>}
    </a>
  );
}
