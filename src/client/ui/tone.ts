/** What a colour means. A tone never comes without an icon or a word. */
export const tones = ['neutral', 'failure', 'warning', 'success', 'running', 'waiting', 'accent'] as const;
export type Tone = (typeof tones)[number];

export const toneText: Readonly<Record<Tone, string>> = {
  neutral: 'text-muted',
  failure: 'text-failure',
  warning: 'text-warning',
  success: 'text-success',
  running: 'text-running',
  waiting: 'text-waiting',
  accent: 'text-accent',
};

export const toneSoft: Readonly<Record<Tone, string>> = {
  neutral: 'bg-neutral-soft text-muted',
  failure: 'bg-failure-soft text-failure',
  warning: 'bg-warning-soft text-warning',
  success: 'bg-success-soft text-success',
  running: 'bg-running-soft text-running',
  waiting: 'bg-waiting-soft text-waiting',
  accent: 'bg-accent-soft text-accent',
};
