import type { Card, CardInList } from '#contract/card.ts';
import { Problem } from '#contract/problem.ts';
import { type Stage, stageSemantics } from '#contract/stage.ts';
import { mostAmong, nobodysCard, type Sight } from '#server/access/sight.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import { readCursor, writeCursor } from '#server/store/cursor.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { CardRow, JournalStore, StageRow } from '#server/store/journal-store.ts';

/** Cards that the portal is asked about for a page of those that somebody may see. */
const mostLookedAt = 500;
/** Cards looked through for a text whose finds are hidden from who asks. */
const mostLookedThrough = 2_000;

/** Cards: the list of them, and one by itself. */
export function registerCardRoutes(registrar: Registrar, { store }: { store: Pick<JournalStore, 'cards'> }): void {
  readRoute(registrar, 'cards', async ({ portal, query, sight, mask }) => {
    const q = query.q?.trim() ?? '';
    const text = q === '' ? null : foldText(q);
    const scope = ['cards', portal.portalNo, text, query.failures ?? false, query.flagged ?? false];
    const [lastAt, cardNo] = query.cursor === undefined ? [0, 0] : readCursor(scope, query.cursor);
    const after = query.cursor === undefined ? null : { lastAt, cardNo };
    const filter = {
      text,
      failures: query.failures ?? false,
      flagged: query.flagged ?? false,
      only: sight.only,
    };
    const list = async (from: Place | null, limit: number) =>
      await store.cards.list(portal.portalNo, filter, from, limit);
    // The store finds by what a card is called; whoever does not see that finds nothing by it.
    const masked = text === null ? null : (mask?.search(q) ?? null);
    const isFound = (row: CardRow) => masked?.answer(presentInList(row), namesOf) !== false;

    const { page, next } =
      sight.all && masked === null
        ? pageOf(await list(after, query.limit + 1), query.limit)
        : await shownPage(list, isFound, sight, after, query.limit, JSON.stringify(scope));
    return {
      items: page.map(presentInList),
      next: next === null ? null : writeCursor(scope, [next.lastAt, next.cardNo]),
      previous: null,
    };
  });

  readRoute(registrar, 'card', async ({ portal, params, sight }) => {
    const isSeen = await sight.sees({ type: params.cardType, id: params.cardId });
    const row = isSeen ? await store.cards.find(portal.portalNo, params.cardType, params.cardId) : null;
    if (row === null) throw new Problem('not_found', 'no such card');
    return present(row, await store.cards.stages(portal.portalNo, row.type, row.pipeline));
  });
}

type Place = { lastAt: number; cardNo: number };
type CardPage = { page: CardRow[]; next: Place | null };

/** A page of rows of which one more than it holds were asked for. */
function pageOf(rows: readonly CardRow[], limit: number): CardPage {
  const page = rows.slice(0, limit);
  return { page, next: rows.length > limit ? placeOf(page.at(-1)) : null };
}

function placeOf(row: CardRow | undefined): Place | null {
  return row === undefined || row.lastAt === null ? null : { lastAt: row.lastAt, cardNo: row.cardNo };
}

/**
 * A page of those that the reader may see, filled up behind those that he may not. Looks through so many and no more:
 * then the page is short, may be empty, and goes on where it stopped. `name`: what was asked for; at least one card is
 * asked about, so that a search takes as long whether it hit what he may not see or nothing at all.
 */
async function shownPage(
  list: (from: Place | null, limit: number) => Promise<CardRow[]>,
  isFound: (row: CardRow) => boolean,
  sight: Sight,
  after: Place | null,
  limit: number,
  name: string,
): Promise<CardPage> {
  const shown: CardRow[] = [];
  let from = after;
  const most = sight.all ? mostLookedThrough : mostLookedAt;
  for (let lookedAt = 0; lookedAt < most; lookedAt += mostAmong) {
    const rows = await list(from, mostAmong);
    const found = rows.filter(isFound);
    if (lookedAt === 0 && found.length === 0) await sight.sees(nobodysCard(name));
    shown.push(...(await sight.among(found)));
    if (shown.length > limit) return pageOf(shown, limit);
    if (rows.length < mostAmong) return { page: shown, next: null };
    from = placeOf(rows.at(-1));
  }
  return { page: shown, next: from };
}

/** What a search over cards looks into. */
function namesOf({ id, title, client }: CardInList) {
  return [id, title, client?.name];
}

export function presentInList(row: CardRow): CardInList {
  return {
    type: row.type,
    id: row.id,
    title: row.title,
    stage: row.stage === null ? null : presentStage(row.stage),
    amount: row.amount,
    client: row.client,
    responsible: row.responsible,
    counts: { active: row.active, completed: row.completed, failed: row.failed, flagged: row.flagged },
    lastAt: row.lastAt === null ? null : new Date(row.lastAt).toISOString(),
  };
}

function present(row: CardRow, stages: readonly StageRow[]): Card {
  return {
    type: row.type,
    id: row.id,
    title: row.title,
    pipeline: row.pipeline,
    stage: row.stage === null ? null : presentStage(row.stage),
    stageSince: row.stageSince === null ? null : new Date(row.stageSince).toISOString(),
    stages: stages.map(presentStage),
    responsible: row.responsible,
    client: row.client,
    amount: row.amount,
    url: linkOf(row.url),
    counts: { active: row.active, completed: row.completed, failed: row.failed, flagged: row.flagged },
  };
}

function presentStage(stage: StageRow): Stage {
  return { ...stage, semantics: stageSemantics.find((semantics) => semantics === stage.semantics) ?? null };
}

/** An address that may be followed: the scheme is looked at after parsing, which drops what hides it. */
function linkOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
