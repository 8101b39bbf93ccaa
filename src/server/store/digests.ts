/** Who is told of a portal's causes. */
export type DigestSettingsRow = {
  /** JSON. */
  settings: string;
  /** Sealed; null: there is no webhook. */
  webhook: string | null;
  since: number;
  lookedAt: number;
};

/** What a digest is of, and how it goes. */
export type DigestKey = { cause: string; event: string; eventAt: number; channel: string };
export type DigestRow = DigestKey & {
  dueAt: number;
  state: string;
  tries: number;
  firstTryAt: number | null;
  lastTryAt: number | null;
  fault: string | null;
  status: number | null;
};

/** The part of the port for digests. @throws StorageFull, StorageFailed where they write */
export type Digests = {
  settings(portalNo: number): Promise<DigestSettingsRow | null>;
  putSettings(portalNo: number, row: DigestSettingsRow): Promise<void>;
  lookedAt(portalNo: number, at: number): Promise<void>;
  /** Whatever a cause was told of, and is to be told of. */
  ofCause(portalNo: number, cause: string): Promise<DigestRow[]>;
  /** On all of its ways at once; one that is there already stays as it is. */
  add(portalNo: number, key: Omit<DigestKey, 'channel'>, channels: readonly string[], dueAt: number): Promise<void>;
  /** Waiting and due, the ones due longest first. */
  due(portalNo: number, now: number, limit: number): Promise<DigestRow[]>;
  change(portalNo: number, key: DigestKey, change: Partial<Omit<DigestRow, keyof DigestKey>>): Promise<void>;
  /** Those that a server ended while it was sending: nobody knows whether they came. */
  interrupted(portalNo: number): Promise<void>;
  /** The ones tried last, or due next, first. */
  recent(portalNo: number, limit: number): Promise<DigestRow[]>;
};
