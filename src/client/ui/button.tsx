import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { buttonClass } from './button-class.ts';
import type { ButtonSize, ButtonVariant } from './button-class.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'isDisabled'> & {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  /** Why it cannot be pressed now. The button stays visible and can be reached, and says so. */
  disabledReason?: string | null | undefined;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({ children, variant = 'secondary', size = 'm', icon, disabledReason, className, ...rest }: ButtonProps) {
  const isOff = disabledReason !== null && disabledReason !== undefined;
  const { onPress, ...quiet } = rest;
  const button = (
    <AriaButton
      {...quiet}
      {...(isOff ? { 'aria-disabled': true, type: 'button' as const } : onPress === undefined ? {} : { onPress })}
      className={buttonClass(variant, size, className)}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
  return isOff ? <Tooltip text={disabledReason}>{button}</Tooltip> : button;
}

export type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> & { icon: IconName; label: string };

/** A button with a picture alone: its label is both its name and its hint. */
export function IconButton({ icon, label, variant = 'ghost', size = 'm', disabledReason, className, ...rest }: IconButtonProps) {
  const isOff = disabledReason !== null && disabledReason !== undefined;
  const { onPress, ...quiet } = rest;
  return (
    <Tooltip text={isOff ? disabledReason : label}>
      <AriaButton
        {...quiet}
        {...(isOff ? { 'aria-disabled': true } : onPress === undefined ? {} : { onPress })}
        aria-label={label}
        className={buttonClass(variant, size, `${size === 'm' ? 'w-8' : 'w-7'} px-0! ${className ?? ''}`)}
      >
        <Icon name={icon} />
      </AriaButton>
    </Tooltip>
  );
}
