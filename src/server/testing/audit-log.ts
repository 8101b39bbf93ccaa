import type { AuditRow } from '#server/store/journal-store.ts';
import type { TestApp } from './test-app.ts';

/** Everything that the audit log holds, in order. */
export async function auditLog(app: Pick<TestApp, 'store'>): Promise<AuditRow[]> {
  return await app.store.audit.from(1, 1000);
}

/** The same in a word each: action and object. */
export async function auditWords(app: Pick<TestApp, 'store'>): Promise<string[]> {
  return (await auditLog(app)).map(({ action, object }) => (object === null ? action : `${action} ${object}`));
}
