import type { Level } from '#contract/entry.ts';
import type { CardRow, DeliveryRow, ProcessRow, StageRow } from './journal-store.ts';

/*
 * The part of the port that commands use: taking everything out, and looking after the store. As in all of the port, a
 * portal is named by its number, and lists go on after the last one of the page before.
 */

export type TemplateScanRow = {
  templateNo: number;
  id: string;
  version: string;
  name: string | null;
  cardType: string | null;
  stage: StageRow | null;
  origin: string | null;
  logging: boolean | null;
  /** Moment of the newest event about it; null when only processes have named it. */
  toldAt: number | null;
  details: string | null;
};
export type CardScanRow = CardRow & { toldAt: number | null; details: string | null };
/** `toldAt` is null while only entries have come. */
export type ProcessScanRow = ProcessRow & { toldAt: number | null; details: string | null };
export type PipelineStageRow = { cardType: string; pipeline: string; stage: string };

/** Everything of a portal, by number, oldest first. */
export type Scan = {
  templates(portalNo: number, after: number, limit: number): Promise<TemplateScanRow[]>;
  cards(portalNo: number, after: number, limit: number): Promise<CardScanRow[]>;
  processes(portalNo: number, after: number, limit: number): Promise<ProcessScanRow[]>;
  pipelines(portalNo: number): Promise<PipelineStageRow[]>;
  /** Reports of providers, by message; `processNo` null: all. `after` is the last one of the page before. */
  deliveries(
    portalNo: number,
    processNo: number | null,
    after: Pick<DeliveryRow, 'messageId' | 'at' | 'no'> | null,
    limit: number,
  ): Promise<DeliveryRow[]>;
};

export const countedThings = [
  'portals',
  'cards',
  'templates',
  'processes',
  'entries',
  'failures',
  'accounts',
  'keys',
] as const;
export type StoreCounts = Record<(typeof countedThings)[number], number>;

export type ProcessCounts = Record<Level | 'starts' | 'flags', number>;
export type CardCounts = Record<'active' | 'completed' | 'failed' | 'flagged', number>;
/** A row whose counts are not what it counts. */
export type Miscount =
  | { what: 'process'; portal: string; id: string; told: ProcessCounts; real: ProcessCounts }
  | { what: 'card'; portal: string; id: string; told: CardCounts; real: CardCounts };

export type Care = {
  /** The database with its version, and the newest migration that the store has. */
  about(): Promise<{ database: string; migration: string }>;
  counts(): Promise<StoreCounts>;
  /** Completed processes without a flag that ended and came in before a moment, with their entries: what `purge` would delete. */
  purgeable(before: number): Promise<{ processes: number; entries: number }>;
  /** Counts everything anew, part by part; at most `limit` rows that are wrong. */
  miscounts(limit: number): Promise<Miscount[]>;
  /** Entries that no process counts; right when every process counts right and this is 0. */
  strayEntries(): Promise<number>;
  /** Writes the log into the store's file and empties it; false when somebody who reads keeps it from that. */
  checkpoint(): Promise<boolean>;
};
