/*
 * A worked example: an application that speaks the portal's REST with the official JavaScript SDK. It registers a robot,
 * is called by the portal when a process reaches it, tells the journal how it goes, and answers. Nothing in it knows that
 * the portal is not a real one; sending the message itself is left out.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AjaxError, B24OAuth, type B24OAuthParams, EnumAppStatus } from '@bitrix24/b24jssdk';
import * as z from 'zod/mini';

/** What an administrator is shown once when he makes the application; its tokens change with each refresh. */
export const AppCredentials = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Seconds since 1970 at which the access token ends. */
  expires: z.number(),
});
export type AppCredentials = z.infer<typeof AppCredentials>;

export type WhatsappAppOptions = {
  /** `http://127.0.0.1:3000`. */
  portalUrl: string;
  memberId: string;
  credentials: AppCredentials;
  /** What the portal says with each call, so that nobody else can make one. */
  applicationToken: string;
  /** Tokens are new: keep them, the old ones end. */
  refreshed: (credentials: AppCredentials) => void;
  failed: (error: unknown) => void;
  /** ms that one step of sending takes. */
  stepMs?: number;
};

export type WhatsappApp = { handler: string; stop: () => Promise<void> };

const code = 'demo_whatsapp';
/** Every so many messages one fails. */
const failsEvery = 3;
const maxBytes = 100_000;

export async function startWhatsappApp(options: WhatsappAppOptions): Promise<WhatsappApp> {
  const { applicationToken, failed, stepMs = 1500 } = options;
  const b24 = openB24(options);
  const stopping = new AbortController();
  let messages = 0;

  const server = createServer((request, response) => {
    const answer = (status: number) => void response.writeHead(status).end();
    if (request.method !== 'POST' || request.url !== '/handler') return answer(404);
    readForm(request)
      .then((form) => {
        if (form === null) return answer(413);
        if (form.get('auth[application_token]') !== applicationToken) return answer(403);
        // The portal does not wait for the work: it is told by the event token.
        answer(200);
        return send(form);
      })
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) failed(error);
      });
  });

  /** «Sends» the message, and tells the journal what happens. */
  async function send(form: URLSearchParams): Promise<void> {
    const [eventToken, phone] = [form.get('event_token') ?? '', form.get('properties[phone]') ?? ''];
    const log = (message: string) => call('bizproc.activity.log', { EVENT_TOKEN: eventToken, LOG_MESSAGE: message });
    const step = () => pause(stepMs, undefined, { signal: stopping.signal });
    const number = (messages += 1);
    const messageId = `wamid.demo${Date.now().toString(36)}${number}`;

    await log(`Сообщение для ${phone} принято приложением`);
    await step();
    if (number % failsEvery === 0) {
      await log('Bad request - please check your parameters — (#131047) Re-engagement message');
      const values = { status: 'failed', errorCode: 131047 };
      await call('bizproc.event.send', { EVENT_TOKEN: eventToken, RETURN_VALUES: values });
      return;
    }
    await log(`Сообщение отправлено в WhatsApp: ${messageId}`);
    await step();
    const values = { status: 'delivered', messageId };
    await call('bizproc.event.send', { EVENT_TOKEN: eventToken, RETURN_VALUES: values, LOG_MESSAGE: 'Доставлено' });
  }

  async function call(method: string, params: Record<string, unknown>): Promise<void> {
    await b24.actions.v2.call.make({ method, params });
  }

  /** The robot stays registered while the application is down; only its address is another one at each start. */
  async function register(handler: string): Promise<void> {
    const fields = {
      HANDLER: handler,
      NAME: { ru: 'Отправить WhatsApp (демо-приложение)', en: 'Send WhatsApp (demo application)' },
      USE_SUBSCRIPTION: 'Y',
      PROPERTIES: {
        phone: { Name: { ru: 'Телефон', en: 'Phone' }, Type: 'string', Required: 'Y' },
        text: { Name: { ru: 'Текст', en: 'Text' }, Type: 'text' },
      },
      RETURN_PROPERTIES: {
        status: { Name: { ru: 'Статус доставки', en: 'Delivery status' }, Type: 'string' },
        messageId: { Name: { ru: 'Номер сообщения', en: 'Message id' }, Type: 'string' },
        errorCode: { Name: { ru: 'Код ошибки', en: 'Error code' }, Type: 'int' },
      },
    };
    try {
      await call('bizproc.robot.add', { CODE: code, ...fields });
    } catch (error) {
      if (!(error instanceof AjaxError) || error.code !== 'ERROR_ACTIVITY_ALREADY_INSTALLED') throw error;
      await call('bizproc.robot.update', { CODE: code, FIELDS: fields });
    }
  }

  const handler = `http://127.0.0.1:${await listenOnLoopback(server)}/handler`;
  const stop = async () => {
    stopping.abort();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  try {
    await register(handler);
  } catch (error) {
    await stop();
    throw error;
  }
  return { handler, stop };
}

function openB24({ portalUrl, memberId, credentials, applicationToken, refreshed }: WhatsappAppOptions): B24OAuth {
  const { clientId, clientSecret, accessToken, refreshToken, expires } = credentials;
  const params: B24OAuthParams = {
    applicationToken,
    userId: 1,
    memberId,
    accessToken,
    refreshToken,
    expires,
    expiresIn: 3600,
    scope: 'bizproc',
    domain: new URL(portalUrl).host,
    clientEndpoint: `${portalUrl}/rest/`,
    serverEndpoint: `${portalUrl}/rest/`,
    status: EnumAppStatus.Local,
  };
  const b24 = new B24OAuth(params, { clientId, clientSecret });
  b24.setCallbackRefreshAuth(async ({ b24OAuthParams: now }) => {
    const { accessToken, refreshToken, expires } = now;
    refreshed({ clientId, clientSecret, accessToken, refreshToken, expires });
  });
  return b24;
}

/** Null: too long. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((done, refuse) => server.once('error', refuse).listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
