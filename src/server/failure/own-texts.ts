import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGrouping, type Grouping } from '#server/cause/grouping.ts';
import { type FailureText, type OwnExplanation, readOwn } from '#server/cause/own.ts';
import type { Causes } from '#server/store/journal-store.ts';

const causesAtOnce = 500;
/** Causes that the catalogue does not know among which explanations find theirs; and texts of each cause that it knows. */
const mostCauses = 20_000;
const mostTexts = 20_000;

/** Texts that explanations of the portal's own may explain: what the catalogue does not know, and what they go before. */
export async function textsFor(
  causes: Pick<Causes, 'unknown' | 'texts'>,
  portalNo: number,
  explanations: readonly Pick<OwnExplanation, 'matching'>[],
): Promise<FailureText[]> {
  if (explanations.length === 0) return [];
  const texts: FailureText[] = [];
  for (let after = ''; texts.length < mostCauses;) {
    const slice = await causes.unknown(portalNo, after, causesAtOnce);
    texts.push(...slice);
    after = slice.at(-1)?.cause ?? after;
    if (slice.length < causesAtOnce) break;
    await nextTurn();
  }
  for (const cause of new Set(explanations.flatMap(({ matching }) => matching.before))) {
    for (const stored of [cause, `nested:${cause}`]) {
      const some = await causes.texts(portalNo, stored, mostTexts);
      texts.push(...some.map((fingerprint) => ({ cause, fingerprint, activityCode: null })));
      await nextTurn();
    }
  }
  return texts;
}

/** Which failures of a portal people see as one cause, now. */
export async function groupingOf(causes: Causes, portalNo: number): Promise<Grouping> {
  const { merges, splits, explanations } = await causes.grouping(portalNo);
  const own = explanations.map(readOwn);
  return createGrouping(merges, splits, { explanations: own, texts: await textsFor(causes, portalNo, own) });
}
