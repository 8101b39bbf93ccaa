import type { BodyOf } from '#contract/endpoints.ts';
import type { CauseState } from '#contract/failures.ts';
import { call } from '#client/api/call.ts';

/** What can be done about a cause: it is given a state, somebody, or another cause to be part of. */
export const actKinds = ['acknowledged', 'resolved', 'muted', 'new', 'assign', 'merge'] as const;
export type ActKind = (typeof actKinds)[number];
/** As the server takes it for many at once; for one it is the same. */
export type Act = BodyOf<'actOnCauses'>['action'];

export const mutePresets = ['hour', 'day', 'week', 'rate'] as const;
export type MutePreset = (typeof mutePresets)[number];
const muteHours: Readonly<Record<Exclude<MutePreset, 'rate'>, number>> = { hour: 1, day: 24, week: 7 * 24 };

/** How often is too often, as it is written; null: no number that is taken. */
export function rateOf(text: string): number | null {
  const rate = Number(text.replaceAll(/\s/g, ''));
  return Number.isInteger(rate) && rate >= 1 && rate <= 10_000 ? rate : null;
}

/** What ends a mute: a time from now on, or one failure too many in an hour. */
export function muteOf(
  preset: MutePreset,
  rate: number | null,
  now: number,
): { mutedUntil: string } | { mutedRatePerHour: number | null } {
  if (preset === 'rate') return { mutedRatePerHour: rate };
  return { mutedUntil: new Date(now + muteHours[preset] * 3_600_000).toISOString() };
}

/** Which states one can give to a cause that has this one. A mute can be set anew: it has another end then. */
export const statesAfter: Readonly<Record<CauseState, readonly CauseState[]>> = {
  new: ['acknowledged', 'resolved', 'muted'],
  acknowledged: ['resolved', 'muted', 'new'],
  resolved: ['new', 'muted'],
  muted: ['acknowledged', 'resolved', 'muted', 'new'],
};

/** Does it to one cause and says why, where a comment is given. Answers the key that the cause has then. */
export async function act(cause: string, what: Act, comment: string | null): Promise<string> {
  const params = { cause };
  if (what.kind === 'state') {
    const { kind: _, ...body } = what;
    await call('putCauseState', { params, query: {}, body: { ...body, comment } });
    return cause;
  }
  let now = cause;
  if (what.kind === 'assign') await call('putCauseAssignee', { params, query: {}, body: { person: what.person } });
  else now = (await call('mergeCause', { params, query: {}, body: { into: what.into } })).cause;
  if (comment !== null) await call('addCauseComment', { params: { cause: now }, query: {}, body: { text: comment } });
  return now;
}
