import type { NewConnection } from '#contract/launch.ts';
import { Problem } from '#contract/problem.ts';
import { hashSecret } from '#server/access/key.ts';
import { mayAdministrate } from '#server/access/policy.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { connectionOf, presentConnection, type StoredConnection, writeConnection } from './connection.ts';
import type { Frames } from './frames.ts';
import type { SecretBox } from './secret-box.ts';
import { checkKey } from './signing-key.ts';

/** What the store gets to keep of a connection. */
type Kept = { memberId: string | null; connection: string | null; connectionSecret: string | null };

/** Portals in settings: how each opens our frame. */
export function registerPortalSettings(
  registrar: Registrar,
  { store, frames, box }: { store: Pick<JournalStore, 'portals'>; frames: Frames; box: SecretBox },
): void {
  const { portals } = store;

  route(registrar, 'portals', async ({ caller }) => {
    const all = await portals.list();
    return { items: all.filter((portal) => caller !== null && mayAdministrate(caller, portal)).map(present) };
  });

  route(registrar, 'putConnection', async ({ params, body, caller, note }) => {
    const portal = await portals.find(params.portal);
    if (portal === null || caller === null || !mayAdministrate(caller, portal)) {
      throw new Problem('not_found', 'no such portal');
    }
    const kept = keep(portal, body, box);
    const other = kept.memberId === null ? null : await portals.byMember(kept.memberId);
    if (other !== null && other.portalNo !== portal.portalNo) throw taken();
    await note({
      portalNo: portal.portalNo,
      object: { kind: 'portal', id: portal.portal },
      details: { kind: body.kind, secretChanged: kept.connectionSecret !== portal.connectionSecret },
    });
    const changed = await portals.put(portal.portal, kept).catch(async (error: unknown) => {
      // Somebody gave this member id to another portal in the same moment.
      const now = kept.memberId === null ? null : await portals.byMember(kept.memberId);
      throw now !== null && now.portalNo !== portal.portalNo ? taken() : error;
    });
    // Whoever is inside came in by what held before.
    await frames.endPortal(portal.portalNo);
    return present(changed);
  });
}

function taken(): Problem {
  return new Problem('conflict', 'another portal has this member_id');
}

function present(portal: PortalRow) {
  const { portal: name, title, timeZone, origin } = portal;
  return { portal: name, title, timeZone, origin, connection: presentConnection(portal) };
}

/** @throws Problem invalid_request when a secret is neither there nor sent, or a key is none */
function keep(portal: PortalRow, wanted: NewConnection, box: SecretBox): Kept {
  const before = connectionOf(portal);
  const kept = (connection: StoredConnection, memberId: string | null, connectionSecret: string | null): Kept => ({
    memberId,
    connection: writeConnection(connection),
    connectionSecret,
  });
  switch (wanted.kind) {
    case 'none':
      return kept({ kind: 'none' }, null, null);
    case 'bitrix24': {
      if (portal.origin === null) throw new Problem('invalid_request', 'the portal has no origin yet; set it first');
      const { applicationToken, authServer, ...rest } = wanted;
      const isSame = before.kind === 'bitrix24' && before.memberId === wanted.memberId;
      const stays = isSame ? portal.connectionSecret : null;
      const secret =
        applicationToken === undefined ? stays : applicationToken === null ? null : hashSecret(applicationToken);
      const installedAt = isSame ? before.installedAt : null;
      return kept({ ...rest, authServer: new URL(authServer).origin, installedAt }, wanted.memberId, secret);
    }
    case 'signed': {
      const { algorithm, key } = wanted;
      if (key !== undefined) {
        const checked = checkKey(algorithm, key);
        const secret = algorithm === 'HS256' ? box.seal(portal.portal, checked.key) : checked.key;
        return kept({ kind: 'signed', algorithm, keyFingerprint: checked.fingerprint }, null, secret);
      }
      if (before.kind !== 'signed' || before.algorithm !== algorithm) {
        throw new Problem('invalid_request', 'the body: a key of this algorithm is needed');
      }
      return kept(before, null, portal.connectionSecret);
    }
  }
}
