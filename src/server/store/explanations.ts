/** An explanation that a portal writes itself. */
export type ExplanationRow = {
  /** Never another's again: states, merges and notes are kept under its cause. */
  explanationNo: number;
  /** JSON. */
  words: string;
  hit: string;
  fixer: string;
  retry: string;
  /** JSON. */
  matching: string;
  createdAt: number;
  createdBy: string | null;
  changedAt: number;
  changedBy: string | null;
};
export type ExplanationChange = Omit<ExplanationRow, 'explanationNo' | 'createdAt' | 'createdBy'>;

/** The part of the port for own explanations. @throws StorageFull, StorageFailed where they write */
export type Explanations = {
  /** In the order they were made. */
  list(portalNo: number): Promise<ExplanationRow[]>;
  add(portalNo: number, explanation: Omit<ExplanationRow, 'explanationNo'>): Promise<ExplanationRow>;
  /** Null when it is not there. */
  change(portalNo: number, explanationNo: number, change: ExplanationChange): Promise<ExplanationRow | null>;
  remove(portalNo: number, explanationNo: number): Promise<boolean>;
};
