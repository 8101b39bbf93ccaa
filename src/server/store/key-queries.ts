import type { Kysely, Selectable } from 'kysely';
import { type Scope, scopes } from '#contract/session.ts';
import type { JournalStore, KeyFacts } from './journal-store.ts';
import { builtOnce } from './built-query.ts';
import type { Database } from './schema.ts';

const toKey = (row: Selectable<Database['access_key']>): KeyFacts => ({
  keyId: row.key_id,
  portalNo: row.portal_no,
  user: row.user,
  scopes: row.scopes.split(',').filter((scope): scope is Scope => scopes.some((known) => known === scope)),
  secretHash: row.secret_hash,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  oldSecretHash: row.old_secret_hash,
  oldUntil: row.old_until,
  title: row.title,
  createdAt: row.created_at,
  createdBy: row.created_by,
  usedAt: row.used_at,
});

type KeyQueries = Pick<
  JournalStore['accounts'],
  'addKey' | 'keyById' | 'keyUsed' | 'keysOf' | 'rotateKey' | 'revokeKey'
>;

export function keyQueries(database: Kysely<Database>): KeyQueries {
  const byId = builtOnce(database, database.selectFrom('access_key').selectAll().where('key_id', '=', ''));
  return {
    async addKey({ keyId, portalNo, user, scopes: granted, secretHash, expiresAt, now, title, createdBy }) {
      await database
        .insertInto('access_key')
        .values({
          key_id: keyId,
          portal_no: portalNo,
          user,
          scopes: granted.join(','),
          secret_hash: secretHash,
          created_at: now,
          expires_at: expiresAt,
          used_at: null,
          title: title ?? null,
          created_by: createdBy ?? null,
          revoked_at: null,
          old_secret_hash: null,
          old_until: null,
        })
        .execute();
    },

    async keyById(keyId) {
      const [row] = await byId(keyId);
      return row === undefined ? null : toKey(row);
    },

    async keysOf(portalNo) {
      const rows = await database
        .selectFrom('access_key')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .orderBy('created_at', 'desc')
        .orderBy('key_id')
        .execute();
      return rows.map(toKey);
    },

    async rotateKey(keyId, secretHash, oldUntil) {
      await database
        .updateTable('access_key')
        .set((eb) => ({ old_secret_hash: eb.ref('secret_hash'), old_until: oldUntil, secret_hash: secretHash }))
        .where('key_id', '=', keyId)
        .where('revoked_at', 'is', null)
        .execute();
    },

    async revokeKey(keyId, now) {
      await database
        .updateTable('access_key')
        .set({ revoked_at: now, old_secret_hash: null, old_until: null })
        .where('key_id', '=', keyId)
        .where('revoked_at', 'is', null)
        .execute();
    },

    async keyUsed(keyId, now) {
      await database.updateTable('access_key').set({ used_at: now }).where('key_id', '=', keyId).execute();
    },
  };
}
