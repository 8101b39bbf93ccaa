import {
  countsOf,
  foldCard,
  foldEntry,
  foldProcess,
  foldStart,
  foldTemplate,
  isStageChange,
  levelNumbers,
  newCard,
  newProcess,
  newTemplate,
} from './fold.ts';
import {
  type ActivityRow,
  type CardToWrite,
  type Change,
  type DeliveryToWrite,
  entryMarks,
  type EntryToWrite,
  type ProcessToWrite,
  type StageRow,
  type TemplateToWrite,
  type ToWrite,
} from './journal-store.ts';
import type { Database } from './schema.ts';
import { settleDelivery } from './settle-delivery.ts';
import type { writerStatements } from './writer-statements.ts';

/** Names of activities that the writer remembers before it asks the store again. */
const activityCacheSize = 20_000;

type WriterStatements = ReturnType<typeof writerStatements>;
type Draft<Row> = { row: Row; isNew: boolean };
type ProcessDraft = Draft<Database['process']> & {
  before: ReturnType<typeof countsOf> | null;
  cardBefore: number | null;
  wasActive: boolean;
};

/** Rows touched by the running transaction, of one portal. */
export class WriteBatch {
  readonly cards = new Map<string, Draft<Database['card']>>();
  readonly cardsByNo = new Map<number, Draft<Database['card']>>();
  readonly templates = new Map<string, Draft<Database['template']>>();
  readonly templatesByNo = new Map<number, Draft<Database['template']>>();
  readonly processes = new Map<string, ProcessDraft>();
  readonly run: WriterStatements;
  readonly activityNos: Map<string, number>;
  readonly portalNo: number;
  readonly now: number;
  /** Messages of which something came. */
  readonly touched = new Set<string>();
  lastNo: number;

