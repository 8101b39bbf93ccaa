import type { Flag } from '#contract/flag.ts';
import type { Mask } from '#server/access/mask.ts';
import { mostAmong, nobodysCard, type Sight } from '#server/access/sight.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { FlagAuthor, FlagPlace, FlagRow } from '#server/store/journal-store.ts';
import { presentFlag } from './present.ts';

/** Flags looked through for a page of those that somebody may see, or that say what he looks for. */
const mostLookedAt = 500;
const mostLookedThrough = 10_000;

type Shown = { row: FlagRow; flag: Flag };
type Ask = {
  read(after: FlagPlace | null, limit: number): Promise<FlagRow[]>;
  /** Words that each flag has to say; the empty text: none. */
  q: string;
  sight: Sight;
  mask: Mask | null;
  reader: FlagAuthor | null;
  after: FlagPlace | null;
  limit: number;
  /** What was asked for. */
  name: string;
};

/**
 * A page of flags that the reader may see, filled up behind those that he may not, or that do not say his words. Looks
 * through so many and no more: then the page is short, may be empty, and goes on where it stopped.
 */
export async function listFlags(ask: Ask): Promise<{ items: Flag[]; next: FlagPlace | null }> {
  const { read, sight, reader, after, limit, name } = ask;
  const shown: Shown[] = [];
  const says = sayer(ask);
  const isBySight = !sight.all && sight.only === null;
  const most = isBySight ? mostLookedAt : mostLookedThrough;
  let from = after;
  for (let lookedAt = 0; lookedAt < most; lookedAt += mostAmong) {
    const rows = await read(from, isBySight || ask.q !== '' ? mostAmong : limit + 1);
    const found = rows.map((row) => ({ row, flag: presentFlag(row, reader) })).filter(({ flag }) => says(flag));
    // A search takes as long whether it hit what he may not see or nothing at all.
    if (lookedAt === 0 && found.length === 0) await sight.sees(nobodysCard(name));
    shown.push(...(isBySight ? await seen(found, sight) : found));
    if (shown.length > limit) {
      const page = shown.slice(0, limit);
      return { items: page.map(({ flag }) => flag), next: placeOf(page.at(-1)?.row) };
    }
    from = placeOf(rows.at(-1));
    if (rows.length < (isBySight || ask.q !== '' ? mostAmong : limit + 1)) from = null;
    if (from === null) break;
  }
  return { items: shown.map(({ flag }) => flag), next: from };
}

async function seen(found: readonly Shown[], sight: Sight): Promise<Shown[]> {
  const cards = found.flatMap(({ row: { card } }) => (card === null ? [] : [{ type: card.type, id: card.id }]));
  const may = new Set((await sight.among(cards)).map(({ type, id }) => `${type} ${id}`));
  return found.filter(({ row: { card } }) => card !== null && may.has(`${card.type} ${card.id}`));
}

/** Whether a flag says all words. What of it is hidden from who asks is not found. */
function sayer({ q, mask }: Pick<Ask, 'q' | 'mask'>): (flag: Flag) => boolean {
  const words = foldText(q)
    .split(/\s+/)
    .filter((word) => word !== '');
  const masked = mask === null ? [] : words.map((word) => mask.search(word));
  return (flag) => {
    const parts = partsOf(flag).map((part) => (part == null ? '' : foldText(part)));
    return (
      words.every((word) => parts.some((part) => part.includes(word))) &&
      masked.every((search) => search.answer(flag, partsOf))
    );
  };
}

function partsOf({ process, card, template, entry, why, by }: Flag) {
  return [why, by, process, card?.id, card?.title, template?.name, entry?.activity?.title, entry?.message];
}

function placeOf(row: FlagRow | undefined): FlagPlace | null {
  return row === undefined ? null : { sortAt: row.sortAt, flagNo: row.flagNo };
}
