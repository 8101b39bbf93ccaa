import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Launch } from '#contract/launch.ts';
import { Problem } from '#contract/problem.ts';
import type { CardName } from '#server/access/sight.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import { languageOf } from '#server/http/language.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { type Bitrix24Portal, bitrix24Of } from './connection.ts';
import type { Frames, NewFrame, OpenFrame, Visitor } from './frames.ts';
import { type HandOver, mostFormBytes, readHandOver } from './hand-over.ts';
import type { Launching, Verified } from './launch.ts';
import { refusedPage, sendLaunchPage, silentPage, style, styleAddress } from './launch-page.ts';
import { PortalUnreachable } from './outgoing.ts';
import type { OwnAddress } from './own-address.ts';
import { cardOfPlacement } from './placement.ts';
import type { Refusals } from './refusals.ts';
import type { SecretBox } from './secret-box.ts';
import { LaunchRefused, readSignedLaunch } from './signed-launch.ts';

export const launchPath = '/launch/bitrix24';

export type LaunchRoutesOptions = {
  store: Pick<JournalStore, 'portals' | 'launches'>;
  launching: Launching;
  frames: Frames;
  box: SecretBox;
  ownAddress: OwnAddress;
  refuse: Refusals;
  now(): number;
};

/** How a frame opens: by the portal's form and a one-time code, by a token the portal signed, and again by its user's token. */
export async function registerLaunchRoutes(registrar: Registrar, options: LaunchRoutesOptions): Promise<void> {
  const { store, launching, frames, box, ownAddress, refuse, now } = options;

  registrar.app.get(styleAddress, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(style),
  );
  // A placement that is opened by its address alone brings nothing to verify.
  registrar.app.get(launchPath, async (request, reply) =>
    sendLaunchPage(reply, refusedPage(languageOf(request.headers['accept-language']), null)),
  );

  await withForms(registrar.app, (forms) => {
    forms.post(launchPath, async (request, reply) => {
      await answerForm(options, request, reply, async (handOver, { portal, person, role }) => {
        const card = cardOfPlacement(handOver.placement, handOver.placementOptions);
        const lent = { authId: handOver.authId, origin: portal.origin };
        const code = await frames.announce({
          portal: portal.row,
          user: person.user,
          name: person.name,
          role,
          card,
          lent,
        });
        return reply
          .status(303)
          .header('cache-control', 'no-store')
          .header('location', `${frameAddress(portal, handOver, card, role)}#code=${code}`)
          .send();
      });
    });
  });

  route(registrar, 'exchangeLaunch', async ({ body, request, note }) => {
    const opened =
      'code' in body ? await frames.exchange(body.code) : await openSigned(body.portal, body.token, request);
    if (opened === null) throw new Problem('not_signed_in');
    const { card, role } = opened.visitor;
    await note({
      actor: opened.visitor,
      ...(card === null ? {} : { object: { kind: 'card', id: `${card.type}/${card.id}` } }),
      details: { way: 'code' in body ? 'code' : 'signed', role },
    });
    return await present(opened);
  });

  /** One token opens one frame, however many bring it. */
  async function openSigned(name: string, token: string, request: FastifyRequest): Promise<OpenFrame | null> {
    const portal = await store.portals.find(name);
    try {
      if (portal === null) throw new LaunchRefused('portal');
      const audiences = ownAddress.audiences(request);
      const launch = await readSignedLaunch(portal, token, { box, audiences, now: now() });
      const isFirst = await store.launches.useToken(portal.portalNo, launch.token, launch.expiresAt, now());
      if (!isFirst) throw new LaunchRefused('used');
      const { user, name: title, role, card } = launch;
      return await frames.open({ portal, user, name: title, role, card, lent: null });
    } catch (error) {
      if (!(error instanceof LaunchRefused)) throw error;
      await refuse(request, portal?.portalNo ?? null, error.reason);
      return null;
    }
  }

  route(registrar, 'renewLaunch', async ({ body, request }) => {
    const portal = bitrix24Of(await store.portals.find(body.portal));
    try {
      if (portal === null) throw new LaunchRefused('portal');
      const { person, role } = await launching.verify(portal, body.authId);
      const lent = { authId: body.authId, origin: portal.origin };
      const frame: NewFrame = { portal: portal.row, user: person.user, name: person.name, role, card: null, lent };
      return await present(await frames.open(frame));
    } catch (error) {
      if (error instanceof PortalUnreachable) throw new Problem('portal_unreachable', null, { cause: error });
      if (!(error instanceof LaunchRefused)) throw error;
      await refuse(request, portal?.row.portalNo ?? null, error.reason);
      throw new Problem('not_signed_in');
    }
  });

  async function present({ bearer, expiresAt, visitor }: OpenFrame): Promise<Launch> {
    const portal = await store.portals.byNo(visitor.portalNo);
    if (portal === null) throw new Problem('not_signed_in');
    return {
      bearer,
      expiresAt: new Date(expiresAt).toISOString(),
      expiresInMs: Math.max(0, expiresAt - now()),
      portal: portal.portal,
      role: visitor.role,
      card: visitor.card,
    };
  }
}

