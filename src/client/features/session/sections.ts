import { type ComponentType, lazy } from 'react';
import type { Role } from '#contract/session.ts';
import type { AppNavProps } from './app-nav.tsx';

/** Who reads cards alone has no sections to go between, and need not wait for the way to them. */
export function hasSections(role: Role): boolean {
  return role === 'support' || role === 'administrator';
}

/** The way between sections, brought late. Without it the page is still a page. */
export const Sections = lazy(async (): Promise<{ default: ComponentType<AppNavProps> }> => {
  try {
    return { default: (await import('./app-nav.tsx')).AppNav };
  } catch {
    return { default: () => null };
  }
});
