import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGrouping, splitKeyOf, textIdOf } from './grouping.ts';

const split = (cause: string, fingerprint: string) => ({
  split: splitKeyOf(textIdOf(cause, fingerprint)),
  cause,
  fingerprint,
});

describe('a failure is shown under', () => {
  it('its cause, while nobody has decided anything', () => {
    expect(createGrouping([], []).keyOf('wa-window', 'x')).toBe('wa-window');
  });

  it('the cause of the nested process that it repeats', () => {
    expect(createGrouping([], []).keyOf('nested:wa-window', 'x')).toBe('wa-window');
  });

  it('the cause that its own was merged into', () => {
    const grouping = createGrouping([{ cause: 'wa-rate', into: 'wa-pair' }], []);
    expect(grouping.keyOf('wa-rate', null)).toBe('wa-pair');
    expect(grouping.keyOf('nested:wa-rate', null)).toBe('wa-pair');
    expect(grouping.wholeOf('wa-rate')).toBe('wa-pair');
    expect(grouping.wholeOf('nested:wa-rate')).toBe('wa-pair');
    expect(grouping.wholeOf('nested:wa-key')).toBe('wa-key');
    expect(grouping.mergedInto('wa-pair')).toEqual(['wa-rate']);
  });

  it('a cause of its own when its text was split off, also from what was merged', () => {
    const own = split('wa-rate', 'one');
    const grouping = createGrouping([{ cause: 'wa-rate', into: 'wa-pair' }], [own]);
    expect(grouping.keyOf('wa-rate', 'one')).toBe(own.split);
    expect(grouping.keyOf('nested:wa-rate', 'one')).toBe(own.split);
    expect(grouping.keyOf('wa-rate', 'two')).toBe('wa-pair');
    expect(grouping.keyOf('wa-pair', 'one')).toBe('wa-pair');
  });

  it('the whole again when what was split off was merged back', () => {
    const own = split('wa-rate', 'one');
    expect(createGrouping([{ cause: own.split, into: 'wa-rate' }], [own]).keyOf('wa-rate', 'one')).toBe('wa-rate');
  });
});

describe('parts of causes', () => {
  const causes = ['a', 'b', 'c', 'd'];
  const texts = ['one', 'two', 'three'];
  const decided = fc.record({
    splits: fc.uniqueArray(fc.tuple(fc.constantFrom(...causes), fc.constantFrom(...texts)), {
      selector: (pair) => pair.join(),
    }),
    merges: fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 6 }),
  });

  it('hold each failure once, in the cause that it is shown under', () => {
    fc.assert(
      fc.property(decided, ({ splits, merges }) => {
        const made = splits.map(([cause, text]) => split(cause, text));
        const keys = [...causes, ...made.map((one) => one.split)];
        // As the store merges: never a chain.
        const into = new Map<string, string>();
        for (const [one, other] of merges) {
          const [cause, whole] = [one, other].map((index) => keys[index % keys.length]!) as [string, string];
          const root = into.get(whole) ?? whole;
          if (into.has(cause) || cause === root) continue;
          for (const [key, value] of into) if (value === cause) into.set(key, root);
          into.set(cause, root);
        }
        const grouping = createGrouping(
          [...into].map(([cause, root]) => ({ cause, into: root })),
          made,
        );
        const wholes = [...new Set(keys.map(grouping.wholeOf))];
        for (const cause of causes.flatMap((one) => [one, `nested:${one}`])) {
          for (const text of texts) {
            const holders = wholes.filter((key) =>
              grouping
                .partsOf(key)
                .some(
                  (part) =>
                    part.cause === cause && (part.only === null || part.only === text) && !part.except.includes(text),
                ),
            );
            expect(holders).toEqual([grouping.keyOf(cause, text)]);
          }
        }
      }),
    );
  });
});
