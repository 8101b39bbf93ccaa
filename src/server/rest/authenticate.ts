import { hashSecret } from '#server/access/key.ts';
import type { JournalStore, KeyRow } from '#server/store/journal-store.ts';
import { RestError } from './errors.ts';
import type { RestCaller } from './method.ts';

export type Credentials = { kind: 'webhook'; user: string; code: string } | { kind: 'token'; token: string | null };

/** Finds out who calls. Wrong secrets are compared like right ones, so that they take as long. */
export function createRestAuthentication(options: {
  store: Pick<JournalStore, 'applications'>;
  /** The key that a text is, as every door has it. */
  checkKey(text: string): Promise<{ row: KeyRow; isExpired: boolean } | null>;
  now(): number;
}) {
  const { store, checkKey, now } = options;

  const webhookCaller = (row: KeyRow): { portalNo: number; caller: RestCaller } => ({
    portalNo: row.portalNo,
    caller: {
      kind: 'webhook',
      credential: `key ${row.keyId}`,
      clientId: null,
      title: null,
      user: row.user,
      scopes: row.scopes,
    },
  });

  return async (credentials: Credentials): Promise<{ portalNo: number; caller: RestCaller }> => {
    if (credentials.kind === 'webhook') {
      const found = await checkKey(credentials.code);
      // Unknown, expired and another user's are alike: a probe learns nothing.
      if (found === null || found.isExpired || found.row.user !== credentials.user)
        throw new RestError('INVALID_CREDENTIALS');
      return webhookCaller(found.row);
    }
    const { token } = credentials;
    if (token === null || token === '') throw new RestError('NO_AUTH_FOUND');
    const access = await store.applications.byToken(hashSecret(token), 'access');
    if (access !== null) {
      if (access.expiresAt <= now()) throw new RestError('expired_token');
      const { application } = access;
      return {
        portalNo: application.portalNo,
        caller: {
          kind: 'application',
          credential: `application ${application.clientId}`,
          clientId: application.clientId,
          title: application.title,
          user: application.user,
          scopes: application.scopes,
        },
      };
    }
    const found = await checkKey(token);
    if (found === null) throw new RestError('invalid_token');
    if (found.isExpired) throw new RestError('expired_token');
    return webhookCaller(found.row);
  };
}
