import type { Stage } from '#contract/stage.ts';
import { seeded } from './random.ts';

/** One run of a scenario on a deal. With the same run the same events come out, so a run can be kept and gone on with. */
export type Run = {
  process: string;
  scenario: string;
  deal: string;
  stage: Stage;
  version: string;
  /** ms since the epoch. */
  startAt: number;
  pace: 'live' | 'history';
  /** The deal left the stage at this moment (ms), and its robots were stopped. */
  cutAt?: number;
};

/** A process id of the portal's shape: 14 hexadecimal digits, a dot, 8 digits. */
export function processId(seed: string): string {
  const random = seeded(`process ${seed}`);
  return `${random.hex(14)}.${random.digits(8)}`;
}
