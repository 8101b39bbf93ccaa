import type { CauseState } from '#contract/failures.ts';
import type { ExplanationRow } from './explanations.ts';
import type { ActivityRow, AmountRow, EntryKey, PersonRow, StageRow } from './journal-store.ts';
import type { PersonKey } from './person-key.ts';

/*
 * The part of the port for failures over all cards. A cause that people see is made of parts: causes as failures are
 * stored under, whole or by text. As in all of the port, a portal is named by its number.
 */

/** Failures stored under one cause: all, those of one text (`only`), or all but those of some texts. */
export type CausePart = { cause: string; only: string | null; except: readonly string[] };

/** What failures are counted by. Nothing that a person reads is in it, so that half a million of them are read at once. */
export type FailureRow = {
  at: number;
  no: number;
  cause: string;
  fingerprint: string | null;
  activityNo: number;
  processNo: number;
  cardNo: number | null;
  templateNo: number | null;
  stageId: string | null;
};
/** The same without what its process tells. */
export type FailureMoment = Pick<FailureRow, 'at' | 'no' | 'cause' | 'fingerprint'>;

export type HitCard = { client: string | null; amount: AmountRow | null; responsible: PersonRow | null };
export type TemplateVersion = { id: string; version: string | null; name: string | null; firstAt: number | null };

/** A failure as a person reads it. */
export type ShownFailure = {
  key: EntryKey;
  processNo: number;
  process: string;
  cause: string;
  fingerprint: string | null;
  activity: ActivityRow;
  card: { type: string; id: string; title: string | null } | null;
  client: PersonRow | null;
  amount: AmountRow | null;
  template: { id: string; version: string | null; name: string | null } | null;
  stage: StageRow | null;
  /** At most 301 characters. */
  message: string | null;
};
export type CauseMergeRow = { cause: string; into: string; at: number; by: string | null };
export type CauseSplitRow = { split: string; cause: string; fingerprint: string; at: number; by: string | null };
export type CauseStateRow = {
  cause: string;
  state: CauseState;
  stateAt: number | null;
  stateBy: string | null;
  mutedUntil: number | null;
  mutedRate: number | null;
  assignee: PersonKey | null;
};
export type CauseNoteRow = {
  no: number;
  cause: string;
  other: string | null;
  at: number;
  kind: string;
  by: string | null;
  /** JSON. */
  details: string;
};
export type NewCauseNote = Omit<CauseNoteRow, 'no'>;

/** What tells by which explanation of the portal's own a failure is explained. */
export type CauseText = { cause: string; fingerprint: string; activityCode: string | null };

export type Causes = {
  /** Failures from a moment on and before a place, newest first. Without `texts` no text is told, which is quicker. */
  failures(portalNo: number, from: number, before: EntryKey, limit: number, texts: boolean): Promise<FailureRow[]>;
  /** The same without their processes, quicker still. */
  moments(portalNo: number, from: number, before: EntryKey, limit: number, texts: boolean): Promise<FailureMoment[]>;
  failuresOf(portalNo: number, part: CausePart, from: number, before: EntryKey, limit: number): Promise<FailureRow[]>;
  /** The first and the last failure of each cause, as it is stored; a cause that has none is not in it. */
  spans(portalNo: number, causes: readonly string[]): Promise<Map<string, { firstAt: number; lastAt: number }>>;
  spanOf(portalNo: number, part: CausePart): Promise<{ firstAt: number; lastAt: number } | null>;
  firstAfter(portalNo: number, part: CausePart, at: number): Promise<number | null>;
  /** Moments of failures after a moment, oldest first. */
  momentsAfter(portalNo: number, part: CausePart, after: number, limit: number): Promise<number[]>;
  /** Texts of a cause as it is stored. */
  texts(portalNo: number, cause: string, limit: number): Promise<string[]>;

  /**
   * Causes that the catalogue does not know, after one, in the order of their keys. All failures of such a cause have one
   * text and are of robots of one type code.
   */
  unknown(portalNo: number, after: string, limit: number): Promise<CauseText[]>;
  /** The same of failures, known or not. */
  textsOf(
    portalNo: number,
    failures: readonly { at: number; no: number; cause: string }[],
  ): Promise<(CauseText & { at: number; no: number })[]>;

  cards(portalNo: number, cardNos: readonly number[]): Promise<Map<number, HitCard>>;
  templates(portalNo: number, templateNos: readonly number[]): Promise<Map<number, TemplateVersion>>;
  /** Versions whose first process started within these moments, newest first. */
  templatesFirstSeen(portalNo: number, from: number, to: number, limit: number): Promise<TemplateVersion[]>;
  /** Stages that processes are at, by the stage's id. */
  stages(portalNo: number, processNos: readonly number[]): Promise<Map<string, StageRow>>;
  /** In the order they are asked for; what is not there is left out. */
  shown(portalNo: number, failures: readonly { at: number; no: number; cause: string }[]): Promise<ShownFailure[]>;
  /** Versions of a template. */
  versionsOf(portalNo: number, templateId: string): Promise<number[]>;
  /** Activities that a reader calls so: by title, else code, else name. */
  activitiesCalled(portalNo: number, robot: string): Promise<number[]>;
  /** How many a reader tells apart by that; null: more than `bound` activities would have to be looked at. */
  robots(portalNo: number, bound: number): Promise<number | null>;

  grouping(
    portalNo: number,
  ): Promise<{ merges: CauseMergeRow[]; splits: CauseSplitRow[]; explanations: ExplanationRow[] }>;
  states(portalNo: number): Promise<CauseStateRow[]>;
  stateOf(portalNo: number, cause: string): Promise<CauseStateRow | null>;
  /** Each of these notes in the same transaction as what it tells of. @throws StorageFull, StorageFailed */
  putState(portalNo: number, state: CauseStateRow, note: NewCauseNote): Promise<void>;
  /** The cause and all that was merged into it become part of `into`. */
  merge(portalNo: number, merge: CauseMergeRow, note: NewCauseNote): Promise<void>;
  unmerge(portalNo: number, cause: string, note: NewCauseNote): Promise<void>;
  split(portalNo: number, split: CauseSplitRow, note: NewCauseNote): Promise<void>;
  addNote(portalNo: number, note: NewCauseNote): Promise<number>;
  /** Notes about any of these causes, newest first, before a note. */
  notes(portalNo: number, causes: readonly string[], before: number | null, limit: number): Promise<CauseNoteRow[]>;
};
