import { lazy } from 'react';
import { loadTexts } from '#client/i18n/i18n.ts';

/** Few journals are flagged: these and their words come when there is something to show, or to ask. */
export const FlagDialog = lazy(async () => {
  const [part] = await Promise.all([import('./flag-dialog.tsx'), loadTexts('flags')]);
  return { default: part.FlagDialog };
});

export const FlagLines = lazy(async () => {
  const [part] = await Promise.all([import('./flag-lines.tsx'), loadTexts('flags')]);
  return { default: part.FlagLines };
});
