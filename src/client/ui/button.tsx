import { useId } from 'react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { buttonClass } from './button-class.ts';
import type { ButtonSize, ButtonVariant } from './button-class.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

export type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'children' | 'disabled' | 'title'> & {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  onPress?: () => void;
  /** Why it cannot be pressed now. The button stays visible, can be reached, and says so. */
  disabledReason?: string | null | undefined;
  /** What it began is not done yet; another press does nothing. */
  isPending?: boolean;
  /** A few words that show on hover and focus (see tooltips.tsx). */
  hint?: string;
};

/** A plain button element: it must be there with the first paint, before any of the heavier parts has come. */
export function Button({
  children,
  variant = 'secondary',
  size = 'm',
  icon,
  onPress,
  onClick,
  disabledReason,
  isPending = false,
  hint,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const reason = disabledReason ?? undefined;
  const isStill = reason !== undefined || isPending;
  return (
    <button
      {...rest}
      type={type === 'submit' && reason === undefined ? 'submit' : 'button'}
      data-hint={reason ?? hint}
      data-pending={isPending || undefined}
      aria-disabled={isStill || undefined}
      aria-busy={isPending || undefined}
      aria-describedby={reason === undefined ? rest['aria-describedby'] : reasonId}
      onClick={(event) => {
        if (isStill) {
          event.preventDefault();
          return;
        }
        onClick?.(event);
        onPress?.();
      }}
      className={buttonClass(variant, size, className)}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {reason !== undefined && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </button>
  );
}

export type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'aria-label' | 'hint'> & {
  icon: IconName;
  label: string;
};

/** A button with a picture alone: its label is both its name and its hint. */
export function IconButton({ icon, label, variant = 'ghost', size = 'm', className = '', ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      variant={variant}
      size={size}
      aria-label={label}
      hint={label}
      className={`${size === 'm' ? 'w-8' : 'w-7'} px-0! ${className}`}
    >
      <Icon name={icon} />
    </Button>
  );
}
