import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import { type EndpointName, endpoints } from '#contract/endpoints.ts';
import { type Role, roles, type Scope, scopes } from '#contract/session.ts';
import { cardEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { makeTestApp, type TestApp } from '#server/testing/test-app.ts';
import { mayUse as mayUseByPolicy } from './policy.ts';

type Headers = Record<string, string>;

const readers = ['manager', 'support', 'administrator', 'journal.read'] as const;
const flaggers = ['manager', 'support', 'administrator'] as const;
const failureReaders = ['support', 'administrator', 'journal.read'] as const;
const failureActors = ['support', 'administrator'] as const;
const administrators = ['administrator', 'admin'] as const;

/**
 * Who may use what, written out by hand: an endpoint of the contract without a row here makes the compiler and the test
 * fail, so that whoever adds one decides.
 */
const mayUse: Record<EndpointName, 'everybody' | readonly (Role | Scope)[]> = {
  claim: 'everybody',
  signIn: 'everybody',
  session: roles,
  signOut: roles,
  addPerson: ['administrator'],
  putPortal: administrators,
  cards: readers,
  card: readers,
  cardProcesses: readers,
  cardFacets: readers,
  cardTimeline: readers,
  process: readers,
  processEntries: readers,
  processSteps: readers,
  processMatches: readers,
  processExport: readers,
  cardExport: readers,
  portalExport: readers,
  entry: readers,
  cause: readers,
  stream: readers,
  events: ['journal.write'],
  issueEventToken: ['journal.write'],
  closeEventToken: ['journal.write'],
  waitingSteps: ['journal.write'],
  applications: administrators,
  addApplication: administrators,
  removeApplication: administrators,
  activities: administrators,
  silentWrites: administrators,
  restMethods: roles,
  signInWays: 'everybody',
  startOidc: 'everybody',
  endOidc: 'everybody',
  acceptInvitation: 'everybody',
  account: roles,
  changePassword: roles,
  closeSession: roles,
  people: ['administrator'],
  invitePerson: ['administrator'],
  renewInvitation: ['administrator'],
  changePerson: ['administrator'],
  removePerson: ['administrator'],
  keys: administrators,
  addKey: administrators,
  rotateKey: administrators,
  revokeKey: administrators,
  portals: administrators,
  putConnection: administrators,
  exchangeLaunch: 'everybody',
  renewLaunch: 'everybody',
  masking: administrators,
  putMasking: administrators,
  tryMasking: administrators,
  revealEntry: ['support', 'administrator'],
  digest: administrators,
  putDigest: administrators,
  testDigest: administrators,
  resendDigest: administrators,
  audit: ['administrator', 'auditor', 'admin'],
  auditExport: ['administrator', 'auditor', 'admin'],
  verifyAudit: ['administrator', 'auditor', 'admin'],
  erasures: ['administrator'],
  erasure: ['administrator'],
  previewErasure: ['administrator'],
  startErasure: ['administrator'],
  failures: failureReaders,
  failureFacets: failureReaders,
  failureExport: failureReaders,
  failureAssignees: failureActors,
  causePage: failureReaders,
  causeFailures: failureReaders,
  causeHistory: failureReaders,
  putCauseState: failureActors,
  putCauseAssignee: failureActors,
  addCauseComment: failureActors,
  mergeCause: failureActors,
  splitCause: failureActors,
  actOnCauses: failureActors,
  failureViews: failureReaders,
  addFailureView: failureActors,
  changeFailureView: failureActors,
  removeFailureView: failureActors,
  explanations: failureReaders,
  explanation: failureReaders,
  addExplanation: failureActors,
  changeExplanation: failureActors,
  removeExplanation: failureActors,
  previewExplanation: failureActors,
  compareEntry: readers,
  quietProcesses: failureReaders,
  entryBundle: readers,
  search: readers,
  suggestSearch: readers,
  flags: readers,
  processFlags: readers,
  putFlag: flaggers,
  changeFlag: flaggers,
  closeFlag: flaggers,
  reopenFlag: flaggers,
  checkFlag: readers,
};

/** What a person may whatever his role, and a portal's user in a frame may not. */
const onlyWithAccount: readonly EndpointName[] = ['signOut', 'account', 'changePassword', 'closeSession'];

const isScope = (who: string): boolean => scopes.some((scope) => scope === who);

let app: TestApp;
let entry = '';
let flag = '';
const callers = new Map<Role | Scope | 'nobody', Headers>();
/** Everybody of portal A by kind, and what there is in portal B. */
beforeAll(async () => {
  app = await makeTestApp();
  const fill = async (portal: string) => {
    const key = await app.makeKey({ portal });
    await app.send([cardEvent(0, { title: portal }), processEvent('p1'), faultEvent('p1', 1)], key);
    const { cookie } = await app.makePerson('administrator');
    const url = `/api/v1/flags?portal=${portal}`;
    const payload = { process: 'p1', why: portal };
    const put = await app.server.inject({ method: 'POST', url, headers: { cookie }, payload });
    const { items } = (await app.get('/api/v1/processes/p1/entries', key)).json();
    return { entry: items[0].entry as string, flag: put.json().flag as string };
  };
  ({ entry, flag } = await fill('a'));
  await fill('b');
  await app.send(
    [cardEvent(0, { card: { type: 'deal', id: 'only-b' } }), processEvent('only-b')],
    await app.makeKey({ portal: 'b' }),
  );
  callers.set('nobody', {});
  for (const role of roles) callers.set(role, { cookie: (await app.makePerson(role, ['a'])).cookie });
  for (const scope of scopes) callers.set(scope, await app.makeKey({ portal: 'a', scopes: [scope] }));
});
afterAll(async () => await app.stop());

const paths: Readonly<Record<string, string>> = {
  portal: 'a',
  cardType: 'deal',
  cardId: '7',
  process: 'p1',
  cause: 'unknown',
  view: '999999',
  // Nobody and nothing: the policy speaks before anything is looked up.
  person: '999999',
  key: 'AAAAAAAA',
  session: 'none',
  delivery: `${'0'.repeat(32)}-webhook`,
};
const table = Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => ({
  name: name as EndpointName,
  ...endpoint,
}));

