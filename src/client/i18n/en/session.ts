import type { session as russian } from '#client/i18n/ru/session.ts';
import type { Translation } from '#client/i18n/translation.ts';

export const session: Translation<typeof russian> = {
  signIn: {
    title: 'Sign in',
    text: 'Journal of CRM robots and business processes',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    ended: 'Sign in to open this page.',
  },
  claim: {
    title: 'First sign-in',
    text: 'Make the administrator of this installation. The link works once.',
    name: 'Name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 12 characters. A long phrase beats a complicated word.',
    submit: 'Make and sign in',
    noToken: 'The link has no key. Open the whole link as the server printed it.',
  },
  required: 'Fill in this field',
  emailInvalid: 'This address looks wrong',
  passwordShort: 'At least 12 characters are needed',
};
