import { randomBytes } from 'node:crypto';
import type { PersonId } from './people.ts';

/** As portals do: an access token lives for an hour, a refresh token for half a year. */
const accessSeconds = 3600;
const refreshMs = 180 * 86_400_000;
const mostKept = 5000;

export type TokenPair = { accessToken: string; refreshToken: string; expiresIn: number };

/** Tokens that the demo portal gave its users for our application. They end with the process. */
export type PortalTokens = {
  issue: (person: PersonId) => TokenPair;
  /** Null: unknown, or over. */
  personOf: (accessToken: string) => PersonId | null;
  /** A refresh token is good once. */
  refresh: (refreshToken: string) => TokenPair | null;
};

type Given = { person: PersonId; until: number };

export function createPortalTokens(now: () => number = Date.now): PortalTokens {
  const access = new Map<string, Given>();
  const refresh = new Map<string, Given>();

  function give(tokens: Map<string, Given>, person: PersonId, until: number): string {
    const token = randomBytes(24).toString('hex');
    tokens.set(token, { person, until });
    const [oldest] = tokens.keys();
    if (tokens.size > mostKept && oldest !== undefined) tokens.delete(oldest);
    return token;
  }

  function of(tokens: Map<string, Given>, token: string): PersonId | null {
    const given = tokens.get(token);
    return given === undefined || given.until <= now() ? null : given.person;
  }

  const issue = (person: PersonId): TokenPair => ({
    accessToken: give(access, person, now() + accessSeconds * 1000),
    refreshToken: give(refresh, person, now() + refreshMs),
    expiresIn: accessSeconds,
  });

  return {
    issue,
    personOf: (accessToken) => of(access, accessToken),
    refresh(refreshToken) {
      const person = of(refresh, refreshToken);
      refresh.delete(refreshToken);
      return person === null ? null : issue(person);
    },
  };
}
