import {
  type CardToWrite,
  type EntryToWrite,
  messageInList,
  type ProcessToWrite,
  type TemplateToWrite,
} from './journal-store.ts';
import type { Database } from './schema.ts';

/*
 * How an event changes the row it is about: pure, so that every database folds alike. An event that is older than what
 * a row was told by only fills what is not known yet; a newer one overwrites what it tells and leaves the rest.
 */

type CardTableRow = Database['card'];
type TemplateTableRow = Database['template'];
type ProcessTableRow = Database['process'];

const stateRank = { running: 0, waiting: 0, completed: 1, failed: 1, terminated: 1 } as const;

export const levelNumbers = { failure: 0, warning: 1, message: 2, technical: 3 } as const;

function isNewer(toldAt: number | null, at: number): boolean {
  return toldAt === null || at >= toldAt;
}

/** Sets `row[field]` to what an event tells, if it tells and may. */
function tell<Row, Field extends keyof Row>(
  row: Row,
  field: Field,
  value: Row[Field] | null | undefined,
  newer: boolean,
) {
  if (value === null || value === undefined) return;
  if (newer || row[field] === null) row[field] = value;
}

export function newCard(portalNo: number, cardNo: number, type: string, id: string): CardTableRow {
  return {
    portal_no: portalNo,
    card_no: cardNo,
    type,
    id,
    title: null,
    pipeline: null,
    stage_id: null,
    stage_name: null,
    stage_color: null,
    stage_semantics: null,
    stage_since: null,
    responsible_id: null,
    responsible_name: null,
    client_id: null,
    client_name: null,
    amount: null,
    currency: null,
    url: null,
    told_at: null,
    last_at: null,
    search_text: id,
    active: 0,
    completed: 0,
    failed: 0,
    flagged: 0,
    details: null,
  };
}

/** @returns whether the card came to another stage by this event. */
export function foldCard(row: CardTableRow, event: CardToWrite): boolean {
  const newer = isNewer(row.told_at, event.at);
  let moved = false;
  tell(row, 'title', event.title, newer);
  tell(row, 'pipeline', event.pipeline, newer);
  tell(row, 'url', event.url, newer);
  tell(row, 'details', event.details, newer);
  if (event.stage !== null && (newer || row.stage_id === null)) {
    moved = row.stage_id !== event.stage.id;
    if (moved) {
      row.stage_since = event.at;
      row.stage_name = row.stage_color = row.stage_semantics = null;
    }
    row.stage_id = event.stage.id;
    tell(row, 'stage_name', event.stage.name, true);
    tell(row, 'stage_color', event.stage.color, true);
    tell(row, 'stage_semantics', event.stage.semantics, true);
  }
  if (event.responsible !== null && (newer || (row.responsible_id === null && row.responsible_name === null))) {
    row.responsible_id = event.responsible.id;
    row.responsible_name = event.responsible.name;
  }
  if (event.client !== null && (newer || (row.client_id === null && row.client_name === null))) {
    row.client_id = event.client.id;
    row.client_name = event.client.name;
  }
  if (event.amount !== null && (newer || row.amount === null)) {
    row.amount = event.amount.value;
    row.currency = event.amount.currency ?? row.currency;
  }
  row.told_at = Math.max(row.told_at ?? event.at, event.at);
  row.last_at = Math.max(row.last_at ?? event.at, event.at);
  return moved;
}

/** Is an event that tells a stage a change of the card's history? `moved`: what folding it into `row` has given. */
export function isStageChange(row: CardTableRow, at: number, moved: boolean): boolean {
  return moved || row.told_at === null || at < row.told_at;
}

export function newTemplate(portalNo: number, templateNo: number, id: string, version: string): TemplateTableRow {
  return {
    portal_no: portalNo,
    template_no: templateNo,
    id,
    version,
    name: null,
    card_type: null,
    stage_id: null,
    stage_name: null,
    origin: null,
    logging: null,
    told_at: null,
    finished: 0,
    longest_ms: 0,
    first_at: null,
    details: null,
  };
}

/** A process of the template started at this moment. */
export function foldStart(row: TemplateTableRow, at: number): void {
  row.first_at = Math.min(row.first_at ?? at, at);
}

export function foldTemplate(row: TemplateTableRow, event: TemplateToWrite): void {
  const newer = isNewer(row.told_at, event.at);
  tell(row, 'name', event.name, newer);
  tell(row, 'card_type', event.cardType, newer);
  tell(row, 'stage_id', event.stage?.id, newer);
  tell(row, 'stage_name', event.stage?.name, newer);
  tell(row, 'origin', event.origin, newer);
  tell(row, 'details', event.details, newer);
  tell(row, 'logging', event.logging === null ? null : Number(event.logging), newer);
  row.told_at = Math.max(row.told_at ?? event.at, event.at);
}

export function newProcess(portalNo: number, processNo: number, process: string, now: number): ProcessTableRow {
  return {
    portal_no: portalNo,
    process_no: processNo,
    process,
    card_no: null,
    template_no: null,
    stage_id: null,
    stage_name: null,
    stage_color: null,
    stage_semantics: null,
    state: null,
    state_title: null,
    started_at: null,
    finished_at: null,
    started_by_id: null,
    started_by_name: null,
    trigger_code: null,
    trigger_name: null,
    waiting_until: null,
    trimmed_to: null,
    told_at: null,
    state_at: null,
    last_entry_at: null,
    received_at: now,
    active: 1,
    sort_at: now,
    failures: 0,
    warnings: 0,
    messages: 0,
    technicals: 0,
    starts: 0,
    flags: 0,
    failure_at: null,
    failure_no: null,
    failure_activity_no: null,
    failure_cause: null,
    failure_message: null,
    last_at: null,
    last_activity_no: null,
    last_message: null,
    changed_no: 0,
    details: null,
  };
}

