import type { CardInList } from '#contract/card.ts';
import { entryTypeByCode } from '#contract/entry.ts';
import type { ProcessInList, ProcessState } from '#contract/process.ts';
import { readSearch, type SearchTerm, writeSearch } from '#contract/search-language.ts';
import type { FoundEntry } from '#contract/search.ts';
import type { Mask } from '#server/access/mask.ts';
import { mostAmong, nobodysCard, type Sight } from '#server/access/sight.ts';
import { inProcesses, type OwnCauses } from '#server/cause/own-causes.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf, readCursor, writeCursor } from '#server/store/cursor.ts';
import type { CardRow, JournalStore, ProcessRow, ProcessTraits, SearchShown } from '#server/store/journal-store.ts';
import { searchTokens } from '#server/store/search-text.ts';
import { allOf, anyOf, type Ask, askOf } from './ask.ts';
import { directHits } from './direct.ts';
import { find, type Found, mostCounted } from './find.ts';
import { distinctCards, namedBy } from './names.ts';
import { partsOf } from './parts.ts';
import type { Personal } from './personal.ts';
import { createRobots } from './robots.ts';
import { suggest } from './suggest.ts';
import { widen } from './widen.ts';
import { wishOf } from './wish.ts';

/** Processes of cards that are named in a search: of more, the newest. */
const mostProcesses = 1_000;

const nothingFound: Found = {
  rows: [],
  processes: new Map(),
  next: null,
  total: 0,
  bounded: false,
  lookedBackTo: null,
};

export type SearchOptions = {
  store: JournalStore;
  personal: Personal;
  /** What stands in the audit log for a text. */
  markOf(text: string): string;
  presentCard(row: CardRow): CardInList;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
  stateOf(row: ProcessTraits): ProcessState;
  own: OwnCauses;
  now(): number;
};

/** The search over everything, and what its chips may be. */
export function registerSearchRoutes(registrar: Registrar, options: SearchOptions): void {
  const { store, personal, markOf, presentCard, presentProcess, stateOf, own, now } = options;
  const { search } = store;
  const robotsOf = createRobots(store, personal, now);

  readRoute(registrar, 'search', async ({ portal, query, sight, mask, language, note }) => {
    const { portalNo, masking, timeZone } = portal;
    const terms = readSearch(query.q);
    const written = writeSearch(terms);
    const scope = ['search', portalNo, written];
    const name = `search ${written}`;
    const before = query.cursor === undefined ? null : readCursor(scope, query.cursor)[0];
    const chips = [...new Set(terms.flatMap((term) => (term.kind === 'chip' ? [term.key] : [])))];
    // The pages that follow were noted with the first.
    await note({ details: { text: markOf(written), chips }, isCovered: before !== null });

    const forms = await widen(terms, search.entryWords);
    const ask = askOf(terms, await robotsOf(portalNo, masking), personal, { portalNo, masking, timeZone, forms });
    const narrowed = await narrow(store, portalNo, ask, sight);
    const found =
      terms.length === 0 || narrowed === null
        ? nothingFound
        : await find({
            search,
            portalNo,
            ask: { match: narrowed.match, from: ask.from, to: ask.to, before },
            isWanted: wishOf(ask.wish, personal, masking, stateOf),
            sight,
            limit: query.limit,
            name,
          });
    const present = { card: presentCard, process: (row: ProcessRow) => presentProcess(row, language) };
    const isFirst = before === null && ask.terms.length > 0;
    const shown = await search.shown(portalNo, found.rows);
    const processes = [...new Set(shown.map(({ processNo }) => processNo))].flatMap((no) => {
      const row = found.processes.get(no);
      return row === undefined ? [] : [present.process(row)];
    });
    const hits = isFirst
      ? await directHits({ store, personal, portalNo, sight, name, present }, ask.terms)
      : { cards: [], processes: [] };
    const direct = hits.processes.map(({ process }) => process);
    const named = await inProcesses(own, portalNo, direct, language);
    return {
      items: shown.flatMap((row) => presentFound(row, found.processes, ask.terms, mask)),
      next: found.next === null ? null : writeCursor(scope, [found.next.place, 0]),
      previous: null,
      processes: await inProcesses(own, portalNo, processes, language),
      hits: {
        ...hits,
        processes: hits.processes.map((hit, index) => ({ ...hit, process: named[index] ?? hit.process })),
      },
      total: found.total,
      bounded: found.bounded,
      lookedBackTo: found.lookedBackTo === null ? null : new Date(found.lookedBackTo.key.at).toISOString(),
      lag: await lagOf(search, portalNo),
      notUnderstood: ask.notUnderstood,
    };
  });

  readRoute(registrar, 'suggestSearch', async ({ portal, query, sight }) => {
    // What is on cards that were not asked about is told by nothing, names of robots too.
    if (!sight.all) return { items: [] };
    const robots = query.key === 'robot' ? await robotsOf(portal.portalNo, portal.masking) : [];
    return { items: await suggest(search, personal, portal, robots, query.key, query.q ?? '') };
  });
}

