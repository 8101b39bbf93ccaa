import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entry } from '#contract/entry.ts';
import { Problem } from '#contract/problem.ts';
import type { ProcessInList } from '#contract/process.ts';
import type { Mask } from '#server/access/mask.ts';
import { inEntries, type OwnCauses } from '#server/cause/own-causes.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import type { JournalStore, ProcessFilter, ProcessRow } from '#server/store/journal-store.ts';
import { entryParts } from './entry-parts.ts';
import { presentEntry } from './present.ts';
import { processesOfCard, seenProcesses } from './walk-processes.ts';
import { type Trace, writeXes, xesMediaType } from './xes.ts';

export type ManyOptions = {
  store: Pick<JournalStore, 'cards' | 'entries' | 'processes'>;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
  own: OwnCauses;
  /** What a card's list would show under the same words. */
  filterOf(query: ReadContext<'cardExport'>['query']): ProcessFilter;
  now(): number;
};

type Context = ReadContext<'cardExport'> | ReadContext<'portalExport'>;
/** Whom a file is for, and what it is called. */
export type FileOf = Pick<Context, 'portal' | 'reply' | 'language' | 'mask'> & { name: string; isFiltered: boolean };
/** Answers with the journals of processes as XES. */
export type SendJournals = (file: FileOf, rows: AsyncGenerator<ProcessRow>) => Promise<Readable>;

/** Journals of many processes as one file, read and sent in parts, whatever there is of them. */
export function createExportOfMany({ store, presentProcess, own, filterOf, now }: ManyOptions) {
  async function ofCard(context: ReadContext<'cardExport'>): Promise<Readable> {
    const { portal, params, sight, note } = context;
    const { cardType: type, cardId: id } = params;
    const isSeen = await sight.sees({ type, id });
    const card = isSeen ? await store.cards.find(portal.portalNo, type, id) : null;
    if (card === null) throw new Problem('not_found', 'no such card');
    await note({ object: { kind: 'card', id: `${type}/${id}` }, details: detailsOf(context) });
    return send(
      { ...context, name: `card-${card.cardNo}`, isFiltered: isFiltered(context) },
      processesOfCard(store, portal.portalNo, card.cardNo, filterOf(context.query)),
    );
  }

  async function ofPortal(context: ReadContext<'portalExport'>): Promise<Readable> {
    const { portal, query, sight, note } = context;
    await note({ details: { ...detailsOf(context), cardType: query.cardType ?? null } });
    const filter = { ...filterOf(context.query), cardType: query.cardType ?? null };
    return send(
      { ...context, name: 'portal', isFiltered: isFiltered(context) },
      seenProcesses(store, portal.portalNo, filter, sight),
    );
  }

  async function send(file: FileOf, rows: AsyncGenerator<ProcessRow>): Promise<Readable> {
    const { portal, reply, language, mask, name } = file;
    const log = { portal, isFiltered: file.isFiltered, at: now() };
    const chunks = writeXes(
      log,
      traces(store, portal.portalNo, await started(rows), { presentProcess, own }, language, mask),
    );
    reply.header('content-type', xesMediaType);
    reply.header('content-disposition', `attachment; filename="journal-${name}.xes"`);
    reply.header('cache-control', 'no-store');
    return Readable.from(chunks, { highWaterMark: 2 });
  }

  return { ofCard, ofPortal, send };
}

/** What the file is narrowed by; `portal` says whose it is. */
function filtersOf(query: object): string[] {
  return Object.keys(query).filter((name) => name !== 'portal' && name !== 'format');
}

const isFiltered = ({ query }: Context): boolean => filtersOf(query).length > 0;

/** Which filters there were, and of what was typed only what cannot name anybody. */
function detailsOf({ query }: Context): Record<string, unknown> {
  return { format: query.format, filter: filtersOf(query), state: query.state ?? null };
}

/** What is wrong with the first of them is an answer still; once a file has begun it can only break off. */
async function started<Row>(rows: AsyncGenerator<Row>): Promise<AsyncGenerator<Row>> {
  const first = await rows.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* rows;
  })();
}

/** Each process with its journal, as their reader may see them. */
export async function* traces(
  { entries }: Pick<JournalStore, 'entries'>,
  portalNo: number,
  rows: AsyncIterable<ProcessRow>,
  { presentProcess, own }: Pick<ManyOptions, 'presentProcess' | 'own'>,
  language: Language,
  mask: Mask | null,
): AsyncGenerator<Trace> {
  async function* parts(row: ProcessRow): AsyncGenerator<Entry[]> {
    for await (const part of entryParts(entries, portalNo, row)) {
      const told = part.map((entry) => presentEntry(row.process, entry, 'full', language));
      const shown = await inEntries(own, portalNo, told, language);
      yield mask === null ? shown : mask.answer(shown).value;
      // Others get their turn after each part.
      await nextTurn();
    }
  }
  for await (const row of rows) {
    const process = presentProcess(row, language);
    yield { process: mask === null ? process : mask.answer(process).value, parts: parts(row) };
  }
}
