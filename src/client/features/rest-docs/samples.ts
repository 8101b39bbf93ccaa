import type { Credential } from './credential.ts';
import { curlLine, keyPlaceholder, targetOf } from './curl.ts';

/** Lines of the guide that hold for every method; the reader's own key stands in them as in the methods below. */

const token = '55c1dc1c3f0d75.78875596|A51601_82584_96831_81132|….…';

type Place = { base: string; credential: Credential };

export function jsonSample({ base, credential }: Place): string {
  const parameters = { EVENT_TOKEN: token, LOG_MESSAGE: 'OK' };
  return curlLine({ base, credential, method: 'bizproc.activity.log', parameters });
}

export function formSample({ base, credential }: Place): string {
  const parameters = { event_token: token, log_message: 'OK' };
  return curlLine({ base, credential, method: 'bizproc.activity.log', parameters, body: 'form' });
}

export function retrySample({ base, credential }: Place): string {
  const headers = ['Idempotency-Key: 0193c1f2-7a11-7c2e-9b1e-1f1b7a2d9c55'];
  const parameters = { EVENT_TOKEN: token, LOG_MESSAGE: 'OK' };
  return curlLine({ base, credential, method: 'bizproc.activity.log', parameters, headers });
}

export function batchSample({ base, credential }: Place): string {
  const cmd = {
    failures: 'journal.failure.list?order[AT]=DESC',
    entries: 'journal.entry.list?filter[PROCESS]=$result[failures][0][PROCESS]',
  };
  return curlLine({ base, credential, method: 'batch', parameters: { halt: 0, cmd } });
}

export const answerSample = JSON.stringify(
  {
    result: true,
    time: {
      start: 1_795_237_420.512,
      finish: 1_795_237_420.519,
      duration: 0.007,
      processing: 0.007,
      date_start: '2026-11-21T08:03:40+03:00',
      date_finish: '2026-11-21T08:03:40+03:00',
      operating: 0,
    },
  },
  null,
  2,
);

export const failureSample = JSON.stringify({ error: 'ACCESS_DENIED', error_description: 'Access denied!' }, null, 2);

/** The official SDK with a webhook. It speaks https only. */
export function hookSample({ base, credential }: Place): string {
  const own = credential.kind === 'webhook' ? credential : null;
  const { url } = targetOf({
    base,
    method: '',
    credential: own ?? { kind: 'webhook', base, user: '1', code: keyPlaceholder },
  });
  return [
    "import { B24Hook } from '@bitrix24/b24jssdk'",
    '',
    `const b24 = B24Hook.fromWebhookUrl(${JSON.stringify(url.replace(/^http:/, 'https:'))})`,
    "const answer = await b24.actions.v2.call.make({ method: 'journal.failure.list', params: {} })",
    'console.log(answer.getData())',
  ].join('\n');
}

/** The official SDK with an application: it gets new tokens by itself, and they must be kept. */
export function oauthSample({ base, userId, memberId }: { base: string; userId: string; memberId: string }): string {
  const endpoint = JSON.stringify(`${base}/`);
  return [
    "import { B24OAuth } from '@bitrix24/b24jssdk'",
    '',
    'const b24 = new B24OAuth(',
    '  {',
    '    accessToken, refreshToken, expires, expiresIn: 3600, // expires: unix time, seconds',
    `    domain: ${JSON.stringify(new URL(base).host)}, clientEndpoint: ${endpoint}, serverEndpoint: ${endpoint},`,
    `    userId: ${userId}, memberId: ${JSON.stringify(memberId)}, scope: 'bizproc', status: 'L', applicationToken: '',`,
    '  },',
    '  { clientId, clientSecret },',
    ')',
    'b24.setCallbackRefreshAuth(async ({ b24OAuthParams }) => save(b24OAuthParams))',
    "await b24.actions.v2.call.make({ method: 'bizproc.activity.log', params: { EVENT_TOKEN, LOG_MESSAGE } })",
  ].join('\n');
}
