import type { common as russian } from '#client/i18n/ru/everywhere.ts';
import type { Translation } from '#client/i18n/translation.ts';

export const common: Translation<typeof russian> = {
  product: 'Journal',
  actions: {
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    copyByHand: 'Select and copy:',
    retry: 'Try again',
    clear: 'Clear',
    showPassword: 'Show the password',
    hidePassword: 'Hide the password',
  },
  words: {
    unknown: 'not known yet',
    atLeast: '{{number}}+',
    opensNewTab: 'opens in a new tab',
  },
  header: {
    home: 'Home',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    audit: 'Audit',
    settings: 'Settings',
    account: 'Account',
    docs: 'REST documentation',
    signOut: 'Sign out',
    portal: 'Portal',
    skip: 'Skip to content',
    demo: 'Demo: the data is made up, the robots run on this computer.',
    demoLink: 'Open the demo portal',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    everywhere: 'Everywhere',
    sheet: 'Show this list',
    search: 'Go to search',
    close: 'Close the dialog',
  },
  hidden: 'hidden character {{code}}',
  erased: { phone: 'phone erased', email: 'e-mail erased' },
};
