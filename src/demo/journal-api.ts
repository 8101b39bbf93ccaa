import { type EntryEvent, IngestAnswer, type JournalEvent } from '#contract/event.ts';
import type { NewConnection } from '#contract/launch.ts';
import { ProblemBody } from '#contract/problem.ts';
import type { NewPerson } from '#contract/session.ts';
import type * as z from 'zod/mini';

export type ApiAnswer = { status: number; body: unknown; cookies: string[] };

/** The journal's public interface, as the demo portal uses it. Failures to reach it throw; answers of any status are given back. */
export type JournalApi = ReturnType<typeof createJournalApi>;

export type NewStep = {
  process: string;
  activity: { name: string; title: string; code: string };
  useSubscription: boolean;
  timeoutSeconds: number;
};

type Call = { method: string; path: string; headers?: Record<string, string>; body?: unknown };

/** Entries written as one NDJSON body: far below the limit of a body. */
export const batchSize = 500;

/**
 * `origin` is the address that browsers use. Calls with a session tell it, because the server lets a session write only
 * from its own pages.
 */
export function createJournalApi(serverUrl: string, origin: string) {
  async function call({ method, path, headers, body }: Call): Promise<ApiAnswer> {
    const answer = await fetch(new URL(path, serverUrl), {
      method,
      headers: {
        accept: 'application/json',
        ...(typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: readJson(text), cookies: answer.headers.getSetCookie() };
  }

  const asPerson = (cookie: string) => ({ cookie, origin });
  const byKey = (key: string) => ({ authorization: `Bearer ${key}` });

  return {
    signIn: (email: string, password: string) =>
      call({ method: 'POST', path: '/api/v1/session', headers: { origin }, body: { email, password } }),
    addPerson: (cookie: string, body: z.infer<typeof NewPerson>) =>
      call({ method: 'POST', path: '/api/v1/people', headers: asPerson(cookie), body }),
    putPortal: (cookie: string, portal: string, body: { title: string; timeZone: string; origin: string }) =>
      call({ method: 'PUT', path: `/api/v1/portals/${portal}`, headers: asPerson(cookie), body }),
    putConnection: (cookie: string, portal: string, body: NewConnection) =>
      call({ method: 'PUT', path: `/api/v1/portals/${portal}/connection`, headers: asPerson(cookie), body }),
    /** Any card at all? Also tells whether the key works: then the status is 200. */
    firstCards: (key: string) => call({ method: 'GET', path: '/api/v1/cards?limit=1', headers: byKey(key) }),
    /** Processes of a deal with failures since a moment. */
    failuresOf: (key: string, deal: string, since: string) =>
      call({
        method: 'GET',
        path: `/api/v1/cards/deal/${encodeURIComponent(deal)}/processes?failures=true&limit=1&from=${encodeURIComponent(since)}`,
        headers: byKey(key),
      }),

    /** What only an administrator may: applications, and the robots that they registered. */
    applications: (cookie: string, portal: string) =>
      call({ method: 'GET', path: `/api/v1/applications?portal=${portal}`, headers: asPerson(cookie) }),
    addApplication: (cookie: string, portal: string, body: { title: string; user: string; scopes: string[] }) =>
      call({ method: 'POST', path: `/api/v1/applications?portal=${portal}`, headers: asPerson(cookie), body }),
    activities: (cookie: string, portal: string) =>
      call({ method: 'GET', path: `/api/v1/activities?portal=${portal}`, headers: asPerson(cookie) }),

    /** Hands a step to an application: its event token. */
    issueEventToken: (key: string, body: NewStep) =>
      call({ method: 'POST', path: '/api/v1/event-tokens', headers: byKey(key), body }),
    closeEventToken: (key: string, eventToken: string) =>
      call({ method: 'POST', path: '/api/v1/event-tokens/close', headers: byKey(key), body: { eventToken } }),
    waitingSteps: (key: string, process: string) =>
      call({ method: 'GET', path: `/api/v1/processes/${process}/waiting-steps`, headers: byKey(key) }),

    /** Throws unless the server took the events; an event that it refuses is a mistake of ours and is told by `refused`. */
    async writeEvents(key: string, events: readonly JournalEvent[], refused: (reason: string) => void): Promise<void> {
      const body = events.map((event) => JSON.stringify(event)).join('\n');
      const headers = { ...byKey(key), 'content-type': 'application/x-ndjson' };
      const answer = await call({ method: 'POST', path: '/api/v1/events', headers, body });
      const taken = IngestAnswer.safeParse(answer.body);
      if ((answer.status !== 200 && answer.status !== 207) || !taken.success)
        throw new Error(`events: ${problemText(answer)}`);
      for (const { index, code, message } of taken.data.rejected) refused(`${events[index]?.id}: ${code} ${message}`);
    },
  };
}

/** One line for a log: the status and, where there is one, the problem's code and detail. */
export function problemText({ status, body }: ApiAnswer): string {
  const problem = ProblemBody.safeParse(body);
  return problem.success ? `${status} ${problem.data.code} ${problem.data.detail ?? ''}`.trim() : String(status);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An entry of the two types that are failures whatever they say. */
export function isFailure(event: JournalEvent): event is EntryEvent {
  return event.kind === 'entry' && (event.type === 4 || event.type === 9);
}
