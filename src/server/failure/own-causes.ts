import type { CauseRef } from '#contract/cause.ts';
import { createGrouping, withoutNested } from '#server/cause/grouping.ts';
import { explainOwn, type OwnExplanation, ownTitle, readOwn } from '#server/cause/own.ts';
import type { NamedFailure, OwnCauses } from '#server/cause/own-causes.ts';
import { providerCodeOf } from '#server/cause/provider-code.ts';
import { entryIdOf, entryKeyOf } from '#server/store/cursor.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { groupingOf } from './own-texts.ts';

/** Own explanations for who reads journals and lists: of a few failures at a time, without looking at all the others. */
export function createOwnCauses({ causes }: Pick<JournalStore, 'causes'>): OwnCauses {
  async function find(portalNo: number, failures: readonly NamedFailure[]): Promise<Map<string, OwnExplanation>> {
    const found = new Map<string, OwnExplanation>();
    const { merges, splits, explanations } = await causes.grouping(portalNo);
    if (explanations.length === 0) return found;
    const places = new Map<string, string>();
    const asked = failures.flatMap(({ entry, cause }) => {
      const key = entryKeyOf(entry);
      if (key === null) return [];
      places.set(`${key.at}:${key.no}`, entry);
      return [{ ...key, cause }];
    });
    const texts = await causes.textsOf(portalNo, asked);
    const grouping = createGrouping(merges, splits, { explanations: explanations.map(readOwn), texts });
    for (const { at, no, cause, fingerprint } of texts) {
      const entry = places.get(`${at}:${no}`);
      const own = grouping.explanationOf(grouping.keyOf(withoutNested(cause), fingerprint));
      if (entry !== undefined && own !== null) found.set(entry, own);
    }
    return found;
  }

  return {
    entryAt: (at, no) => entryIdOf({ at, no }),

    async titles(portalNo, failures, language) {
      const found = await find(portalNo, failures);
      return new Map(
        [...found].map(([entry, own]): [string, CauseRef] => [
          entry,
          { code: own.key, title: ownTitle(own, language) },
        ]),
      );
    },

    async explain(portalNo, failure, { message }, language) {
      const own = (await find(portalNo, [failure])).get(failure.entry);
      const whole = { cause: failure.cause, only: null, except: [] };
      const base = withoutNested(failure.cause);
      const { explanations } = await causes.grouping(portalNo);
      const isShared = explanations.some((one) => readOwn(one).matching.before.includes(base));
      if (own === undefined && !isShared) return { cause: null, alike: [whole] };
      const grouping = await groupingOf(causes, portalNo);
      // What an explanation of the portal's own takes from the catalogue is not explained alike.
      if (own === undefined) return { cause: null, alike: [{ ...whole, except: grouping.ownTextsOf(base) }] };
      return { cause: explainOwn(own, providerCodeOf(message, null), language), alike: grouping.ownPartsOf(own.key) };
    },
  };
}
