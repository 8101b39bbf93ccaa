import type { RestMethod } from '#contract/application.ts';
import { restErrors } from './errors.ts';
import type { Method } from './method.ts';

/** A method as its documentation shows it: made from the same table that answers calls. */
export function describeMethod(method: Method): RestMethod {
  return {
    name: method.name,
    scope: method.scope,
    applicationOnly: method.who === 'application',
    ours: method.name.startsWith('journal.'),
    summary: method.summary,
    parameters: method.parameters.map(({ name, type, required, ru, en }) => ({
      name,
      type,
      required,
      about: { ru, en },
    })),
    example: method.example,
    errors: method.errors.map((code) => ({ code, status: restErrors[code][0], description: restErrors[code][1] })),
  };
}
