import type { Audit } from './audit/create.ts';
import { createRedactorOf } from './ingest/create.ts';
import type { Redaction, SecretRedactor } from './ingest/secrets.ts';
import { foldText } from './store/fold-text.ts';
import type { JournalStore, StoredText, TextPlace } from './store/journal-store.ts';

/** Rows looked at in one go: what others wait for meanwhile. */
const rowsAtOnce = 100;

/** Destroys, in what is stored already, the secrets that the rules of its day let pass. */
export type Redacting = {
  portals(): Promise<string[]>;
  /** A part of a portal; null: there is no such portal. */
  part(portal: string, after: TextPlace | null): Promise<RedactedPart | null>;
  /** Before the first part: who does what is in the audit log first. `portal` null: all of them. */
  begin(portal: string | null): Promise<void>;
  /** After the last: what was done, and the store's log emptied; false when somebody who reads keeps it from that. */
  end(portal: string | null, total: Readonly<Record<string, number>>): Promise<boolean>;
};

export function createRedacting(options: {
  store: JournalStore;
  secret: Buffer;
  audit: Pick<Audit, 'record' | 'checkpoint'>;
  /** Told when stored texts are others than somebody may have kept. */
  onChanged?(): void;
}): Redacting {
  const { store, secret, audit, onChanged } = options;
  const redactor = createRedactorOf(secret);

  async function note(portal: string | null, details: Readonly<Record<string, unknown>>): Promise<void> {
    const row = portal === null ? null : await store.portals.find(portal);
    const about = { portalNo: row?.portalNo ?? null, object: null, details, requestId: null, ip: null };
    await audit.record({ action: 'store.redact', actor: 'command', ...about });
  }

  return {
    portals: async () => (await store.portals.list()).map(({ portal }) => portal),
    async part(portal, after) {
      const row = await store.portals.find(portal);
      return row === null ? null : await redactPart(store, redactor, row.portalNo, after);
    },
    begin: async (portal) => await note(portal, { state: 'begun' }),
    async end(portal, total) {
      await note(portal, { state: 'done', ...total });
      await audit.checkpoint();
      // What others keep to ask the store less may have a secret in it.
      store.letGo();
      onChanged?.();
      return await store.care.checkpoint();
    },
  };
}

export type RedactedPart = {
  rows: number;
  /** Texts that were written anew, and secrets destroyed in them. */
  texts: number;
  secrets: number;
  /** Where to go on; null: that was all. */
  next: TextPlace | null;
};

/**
 * Looks through a part of what is stored with the rules of today and destroys the secrets that those of its day let
 * pass. What was looked through once comes out as it is, so a part may be done again.
 */
async function redactPart(
  store: Pick<JournalStore, 'texts'>,
  redactor: SecretRedactor,
  portalNo: number,
  after: TextPlace | null,
): Promise<RedactedPart> {
  const { texts, rows, next } = await store.texts.read(portalNo, after, rowsAtOnce);
  const found: Redaction[] = [];
  const changes: (StoredText & { put: string })[] = [];
  for (const stored of texts) {
    const put = redactor.text(stored.text, stored.column, found);
    if (put !== stored.text) changes.push({ ...stored, put: stored.column === 'search_text' ? foldText(put) : put });
  }
  changes.push(...foldedWith(texts, changes));
  const written = changes.length === 0 ? 0 : await store.texts.write(portalNo, changes);
  return { rows, texts: written, secrets: found.length, next };
}

/**
 * A card is found by its title and its client in small letters, in which a secret has lost its shape: where one of them
 * had a secret, its folded form is taken out of what the card is found by.
 */
function foldedWith(texts: readonly StoredText[], changes: readonly (StoredText & { put: string })[]) {
  const named = changes.filter(({ column }) => column === 'title' || column === 'client_name');
  return texts.flatMap((stored) => {
    if (stored.column !== 'search_text') return [];
    const isOf = ({ place }: StoredText) => place.table === stored.place.table && place.key[0] === stored.place.key[0];
    const own = named.filter(isOf);
    if (own.length === 0 || changes.some((change) => change.column === 'search_text' && isOf(change))) return [];
    const put = own.reduce((text, { text: before, put: after }) => {
      return text.replaceAll(foldText(before), () => foldText(after));
    }, stored.text);
    return put === stored.text ? [] : [{ ...stored, put }];
  });
}
