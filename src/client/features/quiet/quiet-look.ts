import type { QuietReason } from '#contract/quiet.ts';
import type { IconName } from '#client/ui/icon.tsx';
import type { Tone } from '#client/ui/tone.ts';

/** How each reason looks. What hangs or is late is trouble; to wait for somebody is not, but somebody should be asked. */
export const quietLook: Readonly<Record<QuietReason, { icon: IconName; tone: Tone }>> = {
  person: { icon: 'person', tone: 'waiting' },
  reply: { icon: 'code', tone: 'waiting' },
  timer: { icon: 'clock', tone: 'warning' },
  lock: { icon: 'hourglass', tone: 'warning' },
  unknown: { icon: 'waiting', tone: 'waiting' },
};
