import { Origin } from '#contract/session.ts';

/** The origin that somebody means who writes or pastes the address of a site; null when he means none that we know. */
export function originOf(text: string): string | null {
  const trimmed = text.trim();
  // A host without a scheme is a site of today; `localhost:3000` would else be read as a scheme.
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || url.username !== '' || url.password !== '') return null;
  return Origin.safeParse(url.origin).success ? url.origin : null;
}
