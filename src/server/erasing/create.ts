import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type ErasureCounts, type ErasurePreview } from '#contract/erasure.ts';
import type { RecordAudit } from '#server/access/audit-note.ts';
import type { ErasureRow, JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { maskSubject } from './eraser.ts';
import { type LedgerFile, type LedgerKey, missingIn } from './ledger.ts';
import { reapplyLedger } from './reapply.ts';
import { countsOf, eraseSlice, lookAtSlice, touchNothing } from './slice.ts';
import { cardOf, eraserOf, type Subject } from './subject.ts';

/** How long a preview looks. */
const previewMs = 3_000;
/** The rest that others get between two parts. */
const restMs = 2;
const processesAtOnce = 5;
/** The store's log cannot be emptied while somebody reads, nor anything be written on a full disk: that passes. */
const againAfterMs = 1_000;
const mostInList = 200;

type Store = Pick<JournalStore, 'portals' | 'texts' | 'erasures' | 'scan' | 'care' | 'letGo'>;
/** Erases whoever asks for it from everything that is stored. Jobs run one after another, part by part. */
export type Erasing = {
  preview(portal: PortalRow, subject: Subject): Promise<ErasurePreview>;
  /** The job; the one that runs already when it is for the same subject. Whoever begins it has noted it in the audit log. */
  begin(
    portal: PortalRow,
    subject: Subject,
    by: { kind: ErasureRow['byKind']; name: string | null },
  ): Promise<ErasureRow>;
  find(portalNo: number, erasureNo: number): Promise<ErasureRow | null>;
  list(portalNo: number): Promise<ErasureRow[]>;
  /** What the audit log calls a subject by. */
  markOf(portal: string, subject: Subject): { kind: string; id: string };
  /** Goes on with what an earlier process has begun, and erases anew whom an older store still has. */
  resume(): void;
  /** Resolves when there is nothing left to do, or it was stopped. */
  settled(): Promise<void>;
  /** Stops after the part that is being done; another process goes on there. */
  stop(): Promise<void>;
};

export type ErasingOptions = {
  store: Store;
  key: LedgerKey;
  ledger: LedgerFile;
  /** Keeps a subject while it is needed. */
  box: { seal(portal: string, secret: string): string; open(portal: string, sealed: string): string };
  record: RecordAudit;
  logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Told when texts of a portal are others, or cards are gone. */
  onErased(portalNo: number): void;
  now(): number;
};

export function createErasing(options: ErasingOptions): Erasing {
  const { store, key, ledger, box, record, logger, onErased, now } = options;
  const { erasures } = store;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let isWoken = false;

  function wake(): void {
    isWoken = true;
    running ??= runAll().finally(() => {
      running = null;
      if (isWoken && !stopping.signal.aborted) wake();
    });
  }

  async function runAll(): Promise<void> {
    while (isWoken && !stopping.signal.aborted) {
      isWoken = false;
      try {
        await catchUp();
        for (const job of await erasures.open()) {
          if (!stopping.signal.aborted) await run(job);
        }
      } catch (error) {
        // The job stays where it is. On a full disk, or while the store fails, it can only wait.
        if (stopping.signal.aborted) return;
        logger.error({ err: error }, 'an erasure stands still; it is tried again');
        isWoken = true;
        await rest(againAfterMs);
      }
    }
  }

  async function rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  async function run(job: ErasureRow): Promise<void> {
    if (job.state === 'running') {
      const subject = await subjectOf(job);
      if (subject === null) return await giveUp(job);
      const counts = await (subject.kind === 'card' ? eraseCard(job, subject) : eraseTexts(job, subject));
      if (counts === null) return;
      // From here on nobody knows whom it was about.
      await erasures.change(job.erasureNo, { state: 'settling', sealed: null, place: null, counts });
      return await settle({ ...job, counts });
    }
    await settle(job);
  }

  /** The ledger beside the store and the one within it are the same, unless somebody put an old copy in the store's place. */
  async function catchUp(): Promise<void> {
    const within = await erasures.ledger();
    ledger.add(within);
    const portals = new Set((await store.portals.list()).map(({ portal }) => portal));
    const lines = missingIn(within, ledger.read()).filter(({ portal }) => portals.has(portal));
    if (lines.length === 0) return;
    const { counts, unreadable } = await reapplyLedger(store, lines, [key], async () => {
      await rest(restMs);
      if (stopping.signal.aborted) throw new Error('stopped');
    });
    const details = { lines: lines.length, unreadable, ...counts };
    const about = { portalNo: null, object: null, requestId: null, ip: null };
    await record({ action: 'erasure.reapply', actor: 'server', ...about, details });
    logger.warn(details, 'the store was older than the ledger of erasures; who is in it was erased anew');
    store.letGo();
    await store.care.checkpoint();
  }

  /** Null: it was sealed with another key. */
  async function subjectOf({ portalNo, kind, sealed }: ErasureRow): Promise<Subject | null> {
    const portal = await store.portals.byNo(portalNo);
    if (portal === null || sealed === null) return null;
    try {
      return { kind, normal: box.open(portal.portal, sealed) };
    } catch {
      return null;
    }
  }

  async function giveUp(job: ErasureRow): Promise<void> {
    logger.error({ erasure: job.erasureNo }, 'an erasure was begun with another key of the instance; begin it anew');
    await noteEnd(job, 'failed');
    await erasures.change(job.erasureNo, { state: 'failed', sealed: null, place: null, endedAt: now() });
  }

  /** Null: it was stopped. */
  async function eraseTexts(job: ErasureRow, subject: Subject): Promise<ErasureCounts | null> {
    const erase = eraserOf(subject);
    const touched = touchNothing();
    const counts = () => sum(job.counts, countsOf(touched));
    for (let place = job.place; ;) {
      place = await eraseSlice(store, job.portalNo, erase, place, touched);
      if (place === null) return counts();
      await erasures.change(job.erasureNo, { place, counts: counts() });
      await rest(restMs);
      if (stopping.signal.aborted) return null;
    }
  }

  async function eraseCard(job: ErasureRow, { normal }: Subject): Promise<ErasureCounts | null> {
    let { counts } = job;
    for (;;) {
      const deleted = await erasures.deleteCard(job.portalNo, ...cardOf(normal), processesAtOnce);
      counts = sum(counts, { ...deleted, texts: 0 });
      if (deleted.cards > 0 || deleted.processes === 0) return counts;
      await erasures.change(job.erasureNo, { counts });
      await rest(restMs);
      if (stopping.signal.aborted) return null;
    }
  }

  /** What was deleted is overwritten in the tables; in the log it stays until that is emptied. */
  async function settle(job: ErasureRow): Promise<void> {
    store.letGo();
    onErased(job.portalNo);
    while (!(await store.care.checkpoint())) {
      await rest(againAfterMs);
      if (stopping.signal.aborted) return;
    }
    await noteEnd(job, 'done');
    await erasures.change(job.erasureNo, { state: 'done', endedAt: now() });
    logger.info({ erasure: job.erasureNo, ...job.counts }, 'an erasure is done');
  }

  async function noteEnd(job: ErasureRow, state: 'done' | 'failed'): Promise<void> {
    await record({
      action: 'erasure.end',
      actor: 'server',
      portalNo: job.portalNo,
      object: { kind: 'erasure', id: String(job.erasureNo) },
      details: { kind: job.kind, state, ...job.counts },
      requestId: null,
      ip: null,
    });
  }

  return {
    async preview(portal, subject) {
      const masked = maskSubject(subject.kind, subject.normal);
      if (subject.kind === 'card') {
        const size = await erasures.sizeOfCard(portal.portalNo, ...cardOf(subject.normal));
        return { subject: masked, counts: { ...size, texts: 0 }, isWhole: true };
      }
      const erase = eraserOf(subject);
      const touched = touchNothing();
      const until = performance.now() + previewMs;
      let place: ErasureRow['place'] = null;
      do {
        place = await lookAtSlice(store, portal.portalNo, erase, place, touched);
        await rest(0);
      } while (place !== null && performance.now() < until);
      return { subject: masked, counts: countsOf(touched), isWhole: place === null };
    },

    async begin(portal, { kind, normal }, by) {
      const open = (await erasures.open()).filter((job) => job.portalNo === portal.portalNo && job.kind === kind);
      for (const job of open) if ((await subjectOf(job))?.normal === normal) return job;
      const line = { keyId: key.id, hash: key.hashOf(portal.portal, kind, normal) };
      const beganAt = now();
      // Before the store: an erasure that was promised is in the ledger even if the store is lost the next moment.
      ledger.add([{ portal: portal.portal, kind, ...line, erasedAt: beganAt }]);
      const job = await erasures.begin(
        {
          portalNo: portal.portalNo,
          kind,
          subject: maskSubject(kind, normal),
          sealed: box.seal(portal.portal, normal),
          byKind: by.kind,
          byName: by.name,
          beganAt,
        },
        line,
      );
      wake();
      return job;
    },

    find: (portalNo, erasureNo) => erasures.find(portalNo, erasureNo),
    list: (portalNo) => erasures.list(portalNo, mostInList),
    markOf: (portal, { kind, normal }) =>
      kind === 'card'
        ? { kind: 'card', id: normal }
        : { kind: 'subject', id: key.hashOf(portal, kind, normal).slice(0, 16) },
    resume: wake,
    async settled() {
      while (running !== null) await running;
    },
    async stop() {
      stopping.abort();
      while (running !== null) await running;
    },
  };
}

function sum(one: ErasureCounts, other: ErasureCounts): ErasureCounts {
  return {
    cards: one.cards + other.cards,
    processes: one.processes + other.processes,
    entries: one.entries + other.entries,
    texts: one.texts + other.texts,
  };
}