async function call({ method, path }: Endpoint, headers: Headers, change: Readonly<Record<string, string>> = {}) {
  const values: Readonly<Record<string, string>> = { ...paths, entry, flag, ...change };
  const url = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const query = new URLSearchParams({
    ...(path.endsWith('/export') ? { format: 'xes' } : {}),
    ...(path.endsWith('/search') ? { q: change['process'] ?? 'p1' } : {}),
    ...(path.endsWith('/suggest') ? { key: 'robot' } : {}),
    ...(change['portalQuery'] ? { portal: change['portalQuery'] } : {}),
  });
  // Nothing that would do something: an empty body is refused after the policy has spoken.
  const hasBody = method === 'POST' || method === 'PUT';
  return await app.server.inject({
    method,
    url: `${url}?${query.toString()}`,
    headers: { ...headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    ...(hasBody ? { payload: '[' } : {}),
  });
}

describe('rights', () => {
  it('are decided for every endpoint of the contract', () => {
    expect(Object.keys(mayUse).toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });

  describe.each(table)('$name', (endpoint) => {
    it.each(['nobody', ...roles, ...scopes] as const)('for %s', async (who) => {
      if (endpoint.name === 'signOut' && who !== 'nobody' && roles.some((role) => role === who)) return;
      const answer = await call(endpoint, callers.get(who) ?? {});
      const allowed = mayUse[endpoint.name] ?? [];
      const code = answer.statusCode === 200 ? null : (answer.json().code as string);
      const refusals = ['not_signed_in', 'scope_missing', 'forbidden'];
      if (allowed === 'everybody' || allowed.some((one) => one === who)) expect(refusals).not.toContain(code);
      else if (who === 'nobody') expect(code).toBe('not_signed_in');
      else expect(code).toBe(isScope(who) && allowed.some(isScope) ? 'scope_missing' : 'forbidden');
    });

    it.each(['manager', 'support'] as const)("for a portal's user in a frame, as %s", (role) => {
      const visitor = { launchNo: 1, portalNo: 1, user: '1', name: null, card: null };
      const allowed = mayUse[endpoint.name];
      const isAllowed = allowed === 'everybody' || allowed.includes(role);
      const verdict = mayUseByPolicy({ kind: 'visitor', role, ...visitor }, endpoint.access);
      expect(verdict).toBe(isAllowed && !onlyWithAccount.includes(endpoint.name) ? 'yes' : 'forbidden');
    });
  });

  it('let somebody sign out, whoever he is', async () => {
    for (const role of roles) {
      const { cookie } = await app.makePerson(role, ['a']);
      expect((await call(endpoints.signOut, { cookie })).statusCode).toBe(204);
    }
  });
});

const readable = table.filter(({ access, name }) => access === 'journal.read' && name !== 'stream' && name !== 'cards');

describe('what belongs to another portal', () => {
  it.each(readable)('is not there for $name: the answer is the one for what there is not', async (endpoint) => {
    const key = callers.get('journal.read') ?? {};
    const theirs = await call(endpoint, key, { cardId: 'only-b', process: 'only-b' });
    const nobodys = await call(endpoint, key, { cardId: 'nowhere', process: 'nowhere' });
    const plain = (answer: typeof theirs) => [answer.statusCode, answer.body.replace(/"requestId":"[^"]*"/, '')];
    expect(plain(theirs)).toEqual(plain(nobodys));
    expect(theirs.body).not.toContain('only-b');
  });

  it.each([...readable, ...table.filter(({ name }) => name === 'cards')])(
    'is not read by naming the portal to $name',
    async (endpoint) => {
      for (const who of ['journal.read', 'manager', 'support'] as const) {
        const theirs = await call(endpoint, callers.get(who) ?? {}, { portalQuery: 'b' });
        const nobodys = await call(endpoint, callers.get(who) ?? {}, { portalQuery: 'nowhere' });
        expect([theirs.statusCode, theirs.json().detail]).toEqual([404, nobodys.json().detail]);
      }
      const ours = await call(endpoint, callers.get('administrator') ?? {}, { portalQuery: 'b' });
      // An entry's id is of one portal; everything else has its like in the other.
      if (!endpoint.path.includes(':entry')) expect(ours.statusCode).toBe(200);
    },
  );

  it('is written nowhere else: a key writes to its own portal, whatever the event says', async () => {
    await app.send(
      [{ ...cardEvent(9, { title: 'чужое' }), portal: 'b', portalNo: 2 }],
      callers.get('journal.write') ?? {},
    );
    const title = async (portal: string) =>
      (await app.get('/api/v1/cards/deal/7', await app.makeKey({ portal }))).json().title;
    expect([await title('a'), await title('b')]).toEqual(['чужое', 'b']);
  });
});
