import type { CauseExplanation, CauseRef } from '#contract/cause.ts';
import type { CauseContext } from './explain.ts';
import type { Part } from './grouping.ts';

type Language = 'ru' | 'en';

/** A failure as lists and journals name it: its entry's id, and its cause as it is stored. */
export type NamedFailure = { entry: string; cause: string };

/** Puts a portal's own explanations where those who read journals else see the catalogue's. */
export type OwnCauses = {
  /** The id of an entry that a list names by its moment and its number. */
  entryAt(at: number, no: number): string;
  /** What failures are called by their own explanation, by their entries; those that have none are not in it. */
  titles(portalNo: number, failures: readonly NamedFailure[], language: Language): Promise<Map<string, CauseRef>>;
  /**
   * `cause` is null when no explanation of the portal's own explains it. `alike`: where failures are stored that have the
   * same explanation as it.
   */
  explain(
    portalNo: number,
    failure: NamedFailure,
    context: CauseContext,
    language: Language,
  ): Promise<{ cause: CauseExplanation | null; alike: Part[] }>;
};

type WithCause = { entry: string; cause: CauseRef | null };
type WithFailure = { failure: { entry: string; cause: CauseRef } | null };

/** Entries as they are shown, by their own explanations. */
export async function inEntries<E extends WithCause>(
  own: OwnCauses,
  portalNo: number,
  entries: readonly E[],
  language: Language,
): Promise<E[]> {
  const failed = entries.flatMap(({ entry, cause }) => (cause === null ? [] : [{ entry, cause: cause.code }]));
  const titles = failed.length === 0 ? new Map<string, CauseRef>() : await own.titles(portalNo, failed, language);
  return entries.map((one) => ({ ...one, cause: titles.get(one.entry) ?? one.cause }));
}

/** Processes as they are shown, by the own explanation of their first failure. */
export async function inProcesses<P extends WithFailure>(
  own: OwnCauses,
  portalNo: number,
  processes: readonly P[],
  language: Language,
): Promise<P[]> {
  const failed = processes.flatMap(({ failure }) =>
    failure === null ? [] : [{ entry: failure.entry, cause: failure.cause.code }],
  );
  const titles = failed.length === 0 ? new Map<string, CauseRef>() : await own.titles(portalNo, failed, language);
  return processes.map((one) => {
    const title = one.failure === null ? undefined : titles.get(one.failure.entry);
    return one.failure === null || title === undefined ? one : { ...one, failure: { ...one.failure, cause: title } };
  });
}
