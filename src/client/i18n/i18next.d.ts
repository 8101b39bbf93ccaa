import 'i18next';
import type { texts } from './ru/index.ts';
import type { restDocs } from './ru/rest-docs.ts';
import type { settings } from './ru/settings.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof texts & { settings: typeof settings; restDocs: typeof restDocs };
    returnNull: false;
  }
}
