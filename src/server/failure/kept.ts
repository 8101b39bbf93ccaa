const answersKeptMs = 10_000;
const mostKept = 8;

/** Answers that are kept for a moment and shared by those who ask at once: many look at the same screen. */
export type Kept<V> = {
  get(portalNo: number, question: unknown, make: () => Promise<V>): Promise<V>;
  /** Something was decided that changes the answers. */
  forget(portalNo: number): void;
  letGo(): void;
};

export function createKept<V>(now: () => number): Kept<V> {
  const kept = new Map<string, { portalNo: number; answer: Promise<V>; until: number }>();
  const drop = (key: string, one: unknown): void => {
    if (kept.get(key) === one) kept.delete(key);
  };
  return {
    get(portalNo, question, make) {
      const key = JSON.stringify([portalNo, question]);
      const had = kept.get(key);
      if (had !== undefined && had.until > now()) return had.answer;
      const one = { portalNo, answer: make(), until: Number.POSITIVE_INFINITY };
      kept.delete(key);
      kept.set(key, one);
      one.answer.then(
        () => {
          one.until = now() + answersKeptMs;
          // Nobody may ask again, and half a million failures take room.
          setTimeout(() => drop(key, one), answersKeptMs).unref();
        },
        () => drop(key, one),
      );
      const oldest = kept.keys().next();
      if (kept.size > mostKept && oldest.done === false) kept.delete(oldest.value);
      return one.answer;
    },
    forget(portalNo) {
      for (const [key, one] of kept) if (one.portalNo === portalNo) kept.delete(key);
    },
    letGo: () => kept.clear(),
  };
}
