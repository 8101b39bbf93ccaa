import { writeSetting } from './settings.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function themeNow(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** The first paint is the work of public/start.js, which reads the same setting. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
    writeSetting('theme', null);
  } else {
    document.documentElement.dataset['theme'] = theme;
    writeSetting('theme', theme);
  }
}
