import { createHash } from 'node:crypto';
import type { CardScanRow, ProcessScanRow, TemplateScanRow } from '#server/store/care.ts';
import type { DeliveryRow, EntryKey, EntryRow, JournalStore, PortalRow, ToWrite } from '#server/store/journal-store.ts';
import { cardEvents, type StageChange } from './card-events.ts';
import { deliveryEventOf, entryEventOf, eventOf, type EventJson } from './event-of.ts';

const rowsAtOnce = 200;
/** An entry may be a mebibyte: few at once keep memory small. */
const entriesAtOnce = 50;
const keysAtOnce = 5_000;
const wholeJournal = [
  { at: Number.MIN_SAFE_INTEGER, no: 0 },
  { at: Number.MAX_SAFE_INTEGER, no: 0 },
] as const;

type Store = Pick<JournalStore, 'scan' | 'cards' | 'entries'>;
type Upsert = Exclude<ToWrite, { kind: 'entry' | 'delivery' }>;
type WithoutId<Write> = Write extends unknown ? Omit<Write, 'id'> : never;

/**
 * A portal as journal events, or one process of it with its card and template. A few rows are read at a time, so a
 * server may write meanwhile. Ids come from the portal and our numbers, those of upserts from what they tell too: taken
 * twice they change nothing, and a later export brings what has changed. The entries of a process come before it: what
 * it was doing last is then told by them.
 */
export async function* portalEvents(
  store: Store,
  { portalNo, portal }: PortalRow,
  only: ProcessScanRow | null,
): AsyncGenerator<EventJson> {
  const upsert = (mark: string, write: WithoutId<Upsert>): EventJson => {
    const event = eventOf({ ...write, id: '' });
    const print = createHash('sha256').update(JSON.stringify(event)).digest('base64url').slice(0, 12);
    return { ...event, id: `${portal}:${mark}.${print}` };
  };

  for await (const row of pages(
    (after) => store.scan.templates(portalNo, after, rowsAtOnce),
    (row) => row.templateNo,
  )) {
    if (only !== null && (row.id !== only.template?.id || row.version !== (only.template.version ?? ''))) continue;
    const write = templateOf(row);
    if (write !== null) yield upsert(`t${row.templateNo}`, write);
  }

  const pipelines = pipelinesOf(await store.scan.pipelines(portalNo));
  const first = only === null ? 0 : (only.card?.cardNo ?? Infinity) - 1;
  const cards = pages(
    (after) => store.scan.cards(portalNo, after, only === null ? rowsAtOnce : 1),
    (row) => row.cardNo,
    first,
  );
  if (first !== Infinity) {
    for await (const card of cards) {
      const changes = await changesOf(store, portalNo, card);
      const events = cardEvents(card, changes, (stage) => pipelines(card, stage));
      const given = new Map<string, number>();
      for (const write of events) {
        const event = upsert(`c${card.cardNo}`, write);
        // A card may have come to the same stage twice in one moment.
        const times = (given.get(event.id) ?? 0) + 1;
        given.set(event.id, times);
        yield times === 1 ? event : { ...event, id: `${event.id}.${times}` };
      }
      if (only !== null) break;
    }
  }

  const processes =
    only === null
      ? pages(
          (after) => store.scan.processes(portalNo, after, rowsAtOnce),
          (row) => row.processNo,
        )
      : [only];
  for await (const row of processes) {
    for await (const entry of entriesOf(store, portalNo, row)) {
      yield entryEventOf(`${portal}:e${entry.key.no}`, row.process, entry);
    }
    const write = processOf(row);
    if (write !== null) yield upsert(`p${row.processNo}`, write);
  }

  for (let after: DeliveryRow | null = null; ;) {
    const rows: DeliveryRow[] = await store.scan.deliveries(portalNo, only?.processNo ?? null, after, rowsAtOnce);
    for (const row of rows) yield deliveryEventOf(`${portal}:d${row.no}`, row);
    after = rows.at(-1) ?? null;
    if (after === null) break;
  }
}

