import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessInList } from '#contract/process.ts';
import { Problem } from '#contract/problem.ts';
import { seesOn, type Sight } from '#server/access/sight.ts';
import type { MaskedSearch } from '#server/access/mask.ts';
import { inProcesses, type OwnCauses } from '#server/cause/own-causes.ts';
import { type ReadContext, readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import { readCursor, writeCursor } from '#server/store/cursor.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import { filterOf } from './filter.ts';
import { momentOf, presentInList, presentProcess, presentStage } from './present.ts';

const countBound = 10_001;
/** Processes looked through for a text, and how many at once. What lies beyond is not counted, and the answer says so. */
const mostLookedThrough = 10_000;
const lookedAtOnce = 200;

type Presented = (portalNo: number, rows: readonly ProcessRow[], language: Language) => Promise<ProcessInList[]>;

/** Processes: of a card, its timeline, and one by itself. */
export function registerProcessRoutes(
  registrar: Registrar,
  { store, own, now, retentionMs }: { store: JournalStore; own: OwnCauses; now(): number; retentionMs: number },
): void {
  const presented: Presented = async (portalNo, rows, language) => {
    const shown = rows.map((row) => presentInList(row, language, now()));
    return await inProcesses(own, portalNo, shown, language);
  };

  /** Null for a card that there is not, or not for him. */
  async function cardNoOf(
    portalNo: number,
    sight: Sight,
    { cardType: type, cardId: id }: { cardType: string; cardId: string },
  ): Promise<number | null> {
    return (await sight.sees({ type, id })) ? ((await store.cards.find(portalNo, type, id))?.cardNo ?? null) : null;
  }

  readRoute(registrar, 'cardProcesses', async ({ portal, params, query, language, sight, mask }) => {
    const cardNo = await cardNoOf(portal.portalNo, sight, params);
    if (cardNo === null) return { items: [], next: null, previous: null, total: 0, bounded: false };
    const filter = { ...filterOf(query, now()), section: query.section ?? null };
    const q = query.q?.trim() ?? '';
    const text = q === '' ? null : foldText(q);
    const masked = text === null ? null : (mask?.search(q) ?? null);
    const scope = [
      'card-processes',
      cardNo,
      query.section,
      query.state,
      query.template,
      query.stage,
      query.from,
      query.to,
      text,
      query.failures,
      query.flagged,
    ];
    let after = query.cursor === undefined ? null : placeOf(readCursor(scope, query.cursor));

    const items: { row: ProcessRow; shown: ProcessInList }[] = [];
    let total = 0;
    let isBounded = false;
    if (text === null) {
      const rows = await store.processes.ofCard(portal.portalNo, cardNo, filter, after, query.limit + 1);
      const shown = await presented(portal.portalNo, rows, language);
      items.push(...rows.map((row, index) => ({ row, shown: shown[index]! })));
      total = await store.processes.countOfCard(portal.portalNo, cardNo, filter, countBound);
      isBounded = total >= countBound;
    } else {
      // What a row says depends on the reader's language, so a text is looked for in what he would read.
      const start = after;
      after = null;
      for (let seen = 0; ; seen += lookedAtOnce) {
        isBounded = seen >= mostLookedThrough;
        if (isBounded) break;
        const rows = await store.processes.ofCard(portal.portalNo, cardNo, filter, after, lookedAtOnce);
        const presentedRows = await presented(portal.portalNo, rows, language);
        for (const [index, row] of rows.entries()) {
          const shown = presentedRows[index]!;
          if (!says(shown, row, text, masked)) continue;
          total += 1;
          if (start === null || isAfter(row, start)) if (items.length <= query.limit) items.push({ row, shown });
        }
        const last = rows.at(-1);
        if (last === undefined || rows.length < lookedAtOnce) break;
        after = { sortAt: last.sortAt, processNo: last.processNo };
        await nextTurn();
      }
    }
    const page = items.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ shown }) => shown),
      next:
        items.length > query.limit && last !== undefined
          ? writeCursor(scope, [last.row.sortAt, last.row.processNo])
          : null,
      previous: null,
      total: Math.min(total, countBound - 1),
      bounded: isBounded,
    };
  });

  readRoute(registrar, 'cardFacets', async ({ portal, params, sight }) => {
    const cardNo = await cardNoOf(portal.portalNo, sight, params);
    return cardNo === null ? { templates: [], stages: [] } : await store.processes.facets(portal.portalNo, cardNo);
  });

  readRoute(registrar, 'cardTimeline', async (context) => await timeline(store, context, presented));

  readRoute(registrar, 'process', async ({ portal, params, language, note, sight }) => {
    const row = await store.processes.find(portal.portalNo, params.process);
    if (!(await seesOn(sight, row?.card ?? null, params.process)) || row === null)
      throw new Problem('not_found', 'no such process');
    await note({ object: { kind: 'process', id: row.process } });
    const shown = presentProcess(row, language, now(), retentionMs);
    return (await inProcesses(own, portal.portalNo, [shown], language))[0] ?? shown;
  });
}

async function timeline(
  store: JournalStore,
  { portal, params, query, language, sight }: ReadContext<'cardTimeline'>,
  presented: Presented,
) {
  const isSeen = await sight.sees({ type: params.cardType, id: params.cardId });
  const card = isSeen ? await store.cards.find(portal.portalNo, params.cardType, params.cardId) : null;
  if (card === null) return { items: [], next: null, previous: null };
  const scope = ['timeline', card.cardNo];
  const [at, no] = query.cursor === undefined ? [0, 0] : readCursor(scope, query.cursor);
  const before = query.cursor === undefined ? null : { at, no };
  const changes = await store.cards.stageChanges(portal.portalNo, card.cardNo, before, query.limit + 1);
  const processes = await store.processes.startedOfCard(portal.portalNo, card.cardNo, before, query.limit + 1);
  const shown = await presented(portal.portalNo, processes, language);
  const all = [
    ...changes.map(({ key, ...stage }) => ({
      key,
      item: { kind: 'stage' as const, at: momentOf(key.at) ?? '', stage: presentStage(stage) },
    })),
    ...processes.map((row, index) => {
      const key = { at: row.startedAt ?? row.sortAt, no: row.processNo };
      return {
        key,
        item: { kind: 'process' as const, at: momentOf(key.at) ?? '', process: shown[index]! },
      };
    }),
  ].toSorted((a, b) => b.key.at - a.key.at || b.key.no - a.key.no);
  const page = all.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    next: all.length > query.limit && last !== undefined ? writeCursor(scope, [last.key.at, last.key.no]) : null,
    previous: null,
  };
}

function placeOf([sortAt, processNo]: [number, number]) {
  return { sortAt, processNo };
}

function isAfter(row: ProcessRow, place: { sortAt: number; processNo: number }): boolean {
  return row.sortAt < place.sortAt || (row.sortAt === place.sortAt && row.processNo < place.processNo);
}

/** Whether a process says a text. What of it is hidden from who asks is not found. */
function says(shown: ProcessInList, row: ProcessRow, text: string, masked: MaskedSearch | null): boolean {
  const has = (part: string | null | undefined) => part != null && foldText(part).includes(text);
  return (
    (partsOf(shown).some(has) && masked?.answer(shown, partsOf) !== false) ||
    (row.lastMessage !== null && has(row.lastMessage) && masked?.text(row.lastMessage) !== false)
  );
}

function partsOf({ process, template, stage, stateTitle, failure, lastActivity }: ProcessInList) {
  return [
    process,
    template?.name,
    stage?.name,
    stateTitle,
    failure?.message,
    failure?.cause.title,
    lastActivity?.title,
  ];
}
