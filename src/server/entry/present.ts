import { type Activity, activityResults, activityStatuses, type Entry, entryTypeByCode } from '#contract/entry.ts';
import type { Step } from '#contract/process.ts';
import { causeTitle } from '#server/cause/explain.ts';
import type { Language } from '#server/http/language.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import type { EntryRow } from '#server/store/journal-store.ts';
import type { Outline, StepOutline } from './outline.ts';

const messageInRow = 300;
const messageInStep = 500;

/** An entry as a reader gets it. `row`: for a list on a screen, without details and with the message's beginning only. */
export function presentEntry(process: string, row: EntryRow, view: 'full' | 'row', language: Language): Entry {
  const unknown = readUnknown(row.unknown);
  return {
    entry: entryIdOf(row.key),
    process,
    at: new Date(row.key.at).toISOString(),
    type:
      (row.typeCode === null ? undefined : entryTypeByCode[row.typeCode]) ??
      unknown['type'] ??
      String(row.typeCode ?? ''),
    typeCode: row.typeCode,
    level: row.level,
    status: wordOf(activityStatuses, row.status, unknown['status']),
    result: wordOf(activityResults, row.result, unknown['result']),
    activity: row.activity,
    message: row.message === null || view === 'full' ? row.message : beginning(row.message, messageInRow),
    messageLength: row.messageLength,
    user: row.userId === null && row.userName === null ? null : { id: row.userId, name: row.userName },
    details: view === 'row' || row.details === null || row.details === undefined ? null : readDetails(row.details),
    cause: presentCause(row, language),
  };
}

function presentCause(row: EntryRow, language: Language): Entry['cause'] {
  if (row.cause === null) return null;
  const context = { message: row.message, activityTitle: row.activity.title, activityCode: row.activity.code };
  return { code: row.cause, title: causeTitle(row.cause, context, language) };
}

export function presentStep(
  ordinal: number,
  step: StepOutline,
  outline: Outline,
  activity: Activity,
  message: string | null,
): Step {
  const first = Math.max(0, step.firstAt);
  const start = outline.at[first] ?? 0;
  return {
    step: ordinal,
    activity,
    outcome: step.outcome,
    startedAt: new Date(start).toISOString(),
    endedAt: new Date(outline.at[step.lastAt] ?? start).toISOString(),
    durationMs:
      step.startAt === -1 || step.endAt === -1 ? null : (outline.at[step.endAt] ?? 0) - (outline.at[step.startAt] ?? 0),
    entries: step.entries,
    failures: step.failures,
    attempts: step.attempts,
    message: message === null ? null : beginning(message, messageInStep),
    entry: entryIdOf(outline.key(step.failureAt === -1 ? first : step.failureAt)),
  };
}

export function beginning(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}

export function readDetails(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function readUnknown(json: string | null): Record<string, string> {
  return json === null ? {} : (JSON.parse(json) as Record<string, string>);
}

function wordOf(words: readonly string[], number: number | null, unknown: string | undefined): string | null {
  if (number === null) return unknown ?? null;
  return words[number] ?? String(number);
}