/** Narrows what is asked to processes of certain cards, where chips name cards or only some may be seen. Null: there are none. */
async function narrow(
  { search }: Pick<JournalStore, 'search'>,
  portalNo: number,
  ask: Ask,
  sight: Sight,
): Promise<{ match: string | null } | null> {
  if (ask.isNothing) return null;
  if (ask.cards.length === 0 && sight.only === null) return { match: ask.match };
  const named = [];
  for (const text of ask.cards) {
    for (const one of namedBy(text)) {
      if (one.what !== 'card') continue;
      const { type, id } = one;
      named.push(...(type === null ? await search.cardsOfId(portalNo, id) : [{ type, id }]));
    }
  }
  const asked = named.length === 0 ? [nobodysCard(ask.cards.join())] : distinctCards(named).slice(0, mostAmong);
  const cards = ask.cards.length === 0 ? (sight.only ?? []) : await sight.among(asked);
  const processes = [];
  for (const { type, id } of cards)
    processes.push(...(await search.processesOfCard(portalNo, type, id, mostProcesses)));
  if (processes.length === 0) return null;
  const any = anyOf(processes.slice(0, mostProcesses).map(searchTokens.process));
  return { match: ask.match === null ? any : allOf([any, ask.match]) };
}

async function lagOf(search: JournalStore['search'], portalNo: number) {
  const { entries, isWalking } = await search.lag(portalNo, mostCounted);
  return { entries, isBuilding: isWalking };
}

function presentFound(
  row: SearchShown,
  processes: ReadonlyMap<number, ProcessRow>,
  terms: readonly SearchTerm[],
  mask: Mask | null,
): FoundEntry[] {
  const process = processes.get(row.processNo)?.process;
  if (process === undefined) return [];
  // A message that was cut goes on where it ends here.
  const whole = row.message === null || row.messageLength === null ? row.message : `${row.message}…`;
  const message = whole === null ? null : mask === null ? whole : mask.text(whole);
  const { parts, hasAll } = message === null ? { parts: null, hasAll: terms.length === 0 } : partsOf(message, terms);
  const { title, code, name } = row.activity;
  const called = mask === null || title === null ? title : mask.text(title);
  const withRobot = hasAll || partsOf([message, called, code, name].filter(Boolean).join('\n'), terms).hasAll;
  return [
    {
      entry: entryIdOf(row.key),
      process,
      at: new Date(row.key.at).toISOString(),
      level: row.level,
      type: (row.typeCode === null ? undefined : entryTypeByCode[row.typeCode]) ?? String(row.typeCode ?? ''),
      activity: row.activity,
      message: parts === null || parts.length === 0 ? null : parts,
      found: hasAll ? 'message' : withRobot ? 'activity' : 'details',
    },
  ];
}
