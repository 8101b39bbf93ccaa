import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { Application, ApplicationCredentials } from '#contract/application.ts';
import type { Administrator } from './administrator.ts';
import type { DemoFolder } from './demo-folder.ts';
import { type JournalApi, problemText } from './journal-api.ts';
import type { AppCredentials, WhatsappApp } from './whatsapp-app.ts';

const file = 'application.json';
const secretFile = 'application-secret';
const title = 'WhatsApp (демо-приложение)';

export type DemoApplication = {
  /** What handlers are told of the portal; the tokens only of the application that is ours. */
  authOf: (clientId: string) => Record<string, string>;
  stop: () => Promise<void>;
};

type Needs = {
  folder: DemoFolder;
  api: JournalApi;
  administrator: Administrator;
  portal: string;
  url: string;
  log: (message: string) => void;
};

/**
 * Starts the example application, with credentials that an administrator made for it once.
 * Null when it cannot be: the demo does without it.
 */
export async function startDemoApplication(needs: Needs): Promise<DemoApplication | null> {
  const { folder, portal, url, log } = needs;
  try {
    // Only the example needs the SDK, which an installation without development packages has not got.
    const { AppCredentials, startWhatsappApp } = await import('./whatsapp-app.ts');
    const kept = AppCredentials.safeParse(folder.read(file));
    let credentials =
      kept.success && (await isKnown(needs, kept.data.clientId)) ? kept.data : await makeApplication(needs);
    const keep = (now: AppCredentials) => {
      credentials = now;
      folder.write(file, JSON.stringify(now, null, 2));
    };
    keep(credentials);
    const secret = keptSecret(folder);
    const app: WhatsappApp = await startWhatsappApp({
      portalUrl: url,
      memberId: portal,
      credentials,
      applicationToken: tokenOf(secret, credentials.clientId),
      refreshed: keep,
      failed: (error) => log(`the example application: ${String(error)}`),
    });
    return { authOf: (clientId) => authOf(needs, secret, clientId, credentials), stop: app.stop };
  } catch (error) {
    log(`the example application does not run: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

async function isKnown({ api, administrator, portal }: Needs, clientId: string): Promise<boolean> {
  const answer = await administrator((cookie) => api.applications(cookie, portal));
  const found = z.object({ items: z.array(Application) }).safeParse(answer.body);
  if (!found.success) throw new Error(`applications: ${problemText(answer)}`);
  return found.data.items.some((one) => one.clientId === clientId);
}

async function makeApplication({ api, administrator, portal }: Needs): Promise<AppCredentials> {
  const answer = await administrator((cookie) =>
    api.addApplication(cookie, portal, { title, user: '1', scopes: ['bizproc'] }),
  );
  const made = ApplicationCredentials.safeParse(answer.body);
  if (!made.success) throw new Error(`no application could be made: ${problemText(answer)}`);
  const { clientId, clientSecret, accessToken, refreshToken, expiresIn } = made.data;
  return { clientId, clientSecret, accessToken, refreshToken, expires: Math.floor(Date.now() / 1000) + expiresIn };
}

function keptSecret(folder: DemoFolder): string {
  const kept = folder.readText(secretFile) ?? randomBytes(24).toString('base64url');
  folder.write(secretFile, kept);
  return kept;
}

/** The same for an application at each call, and another for each application. */
function tokenOf(secret: string, clientId: string): string {
  return createHmac('sha256', secret).update(clientId).digest('hex').slice(0, 32);
}

function authOf({ portal, url }: Needs, secret: string, clientId: string, own: AppCredentials): Record<string, string> {
  const isOurs = clientId === own.clientId;
  return {
    access_token: isOurs ? own.accessToken : '',
    expires: isOurs ? String(own.expires) : '',
    expires_in: isOurs ? '3600' : '',
    scope: 'bizproc',
    domain: new URL(url).host,
    server_endpoint: `${url}/rest/`,
    status: 'L',
    client_endpoint: `${url}/rest/`,
    member_id: portal,
    user_id: '1',
    refresh_token: isOurs ? own.refreshToken : '',
    application_token: tokenOf(secret, clientId),
  };
}
