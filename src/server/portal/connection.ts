import type { Connection, signingAlgorithms } from '#contract/launch.ts';
import type { PortalPersonRow, PortalRow } from '#server/store/journal-store.ts';

/** How a portal opens our frame, as the store has it. What a launch is verified with is kept beside it, in `connectionSecret`. */
export type StoredConnection =
  | { kind: 'none' }
  | {
      kind: 'bitrix24';
      memberId: string;
      authServer: string;
      applicationCode: string;
      allowPrivate: boolean;
      supportUsers: readonly string[];
      /** Milliseconds; null: the installation page was not there yet. */
      installedAt: number | null;
    }
  | { kind: 'signed'; algorithm: (typeof signingAlgorithms)[number]; keyFingerprint: string };

/** Only what `writeConnection` wrote is read, so it has its shape. */
export function connectionOf(portal: Pick<PortalRow, 'connection'>): StoredConnection {
  return portal.connection === null ? { kind: 'none' } : (JSON.parse(portal.connection) as StoredConnection);
}

export function writeConnection(connection: StoredConnection): string | null {
  return connection.kind === 'none' ? null : JSON.stringify(connection);
}

/** A portal that is a Bitrix24 with an address: all that a request to it is made of. */
export type Bitrix24Portal = {
  row: PortalRow;
  origin: string;
  connection: Extract<StoredConnection, { kind: 'bitrix24' }>;
};

export function bitrix24Of(row: PortalRow | null): Bitrix24Portal | null {
  if (row === null || row.origin === null) return null;
  const connection = connectionOf(row);
  return connection.kind === 'bitrix24' ? { row, origin: new URL(row.origin).origin, connection } : null;
}

/** Does the portal have this user do support's work here? Where each launch says so anew, by what the last one said. */
export function isSupportOf(portal: PortalRow, { user, isSupport }: PortalPersonRow): boolean {
  const connection = connectionOf(portal);
  switch (connection.kind) {
    case 'none':
      return false;
    case 'bitrix24':
      return connection.supportUsers.includes(user);
    case 'signed':
      return isSupport;
  }
}

/** True when nothing that a launch is verified with has changed between two readings of a portal. */
export function isSameConnection(one: PortalRow, other: PortalRow | null): boolean {
  return (
    other !== null &&
    one.origin === other.origin &&
    one.connection === other.connection &&
    one.connectionSecret === other.connectionSecret
  );
}

/** As settings show it: secrets by whether they are there. */
export function presentConnection(portal: PortalRow): Connection {
  const connection = connectionOf(portal);
  switch (connection.kind) {
    case 'none':
      return { kind: 'none' };
    case 'signed':
      return {
        kind: 'signed',
        algorithm: connection.algorithm,
        keyFingerprint: connection.keyFingerprint,
      };
    case 'bitrix24':
      return {
        kind: 'bitrix24',
        memberId: connection.memberId,
        authServer: connection.authServer,
        applicationCode: connection.applicationCode,
        hasApplicationToken: portal.connectionSecret !== null,
        allowPrivate: connection.allowPrivate,
        supportUsers: [...connection.supportUsers],
        installedAt: connection.installedAt === null ? null : new Date(connection.installedAt).toISOString(),
      };
  }
}
