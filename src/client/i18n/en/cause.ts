import type { cause as russian } from '#client/i18n/ru/cause.ts';
import type { Translation } from '#client/i18n/translation.ts';

export const cause: Translation<typeof russian> = {
  label: 'Cause of the failure',
  labels: {
    hit: 'Client affected',
    fixer: 'Who can fix it',
    code: 'Code',
    spread: 'Same failure',
    own: 'Explained by',
  },
  hits: { yes: 'yes, it did not reach them', no: 'no, the client was not touched', perhaps: 'perhaps, please check' },
  fixers: {
    manager: 'manager',
    administrator: 'CRM administrator',
    provider: "provider's support",
    integrator: 'integrator',
    nobody: 'nobody: it passes by itself',
  },
  steps: 'What to do',
  unknown: 'The cause is not explained yet',
  unknownText: 'The catalogue of causes does not know this failure yet. This is what the robot wrote:',
  noMessage: 'The robot left no error text.',
  others_one: 'at {{shown}} card',
  others_other: 'at {{shown}} cards',
  days_one: 'in {{count}} day',
  days_other: 'in {{count}} days',
  nowhere: 'did not come back',
  collapse: 'Fold the cause',
  expand: 'Show the cause',
};
