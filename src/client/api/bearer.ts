import type { Launch } from '#contract/launch.ts';

export type Granted = Pick<Launch, 'bearer' | 'expiresInMs'>;

export type BearerOptions = {
  /** Gets a bearer: the first time by the launch, later by asking the portal again. */
  open: () => Promise<Granted>;
  /** True for a failure that another try may mend: the server is down, not the portal's consent. */
  isPassing: (error: unknown) => boolean;
  /** Told when nothing more can be read until somebody tries again. */
  onLost: () => void;
  /** A wall clock: it goes on while the machine sleeps, which timers do not. */
  now?: () => number;
  chance?: () => number;
};

export type Bearer = {
  /** One that is good now, got anew where it is not. Rejects with what stands in the way. */
  current: () => Promise<string>;
  /** The server did not take this one: another is got, unless that has happened meanwhile. */
  replace: (refused: string) => Promise<string>;
  /**
   * Renews it when most of its life is over, or at once when the page was `asleep`. Called often, and whenever the page is
   * seen again.
   */
  check: (how?: 'asleep') => void;
  /** Somebody wants another try. */
  tryAgain: () => void;
};

/** Not used so shortly before its end: it would end on the way. */
const marginMs = 5_000;

/**
 * The bearer of a frame: in memory and nowhere else. Renewed at about four fifths of its life, after a sleep, and when
 * the server refuses it. One renewal at a time; when the portal does not consent, nothing is asked until somebody tries again.
 */
export function createBearer(options: BearerOptions): Bearer {
  const { open, isPassing, onLost, now = Date.now, chance = Math.random } = options;
  let granted: (Granted & { at: number; renewAfterMs: number }) | null = null;
  let opening: Promise<string> | null = null;
  let lost: { error: unknown } | null = null;
  /** The portal refused before the end: it shows its user an alert each time, so it is not asked again by itself. */
  let isRefused = false;

  async function get(): Promise<string> {
    const next = await open();
    granted = { ...next, at: now(), renewAfterMs: next.expiresInMs * (0.75 + chance() * 0.1) };
    isRefused = false;
    return next.bearer;
  }

  function renew(): Promise<string> {
    opening ??= get().finally(() => {
      opening = null;
    });
    return opening;
  }

  async function renewOrLose(): Promise<string> {
    if (lost !== null) return await Promise.reject(lost.error);
    try {
      return await renew();
    } catch (error) {
      if (!isPassing(error) && lost === null) {
        lost = { error };
        granted = null;
        onLost();
      }
      throw error;
    }
  }

  /** A clock that was turned back says nothing about how long it has been. */
  function ageMs(): number {
    if (granted === null) return Infinity;
    const age = now() - granted.at;
    return age < 0 ? Infinity : age;
  }

  return {
    async current() {
      return granted !== null && ageMs() < granted.expiresInMs - marginMs ? granted.bearer : await renewOrLose();
    },
    async replace(refused) {
      return granted !== null && granted.bearer !== refused ? granted.bearer : await renewOrLose();
    },
    check(how) {
      if (granted === null || isRefused || lost !== null) return;
      if (how === undefined && ageMs() < granted.renewAfterMs) return;
      renew().catch((error: unknown) => {
        isRefused = !isPassing(error);
      });
    },
    tryAgain() {
      lost = null;
      isRefused = false;
    },
  };
}