/** The entries of a process as they came, for what came late counts less; only keys are kept for sorting. */
async function* entriesOf({ entries }: Store, portalNo: number, row: ProcessScanRow): AsyncGenerator<EntryRow> {
  const { processNo, levels } = row;
  // Most processes are short: all at once then.
  if (Object.values(levels).reduce((sum, count) => sum + count, 0) <= entriesAtOnce) {
    const rows = await entries.between(portalNo, processNo, ...wholeJournal, true);
    yield* rows.sort((a, b) => a.key.no - b.key.no);
    return;
  }
  const keys: EntryKey[] = [];
  for (let after: EntryKey | null = null; ;) {
    const page: EntryKey[] = await entries.outline(portalNo, processNo, after, keysAtOnce);
    for (const { at, no } of page) keys.push({ at, no });
    after = keys.at(-1) ?? null;
    if (page.length < keysAtOnce) break;
  }
  keys.sort((a, b) => a.no - b.no);
  for (let from = 0; from < keys.length; from += entriesAtOnce) {
    const rows = await entries.byKeys(portalNo, processNo, keys.slice(from, from + entriesAtOnce), true);
    yield* rows.sort((a, b) => a.key.no - b.key.no);
  }
}

/** Every row of a list that is read by number. */
async function* pages<Row>(
  read: (after: number) => Promise<Row[]>,
  numberOf: (row: Row) => number,
  first = 0,
): AsyncGenerator<Row> {
  for (let after = first; ;) {
    const rows = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = numberOf(last);
  }
}

/** A template that only processes have named tells its name at the beginning of time, where anything told is newer. */
function templateOf(row: TemplateScanRow): WithoutId<Upsert> | null {
  const { id, version, name, cardType, stage, origin, logging, toldAt, details } = row;
  if (toldAt === null && name === null) return null;
  return {
    kind: 'template',
    at: toldAt ?? 0,
    template: { id, version },
    name,
    cardType,
    stage,
    origin,
    logging,
    details,
  };
}

function processOf(row: ProcessScanRow): WithoutId<Upsert> | null {
  const { toldAt, process, card, template, stage, state, stateTitle, startedAt, finishedAt, startedBy, trigger } = row;
  // Only its entries have come so far.
  if (toldAt === null || card === null || template === null) return null;
  return {
    kind: 'process',
    at: toldAt,
    process,
    template: { id: template.id, version: template.version ?? '' },
    card: { type: card.type, id: card.id },
    stage,
    state,
    stateTitle,
    startedAt,
    finishedAt,
    startedBy,
    trigger,
    waitingUntil: row.waitingUntil,
    trimmedTo: row.trimmedTo,
    details: row.details,
  };
}

async function changesOf(store: Store, portalNo: number, card: CardScanRow): Promise<StageChange[]> {
  const changes: StageChange[] = [];
  for (let before: EntryKey | null = null; ;) {
    const page: StageChange[] = await store.cards.stageChanges(portalNo, card.cardNo, before, rowsAtOnce);
    changes.push(...page);
    before = page.at(-1)?.key ?? null;
    if (page.length < rowsAtOnce) return changes;
  }
}

/** The pipeline of a stage that a card has passed: the card's own if the stage is in it, else one that has the stage. */
function pipelinesOf(rows: Awaited<ReturnType<Store['scan']['pipelines']>>) {
  const having = new Map<string, string[]>();
  const keyOf = (type: string, stage: string) => JSON.stringify([type, stage]);
  for (const { cardType, pipeline, stage } of rows) {
    const key = keyOf(cardType, stage);
    having.set(key, [...(having.get(key) ?? []), pipeline]);
  }
  return (card: CardScanRow, stage: string): string | null => {
    const found = having.get(keyOf(card.type, stage)) ?? [];
    // A card that was in no pipeline till now was in none then.
    if (card.pipeline === null) return null;
    const own = card.pipeline;
    const pipeline = found.includes(own) || found.length === 0 ? own : found.includes('') ? '' : (found[0] ?? '');
    return pipeline === '' ? null : pipeline;
  };
}