  constructor(run: WriterStatements, activityNos: Map<string, number>, portalNo: number, now: number) {
    const portal = run.portal(portalNo);
    if (portal === undefined) throw new Error(`no portal ${portalNo}`);
    this.run = run;
    this.activityNos = activityNos;
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
      const row = this.run.card(this.portalNo, type, id);
      draft = { row: row ?? newCard(this.portalNo, this.next(), type, id), isNew: row === undefined };
      this.cards.set(key, draft);
      this.cardsByNo.set(draft.row.card_no, draft);
    }
    return draft;
  }

  cardByNo(cardNo: number): Draft<Database['card']> | undefined {
    const known = this.cardsByNo.get(cardNo);
    if (known !== undefined) return known;
    const row = this.run.cardByNo(this.portalNo, cardNo);
    return row === undefined ? undefined : this.card(row.type, row.id);
  }

  template(id: string, version: string): Draft<Database['template']> {
    const key = JSON.stringify([id, version]);
    let draft = this.templates.get(key);
    if (draft === undefined) {
      const row = this.run.template(this.portalNo, id, version);
      draft = { row: row ?? newTemplate(this.portalNo, this.next(), id, version), isNew: row === undefined };
      if (row === undefined) draft.row.name = this.nameOf(id);
      this.templates.set(key, draft);
      this.templatesByNo.set(draft.row.template_no, draft);
    }
    return draft;
  }

  /** How another version of a template is called: told in this batch, or before. */
  nameOf(id: string): string | null {
    for (const { row } of this.templates.values()) if (row.id === id && row.name !== null) return row.name;
    return this.run.templateName(this.portalNo, id)?.name ?? null;
  }

  process(process: string): ProcessDraft {
    let draft = this.processes.get(process);
    if (draft === undefined) {
      const row = this.run.process(this.portalNo, process);
      draft =
        row === undefined
          ? {
              row: newProcess(this.portalNo, this.next(), process, this.now),
              isNew: true,
              before: null,
              cardBefore: null,
              wasActive: true,
            }
          : { row, isNew: false, before: countsOf(row), cardBefore: row.card_no, wasActive: row.active === 1 };
      this.processes.set(process, draft);
    }
    return draft;
  }

  activity(activity: ActivityRow): number {
    const key = JSON.stringify([activity.name, activity.title, activity.code]);
    const cacheKey = `${this.portalNo}:${key}`;
    const known = this.activityNos.get(cacheKey) ?? this.run.activity(this.portalNo, key)?.activity_no;
    const activityNo = known ?? this.next();
    if (known === undefined) {
      this.run.addActivity({ portal_no: this.portalNo, activity_no: activityNo, ...activity, key });
    }
    if (this.activityNos.size >= activityCacheSize) this.activityNos.clear();
    this.activityNos.set(cacheKey, activityNo);
    return activityNo;
  }

  take(event: ToWrite): void {
    if (event.kind === 'entry') this.takeEntry(event);
    else if (event.kind === 'delivery') this.takeDelivery(event);
    else if (event.kind === 'process') this.takeProcess(event);
    else if (event.kind === 'card') this.takeCard(event);
    else this.takeTemplate(event);
  }

  takeCard(event: CardToWrite): void {
    const { row } = this.card(event.card.type, event.card.id);
    const from = row.stage_id;
    const before = row.search_text;
    const moved = foldCard(row, event);
    row.search_text = searchTextOf(row, event);
    if (row.search_text !== before) this.waitForSearch(row.card_no, 0, 0);
    if (event.stage === null) return;
    const stage = event.stage;
    if (moved) this.passStage(row, stage, from);
    if (!isStageChange(row, event.at, moved)) return;
    this.run.addStageChange({
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

  /**
   * Learns where a stage stands in its pipeline: one after the stage that a card came from. A card seen for the first
   * time tells nothing of order, nor does one that comes back to a stage.
   */
  passStage(row: Database['card'], stage: StageRow, from: string | null): void {
    const pipeline = row.pipeline ?? '';
    const key = [this.portalNo, row.type, pipeline] as const;
    const isBack = this.run.wasOnStage(this.portalNo, row.card_no, stage.id) !== undefined;
    const before = from === null || isBack ? undefined : this.run.pipelineStage(...key, from);
    this.run.addPipelineStage({
      portal_no: this.portalNo,
      card_type: row.type,
      pipeline,
      stage_id: stage.id,
      name: stage.name,
      color: stage.color,
      semantics: stage.semantics,
      place_sum: before === undefined ? 0 : Math.round(before.place_sum / Math.max(1, before.places)) + 1,
      places: before === undefined ? 0 : 1,
    });
  }

  takeTemplate(event: TemplateToWrite): void {
    const { row } = this.template(event.template.id, event.template.version);
    foldTemplate(row, event);
    if (row.name === null) return;
    // Versions that only a process has named so far are called as the one that an event told of.
    this.run.nameTemplates(row.name, this.portalNo, row.id);
    for (const other of this.templates.values()) if (other.row.id === row.id) other.row.name ??= row.name;
  }

  takeProcess(event: ProcessToWrite): void {
    const draft = this.process(event.process);
    const card = this.card(event.card.type, event.card.id);
    const template = this.template(event.template.id, event.template.version);
    foldProcess(draft.row, event, card.row.card_no, template.row.template_no);
    foldStart(template.row, event.startedAt ?? event.at);
  }

  takeEntry(entry: EntryToWrite): void {
    const { row } = this.process(entry.process);
    const entryNo = this.next();
    const activityNo = this.activity(entry.activity);
    foldEntry(row, entry, entryNo, activityNo);
    const key = { portal_no: this.portalNo, process_no: row.process_no, at: entry.at, entry_no: entryNo };
    this.run.addEntry({
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
    this.waitForSearch(entryNo, row.process_no, entry.at);
    if (entry.details !== null) this.run.addDetails({ ...key, details: entry.details });
    if (entry.messageId !== null && entry.messageId !== undefined) {
      this.run.addSentMessage({
        ...key,
        message_id: entry.messageId,
        activity_no: activityNo,
        level: levelNumbers[entry.level],
        cause: entry.cause,
        fingerprint: entry.fingerprint,
      });
      this.touched.add(entry.messageId);
    }
    if (entry.level === 'failure' && entry.cause !== null) {
      this.run.addFailure({
        portal_no: this.portalNo,
        cause: entry.cause,
        at: entry.at,
        entry_no: entryNo,
        process_no: row.process_no,
        fingerprint: entry.fingerprint,
        activity_no: activityNo,
      });
    }
  }

  takeDelivery(event: DeliveryToWrite): void {
    const { id, messageId, kind: _, ...told } = event;
    this.run.addDelivery({
      portal_no: this.portalNo,
      message_id: messageId,
      delivery_no: this.next(),
      event: id,
      received_at: this.now,
      ...told,
    });
    this.touched.add(messageId);
  }

  /** A process by its number, which is in the store or in this batch. */
  processByNo(processNo: number): ProcessDraft | undefined {
    for (const draft of this.processes.values()) if (draft.row.process_no === processNo) return draft;
    const row = this.run.processByNo(this.portalNo, processNo);
    return row === undefined ? undefined : this.process(row.process);
  }

  /** The index is made later, so that whoever writes need not wait for it. A card has no process here. */
  waitForSearch(no: number, processNo: number, at: number): void {
    this.run.addWaiting({ portal_no: this.portalNo, no, process_no: processNo, at });
  }

  save(): Change[] {
    // When all entries of the batch are there: reports and entries may have come in either order.
    for (const messageId of this.touched) settleDelivery(this, messageId);
    const changes: Change[] = [];
    for (const draft of this.processes.values()) {
      const { row } = draft;
      row.changed_no = this.next();
      this.countInCard(draft);
      this.countInTemplate(draft);
      this.run.saveProcess(row);
      changes.push({
        portalNo: this.portalNo,
        processNo: row.process_no,
        cardNo: row.card_no,
        changedNo: row.changed_no,
      });
    }
    for (const { row } of this.templates.values()) this.run.saveTemplate(row);
    for (const { row } of this.cards.values()) this.run.saveCard(row);
    // Last in the transaction: whoever sees this number sees all that was written under it.
    this.run.saveLastNo(this.lastNo, this.portalNo);
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
      const found = this.run.templateByNo(this.portalNo, row.template_no);
      if (found === undefined) return;
      draft = this.template(found.id, found.version);
    }
    draft.row.finished += 1;
    draft.row.longest_ms = Math.max(draft.row.longest_ms, row.finished_at - row.started_at);
  }
}

function addCounts(card: Database['card'], counts: ReturnType<typeof countsOf>, sign: 1 | -1): void {
  card.active += sign * counts.active;
  card.completed += sign * counts.completed;
  card.failed += sign * counts.failed;
  card.flagged += sign * counts.flagged;
}

function searchTextOf(row: Database['card'], event: CardToWrite): string {
  // The event's own folded words first, then what the row keeps of earlier ones, each once.
  const words = new Set(
    [row.id, ...event.searchText.split('\n'), ...row.search_text.split('\n')].filter((word) => word !== ''),
  );
  return [...words].slice(0, 4).join('\n');
}
