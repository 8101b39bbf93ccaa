import type { Flag, FlagCheck } from '#contract/flag.ts';
import { Problem } from '#contract/problem.ts';
import type { Mask } from '#server/access/mask.ts';
import type { Caller } from '#server/access/policy.ts';
import { seesOn, type Sight } from '#server/access/sight.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import { entryKeyOf, readCursor, writeCursor } from '#server/store/cursor.ts';
import type {
  Change,
  EntryKey,
  FlagAuthor,
  FlagFilter,
  FlagRow,
  JournalStore,
  ProcessRow,
} from '#server/store/journal-store.ts';
import { createEvidence } from './evidence.ts';
import { listFlags } from './listing.ts';
import { presentFlag } from './present.ts';

const mostOfProcess = 200;
/** Open ones on a process; more say nothing to anybody. */
const mostOpen = 100;
const countBound = 10_000;

type Options = {
  store: JournalStore;
  /** Takes secrets out of what people write. */
  redact(text: string): string;
  /** A process has a flag more or less: who watches its card is told. */
  onChange(changes: readonly Change[]): void;
  now(): number;
};

/** Flags: the list of them, those of a process, and what people do about them. */
export function registerFlagRoutes(registrar: Registrar, { store, redact, onChange, now }: Options): void {
  const { flags } = store;
  const fingerprintOf = createEvidence(flags);

  async function processOf(portalNo: number, process: string, sight: Sight): Promise<ProcessRow> {
    const row = await store.processes.find(portalNo, process);
    if ((await seesOn(sight, row?.card ?? null, process)) && row !== null) return row;
    throw new Problem('not_found', 'no such process');
  }

  async function flagOf(portalNo: number, flag: string, sight: Sight): Promise<FlagRow> {
    const row = await flags.find(portalNo, Number(flag));
    if ((await seesOn(sight, row?.card ?? null, `flag ${flag}`)) && row !== null) return row;
    throw new Problem('not_found', 'no such flag');
  }

  async function keyOf(portalNo: number, { processNo }: ProcessRow, entry: string): Promise<EntryKey> {
    const key = entryKeyOf(entry);
    const [found] = key === null ? [] : await store.entries.byKeys(portalNo, processNo, [key], false);
    if (found === undefined) throw new Problem('not_found', 'the process has no such entry');
    return found.key;
  }

  /** What became of the entries that were there when it was put. */
  async function checkOf(portalNo: number, { processNo, evidence }: FlagRow): Promise<FlagCheck> {
    const found = await fingerprintOf(portalNo, processNo, evidence.lastNo);
    const isSame = found.sha256 === evidence.sha256 && found.entries === evidence.entries;
    const other = found.entries < evidence.entries ? 'missing' : 'changed';
    return { result: isSame ? 'unchanged' : other, ...found, checkedAt: new Date(now()).toISOString() };
  }

  /** A flag as it is now. @throws Problem not_found when it went meanwhile */
  async function shown(portalNo: number, flagNo: number, caller: Caller, mask: Mask | null): Promise<Flag> {
    const row = await flags.find(portalNo, flagNo);
    if (row === null) throw new Problem('not_found', 'no such flag');
    const flag = presentFlag(row, authorOf(caller));
    return mask === null ? flag : mask.answer(flag).value;
  }

  readRoute(registrar, 'flags', async ({ portal, query, caller, sight, mask }) => {
    const { state, mine = false, cursor, limit, cardType, cardId } = query;
    const q = query.q?.trim() ?? '';
    if ((cardType === undefined) !== (cardId === undefined)) {
      throw new Problem('invalid_request', 'the query: cardType and cardId go together');
    }
    const card = cardType === undefined || cardId === undefined ? null : { type: cardType, id: cardId };
    const reader = authorOf(caller);
    const isNone = (mine && reader === null) || (card !== null && !(await sight.sees(card)));
    if (isNone) return { items: [], next: null, previous: null, total: sight.all && q === '' ? 0 : null };

    const filter: FlagFilter = { state, now: now(), by: mine ? reader : null, card, only: sight.only };
    const scope = ['flags', portal.portalNo, state, mine && reader, card, q];
    const [sortAt, flagNo] = cursor === undefined ? [0, 0] : readCursor(scope, cursor);
    const { items, next } = await listFlags({
      read: async (after, most) => await flags.list(portal.portalNo, filter, after, most),
      q,
      sight,
      mask,
      reader,
      after: cursor === undefined ? null : { sortAt, flagNo },
      limit,
      name: JSON.stringify(scope),
    });
    return {
      items,
      next: next === null ? null : writeCursor(scope, [next.sortAt, next.flagNo]),
      previous: null,
      total: sight.all && q === '' ? await flags.count(portal.portalNo, filter, countBound) : null,
    };
  });

  readRoute(registrar, 'processFlags', async ({ portal, params, caller, sight }) => {
    const { processNo } = await processOf(portal.portalNo, params.process, sight);
    const rows = await flags.ofProcess(portal.portalNo, processNo, mostOfProcess);
    return { items: rows.map((row) => presentFlag(row, authorOf(caller))) };
  });

  readRoute(registrar, 'putFlag', async ({ portal, body, caller, note, sight, mask }) => {
    const { portalNo } = portal;
    const process = await processOf(portalNo, body.process, sight);
    const entry = body.entry == null ? null : await keyOf(portalNo, process, body.entry);
    if (process.flags >= mostOpen) throw new Problem('conflict', `the process has ${mostOpen} open flags already`);
    const by = authorOf(caller);
    if (by === null) throw new Problem('forbidden');
    const { processNo } = process;
    const lastNo = await flags.lastNo(portalNo);
    const fingerprint = await fingerprintOf(portalNo, processNo, lastNo);
    const dueAt = body.dueAt == null ? null : Date.parse(body.dueAt);
    // The checksum stands in the audit log too, where nobody can change it without a trace.
    const about = { entry: body.entry ?? null, dueAt: body.dueAt ?? null, ...fingerprint };
    await note({ object: { kind: 'process', id: process.process }, details: about });
    const at = now();
    const put = await flags.put(portalNo, {
      processNo,
      entry,
      why: redact(body.why),
      dueAt,
      createdAt: at,
      by,
      byName: nameOf(caller),
      evidence: { ...fingerprint, lastNo, takenAt: at },
    });
    if (put === null) throw new Problem('not_found', 'no such process');
    onChange([put.change]);
    return await shown(portalNo, put.flagNo, caller, mask);
  });

  readRoute(registrar, 'changeFlag', async ({ portal, params, body, caller, note, sight, mask }) => {
    const { portalNo } = portal;
    const { flagNo, process, closedAt } = await flagOf(portalNo, params.flag, sight);
    if (closedAt !== null) throw new Problem('conflict', 'the flag is closed');
    await note({ object: { kind: 'flag', id: params.flag }, details: { process, dueAt: body.dueAt } });
    const told = { why: redact(body.why), dueAt: body.dueAt === null ? null : Date.parse(body.dueAt) };
    if (!(await flags.change(portalNo, flagNo, told))) throw new Problem('conflict', 'the flag is closed');
    return await shown(portalNo, flagNo, caller, mask);
  });

  readRoute(registrar, 'closeFlag', async ({ portal, params, caller, note, sight, mask }) => {
    const { portalNo } = portal;
    const { flagNo, process, closedAt } = await flagOf(portalNo, params.flag, sight);
    if (closedAt !== null) throw new Problem('conflict', 'the flag is closed');
    await note({ object: { kind: 'flag', id: params.flag }, details: { process } });
    const change = await flags.close(portalNo, flagNo, { at: now(), by: nameOf(caller) });
    if (change === null) throw new Problem('conflict', 'the flag is closed');
    onChange([change]);
    return await shown(portalNo, flagNo, caller, mask);
  });

  readRoute(registrar, 'reopenFlag', async ({ portal, params, body, caller, note, sight, mask }) => {
    const { portalNo } = portal;
    const row = await flagOf(portalNo, params.flag, sight);
    if (row.closedAt === null) throw new Problem('conflict', 'the flag is open');
    const process = await processOf(portalNo, row.process, sight);
    if (process.flags >= mostOpen) throw new Problem('conflict', `the process has ${mostOpen} open flags already`);
    // While it was closed nothing held the journal: what is left of it stands in the audit log.
    const check = await checkOf(portalNo, row);
    const { result, entries, sha256 } = check;
    const about = { process: row.process, dueAt: body.dueAt, result, entries, sha256 };
    await note({ object: { kind: 'flag', id: params.flag }, details: about });
    const dueAt = body.dueAt === null ? null : Date.parse(body.dueAt);
    const told = { why: redact(body.why), dueAt, at: now(), by: nameOf(caller) };
    const change = await flags.reopen(portalNo, row.flagNo, told);
    if (change === null) throw new Problem('conflict', 'the flag is open, or gone');
    onChange([change]);
    return { flag: await shown(portalNo, row.flagNo, caller, mask), check };
  });

  readRoute(registrar, 'checkFlag', async ({ portal, params, sight }) => {
    return await checkOf(portal.portalNo, await flagOf(portal.portalNo, params.flag, sight));
  });
}

/** Whose flags are his own; null for a program. */
function authorOf(caller: Caller): FlagAuthor | null {
  if (caller.kind === 'key') return null;
  return caller.kind === 'person' ? { account: caller.accountNo, user: null } : { account: null, user: caller.user };
}

function nameOf(caller: Caller): string | null {
  if (caller.kind === 'person') return caller.name;
  return caller.kind === 'visitor' ? (caller.name ?? caller.user) : null;
}
