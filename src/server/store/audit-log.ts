/** An audit event as it is stored; `details` is JSON. */
export type AuditRow = {
  seq: number;
  at: number;
  portalNo: number | null;
  actorKind: string;
  actor: string | null;
  action: string;
  objectKind: string | null;
  object: string | null;
  details: string;
  requestId: string | null;
  network: string | null;
  hash: string;
};

export type AuditFilter = {
  /** Null: of every portal, and of none. */
  portalNo: number | null;
  /** Any of these; null: whatever it is. */
  actions: readonly string[] | null;
  actorKind: string | null;
  actor: string | null;
  object: string | null;
  from: number | null;
  to: number | null;
};

/** The audit log: events are added at its end and never changed. */
export type AuditLog = {
  /**
   * Adds one event. `make` gets the last event (null: there is none) and gives the next; both in one transaction, so that
   * no number is given twice, whichever processes write. On disk when it resolves. @throws StorageFull, StorageFailed
   */
  append(make: (last: AuditRow | null) => AuditRow): Promise<void>;
  last(): Promise<AuditRow | null>;
  /** In the order they were written, from `seq` on. */
  from(seq: number, limit: number): Promise<AuditRow[]>;
  /** Newest first; `before` is the last event of the page before. */
  list(filter: AuditFilter, before: number | null, limit: number): Promise<AuditRow[]>;
};
