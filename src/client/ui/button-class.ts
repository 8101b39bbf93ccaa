import { classes } from '#client/lib/classes.ts';

export const buttonVariants = ['primary', 'secondary', 'ghost', 'danger', 'link'] as const;
export type ButtonVariant = (typeof buttonVariants)[number];
export type ButtonSize = 's' | 'm';

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'border border-transparent bg-accent text-on-accent hover:brightness-95',
  secondary: 'border border-line-strong bg-surface text-text hover:bg-sunken',
  ghost: 'border border-transparent text-muted hover:bg-neutral-soft hover:text-text',
  danger: 'border border-line-strong bg-surface text-failure hover:bg-failure-soft',
  link: 'text-accent hover:underline',
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  s: 'min-h-7 gap-1.5 px-2 text-s',
  m: 'min-h-8 gap-2 px-3 text-m',
};

/** The look of a button, for what must be another element: a router link, a download. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'm', extra?: string): string {
  return classes(
    'inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap transition-colors',
    'aria-disabled:opacity-50 data-disabled:opacity-50 data-pending:opacity-60',
    variants[variant],
    variant === 'link' ? 'gap-1.5' : sizes[size],
    extra,
  );
}
