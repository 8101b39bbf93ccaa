import type { ApplicationCredentials } from '#contract/application.ts';

/** All of them at once, as an application reads them from its environment. */
export function credentialLines(credentials: ApplicationCredentials): string {
  const { clientId, clientSecret, accessToken, refreshToken } = credentials;
  return [
    `CLIENT_ID=${clientId}`,
    `CLIENT_SECRET=${clientSecret}`,
    `ACCESS_TOKEN=${accessToken}`,
    `REFRESH_TOKEN=${refreshToken}`,
    '',
  ].join('\n');
}
