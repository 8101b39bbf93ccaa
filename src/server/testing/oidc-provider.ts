import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { onTestFinished } from 'vitest';

type Claims = Record<string, unknown>;
type Header = Record<string, unknown>;

export type TestProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in there next, and what is said of him. */
  person: { subject: string; email?: string; email_verified?: unknown };
  /** What it does to a token before it gives it away; null: nothing. */
  forge: ((claims: Claims, header: Header) => string) | null;
  /** Signs claims with the provider's own key, or another one. */
  sign(claims: Claims, header: Header, key?: KeyObject): string;
  /** What a browser does there: from the address that we send it to, to the one that it is sent back to. */
  visit(location: string): Promise<URL>;
  /** How often each of its addresses was asked. */
  asked: Map<string, number>;
  stop(): Promise<void>;
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const keyId = 'test';

/** A real OpenID provider on a port of its own, which can be made to lie about the tokens it gives. */
export async function startProvider(options: {
  redirectUri: string;
  /** It stands there already: one that comes back after it was down. */
  port?: number;
  /** How a client shows its secret. */
  auth?: 'client_secret_basic' | 'client_secret_post';
}): Promise<TestProvider> {
  const { redirectUri, port = 0, auth = 'client_secret_basic' } = options;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientSecret = 'a secret of the client, long enough for HMAC';

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'journal',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: auth,
      },
    ],
    clientAuthMethods: [auth],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    jwks: {
      keys: [
        {
          ...(privateKey.export({ format: 'jwk' }) as JsonWebKey & { kty: 'RSA' }),
          kid: keyId,
          use: 'sig',
          alg: 'RS256',
        },
      ],
    },
    cookies: { keys: ['the provider signs its cookies with this'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: async () => ({ sub: subject, ...claimsOf(made) }),
    }),
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Grant: 600, Interaction: 600, Session: 600 },
  });

  const made: TestProvider = {
    issuer,
    clientId: 'journal',
    clientSecret,
    person: { subject: 'subject-1' },
    forge: null,
    asked: new Map(),
    sign(claims, header, key = privateKey) {
      const text = `${encode(header)}.${encode(claims)}`;
      return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
    },
    visit: async (location) => await visit(location),
    stop: async () => await stop(server),
  };

  provider.use(async (context, next) => {
    made.asked.set(context.path, (made.asked.get(context.path) ?? 0) + 1);
    // Nobody types a name here: who is to sign in is known.
    if (context.path.startsWith('/interaction/')) {
      const { params } = await provider.interactionDetails(context.req, context.res);
      const grant = new provider.Grant({ accountId: made.person.subject, clientId: 'journal' });
      grant.addOIDCScope(String(params['scope']));
      const result = { login: { accountId: made.person.subject }, consent: { grantId: await grant.save() } };
      context.redirect(await provider.interactionResult(context.req, context.res, result));
      return;
    }
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path === '/token' && made.forge !== null && typeof body?.id_token === 'string') {
      const [header = '', claims = ''] = body.id_token.split('.');
      const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Claims;
      context.body = { ...body, id_token: made.forge(read(claims), read(header)) };
    }
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));

  /** A browser with a jar of its own: nobody is signed in at the provider before. */
  async function visit(location: string): Promise<URL> {
    const jar = new Map<string, string>();
    let next = new URL(location);
    for (let step = 0; step < 10; step++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        jar.set(name, value);
      }
      const to = answer.headers.get('location');
      if (to === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
      next = new URL(to, next);
      if (next.href.startsWith(redirectUri)) return next;
    }
    throw new Error('the provider sent the browser in circles');
  }

  onTestFinished(made.stop);
  return made;
}

function claimsOf({ person }: TestProvider): Claims {
  const { email, email_verified } = person;
  return { email, email_verified };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}
