import * as client from 'openid-client';

/** The organisation's provider, and who we are to it. */
export type OidcProvider = { issuer: URL; clientId: string; clientSecret: string };

/** What the provider publishes of itself is read again after this long. */
const freshMs = 60 * 60 * 1000;
const answerSeconds = 5;
const clockToleranceSeconds = 60;

/** What one try must bring back; it is kept in the browser that began it. */
export type OidcAttempt = { state: string; nonce: string; verifier: string };

/** Whom the provider vouches for. `issuer` and `subject` together are who it is; an e-mail is only what he is written to. */
export type OidcPerson = { issuer: string; subject: string; email: string | null; isEmailVerified: boolean };

/** The provider did not confirm anybody; `reason` is a code, with nothing of what was sent. */
export class OidcRefused extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** The provider does not answer, or not as one. */
export class OidcUnreachable extends Error {}

export type Oidc = {
  /** What the page calls it. */
  title: string;
  /** Where the browser goes. @throws OidcUnreachable */
  begin(redirectUri: string): Promise<{ location: string; attempt: OidcAttempt }>;
  /** `address`: where the browser came back to, with its query. @throws OidcRefused, OidcUnreachable */
  finish(address: URL, attempt: OidcAttempt): Promise<OidcPerson>;
};

/** Sign-in by an OpenID provider: code flow with PKCE. It is asked when somebody signs in first, so it may be down before. */
export function createOidc({ issuer, clientId, clientSecret }: OidcProvider, now: () => number): Oidc {
  let found: { configuration: client.Configuration; at: number } | null = null;
  let looking: Promise<client.Configuration> | null = null;

  async function discover(): Promise<client.Configuration> {
    const configuration = await client.discovery(
      issuer,
      clientId,
      { [client.clockTolerance]: clockToleranceSeconds },
      secretAsAskedFor(clientSecret),
      {
        timeout: answerSeconds,
        // Whatever way the token comes, its signature is checked: `none` is no signature.
        execute: [
          client.enableNonRepudiationChecks,
          // The configuration lets plain HTTP through on loopback only.
          // oxlint-disable-next-line typescript/no-deprecated -- deprecated so that it stands out
          ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    );
    found = { configuration, at: now() };
    return configuration;
  }

  /** One look at a time; what was found is good until another look succeeds. */
  async function configurationOf(): Promise<client.Configuration> {
    if (found !== null && found.at > now() - freshMs) return found.configuration;
    looking ??= discover().finally(() => (looking = null));
    try {
      return await looking;
    } catch (error) {
      if (found !== null) return found.configuration;
      throw new OidcUnreachable(`the provider was not discovered: ${codeOf(error)}`);
    }
  }

  /** Not each provider puts the e-mail into the token. */
  async function emailOf(
    configuration: client.Configuration,
    claims: client.IDToken,
    accessToken: string,
  ): Promise<Pick<OidcPerson, 'email' | 'isEmailVerified'>> {
    const isThere =
      typeof claims['email'] === 'string' || configuration.serverMetadata().userinfo_endpoint === undefined;
    const said = isThere ? claims : await client.fetchUserInfo(configuration, accessToken, claims.sub);
    return {
      email: typeof said['email'] === 'string' ? said['email'] : null,
      // The very value: a text is no promise.
      isEmailVerified: said['email_verified'] === true,
    };
  }

  return {
    title: issuer.host,
    async begin(redirectUri) {
      const configuration = await configurationOf();
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const location = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { location: location.href, attempt };
    },
    async finish(address, { state, nonce, verifier }) {
      const configuration = await configurationOf();
      try {
        const tokens = await client.authorizationCodeGrant(configuration, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new OidcRefused('no_id_token');
        const { email, isEmailVerified } = await emailOf(configuration, claims, tokens.access_token);
        return { issuer: claims.iss, subject: claims.sub, email, isEmailVerified };
      } catch (error) {
        if (error instanceof OidcRefused) throw error;
        const code = codeOf(error);
        throw isSilence(error, code)
          ? new OidcUnreachable(`the provider did not answer: ${code}`)
          : new OidcRefused(code);
      }
    },
  };
}

/** Basic is what a provider takes that does not say; some take the form only. */
function secretAsAskedFor(secret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported;
    const isBasic = ways === undefined || ways.includes('client_secret_basic');
    (isBasic ? basic : post)(server, ...rest);
  };
}

/** A failure's own name, and the claim that it is about: its text may repeat what was sent. */
function codeOf(error: unknown): string {
  const found: unknown[] = [];
  // The library's error, the one beneath it, and what that one says of itself.
  let at = error as { code?: unknown; error?: unknown; claim?: unknown; cause?: unknown } | undefined;
  for (let depth = 0; depth < 3 && typeof at === 'object' && at !== null; depth++) {
    found.push(at.code, at.error, at.claim);
    at = at.cause as typeof at;
  }
  const words = found.filter((word): word is string => typeof word === 'string' && /^[\w.-]{1,60}$/.test(word));
  return words.length === 0 ? (error instanceof Error ? error.name : 'unknown') : [...new Set(words)].join(' ');
}

/** Nothing came, or came too late: not even a refusal. */
function isSilence(error: unknown, code: string): boolean {
  return code.includes('OAUTH_TIMEOUT') || (error instanceof TypeError && error.message === 'fetch failed');
}
