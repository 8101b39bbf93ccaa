import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import {
  countsOf,
  foldCard,
  foldEntry,
  foldProcess,
  foldTemplate,
  levelNumbers,
  newCard,
  newProcess,
  newTemplate,
} from './fold.ts';
import type {
  ActivityRow,
  CardToWrite,
  Change,
  EntryToWrite,
  ProcessToWrite,
  TemplateToWrite,
  ToWrite,
  WriteRequest,
  Written,
} from './journal-store.ts';
import { entryMarks, StorageFailed, StorageFull } from './journal-store.ts';
import type { Database } from './schema.ts';
import { writerStatements } from './writer-statements.ts';

/** Names of activities that the writer remembers before it asks the store again. */
const activityCacheSize = 100_000;

type Draft<Row> = { row: Row; isNew: boolean };
type ProcessDraft = Draft<Database['process']> & { before: ReturnType<typeof countsOf> | null; cardBefore: number | null; wasActive: boolean };

/**
 * Writes events into SQLite. A batch is one transaction: rows that its events touch are read once, folded in memory and
 * saved once, so that a thousand entries of a process cost one update of that process.
 */
export function createWriter(database: Kysely<Database>, connection: BetterSqlite3.Database) {
  const run = writerStatements(database, connection);
  const activityNos = new Map<string, number>();

  /** Rows touched by the running transaction, of one portal. */
  class Batch {
    readonly cards = new Map<string, Draft<Database['card']>>();
    readonly cardsByNo = new Map<number, Draft<Database['card']>>();
    readonly templates = new Map<string, Draft<Database['template']>>();
    readonly templatesByNo = new Map<number, Draft<Database['template']>>();
    readonly processes = new Map<string, ProcessDraft>();
    readonly newActivities: string[] = [];
    readonly portalNo: number;
    readonly now: number;
    lastNo: number;

    constructor(portalNo: number, now: number) {
      const portal = run.portal(portalNo);
      if (portal === undefined) throw new Error(`no portal ${portalNo}`);
      this.portalNo = portalNo;
      this.now = now;
      this.lastNo = portal.last_no;
    }

    next(): number {
      this.lastNo += 1;
      return this.lastNo;
    }

    card(type: string, id: string): Draft<Database['card']> {
      const key = `${type}:${id}`;
      let draft = this.cards.get(key);
      if (draft === undefined) {
        const row = run.card(this.portalNo, type, id);
        draft = { row: row ?? newCard(this.portalNo, this.next(), type, id), isNew: row === undefined };
        this.cards.set(key, draft);
        this.cardsByNo.set(draft.row.card_no, draft);
      }
      return draft;
    }

    cardByNo(cardNo: number): Draft<Database['card']> | undefined {
      const known = this.cardsByNo.get(cardNo);
      if (known !== undefined) return known;
      const row = run.cardByNo(this.portalNo, cardNo);
      return row === undefined ? undefined : this.card(row.type, row.id);
    }

    template(id: string, version: string): Draft<Database['template']> {
      const key = JSON.stringify([id, version]);
      let draft = this.templates.get(key);
      if (draft === undefined) {
        const row = run.template(this.portalNo, id, version);
        draft = { row: row ?? newTemplate(this.portalNo, this.next(), id, version), isNew: row === undefined };
        if (row === undefined) draft.row.name = run.templateName(this.portalNo, id)?.name ?? null;
        this.templates.set(key, draft);
        this.templatesByNo.set(draft.row.template_no, draft);
      }
      return draft;
    }

    process(process: string): ProcessDraft {
      let draft = this.processes.get(process);
      if (draft === undefined) {
        const row = run.process(this.portalNo, process);
        draft =
          row === undefined
            ? { row: newProcess(this.portalNo, this.next(), process, this.now), isNew: true, before: null, cardBefore: null, wasActive: true }
            : { row, isNew: false, before: countsOf(row), cardBefore: row.card_no, wasActive: row.active === 1 };
        this.processes.set(process, draft);
      }
      return draft;
    }

    activity(activity: ActivityRow): number {
      const key = JSON.stringify([activity.name, activity.title, activity.code]);
      const cacheKey = `${this.portalNo}:${key}`;
      const known = activityNos.get(cacheKey) ?? run.activity(this.portalNo, key)?.activity_no;
      const activityNo = known ?? this.next();
      if (known === undefined) {
        run.addActivity({ portal_no: this.portalNo, activity_no: activityNo, ...activity, key });
        this.newActivities.push(cacheKey);
      }
      if (activityNos.size >= activityCacheSize) activityNos.clear();
      activityNos.set(cacheKey, activityNo);
      return activityNo;
    }

    take(event: ToWrite): void {
      if (event.kind === 'entry') this.takeEntry(event);
      else if (event.kind === 'process') this.takeProcess(event);
      else if (event.kind === 'card') this.takeCard(event);
      else this.takeTemplate(event);
    }

    takeCard(event: CardToWrite): void {
      const { row } = this.card(event.card.type, event.card.id);
      const moved = foldCard(row, event);
      row.search_text = searchTextOf(row, event);
      if (event.stage === null) return;
      const stage = event.stage;
      if (moved) {
        const place = run.stageChanges(this.portalNo, row.card_no)?.n ?? 0;
        run.addPipelineStage({
          portal_no: this.portalNo,
          card_type: row.type,
          pipeline: row.pipeline ?? '',
          stage_id: stage.id,
          name: stage.name,
          color: stage.color,
          semantics: stage.semantics,
          place_sum: place,
          places: 1,
        });
      }
      if (!moved && row.told_at !== null && event.at >= row.told_at) return;
      run.addStageChange({
        portal_no: this.portalNo,
        card_no: row.card_no,
        at: event.at,
        change_no: this.next(),
        stage_id: stage.id,
        stage_name: stage.name,
        stage_color: stage.color,
        stage_semantics: stage.semantics,
      });
    }

    takeTemplate(event: TemplateToWrite): void {
      const { row } = this.template(event.template.id, event.template.version);
      foldTemplate(row, event);
      if (row.name === null) return;
      // Versions that only a process has named so far are called as the one that an event told of.
      run.nameTemplates(row.name, this.portalNo, row.id);
      for (const other of this.templates.values()) if (other.row.id === row.id) other.row.name ??= row.name;
    }

    takeProcess(event: ProcessToWrite): void {
      const draft = this.process(event.process);
      const card = this.card(event.card.type, event.card.id);
      const template = this.template(event.template.id, event.template.version);
      foldProcess(draft.row, event, card.row.card_no, template.row.template_no);
    }

    takeEntry(entry: EntryToWrite): void {
      const { row } = this.process(entry.process);
      const entryNo = this.next();
      const activityNo = this.activity(entry.activity);
      foldEntry(row, entry, entryNo, activityNo);
      const key = { portal_no: this.portalNo, process_no: row.process_no, at: entry.at, entry_no: entryNo };
      run.addEntry({
        ...key,
        type_code: entry.typeCode,
        level: levelNumbers[entry.level],
        status: entry.status,
        result: entry.result,
        activity_no: activityNo,
        attempt: entry.attempt,
        marks:
          (entry.details === null ? 0 : entryMarks.details) |
          (entry.hasVariables ? entryMarks.variables : 0) |
          (entry.hasHttp ? entryMarks.http : 0) |
          (entry.message === null || entry.message === '' ? 0 : entryMarks.message),
        user_id: entry.user?.id ?? null,
        user_name: entry.user?.name ?? null,
        cause: entry.cause,
        unknown: entry.unknown,
        message_length: entry.messageLength,
        message: entry.message,
      });
      if (entry.details !== null) run.addDetails({ ...key, details: entry.details });
      if (entry.level === 'failure' && entry.cause !== null) {
        run.addFailure({
          portal_no: this.portalNo,
          cause: entry.cause,
          at: entry.at,
          entry_no: entryNo,
          process_no: row.process_no,
          fingerprint: entry.fingerprint,
        });
      }
    }

    save(): Change[] {
      const changes: Change[] = [];
      for (const draft of this.processes.values()) {
        const { row } = draft;
        row.changed_no = this.next();
        this.countInCard(draft);
        this.countInTemplate(draft);
        run.saveProcess(row);
        changes.push({ portalNo: this.portalNo, processNo: row.process_no, cardNo: row.card_no, changedNo: row.changed_no });
      }
      for (const { row } of this.templates.values()) run.saveTemplate(row);
      for (const { row } of this.cards.values()) run.saveCard(row);
      // Last in the transaction: whoever sees this number sees all that was written under it.
      run.saveLastNo(this.lastNo, this.portalNo);
      return changes;
    }

    countInCard({ row, before, cardBefore }: ProcessDraft): void {
      if (before !== null && cardBefore !== null) {
        const card = this.cardByNo(cardBefore)?.row;
        if (card !== undefined) addCounts(card, before, -1);
      }
      if (row.card_no === null) return;
      const card = this.cardByNo(row.card_no)?.row;
      if (card === undefined) return;
      addCounts(card, countsOf(row), 1);
      if (row.last_at !== null) card.last_at = Math.max(card.last_at ?? row.last_at, row.last_at);
    }

    countInTemplate({ row, wasActive }: ProcessDraft): void {
      if (!wasActive || row.active === 1 || row.template_no === null) return;
      if (row.started_at === null || row.finished_at === null) return;
      let draft = this.templatesByNo.get(row.template_no);
      if (draft === undefined) {
        const found = run.templateByNo(this.portalNo, row.template_no);
        if (found === undefined) return;
        draft = this.template(found.id, found.version);
      }
      draft.row.finished += 1;
      draft.row.longest_ms = Math.max(draft.row.longest_ms, row.finished_at - row.started_at);
    }
  }

  function writeAll(requests: readonly WriteRequest[], now: number): { written: Written[]; changes: Change[] } {
    const batches = new Map<number, Batch>();
    const written = requests.map(({ portalNo, source, events }) => {
      let batch = batches.get(portalNo);
      if (batch === undefined) batches.set(portalNo, (batch = new Batch(portalNo, now)));
      const sourceNo = run.source(portalNo, source)?.source_no ?? addSource(portalNo, source);
      return events.map((event) => {
        if (run.addSeen({ portal_no: portalNo, source_no: sourceNo, event: event.id }) === 0) return 'duplicate' as const;
        batch.take(event);
        return 'accepted' as const;
      });
    });
    const touched = [...batches.values()].flatMap((batch) => batch.save());
    return { written, changes: touched };
  }

  function addSource(portalNo: number, source: string): number {
    const sourceNo = (run.lastSource(portalNo)?.n ?? 0) + 1;
    run.addSource({ portal_no: portalNo, source_no: sourceNo, source });
    return sourceNo;
  }

  const transaction = connection.transaction(writeAll);

  return (requests: readonly WriteRequest[], now: number): { written: Written[]; changes: Change[] } => {
    try {
      return transaction.immediate(requests, now);
    } catch (error) {
      // Numbers handed out by a transaction that was rolled back must not be remembered.
      activityNos.clear();
      throw storageError(error);
    }
  };
}

function addCounts(card: Database['card'], counts: ReturnType<typeof countsOf>, sign: 1 | -1): void {
  card.active += sign * counts.active;
  card.completed += sign * counts.completed;
  card.failed += sign * counts.failed;
}

function searchTextOf(row: Database['card'], event: CardToWrite): string {
  // The event's own folded words first, then what the row keeps of earlier ones, each once.
  const words = new Set([row.id, ...event.searchText.split('\n'), ...row.search_text.split('\n')].filter((word) => word !== ''));
  return [...words].slice(0, 4).join('\n');
}

/** Tells a full disk and a failing one from a defect of ours. */
export function storageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_FULL')) return new StorageFull('the disk is full', { cause: error });
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|CORRUPT|NOTADB)/.test(code)) {
    return new StorageFailed(`the store cannot write (${code})`, { cause: error });
  }
  return error;
}
