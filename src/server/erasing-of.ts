import type { Erasure, ErasurePreview, ErasureSubject } from '#contract/erasure.ts';
import type { RecordAudit } from './access/audit-note.ts';
import { createErasing, type Erasing, type ErasingOptions } from './erasing/create.ts';
import { ledgerIn, ledgerKeyOf } from './erasing/ledger.ts';
import { presentErasure } from './erasing/routes.ts';
import { readSubject } from './erasing/subject.ts';
import { createSecretBox } from './portal/secret-box.ts';
import type { JournalStore, PortalRow } from './store/journal-store.ts';

/** Erasing with what an instance has: its key, and the ledger in its directory. */
export function createErasingOf(
  options: { secret: Buffer; dataDir: string } & Omit<ErasingOptions, 'key' | 'ledger' | 'box'>,
): Erasing {
  const { secret, dataDir, ...rest } = options;
  return createErasing({
    ...rest,
    key: ledgerKeyOf(secret),
    ledger: ledgerIn(dataDir),
    box: createSecretBox(secret, 'erasure subjects'),
  });
}

/** Erasing as the command line asks for it. Null: there is no such portal, or no such erasure. */
export type CommandErasing = {
  preview(portal: string, subject: ErasureSubject): Promise<ErasurePreview | null>;
  begin(portal: string, subject: ErasureSubject): Promise<Erasure | null>;
  job(portal: string, erasure: string): Promise<Erasure | null>;
};

export function eraseByCommand(options: {
  portals: JournalStore['portals'];
  erasing: Erasing;
  record: RecordAudit;
}): CommandErasing {
  const { portals, erasing, record } = options;

  async function note(
    action: 'erasure.preview' | 'erasure.begin',
    { portalNo }: PortalRow,
    kind: string,
    object: { kind: string; id: string } | null,
  ): Promise<void> {
    await record({ action, actor: 'command', portalNo, object, details: { kind }, requestId: null, ip: null });
  }

  return {
    async preview(name, asked) {
      const portal = await portals.find(name);
      if (portal === null) return null;
      const subject = readSubject(asked);
      await note('erasure.preview', portal, subject.kind, null);
      return await erasing.preview(portal, subject);
    },
    async begin(name, asked) {
      const portal = await portals.find(name);
      if (portal === null) return null;
      const subject = readSubject(asked);
      await note('erasure.begin', portal, subject.kind, erasing.markOf(name, subject));
      return presentErasure(await erasing.begin(portal, subject, { kind: 'command', name: null }));
    },
    async job(name, erasure) {
      const portal = await portals.find(name);
      const found = portal === null ? null : await erasing.find(portal.portalNo, Number(erasure));
      return found === null ? null : presentErasure(found);
    },
  };
}