/** `cardNo` and `templateNo` are those that the event names. */
export function foldProcess(row: ProcessTableRow, event: ProcessToWrite, cardNo: number, templateNo: number): void {
  const newer = isNewer(row.told_at, event.at);
  tell(row, 'card_no', cardNo, newer);
  tell(row, 'template_no', templateNo, newer);
  if (event.stage !== null && (newer || row.stage_id === null)) {
    row.stage_id = event.stage.id;
    row.stage_name = event.stage.name;
    row.stage_color = event.stage.color;
    row.stage_semantics = event.stage.semantics;
  }
  foldState(row, event);
  tell(row, 'state_title', event.stateTitle, newer);
  tell(row, 'started_at', event.startedAt, newer);
  if (newer && event.state !== null) row.waiting_until = event.waitingUntil;
  else tell(row, 'waiting_until', event.waitingUntil, newer);
  tell(row, 'trimmed_to', event.trimmedTo, newer);
  tell(row, 'details', event.details, newer);
  if (event.startedBy !== null && (newer || (row.started_by_id === null && row.started_by_name === null))) {
    row.started_by_id = event.startedBy.id;
    row.started_by_name = event.startedBy.name;
  }
  if (event.trigger !== null && (newer || (row.trigger_code === null && row.trigger_name === null))) {
    row.trigger_code = event.trigger.code;
    row.trigger_name = event.trigger.name;
  }
  row.told_at = Math.max(row.told_at ?? event.at, event.at);
  row.last_at = Math.max(row.last_at ?? event.at, event.at);
  order(row, event.at);
}

/**
 * The newest event that tells a state decides, in whatever order they come: a finished process is reopened only by a
 * newer one, and of two of the same moment the end wins.
 */
function foldState(row: ProcessTableRow, event: ProcessToWrite): void {
  const { state, at } = event;
  const isEnd = state !== null && stateRank[state] === 1;
  const decides = row.state_at === null || at > row.state_at || (at === row.state_at && (isEnd || row.active === 1));
  if (state !== null && decides) {
    row.state = state;
    row.state_at = at;
    row.active = isEnd ? 0 : 1;
    row.finished_at = isEnd ? (event.finishedAt ?? row.finished_at ?? at) : null;
  } else if (row.active === 0) {
    tell(row, 'finished_at', event.finishedAt, state === null && isNewer(row.told_at, at));
  }
}

/** Counts an entry in its process and keeps what a list row says of it. */
export function foldEntry(row: ProcessTableRow, entry: EntryToWrite, entryNo: number, activityNo: number): void {
  if (entry.level === 'failure') row.failures += 1;
  else if (entry.level === 'warning') row.warnings += 1;
  else if (entry.level === 'message') row.messages += 1;
  else row.technicals += 1;
  if (entry.typeCode === 1 || entry.typeCode === 2) row.starts += 1;

  const isFirstFailure = row.failure_at === null || entry.at < row.failure_at;
  if (entry.level === 'failure' && isFirstFailure) {
    takeFailure(row, { at: entry.at, no: entryNo, activityNo, cause: entry.cause, message: entry.message });
  }
  if (row.last_entry_at === null || entry.at >= row.last_entry_at) {
    row.last_entry_at = entry.at;
    row.last_activity_no = activityNo;
    if (entry.message !== null) row.last_message = messageInList(entry.message);
  }
  row.last_at = Math.max(row.last_at ?? entry.at, entry.at);
  order(row, entry.at);
}

type FirstFailure = {
  at: number;
  no: number;
  activityNo: number | null;
  cause: string | null;
  message: string | null;
};

/** The failure that a list row tells of. */
export function takeFailure(row: ProcessTableRow, { at, no, activityNo, cause, message }: FirstFailure): void {
  row.failure_at = at;
  row.failure_no = no;
  row.failure_activity_no = activityNo;
  row.failure_cause = cause;
  row.failure_message = message === null ? null : messageInList(message);
}

/** The entry is no failure any more, or another one: what told of it is forgotten. */
export function withoutFailure(row: ProcessTableRow, entryNo: number): void {
  if (row.failure_no !== entryNo) return;
  row.failure_at = null;
  row.failure_no = null;
  row.failure_activity_no = null;
  row.failure_cause = null;
  row.failure_message = null;
}

/** What a process adds to the counts of its card. */
export function countsOf(row: ProcessTableRow): Record<'active' | 'completed' | 'failed' | 'flagged', number> {
  return {
    active: row.active,
    completed: 1 - row.active,
    failed: row.failures > 0 || row.state === 'failed' ? 1 : 0,
    flagged: row.flags > 0 ? 1 : 0,
  };
}

/**
 * An active process stands where it started, else at the first that was heard of it, so that it does not move while it
 * runs; a completed one where it ended. `at`: of the event folded last.
 */
function order(row: ProcessTableRow, at: number): void {
  row.sort_at =
    row.active === 1 ? (row.started_at ?? Math.min(row.sort_at, at)) : (row.finished_at ?? row.last_at ?? row.sort_at);
}
