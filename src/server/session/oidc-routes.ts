import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemCode } from '#contract/problem.ts';
import { type Context, type Registrar, route } from '#server/http/endpoint.ts';
import type { AccountFacts, JournalStore } from '#server/store/journal-store.ts';
import type { SessionCookie } from './callers.ts';
import { createOidc, type Oidc, type OidcPerson, type OidcProvider, OidcRefused, OidcUnreachable } from './oidc.ts';
import { attemptSeconds, createAttemptCookie, type KeptAttempt } from './oidc-cookie.ts';
import { callerOf, objectOf, type Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

const startPath = '/api/v1/oidc/start';
const callbackPath = '/api/v1/oidc/callback';

/** Nobody is signed in: what the page says, and why in the audit log. */
class SignInRefused extends Error {
  readonly problem: ProblemCode;
  readonly account: AccountFacts | null;

  constructor(problem: ProblemCode, reason: string, account: AccountFacts | null = null) {
    super(reason);
    this.problem = problem;
    this.account = account;
  }
}

type OidcRoutesOptions = {
  store: Pick<JournalStore, 'accounts'>;
  sessions: Sessions;
  throttle: Throttle;
  /** The address that people use. */
  addressOf(request: FastifyRequest): string;
  /** Null: there is no provider. */
  provider: OidcProvider | null;
  secret: Buffer;
  cookie: SessionCookie;
  /** What the audit log says in place of a subject. */
  markOf(text: string): string;
  now(): number;
};

/** The organisation's own sign-in: to its provider and back. Whatever goes wrong, a page says so: this is no call of a script. */
export function registerOidc(registrar: Registrar, options: OidcRoutesOptions): void {
  const { provider, now } = options;
  const oidc = provider === null ? null : createOidc(provider, now);

  route(registrar, 'signInWays', async () => ({
    oidc: oidc === null ? null : { title: oidc.title, start: startPath },
  }));

  if (oidc === null) {
    for (const name of ['startOidc', 'endOidc'] as const) {
      route(registrar, name, async () => {
        throw new Problem('not_found');
      });
    }
    return;
  }
  registerWay(registrar, options, oidc);
}

function registerWay(registrar: Registrar, options: OidcRoutesOptions, oidc: Oidc): void {
  const { store, sessions, throttle, addressOf, secret, cookie, markOf, now } = options;
  const attempts = createAttemptCookie(secret, now);
  const flags = { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie.secure } as const;
  const cookieName = cookie.secure ? '__Host-oidc' : 'oidc';

  route(registrar, 'startOidc', async ({ query, request, reply }) => {
    const to = ownPage(query.to);
    try {
      const { location, attempt } = await oidc.begin(`${addressOf(request)}${callbackPath}`);
      reply.setCookie(cookieName, attempts.write({ ...attempt, to }), { ...flags, maxAge: attemptSeconds });
      return go(reply, location);
    } catch (error) {
      if (!(error instanceof OidcUnreachable)) throw error;
      request.log.warn({ reason: error.message }, 'the OpenID provider does not answer');
      return goToSignIn(reply, 'overloaded', to);
    }
  });

  route(registrar, 'endOidc', async ({ request, reply, note }) => {
    const attempt = attemptOf(request);
    reply.clearCookie(cookieName, flags);
    const name = `oidc ${request.ip}`;
    try {
      throttle.check(name);
    } catch {
      // Not noted: anybody could fill the disk with it.
      await note({ isCovered: true });
      return goToSignIn(reply, 'too_many_requests', attempt?.to);
    }
    try {
      const account = await signIn(attempt, request, note);
      throttle.succeed(name);
      await sessions.open(account, request, reply);
      return go(reply, attempt?.to ?? '/');
    } catch (error) {
      const refused = refusalOf(error);
      throttle.fail(name);
      if (error instanceof OidcUnreachable)
        request.log.warn({ reason: error.message }, 'the OpenID provider does not answer');
      await note({
        action: 'session.sign-in-refused',
        ...(refused.account === null ? {} : { object: objectOf(refused.account) }),
        details: { way: 'oidc', reason: refused.message },
      });
      return goToSignIn(reply, refused.problem, attempt?.to);
    }
  });

  function attemptOf(request: FastifyRequest): KeptAttempt | null {
    const kept = request.cookies[cookieName];
    return kept === undefined ? null : attempts.read(kept);
  }

  /** @throws SignInRefused, OidcRefused, OidcUnreachable */
  async function signIn(
    attempt: KeptAttempt | null,
    request: FastifyRequest,
    note: Context<'endOidc'>['note'],
  ): Promise<AccountFacts> {
    // Another browser began it, or this one too long ago.
    if (attempt === null) throw new SignInRefused('wrong_credentials', 'no_attempt');
    const person = await oidc.finish(new URL(request.url, addressOf(request)), attempt);
    const known = await store.accounts.bySubject(person.issuer, person.subject);
    const account = known ?? (await invitedAs(person));
    if (account.state === 'blocked') throw new SignInRefused('forbidden', 'blocked', account);
    await note({
      object: objectOf(account),
      actor: callerOf(account),
      details: { way: 'oidc', subject: markOf(`${person.issuer} ${person.subject}`), isFirst: known === null },
    });
    if (known === null) await link(account, person);
    return account;
  }

  /** An account waits for somebody with this e-mail; nobody makes himself one. */
  async function invitedAs({ email, isEmailVerified }: OidcPerson): Promise<AccountFacts> {
    const account = email === null ? null : await store.accounts.byEmail(email.toLowerCase());
    if (account?.state !== 'invited') throw new SignInRefused('forbidden', 'no_account');
    // Whoever may write any address into his profile is not whom it belongs to.
    if (!isEmailVerified) throw new SignInRefused('forbidden', 'email_not_verified', account);
    return account;
  }

  async function link(account: AccountFacts, { issuer, subject }: OidcPerson): Promise<void> {
    const isLinked = await store.accounts.linkSubject(account.accountNo, issuer, subject);
    if (!isLinked) throw new SignInRefused('forbidden', 'no_account', account);
    // It would set a password beside the organisation's sign-in.
    await store.accounts.dropInvitation(account.accountNo);
  }
}

function refusalOf(error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error;
  if (error instanceof OidcUnreachable) return new SignInRefused('overloaded', 'unreachable');
  if (error instanceof OidcRefused) return new SignInRefused('wrong_credentials', error.reason);
  throw error;
}

function go(reply: FastifyReply, location: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(location, 303);
}

function goToSignIn(reply: FastifyReply, problem: ProblemCode, to = '/'): FastifyReply {
  const search = new URLSearchParams({ problem, ...(to === '/' ? {} : { to }) });
  return go(reply, `/sign-in?${search.toString()}`);
}

/** A page of ours, whatever a link asks for. */
export function ownPage(to: string | undefined): string {
  const base = 'http://journal.invalid';
  if (to === undefined || !to.startsWith('/') || !URL.canParse(to, base)) return '/';
  const { origin, pathname, search, hash } = new URL(to, base);
  // `//elsewhere`, also with a backslash or a tab in it; and no call of the API in the guise of a page.
  return origin === base && !pathname.startsWith('//') && !pathname.startsWith('/api/')
    ? pathname + search + hash
    : '/';
}
