import { Problem } from '#contract/problem.ts';
import type { Registrar } from '#server/http/endpoint.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { type Bitrix24, TokenRefused } from './bitrix24.ts';
import { connectionOf, writeConnection } from './connection.ts';
import type { Frames } from './frames.ts';
import { readFields } from './hand-over.ts';
import { finishAddress, finishScript, installedPage } from './install-page.ts';
import { install, uninstallEvent } from './installing.ts';
import type { Launching } from './launch.ts';
import { notAdminPage, sendLaunchPage } from './launch-page.ts';
import { answerForm, formOf, launchPath, withForms } from './launch-routes.ts';
import type { OwnAddress } from './own-address.ts';
import type { Refusals } from './refusals.ts';
import { LaunchRefused } from './signed-launch.ts';

const installPath = `${launchPath}/install`;
const eventsPath = `${launchPath}/events`;

export type InstallRoutesOptions = {
  store: Pick<JournalStore, 'portals'>;
  bitrix24: Pick<Bitrix24, 'call'>;
  launching: Launching;
  frames: Frames;
  ownAddress: OwnAddress;
  refuse: Refusals;
  now(): number;
};

/** The application's installation in a Bitrix24, which its administrator opens in a frame, and word of its removal. */
export async function registerInstallRoutes(registrar: Registrar, options: InstallRoutesOptions): Promise<void> {
  const { store, bitrix24, launching, frames, ownAddress, refuse, now } = options;

  registrar.app.get(finishAddress, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/javascript; charset=utf-8').send(finishScript),
  );

  /** Another change of the connection meanwhile stays. */
  async function noteInstalled(name: string, installedAt: number | null): Promise<void> {
    const row = await store.portals.find(name);
    const connection = row === null ? null : connectionOf(row);
    if (connection?.kind !== 'bitrix24') return;
    await store.portals.put(name, { connection: writeConnection({ ...connection, installedAt }) });
  }

  await withForms(registrar.app, (forms) => {
    forms.post(installPath, async (request, reply) => {
      await answerForm(options, request, reply, async (handOver, { portal, person, role }) => {
        const { language, authId, appSid } = handOver;
        if (!person.isAdmin) {
          await refuse(request, portal.row.portalNo, 'no-administrator');
          return sendLaunchPage(reply, notAdminPage(language, portal.origin));
        }
        const own = ownAddress.origin(request);
        if (own === null) throw new Problem('internal', 'PUBLIC_URL is not set');
        const addresses = { launch: `${own}${launchPath}`, events: `${own}${eventsPath}` };
        const { portalNo, portal: name } = portal.row;
        await registrar.recordAudit({
          action: 'launch.install',
          actor: { kind: 'visitor', launchNo: 0, portalNo, user: person.user, name: person.name, role, card: null },
          portalNo,
          object: { kind: 'portal', id: name },
          details: {},
          requestId: request.id,
          ip: request.ip,
        });
        const done = await install(bitrix24, portal, authId, addresses).catch((error: unknown) => {
          throw error instanceof TokenRefused ? new LaunchRefused(error.reason, error) : error;
        });
        if (done.tabs.some(({ error }) => error === null)) await noteInstalled(name, now());
        return sendLaunchPage(reply, installedPage(language, portal.origin, appSid, done));
      });
    });

    forms.post(eventsPath, async (request, reply) => {
      const fields = readFields(formOf(request));
      try {
        if (fields?.get('event') !== uninstallEvent) throw new LaunchRefused('event');
        const member = fields.get('auth[member_id]') ?? '';
        const portal = await launching.portalOfEvent(member, fields.get('auth[application_token]') ?? null);
        const { portalNo, portal: name } = portal.row;
        await registrar.recordAudit({
          action: 'launch.uninstall',
          actor: null,
          portalNo,
          object: { kind: 'portal', id: name },
          details: {},
          requestId: request.id,
          ip: request.ip,
        });
        await noteInstalled(name, null);
        await frames.endPortal(portalNo);
        return await reply.header('cache-control', 'no-store').send({});
      } catch (error) {
        if (!(error instanceof LaunchRefused)) throw error;
        await refuse(request, null, error.reason);
        throw new Problem('forbidden');
      }
    });
  });
}
