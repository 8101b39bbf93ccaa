import type { ChangeBefore } from '#contract/failures.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { momentOf } from './names.ts';

const beforeMs = 7 * 24 * 60 * 60 * 1000;
const mostOfKind = 20;
const mostTold = 20;

type Store = Pick<JournalStore, 'causes' | 'accounts' | 'applications' | 'audit'>;
type Change = Omit<ChangeBefore, 'at'> & { at: number };

/**
 * What happened to robots and access in the week before a cause failed first, newest first. Of the audit log only that
 * something was done is told, not by whom: who reads this may not read that.
 */
export async function changesBefore(
  store: Store,
  portalNo: number,
  firstAt: number,
  ownTemplates: ReadonlySet<string>,
): Promise<ChangeBefore[]> {
  const from = firstAt - beforeMs;
  const changes = [
    ...(await versionsSeen(store, portalNo, from, firstAt, ownTemplates)),
    ...(await keysChanged(store, portalNo, from, firstAt)),
    ...(await applicationsChanged(store, portalNo, from, firstAt)),
    ...(await audited(store, portalNo, 'portal.connect', from, firstAt)).map((at) =>
      changeOf('portal-connected', at, null),
    ),
  ];
  return changes
    .filter(({ at }) => at >= from && at <= firstAt)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, mostTold)
    .map((change) => ({ ...change, at: momentOf(change.at) }));
}

function changeOf(kind: Change['kind'], at: number | null, title: string | null): Change {
  return { kind, at: at ?? Number.NEGATIVE_INFINITY, title, detail: null, isOwn: false };
}

async function versionsSeen(
  { causes }: Store,
  portalNo: number,
  from: number,
  to: number,
  ownTemplates: ReadonlySet<string>,
): Promise<Change[]> {
  const versions = await causes.templatesFirstSeen(portalNo, from, to, mostOfKind);
  return versions.map(({ id, version, name, firstAt }) => ({
    kind: 'template-version',
    at: firstAt ?? Number.NEGATIVE_INFINITY,
    title: name ?? id,
    detail: version,
    isOwn: ownTemplates.has(id),
  }));
}

async function keysChanged({ accounts, audit }: Store, portalNo: number, from: number, to: number): Promise<Change[]> {
  const keys = await accounts.keysOf(portalNo);
  const titles = new Map(keys.map(({ keyId, title }) => [keyId, title]));
  const rotated = await audit.list(filterOf(portalNo, 'key.rotate', from, to), null, mostOfKind);
  return [
    ...keys.flatMap(({ title, createdAt, revokedAt, expiresAt }) => [
      changeOf('key-made', createdAt, title),
      changeOf('key-revoked', revokedAt, title),
      changeOf('key-expired', expiresAt, title),
    ]),
    ...rotated.map(({ at, object }) => changeOf('key-rotated', at, titles.get(object ?? '') ?? null)),
  ];
}

async function applicationsChanged(store: Store, portalNo: number, from: number, to: number): Promise<Change[]> {
  const made = await store.applications.list(portalNo);
  return [
    ...made.map(({ title, createdAt }) => changeOf('application-made', createdAt, title)),
    ...(await audited(store, portalNo, 'application.remove', from, to)).map((at) =>
      changeOf('application-removed', at, null),
    ),
  ];
}

async function audited(
  { audit }: Store,
  portalNo: number,
  action: string,
  from: number,
  to: number,
): Promise<number[]> {
  return (await audit.list(filterOf(portalNo, action, from, to), null, mostOfKind)).map(({ at }) => at);
}

function filterOf(portalNo: number, action: string, from: number, to: number) {
  return { portalNo, actions: [action], actorKind: null, actor: null, object: null, from, to: to + 1 };
}
