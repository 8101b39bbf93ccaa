import type { EntryEvent, JournalEvent, ProcessEvent } from '#contract/event.ts';
import { entryType, moment, result, stateTitles, status } from './walk.ts';

/**
 * A run stopped at a moment (ms): what was written till then, a cancel row for each robot at work,
 * and the end of each of its processes. What has been sent already stays as it was.
 */
export function cut(events: readonly JournalEvent[], cutAt: number): JournalEvent[] {
  const at = moment(cutAt);
  const kept = events.filter((event) => event.at <= at);
  const last = new Map<string, ProcessEvent>();
  for (const event of kept) if (event.kind === 'process') last.set(event.process, event);
  const ends = [...last.values()]
    .filter((process) => process.state === 'running' || process.state === 'waiting')
    .flatMap((process) => [...cancelRows(kept, process.process, at), terminated(process, at)]);
  return [...kept, ...ends];
}

/** Only the newest `count` entries, as a portal that trims keeps them; process events all stay. */
export function keepNewest(events: readonly JournalEvent[], count: number): JournalEvent[] {
  let tooMany = events.filter((event) => event.kind === 'entry').length - count;
  return events.filter((event) => event.kind !== 'entry' || (tooMany -= 1) < 0);
}

function cancelRows(events: readonly JournalEvent[], process: string, at: string): EntryEvent[] {
  const open = new Map<string, EntryEvent>();
  for (const event of events) {
    if (event.kind !== 'entry' || event.process !== process) continue;
    if (event.type === entryType.execute) open.set(event.activity.name, event);
    if (event.type === entryType.close || event.type === entryType.fault) open.delete(event.activity.name);
  }
  return [...open.values()].map((started, index) => ({
    kind: 'entry',
    id: `${process}#cut${index + 1}`,
    at,
    process,
    activity: started.activity,
    type: entryType.cancel,
    status: status.canceled,
    result: result.canceled,
    message: 'Действие отменено: сделка перешла на другую стадию',
  }));
}

function terminated(process: ProcessEvent, at: string): ProcessEvent {
  return {
    ...process,
    id: `${process.process}#end`,
    at,
    state: 'terminated',
    stateTitle: stateTitles.terminated,
    finishedAt: at,
  };
}
