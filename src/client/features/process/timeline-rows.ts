import type { Stage } from '#contract/stage.ts';
import type { ProcessInList } from '#contract/process.ts';

export type TimelineItem =
  | { kind: 'stage'; at: string; stage: Stage | null }
  | { kind: 'process'; at: string; process: ProcessInList };

export type TimelineRow =
  | { kind: 'process'; key: string; process: ProcessInList }
  | { kind: 'idle'; key: string; ms: number };

/** What happened while the card stood at one stage, newest first. */
export type TimelineStage = {
  key: string;
  stage: Stage | null;
  /** When the card came to it; null while older pages have not told. */
  since: string | null;
  /** When it left; null: it is there still. */
  until: string | null;
  rows: readonly TimelineRow[];
  processes: number;
  failed: number;
};

/** Shorter silence says nothing. */
const idleFromMs = 6 * 3_600_000;

/** Groups the story of a card (newest first) by stage and folds the time in which nothing happened. */
export function toTimeline(items: readonly TimelineItem[]): TimelineStage[] {
  const groups: TimelineStage[] = [];
  let open: ProcessInList[] = [];
  let until: string | null = null;

  function close(stage: Stage | null, since: string | null, key: string): void {
    groups.push({
      key,
      stage,
      since,
      until,
      rows: withIdle(open, since),
      processes: open.length,
      failed: open.filter((one) => one.failure !== null).length,
    });
    open = [];
    until = since;
  }

  for (const [index, item] of items.entries()) {
    if (item.kind === 'process') open.push(item.process);
    else close(item.stage, item.at, `${item.at} ${index}`);
  }
  // From before the first stage change that is known: by the stages that the processes themselves tell.
  const rest = open;
  open = [];
  for (const [index, process] of rest.entries()) {
    open.push(process);
    if (rest[index + 1]?.stage?.id !== process.stage?.id || index === rest.length - 1) {
      close(process.stage, null, `before ${process.process}`);
    }
  }
  return groups;
}

function endOf({ finishedAt, lastAt, startedAt }: ProcessInList): number | null {
  const end = finishedAt ?? lastAt ?? startedAt;
  return end === null ? null : Date.parse(end);
}

/** Idle time stands below the process that ended it: from the last end of all that is older to its start. */
function withIdle(processes: readonly ProcessInList[], since: string | null): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let before = since === null ? null : Date.parse(since);
  for (const process of processes.toReversed()) {
    const start = process.startedAt === null ? null : Date.parse(process.startedAt);
    if (start !== null && before !== null && start - before >= idleFromMs) {
      rows.push({ kind: 'idle', key: `idle ${process.process}`, ms: start - before });
    }
    rows.push({ kind: 'process', key: process.process, process });
    const end = endOf(process);
    if (end !== null) before = before === null ? end : Math.max(before, end);
  }
  return rows.reverse();
}
