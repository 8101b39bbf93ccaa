/** The vendor's two authorisation servers. Which one is a portal's is said by an administrator and never by a request. */
export const authServers = { tech: 'https://oauth.bitrix24.tech', info: 'https://oauth.bitrix.info' } as const;
export type AuthServer = keyof typeof authServers | 'other';

export function authServerOf(origin: string): AuthServer {
  if (origin === authServers.tech) return 'tech';
  return origin === authServers.info ? 'info' : 'other';
}