/** Verifies a form that a portal sent and goes on with it, or answers with the page that says what is wrong. */
export async function answerForm(
  { launching, refuse }: Pick<LaunchRoutesOptions, 'launching' | 'refuse'>,
  request: FastifyRequest,
  reply: FastifyReply,
  goOn: (handOver: HandOver, verified: Verified) => Promise<unknown>,
): Promise<unknown> {
  const search = request.url.slice(request.url.indexOf('?') + 1);
  const handOver = readHandOver(search === request.url ? '' : search, formOf(request));
  const language = handOver?.language ?? languageOf(request.headers['accept-language']);
  let portal: Bitrix24Portal | null = null;
  try {
    if (handOver === null) throw new LaunchRefused('form');
    portal = await launching.portalOf(handOver);
    return await goOn(handOver, await launching.verify(portal, handOver.authId));
  } catch (error) {
    if (error instanceof LaunchRefused) {
      await refuse(request, portal?.row.portalNo ?? null, error.reason);
      return sendLaunchPage(reply, refusedPage(language, portal?.origin ?? null));
    }
    if (!(error instanceof PortalUnreachable) || portal === null || handOver === null) throw error;
    request.log.warn({ portalNo: portal.row.portalNo, err: error }, 'the portal could not be asked about a launch');
    const card = cardOfPlacement(handOver.placement, handOver.placementOptions);
    const again = frameAddress(portal, handOver, card, null);
    reply.header('retry-after', '5');
    return sendLaunchPage(reply, silentPage(language, error.isSilent, portal.origin, again));
  }
}

/** A form as it was sent. */
export function formOf({ body }: FastifyRequest): string {
  return typeof body === 'string' ? body : '';
}

/** Forms are taken here and nowhere else: another site can send one without asking first. */
export async function withForms(app: FastifyInstance, register: (forms: FastifyInstance) => void): Promise<void> {
  await app.register(async (forms) => {
    forms.removeAllContentTypeParsers();
    forms.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: mostFormBytes },
      (_request, body, done) => done(null, body),
    );
    register(forms);
  });
}

/** The page in the frame. What is in it stands in the record or was looked at; the client speaks to the portal with it. */
function frameAddress(
  portal: Bitrix24Portal,
  { appSid, language, theme }: HandOver,
  card: CardName | null,
  role: Visitor['role'] | null,
): string {
  const { protocol, host } = new URL(portal.origin);
  const query = new URLSearchParams({
    portal: portal.row.portal,
    DOMAIN: host,
    PROTOCOL: protocol === 'https:' ? '1' : '0',
    APP_SID: appSid,
    lang: language,
    ...(theme === null ? {} : { theme }),
  });
  // On no card support comes to its own home; nobody knows yet whether it is one who has to try again.
  const home = role === 'support' ? '/frame/failures' : '/frame/home';
  const path = card === null ? home : `/frame/cards/${card.type}/${encodeURIComponent(card.id)}`;
  return `${path}?${query.toString()}`;
}
