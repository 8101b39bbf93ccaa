import type { frame as russian } from '#client/i18n/ru/frame.ts';
import type { Translation } from '#client/i18n/translation.ts';

export const frame: Translation<typeof russian> = {
  lost: {
    title: 'The portal no longer confirms your sign-in',
    text: 'Open this page of the portal again. Filters and the open journal stay in place.',
    tryAgain: 'Try again',
  },
  home: {
    title: 'Journal of robots and workflows',
    text: 'The journal of a card opens in the card itself too, on the application’s tab. Here you can find a card.',
  },
  failures: 'Failures over all cards',
  saveFailed: 'The file was not saved',
};
