import { hkdfSync } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { Scope } from '#contract/session.ts';
import { makeToken } from '#server/access/key.ts';
import { createEventTokens } from '#server/rest/event-token.ts';
import { issueTokens } from '#server/rest/oauth.ts';
import { processEvent } from './events.ts';
import type { TestApp } from './test-app.ts';

type Headers = Record<string, string>;
type Parameters = Record<string, unknown>;
export type Step = { useSubscription?: boolean; timeoutSeconds?: number; name?: string; title?: string; code?: string };

/** A portal whose applications write by REST: the key of its engine, a webhook, an application with its tokens. */
export async function openRestPortal(
  app: TestApp,
  { portal = 'main', scopes = ['bizproc', 'journal.read'] as Scope[] } = {},
) {
  const engine = await app.makeKey({ portal });
  const { authorization } = await app.makeKey({ portal, scopes });
  const code = authorization.replace('Bearer ', '');
  const application = await makeApplication(app, portal, scopes);

  const post = async (url: string, parameters: Parameters, headers: Headers = {}): Promise<LightMyRequestResponse> =>
    await app.server.inject({ method: 'POST', url, headers, payload: parameters });

  return {
    portal,
    engine,
    /** The webhook's secret, and the address that its methods are under. */
    code,
    hookAddress: `/rest/1/${code}`,
    ...application,
    post,
    /** By the application's access token, as JSON. */
    call: (method: string, parameters: Parameters = {}, headers: Headers = {}) =>
      post(`/rest/${method}`, { auth: application.accessToken, ...parameters }, headers),
    /** By the webhook. */
    hook: (method: string, parameters: Parameters = {}, headers: Headers = {}) =>
      post(`/rest/1/${code}/${method}`, parameters, headers),
    async process(process: string, fields: Parameters = {}): Promise<void> {
      await app.send(processEvent(process, 0, fields), engine);
    },
    /** The engine hands a step to the application: its event token. */
    async step(process: string, { name = 'A51601_82584', title = 'Отправить WhatsApp', code, ...step }: Step = {}) {
      const activity = { name, title, code: code ?? null };
      const answer = await post('/api/v1/event-tokens', { process, activity, useSubscription: true, ...step }, engine);
      return String(answer.json().eventToken);
    },
    async entries(process: string) {
      const answer = await app.get(`/api/v1/processes/${encodeURIComponent(process)}/entries?limit=1000`, engine);
      return answer.json().items;
    },
    async messages(process: string): Promise<string[]> {
      const entries: { message: string }[] = await this.entries(process);
      return entries.map(({ message }) => message);
    },
    async steps(process: string) {
      const answer = await app.get(`/api/v1/processes/${process}/waiting-steps`, engine);
      return answer.json().items;
    },
    /** What was answered `true` and not kept: reason → times. */
    async silent(): Promise<Record<string, number>> {
      const row = await app.store.portals.find(portal);
      const rows = await app.store.applications.silent(row?.portalNo ?? 0, 0);
      return Object.fromEntries(rows.map(({ reason, writes }) => [reason, writes]));
    },
  };
}

export async function makeApplication(app: TestApp, portal: string, scopes: Scope[]) {
  const { portalNo } = await app.store.portals.put(portal, {});
  const secret = makeToken();
  const clientId = `local.${makeToken().hash.slice(0, 24)}`;
  const row = { clientId, portalNo, title: 'Мессенджер', secretHash: secret.hash, user: '1', scopes };
  await app.store.applications.add({ ...row, createdAt: app.clock.now });
  return { clientId, clientSecret: secret.token, ...(await issueTokens(app.store, clientId, app.clock.now)) };
}

/** Tokens of another instance: the shape is the same, the key is not. */
export function foreignToken(process: string, activity = 'A1_2', portal = 'main', key = 'another instance'): string {
  const bytes = Buffer.from(hkdfSync('sha256', key, '', 'event tokens', 32));
  return createEventTokens(bytes).issue(portal, process, activity).token;
}
