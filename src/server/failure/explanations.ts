import type { Explanation, Matching, NewExplanation } from '#contract/explanation.ts';
import { Problem } from '#contract/problem.ts';
import { withoutNested } from '#server/cause/grouping.ts';
import {
  foldPhrase,
  isOwnKey,
  isTelling,
  isUnknown,
  ownKeyOf,
  type OwnExplanation,
  readOwn,
} from '#server/cause/own.ts';
import { type Noted, type ReadContext, readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import type { ExplanationRow, JournalStore } from '#server/store/journal-store.ts';
import { lookThrough, previewDays, previewOf } from './explanation-preview.ts';
import { titlesOf } from './find.ts';
import { createKept } from './kept.ts';
import { momentOf } from './names.ts';
import { groupingOf } from './own-texts.ts';
import { nameOf } from './people.ts';

/** Of one portal: each is compared with each text. */
const mostExplanations = 200;
/** A draft is the last of those that ask for as much: its number is none that is ever given. */
const draftNo = 999_999_999_999;

type Options = {
  store: JournalStore;
  /** Takes secrets out of what people write. */
  redact(text: string): string;
  /** What was counted before may be another cause's now. */
  onDecision(portalNo: number): void;
  now(): number;
};

/** Explanations that a portal writes itself. Nothing is done before the audit log has it. */
export function registerExplanationRoutes(registrar: Registrar, { store, redact, onDecision, now }: Options): void {
  const { explanations, causes } = store;
  const counts = createKept<{ failures: Map<string, number>; bounded: boolean }>(now);

  async function find(portalNo: number, explanation: string): Promise<ExplanationRow> {
    const row = (await explanations.list(portalNo)).find(({ explanationNo }) => explanationNo === Number(explanation));
    if (row === undefined) throw new Problem('not_found', 'no such explanation');
    return row;
  }

  async function presented(portalNo: number, rows: readonly ExplanationRow[], language: Language) {
    const isNamed = rows.some(({ matching }) => (JSON.parse(matching) as Matching).before.length > 0);
    const titleOf = isNamed ? titlesOf(store, portalNo, await groupingOf(causes, portalNo), language) : null;
    const items: Explanation[] = [];
    for (const row of rows) {
      const { ru, en, hit, fixer, retry, matching, key } = readOwn(row);
      const beforeTitles: string[] = [];
      for (const cause of matching.before) beforeTitles.push((await titleOf?.(cause)) ?? cause);
      items.push({
        explanation: String(row.explanationNo),
        cause: key,
        ru,
        en,
        hit,
        fixer,
        retry,
        matching,
        beforeTitles,
        createdAt: momentOf(row.createdAt),
        createdBy: row.createdBy,
        changedAt: momentOf(row.changedAt),
        changedBy: row.changedBy,
      });
    }
    return items;
  }

  /** How many failures each explains, whatever it was merged into. */
  async function count(portalNo: number) {
    const failures = new Map<string, number>();
    if ((await explanations.list(portalNo)).length === 0) return { failures, bounded: false };
    const grouping = await groupingOf(causes, portalNo);
    const bounded = await lookThrough(store, portalNo, now(), (rows) => {
      for (const { cause, fingerprint } of rows) {
        const own = grouping.explainedBy(cause, fingerprint);
        if (own !== null) failures.set(own, (failures.get(own) ?? 0) + 1);
      }
    });
    return { failures, bounded };
  }

  readRoute(registrar, 'explanations', async (context) => {
    const { portal, language } = needsAll(context);
    const { portalNo } = portal;
    const { failures, bounded } = await counts.get(portalNo, [], async () => await count(portalNo));
    const items = (await presented(portalNo, await explanations.list(portalNo), language)).map((one) => ({
      ...one,
      failures: failures.get(one.cause) ?? 0,
    }));
    return { items: items.toSorted((a, b) => b.failures - a.failures), days: previewDays, bounded };
  });

  readRoute(registrar, 'explanation', async (context) => {
    const { portal, params, language } = needsAll(context);
    return (await presented(portal.portalNo, [await find(portal.portalNo, params.explanation)], language))[0]!;
  });

  readRoute(registrar, 'addExplanation', async (context) => {
    const { portal, caller, body, language, note } = needsAll(context);
    const { portalNo } = portal;
    const written = await checked(portalNo, body);
    if ((await explanations.list(portalNo)).length >= mostExplanations) {
      throw new Problem('conflict', `at most ${mostExplanations} explanations of one portal`);
    }
    await note({ details: detailsOf(written.matching) });
    const by = { createdAt: now(), createdBy: nameOf(caller), changedAt: now(), changedBy: nameOf(caller) };
    const row = await explanations.add(portalNo, { ...stored(written), ...by });
    forget(portalNo);
    return (await presented(portalNo, [row], language))[0]!;
  });

  readRoute(registrar, 'changeExplanation', async (context) => {
    const { portal, params, caller, body, language, note } = needsAll(context);
    const { portalNo } = portal;
    await find(portalNo, params.explanation);
    const written = await checked(portalNo, body);
    await note({ object: { kind: 'explanation', id: params.explanation }, details: detailsOf(written.matching) });
    const change = { ...stored(written), changedAt: now(), changedBy: nameOf(caller) };
    const row = await explanations.change(portalNo, Number(params.explanation), change);
    if (row === null) throw new Problem('not_found', 'no such explanation');
    forget(portalNo);
    return (await presented(portalNo, [row], language))[0]!;
  });

  readRoute(registrar, 'removeExplanation', async (context) => {
    const { portal, params, note } = needsAll(context);
    const { portalNo } = portal;
    await find(portalNo, params.explanation);
    await note({ object: { kind: 'explanation', id: params.explanation } });
    if (!(await explanations.remove(portalNo, Number(params.explanation)))) {
      throw new Problem('not_found', 'no such explanation');
    }
    forget(portalNo);
    return {};
  });

  readRoute(registrar, 'previewExplanation', async (context) => {
    const { portal, body, language, mask } = needsAll(context);
    const { portalNo } = portal;
    const { matching } = await checked(portalNo, { matching: body.matching });
    const no = body.explanation === null ? draftNo : (await find(portalNo, body.explanation)).explanationNo;
    const draft: OwnExplanation = {
      no,
      key: ownKeyOf(no),
      matching,
      phrases: matching.phrases.map(foldPhrase),
      ru: noWords,
      en: noWords,
      hit: 'perhaps',
      fixer: 'nobody',
      retry: 'no',
      changedAt: now(),
      changedBy: null,
    };
    const answer = await previewOf(store, portalNo, draft, { language, now: now() });
    // Only answers to GET are masked on their way out.
    return mask === null ? answer : mask.answer(answer).value;
  });

  function forget(portalNo: number): void {
    counts.forget(portalNo);
    onDecision(portalNo);
  }

  /** What was written, without secrets. @throws Problem invalid_request for what would explain everything, or nothing */
  async function checked<W extends { matching: Matching } & Partial<Pick<NewExplanation, 'ru' | 'en'>>>(
    portalNo: number,
    written: W,
  ): Promise<W> {
    const { phrases, activityCode, before } = written.matching;
    const clean = phrases.map((phrase) => redact(phrase));
    if (!clean.every(isTelling)) {
      throw new Problem('invalid_request', 'matching.phrases: numbers, names in quotes and addresses are not compared');
    }
    if (activityCode !== null && before.length > 0) {
      throw new Problem(
        'invalid_request',
        'matching: activityCode and before do not go together: causes of the catalogue are told apart by text alone, whatever robot wrote it',
      );
    }
    const known = before.map(withoutNested);
    if (known.some((cause) => isUnknown(cause) || isOwnKey(cause) || cause.startsWith('split:'))) {
      throw new Problem('invalid_request', 'matching.before: only causes of the catalogue');
    }
    const there = await causes.spans(portalNo, [...known, ...known.map((cause) => `nested:${cause}`)]);
    const kept = known.filter((cause) => there.has(cause) || there.has(`nested:${cause}`));
    const words = (one: NewExplanation['ru']) => ({
      title: redact(one.title),
      text: redact(one.text),
      steps: one.steps.map((step) => redact(step)),
    });
    return {
      ...written,
      ...(written.ru !== undefined && { ru: words(written.ru) }),
      ...(written.en !== undefined && { en: words(written.en) }),
      matching: { phrases: clean, activityCode, before: [...new Set(kept)] },
    };
  }
}

const noWords = { title: '', text: '', steps: [] };

const stored = ({ ru, en, hit, fixer, retry, matching }: NewExplanation) => ({
  words: JSON.stringify({ ru, en }),
  matching: JSON.stringify(matching),
  hit,
  fixer,
  retry,
});

/** Nothing of what was written. */
const detailsOf = ({ phrases, before }: Matching): NonNullable<Noted['details']> => ({
  phrases: phrases.length,
  before: before.join(' '),
});

/** Numbers and texts over all cards are for those who may see all of them. */
function needsAll<C extends Pick<ReadContext<'explanations'>, 'sight'>>(context: C): C {
  if (!context.sight.all) throw new Problem('forbidden');
  return context;
}
