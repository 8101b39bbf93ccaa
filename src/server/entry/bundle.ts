import type { Bundle } from '#contract/bundle.ts';
import { maskKinds } from '#contract/masking.ts';
import type { ProcessInList } from '#contract/process.ts';
import { createMask, readMaskRules } from '#server/access/mask.ts';
import { explain } from '#server/cause/explain.ts';
import type { OwnCauses } from '#server/cause/own-causes.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import type { ProcessRow } from '#server/store/journal-store.ts';
import type { Journal } from './journal.ts';
import { beginning, presentEntry } from './present.ts';

const linesBefore = 10;
const linesAfter = 5;
const mostLines = 60;
const lineLength = 2_000;

type Needs = {
  journal: Pick<Journal, 'find' | 'rowsAt'>;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
  own: OwnCauses;
};

/** What is handed over to whoever mends a failure from outside. It is in the audit log before it leaves. */
export function createBundle({ journal, presentProcess, own }: Needs) {
  return async ({ portal, params, language, sight, note }: ReadContext<'entryBundle'>): Promise<Bundle> => {
    const {
      process,
      journal: read,
      position,
      row,
    } = await journal.find(portal.portalNo, params.process, params.entry, sight);
    const positions = around(read.outline, position);
    await note({
      object: { kind: 'entry', id: params.entry },
      details: { process: process.process, format: 'bundle', entries: positions.length },
    });
    const rows = await journal.rowsAt(portal.portalNo, process, read, positions, false);
    const shown = presentEntry(process.process, row, 'full', language);
    const { card, template, stage } = presentProcess(process, language);
    const context = { message: row.message, activityTitle: row.activity.title, activityCode: row.activity.code };
    const failure = { entry: params.entry, cause: row.cause ?? '' };
    const written = row.cause === null ? null : await own.explain(portal.portalNo, failure, context, language);
    const cause = row.cause === null ? null : (written?.cause ?? explain(row.cause, context, language));
    // Whatever the portal's own readers may see: outside it nobody needs a client's number to find an error.
    const mask = createMask({ ...readMaskRules(portal.masking), kinds: [...maskKinds] });
    const { value, masked } = mask.answer({
      portal: portal.portal,
      timeZone: portal.timeZone,
      process: process.process,
      entry: params.entry,
      at: shown.at,
      card: card === null ? null : { type: card.type, id: card.id },
      template,
      stage,
      activity: shown.activity,
      attempts: read.outline.steps[read.outline.step[position] ?? 0]?.attempts ?? 1,
      cause,
      message: shown.message,
      details: shown.details,
      lines: rows.map((one, index) => {
        const { entry, at, level, type, activity, message } = presentEntry(process.process, one, 'full', language);
        const robot = activity.title ?? activity.name;
        return { line: index + 1, entry, at, level, type, robot, message: message && beginning(message, lineLength) };
      }),
      failedLine: positions.indexOf(position) + 1,
    });
    return { ...value, masked };
  };
}

/** The step of an entry with what stands around it, ascending; of a long step what is nearest. */
function around(outline: Awaited<ReturnType<Journal['find']>>['journal']['outline'], position: number): number[] {
  const step = outline.steps[outline.step[position] ?? 0];
  const wanted = new Set(step === undefined ? [] : outline.positionsOf(step));
  const last = Math.min(outline.length - 1, position + linesAfter);
  for (let at = Math.max(0, position - linesBefore); at <= last; at++) wanted.add(at);
  const nearest = [...wanted].toSorted((a, b) => Math.abs(a - position) - Math.abs(b - position)).slice(0, mostLines);
  return nearest.toSorted((a, b) => a - b);
}
