import { lazy } from 'react';
import { loadTexts } from '#client/i18n/i18n.ts';

/** Few readers need these: they and their words come when somebody asks for them. */
export const ComparePart = lazy(async () => {
  const [part] = await Promise.all([import('./compare-part.tsx'), loadTexts('support')]);
  return { default: part.ComparePart };
});

export const BundleDialog = lazy(async () => {
  const [part] = await Promise.all([import('./bundle-dialog.tsx'), loadTexts('support')]);
  return { default: part.BundleDialog };
});
