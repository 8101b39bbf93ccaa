import 'i18next';
import type { access } from './ru/access.ts';
import type { audit } from './ru/audit.ts';
import type { digest } from './ru/digest.ts';
import type { explanations } from './ru/explanations.ts';
import type { failures } from './ru/failures.ts';
import type { files } from './ru/files.ts';
import type { flags } from './ru/flags.ts';
import type { texts } from './ru/index.ts';
import type { quiet } from './ru/quiet.ts';
import type { restDocs } from './ru/rest-docs.ts';
import type { search } from './ru/search.ts';
import type { session } from './ru/session.ts';
import type { settings } from './ru/settings.ts';
import type { support } from './ru/support.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof texts & {
      access: typeof access;
      audit: typeof audit;
      digest: typeof digest;
      explanations: typeof explanations;
      failures: typeof failures;
      flags: typeof flags;
      quiet: typeof quiet;
      files: typeof files;
      restDocs: typeof restDocs;
      search: typeof search;
      session: typeof session;
      settings: typeof settings;
      support: typeof support;
    };
    returnNull: false;
  }
}
