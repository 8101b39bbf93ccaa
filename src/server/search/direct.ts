import type { CardInList } from '#contract/card.ts';
import type { ProcessInList } from '#contract/process.ts';
import type { SearchTerm } from '#contract/search-language.ts';
import type { DirectHits } from '#contract/search.ts';
import { type CardName, mostAmong, nobodysCard, seesOn, type Sight } from '#server/access/sight.ts';
import type { CardRow, JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import { everyTerm, waysOf } from './ask.ts';
import { distinctCards, namedBy } from './names.ts';
import type { Personal } from './personal.ts';
import { widen } from './widen.ts';

const mostTerms = 5;
const mostCards = 6;

type Direct = {
  store: Pick<JournalStore, 'search' | 'cards' | 'processes' | 'applications'>;
  personal: Personal;
  portalNo: number;
  sight: Sight;
  /** What was searched for: of a card that nobody has. */
  name: string;
  present: { card(row: CardRow): CardInList; process(row: ProcessRow): ProcessInList };
};

/** What the words of a search name by themselves, as far as its reader may see it. */
export async function directHits(direct: Direct, terms: readonly SearchTerm[]): Promise<DirectHits> {
  const texts = terms.flatMap((term) => (term.kind === 'word' || term.kind === 'phrase' ? [term.text] : []));
  const named = [...new Set([texts.join(' '), ...texts.slice(0, mostTerms)])].flatMap(namedBy);
  const cards: CardName[] = [];
  const processes: DirectHits['processes'] = [];
  for (const one of named) {
    if (one.what === 'card') {
      cards.push(
        ...(one.type === null
          ? await direct.store.search.cardsOfId(direct.portalNo, one.id)
          : [{ type: one.type, id: one.id }]),
      );
    } else {
      const hit = one.what === 'step' ? await stepOf(direct, one) : await processOf(direct, one.process);
      if (hit !== null && !processes.some(({ process }) => process.process === hit.process.process))
        processes.push(hit);
    }
  }
  cards.push(...(await cardsCalled(direct, terms)));
  return { cards: await seenCards(direct, distinctCards(cards)), processes };
}

async function processOf({ store, portalNo, sight, present }: Direct, process: string) {
  const row = await store.processes.find(portalNo, process);
  if (!(await seesOn(sight, row?.card ?? null, process)) || row === null) return null;
  return { process: present.process(row), step: null };
}

/** The step that a token was given for. All of the token that names it has to be right. */
async function stepOf(
  { store, portalNo, sight, present }: Direct,
  named: { process: string; activity: string; event: string },
): Promise<DirectHits['processes'][number] | null> {
  const step = await store.applications.step(portalNo, named.event);
  const row = step === null ? null : await store.processes.byNo(portalNo, step.processNo);
  const isRight = step !== null && row?.process === named.process && step.activity.name === named.activity;
  const isSeen = await seesOn(sight, isRight ? (row?.card ?? null) : null, named.event);
  if (!isSeen || !isRight || row === null) return null;
  return { process: present.process(row), step: { activity: step.activity, isOpen: step.closedAt === null } };
}

/** Cards in whose title all words stand, in any form, or whose client is meant whole. */
async function cardsCalled({ store, personal, portalNo }: Direct, terms: readonly SearchTerm[]): Promise<CardName[]> {
  const forms = await widen(terms, store.search.cardWords);
  const match = everyTerm(terms, personal, portalNo, (term) => waysOf(term, forms));
  if (match === null) return [];
  return await store.search.cardsByNo(portalNo, await store.search.findCards(portalNo, match, mostAmong));
}

async function seenCards(
  { store, portalNo, sight, name, present }: Direct,
  cards: readonly CardName[],
): Promise<CardInList[]> {
  const rows: CardRow[] = [];
  // Where there is none, a card that nobody has is asked about: that takes as long.
  const asked = cards.length === 0 ? [nobodysCard(name)] : cards.slice(0, mostAmong);
  for (const { type, id } of await sight.among(asked)) {
    const row = rows.length < mostCards ? await store.cards.find(portalNo, type, id) : null;
    if (row !== null) rows.push(row);
  }
  return rows.map(present.card);
}
