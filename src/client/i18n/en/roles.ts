import type { roles as russian } from '#client/i18n/ru/roles.ts';

export const roles: typeof russian = {
  manager: {
    title: 'Manager',
    text: 'Reads the journals of cards. Where the portal opens the journal itself: only there, and only of cards that are visible there.',
  },
  support: {
    title: 'Support',
    text: 'Reads the journals of all cards of their portals. Reveals personal data one entry at a time, with a reason.',
  },
  administrator: {
    title: 'Administrator',
    text: 'Reads all portals, manages people, keys, portals and masking, sees the audit log.',
  },
  auditor: {
    title: 'Auditor',
    text: 'Sees who viewed, revealed and changed what. Does not read the journals themselves.',
  },
};
