import type { Card, CardInList } from '#contract/card.ts';
import { Problem } from '#contract/problem.ts';
import { type Stage, stageSemantics } from '#contract/stage.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import { readCursor, writeCursor } from '#server/store/cursor.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { CardRow, JournalStore, StageRow } from '#server/store/journal-store.ts';

/** Cards: the list of them, and one by itself. */
export function registerCardRoutes(registrar: Registrar, { store }: { store: Pick<JournalStore, 'cards'> }): void {
  readRoute(registrar, 'cards', async ({ portal, query }) => {
    const text = query.q === undefined || query.q.trim() === '' ? null : foldText(query.q.trim());
    const scope = ['cards', portal.portalNo, text, query.failures ?? false];
    const [lastAt, cardNo] = query.cursor === undefined ? [0, 0] : readCursor(scope, query.cursor);
    const after = query.cursor === undefined ? null : { lastAt, cardNo };
    const filter = { text, failures: query.failures ?? false };
    const rows = await store.cards.list(portal.portalNo, filter, after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const more = rows.length > query.limit && last !== undefined && last.lastAt !== null;
    return {
      items: page.map(presentInList),
      next: more ? writeCursor(scope, [last.lastAt ?? 0, last.cardNo]) : null,
      previous: null,
    };
  });

  readRoute(registrar, 'card', async ({ portal, params }) => {
    const row = await store.cards.find(portal.portalNo, params.cardType, params.cardId);
    if (row === null) throw new Problem('not_found', 'no such card');
    return present(row, await store.cards.stages(portal.portalNo, row.type, row.pipeline));
  });
}

function presentInList(row: CardRow): CardInList {
  return {
    type: row.type,
    id: row.id,
    title: row.title,
    stage: row.stage === null ? null : presentStage(row.stage),
    amount: row.amount,
    client: row.client,
    responsible: row.responsible,
    counts: { active: row.active, completed: row.completed, failed: row.failed },
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
    counts: { active: row.active, completed: row.completed, failed: row.failed },
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
