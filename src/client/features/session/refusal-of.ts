const known = ['forbidden', 'overloaded', 'too_many_requests'] as const;

/** Why the organisation's own sign-in came back without a session. */
export type SignInRefusal = (typeof known)[number] | 'other';

/** By the code in the address, whatever stands there; null: it was not tried. */
export function refusalOf(problem: string | null): SignInRefusal | null {
  if (problem === null || problem === '') return null;
  return known.find((code) => code === problem) ?? 'other';
}
