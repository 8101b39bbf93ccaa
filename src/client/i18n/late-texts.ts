import type { Language } from './language.ts';

type Load = () => Promise<object>;

/** Texts that few pages need: they come with those pages. The rest is there from the start. */
export const lateTexts = {
  session: {
    ru: () => import('./ru/session.ts').then((area) => area.session),
    en: () => import('./en/session.ts').then((area) => area.session),
  },
  access: {
    ru: () => import('./ru/access.ts').then((area) => area.access),
    en: () => import('./en/access.ts').then((area) => area.access),
  },
  audit: {
    ru: () => import('./ru/audit.ts').then((area) => area.audit),
    en: () => import('./en/audit.ts').then((area) => area.audit),
  },
  digest: {
    ru: () => import('./ru/digest.ts').then((area) => area.digest),
    en: () => import('./en/digest.ts').then((area) => area.digest),
  },
  explanations: {
    ru: () => import('./ru/explanations.ts').then((area) => area.explanations),
    en: () => import('./en/explanations.ts').then((area) => area.explanations),
  },
  failures: {
    ru: () => import('./ru/failures.ts').then((area) => area.failures),
    en: () => import('./en/failures.ts').then((area) => area.failures),
  },
  files: {
    ru: () => import('./ru/files.ts').then((area) => area.files),
    en: () => import('./en/files.ts').then((area) => area.files),
  },
  search: {
    ru: () => import('./ru/search.ts').then((area) => area.search),
    en: () => import('./en/search.ts').then((area) => area.search),
  },
  settings: {
    ru: () => import('./ru/settings.ts').then((area) => area.settings),
    en: () => import('./en/settings.ts').then((area) => area.settings),
  },
  flags: {
    ru: () => import('./ru/flags.ts').then((area) => area.flags),
    en: () => import('./en/flags.ts').then((area) => area.flags),
  },
  quiet: {
    ru: () => import('./ru/quiet.ts').then((area) => area.quiet),
    en: () => import('./en/quiet.ts').then((area) => area.quiet),
  },
  support: {
    ru: () => import('./ru/support.ts').then((area) => area.support),
    en: () => import('./en/support.ts').then((area) => area.support),
  },
  restDocs: {
    ru: () => import('./ru/rest-docs.ts').then((area) => area.restDocs),
    en: () => import('./en/rest-docs.ts').then((area) => area.restDocs),
  },
} as const satisfies Record<string, Readonly<Record<Language, Load>>>;

export type LateArea = keyof typeof lateTexts;
