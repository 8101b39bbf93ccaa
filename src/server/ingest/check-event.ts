import { eventKinds, JournalEvent } from '#contract/event.ts';
import { sayIssue } from '#contract/issue.ts';

export type Checked = { event: JournalEvent } | { code: 'invalid_event' | 'unknown_kind'; message: string };

/** An event against the contract; what is wrong is said with its place, never with what was sent. */
export function checkEvent(value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { code: 'invalid_event', message: 'an event is a JSON object' };
  }
  const kind = 'kind' in value ? value.kind : undefined;
  if (!eventKinds.some((known) => known === kind)) {
    return { code: 'unknown_kind', message: `kind is one of ${eventKinds.join(', ')}` };
  }
  const result = JournalEvent.safeParse(value);
  if (result.success) return { event: result.data };
  return { code: 'invalid_event', message: result.error.issues.slice(0, 3).map(sayIssue).join('; ') };
}
