/*
 * Lists for programs: rows of one kind of a portal by any of their fields, a page at a time. What a person reads has
 * queries of its own; these answer what nobody can foresee.
 */

export type ListValue = string | number | null;

/** `is` and `is_not` take any number of values (null: the field is empty), the others one that is not null. */
export const listOperators = ['is', 'is_not', 'less', 'at_most', 'more', 'at_least', 'contains'] as const;
export type ListOperator = (typeof listOperators)[number];

export type ListCondition<F extends string> = { field: F; operator: ListOperator; values: readonly ListValue[] };
export type ListOrder<F extends string> = { field: F; descending: boolean };

export type ListAsk<F extends string> = {
  /** What to tell of each row. */
  fields: readonly F[];
  /** All of them have to hold. */
  where: readonly ListCondition<F>[];
  /** Rows that are equal by it come by number, oldest first. Empty values come first. */
  order: readonly ListOrder<F>[];
  /** Each skipped row is read: the caller bounds it. A condition on the number costs nothing. */
  skip: number;
  limit: number;
  /** Counts up to this many; 0 counts nothing. */
  countTo: number;
};

export type ListedRow<F extends string> = Readonly<Partial<Record<F, ListValue>>>;
export type ListPage<F extends string> = { rows: readonly ListedRow<F>[]; isMore: boolean; total: number };

export const processListFields = [
  'no',
  'process',
  'cardType',
  'cardId',
  'cardTitle',
  'module',
  'entity',
  'document',
  'templateId',
  'templateVersion',
  'templateName',
  'stageId',
  'stageName',
  /** As a reader sees it, told at the moment of asking. */
  'state',
  'stateTitle',
  'section',
  'startedAt',
  'finishedAt',
  'startedById',
  'startedByName',
  'waitingUntil',
  /** Its last sign of life. */
  'lastAt',
  /** The same two in whole seconds, for programs that know no less. */
  'startedSecond',
  'lastSecond',
  /** Ids that are numbers, as numbers: 9 comes before 10. */
  'cardIdNumber',
  'templateIdNumber',
  'startedByNumber',
  /** Until when the engine holds it: never told, so empty. */
  'heldUntil',
  'entries',
  'failures',
  'failureNo',
  'failureAt',
  'failureCause',
  'failureMessage',
  'failureActivityName',
  'failureActivityTitle',
  'failureActivityCode',
] as const;
export type ProcessListField = (typeof processListFields)[number];

const occurrenceFields = [
  'no',
  'process',
  'at',
  'activityName',
  'activityTitle',
  'activityCode',
  'message',
  'messageLength',
  'cause',
] as const;

export const entryListFields = [
  ...occurrenceFields,
  'type',
  'typeCode',
  'level',
  'status',
  'result',
  'attempt',
  'userId',
  'userName',
  /** JSON. */
  'details',
] as const;
export type EntryListField = (typeof entryListFields)[number];

export const failureListFields = [
  ...occurrenceFields,
  'processNo',
  'cardType',
  'cardId',
  'cardTitle',
  'templateId',
  'templateName',
  'cardIdNumber',
  'templateIdNumber',
] as const;
export type FailureListField = (typeof failureListFields)[number];

export type Lists = {
  processes(portalNo: number, ask: ListAsk<ProcessListField>, now: number): Promise<ListPage<ProcessListField>>;
  /** Those that have not ended. */
  running(portalNo: number, ask: ListAsk<ProcessListField>, now: number): Promise<ListPage<ProcessListField>>;
  /** Of one process. */
  entries(portalNo: number, processNo: number, ask: ListAsk<EntryListField>): Promise<ListPage<EntryListField>>;
  failures(portalNo: number, ask: ListAsk<FailureListField>): Promise<ListPage<FailureListField>>;
};
