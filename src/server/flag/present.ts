import type { CardRef } from '#contract/card.ts';
import type { Flag } from '#contract/flag.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import type { FlagAuthor, FlagRow } from '#server/store/journal-store.ts';

/** As much of a message as a list shows. */
const mostOfMessage = 300;

/** `reader`: null for who has no flags of his own. */
export function presentFlag(row: FlagRow, reader: FlagAuthor | null): Flag {
  const { card, entry, evidence } = row;
  // With its client, whom a mask looks for in the title; the contract has no such field, so he leaves with nobody.
  const cardWithClient: (CardRef & { client: { name: string } | null }) | null =
    card === null ? null : { ...card, client: card.client === null ? null : { name: card.client } };
  return {
    flag: String(row.flagNo),
    process: row.process,
    card: cardWithClient,
    template: row.template,
    entry:
      entry === null
        ? null
        : { entry: entryIdOf(entry.key), activity: entry.activity, message: messageInList(entry.message) },
    why: row.why,
    dueAt: momentOf(row.dueAt),
    createdAt: new Date(row.createdAt).toISOString(),
    by: row.byName,
    isMine: reader !== null && isSame(reader, row.by),
    closedAt: momentOf(row.closedAt),
    closedBy: row.closedBy,
    reopenedAt: momentOf(row.reopenedAt),
    reopenedBy: row.reopenedBy,
    evidence: {
      entries: evidence.entries,
      sha256: evidence.sha256,
      takenAt: new Date(evidence.takenAt).toISOString(),
    },
  };
}

function isSame(one: FlagAuthor, other: FlagAuthor): boolean {
  return one.account === other.account && one.user === other.user;
}

function messageInList(message: string | null): string | null {
  return message === null || message.length <= mostOfMessage ? message : `${message.slice(0, mostOfMessage - 1)}…`;
}

function momentOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
