import type { PersonKey } from './person-key.ts';

/** A view of the failures page that somebody keeps. */
export type ViewRow = {
  viewNo: number;
  /** Who made it; his number is never another's. */
  maker: PersonKey;
  name: string;
  search: string;
  isShared: boolean;
  createdAt: number;
};
export type ViewChange = { name?: string; search?: string; isShared?: boolean };

/** The part of the port for kept views. @throws StorageFull, StorageFailed where they write */
export type Views = {
  /** In the order they were made. */
  list(portalNo: number): Promise<ViewRow[]>;
  add(portalNo: number, view: Omit<ViewRow, 'viewNo'>): Promise<ViewRow>;
  /** Null when it is not there. */
  change(portalNo: number, viewNo: number, change: ViewChange): Promise<ViewRow | null>;
  remove(portalNo: number, viewNo: number): Promise<boolean>;
};
