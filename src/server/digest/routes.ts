import { randomBytes } from 'node:crypto';
import type { DigestChannel, DigestDelivery, DigestSettings, NewDigestRules } from '#contract/digest.ts';
import { Problem } from '#contract/problem.ts';
import { type Caller, mayAdministrate } from '#server/access/policy.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import { createRateLimit } from '#server/http/rate-limit.ts';
import type { DigestRow, JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { maskTitles, testMessage } from './message.ts';
import { createResend, deliveryIdOf, type ResendOptions } from './resend.ts';
import { type Box, channelsOf, type Rules, rulesOf, storedOf, type Webhook } from './rules.ts';
import { send, webhookFault } from './send.ts';
import type { DigestCauses } from './causes.ts';

const mostShown = 50;
const tests = { perSecond: 0.1, burst: 5 };

export type DigestRoutesOptions = ResendOptions & {
  store: Pick<JournalStore, 'portals'>;
  causes: Pick<DigestCauses, 'titles'>;
  box: Box;
};

/** Who is told of a portal's causes. */
export function registerDigestRoutes(registrar: Registrar, options: DigestRoutesOptions): void {
  const { store, causes, box, mail, mayBePrivate, publicUrl, now } = options;
  const { digests } = store;
  const mayTest = createRateLimit({ ...tests, now });
  const again = createResend(options);

  async function portalOf(name: string, caller: Caller | null): Promise<PortalRow> {
    const portal = await store.portals.find(name);
    if (portal !== null && caller !== null && mayAdministrate(caller, portal)) return portal;
    throw new Problem('not_found', 'no such portal');
  }

  async function present(portal: PortalRow, { webhook, ...rules }: Rules, language: Language): Promise<DigestSettings> {
    const rows = await digests.recent(portal.portalNo, mostShown);
    const mask = maskTitles(portal);
    const titles = await causes.titles(
      portal.portalNo,
      rows.map(({ cause }) => cause),
      language,
    );
    return {
      ...rules,
      webhookUrl: webhook?.url ?? null,
      hasMail: mail !== null,
      hasLinks: publicUrl !== null,
      deliveries: rows.map((row) => presentDelivery(portal, row, mask(titles.get(row.cause) ?? row.cause))),
    };
  }

  route(registrar, 'digest', async ({ params, caller, language }) => {
    const portal = await portalOf(params.portal, caller);
    return await present(portal, rulesOf(portal, await digests.settings(portal.portalNo), box), language);
  });

  route(registrar, 'putDigest', async ({ params, body, caller, language, note }) => {
    const portal = await portalOf(params.portal, caller);
    const row = await digests.settings(portal.portalNo);
    const before = rulesOf(portal, row, box);
    const webhook = webhookOf(body, before.webhook, mayBePrivate(portal));
    const { emails, language: written, leastHours, quietHours } = body;
    const rules: Rules = { webhook, emails: [...new Set(emails)], language: written, leastHours, quietHours };
    const isNewSecret = webhook !== null && webhook.secret !== before.webhook?.secret;
    await note({
      portalNo: portal.portalNo,
      object: { kind: 'portal', id: portal.portal },
      details: {
        hasWebhook: webhook !== null,
        secretChanged: isNewSecret,
        emails: rules.emails.length,
        language: written,
        leastHours,
      },
    });
    const wasOn = before.webhook !== null || before.emails.length > 0;
    await digests.putSettings(portal.portalNo, {
      ...storedOf(portal, rules, box),
      // What failed while nobody wanted to be told is no news now.
      since: wasOn && row !== null ? row.since : now(),
      lookedAt: wasOn && row !== null ? row.lookedAt : now(),
    });
    return { digest: await present(portal, rules, language), secret: isNewSecret ? webhook.secret : null };
  });

  route(registrar, 'testDigest', async ({ params, caller, note }) => {
    const portal = await portalOf(params.portal, caller);
    const rules = rulesOf(portal, await digests.settings(portal.portalNo), box);
    const waitSeconds = mayTest.take(portal.portal);
    if (waitSeconds !== null) throw new Problem('too_many_requests', 'tests are sent too often', { waitSeconds });
    const channels = channelsOf(rules, mail !== null);
    await note({
      portalNo: portal.portalNo,
      object: { kind: 'portal', id: portal.portal },
      details: { channels: channels.join(' '), emails: rules.emails.length },
    });
    const message = testMessage(portal, rules.language, { now: now(), publicUrl });
    const never = new AbortController().signal;
    const items = channels.map(async (channel) => {
      const { isSent, fault, status } = await send(options, portal, rules, channel, message, never);
      return { channel, isSent, fault, status };
    });
    return { items: await Promise.all(items) };
  });

  route(registrar, 'resendDigest', async ({ params, caller, note }) => {
    const portal = await portalOf(params.portal, caller);
    const rules = rulesOf(portal, await digests.settings(portal.portalNo), box);
    const row = await again.find(portal, rules, params.delivery, mostShown);
    const waitSeconds = mayTest.take(portal.portal);
    if (waitSeconds !== null) throw new Problem('too_many_requests', 'digests are sent too often', { waitSeconds });
    const { cause, event, channel } = row;
    const { isSent, fault, status } = await again.resend(portal, rules, row, async () => {
      const object = { kind: 'cause', id: cause };
      await note({ portalNo: portal.portalNo, object, details: { event, channel, again: true } });
    });
    return { channel: channel as DigestChannel, isSent, fault, status };
  });
}

/** @throws Problem invalid_request for an address that may not be posted to */
function webhookOf(
  { webhookUrl, renewSecret }: NewDigestRules,
  before: Webhook | null,
  allowPrivate: boolean,
): Webhook | null {
  if (webhookUrl === null) return null;
  const fault = webhookFault(webhookUrl, allowPrivate);
  if (fault !== null) throw new Problem('invalid_request', fault);
  const secret = before === null || renewSecret ? randomBytes(32).toString('base64url') : before.secret;
  return { url: new URL(webhookUrl).href, secret };
}

function presentDelivery(portal: PortalRow, row: DigestRow, title: string): DigestDelivery {
  const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const { cause, channel, event, state, fault, status, tries, lastTryAt, dueAt } = row;
  // Only what the contract names is ever written.
  const known = { channel, event, state, fault } as Pick<DigestDelivery, 'channel' | 'event' | 'state' | 'fault'>;
  return {
    ...known,
    delivery: deliveryIdOf(portal, row),
    cause,
    title,
    status,
    tries,
    triedAt: moment(lastTryAt),
    dueAt: moment(state === 'waiting' ? dueAt : null),
  };
}
