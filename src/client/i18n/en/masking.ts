import type { masking as russian } from '#client/i18n/ru/masking.ts';
import type { Translation } from '#client/i18n/translation.ts';

export const masking: Translation<typeof russian> = {
  about:
    'Personal data is kept but not shown to everybody. The rules hold for whatever is read after they are saved, in one portal: {{portal}}.',
  noPortalText: 'Rules of masking belong to a portal. Make a portal first.',
  notLoaded: 'The rules did not load',
  rules: 'Rules',
  roles: 'From whom it is hidden',
  rolesNone: 'No role is chosen: whoever reads the journal sees personal data.',
  auditor: 'Reads no journals, so there is nothing to hide. The mark is kept in case that changes.',
  kinds: 'What is hidden',
  kind: {
    phone: { title: 'Phone numbers', text: 'The last digits stay visible.' },
    email: { title: 'E-mail addresses', text: 'The first letter and the domain stay visible.' },
    name: { title: 'Names of people', text: 'By the name of the field: CLIENT_NAME, LAST_NAME and the like.' },
    document: { title: 'Numbers of documents', text: 'Passports, tax and insurance numbers.' },
    address: { title: 'Postal addresses', text: 'By the name of the field: ADDRESS and the like.' },
  },
  fields: 'More fields that are personal',
  fieldsHint: 'One a line. An asterisk stands for any letters: UF_CRM_*_PHONE. At most 100 names.',
  fieldsWrong: 'Does not fit: {{names}}. Letters, digits, dot, dash, underscore and asterisk may be used.',
  fieldsMany: 'There are more than 100 names',
  secrets: 'Passwords, tokens and keys are not among these: they are not kept at all.',
  save: 'Save',
  undo: 'Back to what is saved',
  unchanged: 'Nothing is changed',
  changed: 'There are unsaved changes',
  saved: 'The rules are saved',
  try: {
    title: 'Try it',
    text: 'Paste a message or JSON. Nothing is kept; the rules are those of this page, unsaved ones too.',
    input: 'Text of an entry',
    output: 'What somebody from whom it is hidden would see',
    example:
      'Anna, +7 912 345-67-89, anna@example.com\n{"CLIENT_NAME": "Anna Ivanova", "ADDRESS": "Kazan, Mira street, 5"}',
    same: 'By these rules there is nothing to hide here.',
    empty: 'The result will be here.',
    wait: 'Mend the names of fields to see the result.',
    failed: 'It could not be tried',
  },
};
