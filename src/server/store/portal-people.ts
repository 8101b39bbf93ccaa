/** A portal's user, without an account here, who did something that has to name him later. */
export type PortalPersonRow = {
  personNo: number;
  /** Id in the portal. */
  user: string;
  /** As the portal called him the last time. */
  name: string;
  /** He was support when he came the last time. */
  isSupport: boolean;
};

/** The part of the port for portals' users who are remembered. @throws StorageFull, StorageFailed where they write */
export type PortalPeople = {
  list(portalNo: number): Promise<PortalPersonRow[]>;
  /** Null: nothing here remembers him. */
  find(portalNo: number, user: string): Promise<PortalPersonRow | null>;
  /** Keeps who now does something as support that has to name him later, and gives his number, which is never another's. */
  remember(portalNo: number, person: { user: string; name: string }): Promise<number>;
  /** A portal opened our frame for its user: what is known of him is what it says now. Who is not remembered stays so. */
  came(portalNo: number, person: { user: string; name: string | null; isSupport: boolean }): Promise<void>;
};
