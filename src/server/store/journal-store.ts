import type { silentWriteReasons } from '#contract/application.ts';
import type { Level } from '#contract/entry.ts';
import type { Section, WrittenState } from '#contract/process.ts';
import type { Role, Scope } from '#contract/session.ts';
import type { AccountState } from '#contract/person.ts';
import type { AuditLog } from './audit-log.ts';
import type { Care, Scan } from './care.ts';
import type { Causes } from './causes.ts';
import type { Digests } from './digests.ts';
import type { Erasures } from './erasures.ts';
import type { Flags } from './flags.ts';
import type { Launches } from './launches.ts';
import type { Lists } from './lists.ts';
import type { PortalPeople } from './portal-people.ts';
export type { DigestKey, DigestRow, DigestSettingsRow, Digests } from './digests.ts';
export type { ExplanationRow } from './explanations.ts';
export type { PersonKey } from './person-key.ts';
export type { PortalPersonRow } from './portal-people.ts';
export type { ViewRow } from './views.ts';
import type { Search } from './search.ts';
import type { StoredTexts } from './stored-texts.ts';
import type { Explanations } from './explanations.ts';
import type { Views } from './views.ts';

export type {
  IndexedCard,
  IndexedEntry,
  ProcessTraits,
  Search,
  SearchAsk,
  SearchRow,
  SearchShown,
  Waiting,
} from './search.ts';
export type { StoredText, TextPlace } from './stored-texts.ts';
export type { ErasedSubject, ErasureRow, Erasures } from './erasures.ts';
export type { AuditFilter, AuditLog, AuditRow } from './audit-log.ts';
export type {
  CauseNoteRow,
  Causes,
  CauseStateRow,
  FailureMoment,
  FailureRow,
  HitCard,
  NewCauseNote,
  ShownFailure,
  TemplateVersion,
} from './causes.ts';
export type { FlagAuthor, FlagFilter, FlagPlace, FlagRow, Flags } from './flags.ts';
export type {
  EntryListField,
  FailureListField,
  ListAsk,
  ListCondition,
  ListedRow,
  ListOperator,
  ListOrder,
  ListPage,
  ListValue,
  ProcessListField,
} from './lists.ts';

/*
 * The port: all that the rest of the server may ask of a store, in the product's words. A portal is named by its number
 * in every call, so no call can reach another portal's data. Moments are milliseconds since 1970.
 */

export type PortalRow = {
  portalNo: number;
  portal: string;
  title: string | null;
  timeZone: string;
  origin: string | null;
  /** Bitrix24's own id of the portal, when it is connected so. */
  memberId: string | null;
  /** JSON: how it opens our frame, without secrets. */
  connection: string | null;
  /** What a launch is verified with. */
  connectionSecret: string | null;
  /** JSON of its mask rules; null: the default ones. */
  masking: string | null;
};
export type PersonRow = { id: string | null; name: string | null };
export type StageRow = { id: string; name: string | null; color: string | null; semantics: string | null };
export type ActivityRow = { name: string; title: string | null; code: string | null };
export type AmountRow = { value: number; currency: string | null };

/** Events as they are stored: checked, normalised, free of secrets, judged. Absent fields are undefined or null alike. */
export type CardToWrite = {
  kind: 'card';
  id: string;
  at: number;
  card: { type: string; id: string };
  title: string | null;
  stage: StageRow | null;
  pipeline: string | null;
  responsible: PersonRow | null;
  client: PersonRow | null;
  amount: AmountRow | null;
  url: string | null;
  searchText: string;
  details: string | null;
};
export type TemplateToWrite = {
  kind: 'template';
  id: string;
  at: number;
  template: { id: string; version: string };
  name: string | null;
  cardType: string | null;
  stage: StageRow | null;
  origin: string | null;
  logging: boolean | null;
  details: string | null;
};
export type ProcessToWrite = {
  kind: 'process';
  id: string;
  at: number;
  process: string;
  template: { id: string; version: string };
  card: { type: string; id: string };
  stage: StageRow | null;
  state: WrittenState | null;
  stateTitle: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  startedBy: PersonRow | null;
  trigger: { code: string | null; name: string | null } | null;
  waitingUntil: number | null;
  trimmedTo: number | null;
  details: string | null;
};
export type EntryToWrite = {
  kind: 'entry';
  id: string;
  at: number;
  process: string;
  activity: ActivityRow;
  typeCode: number | null;
  status: number | null;
  result: number | null;
  /** JSON of a type, status or result that we have no number for. */
  unknown: string | null;
  level: Level;
  message: string | null;
  messageLength: number | null;
  user: PersonRow | null;
  attempt: number | null;
  hasVariables: boolean;
  hasHttp: boolean;
  details: string | null;
  cause: string | null;
  fingerprint: string | null;
  /** By what its provider names the message that it sent. */
  messageId?: string | null;
};
/** What a provider says of a message that an entry sent; `cause` is null unless it was not delivered. */
export type DeliveryToWrite = {
  kind: 'delivery';
  id: string;
  at: number;
  messageId: string;
  provider: string | null;
  status: string;
  reason: string | null;
  cause: string | null;
  fingerprint: string | null;
  details: string | null;
};
export type ToWrite = CardToWrite | TemplateToWrite | ProcessToWrite | EntryToWrite | DeliveryToWrite;
/** A report of a provider. */
export type DeliveryRow = {
  messageId: string;
  at: number;
  no: number;
  provider: string | null;
  status: string;
  reason: string | null;
  isFailed: boolean;
  details: string | null;
};

/** One writer's events. `source` is where their ids are unique. */
export type WriteRequest = {
  portalNo: number;
  source: string;
  events: readonly ToWrite[];
  together?: Together | undefined;
};
/** What is saved with the events of a request in one transaction: either all of it is on disk or nothing. */
export type Together = {
  /** The first answer to a request that may be sent again; when one was given before, its events are known already. */
  answer: AnswerToKeep | null;
  /** A step that the events end; when it is over already they come too late and are not stored. */
  step: { event: string; answer: string | null } | null;
};
/** Every answer is JSON; `content` tells what was asked. */
export type AnswerToKeep = { request: string; content: string; answer: string };
/** For each event of a request, in order: stored, known already, or for a step that is over. */
export type Written = ('accepted' | 'duplicate' | 'too_late')[];
/** A process that a write touched, for those who watch. */
export type Change = { portalNo: number; processNo: number; cardNo: number | null; changedNo: number };

export type CardRow = {
  cardNo: number;
  type: string;
  id: string;
  title: string | null;
  pipeline: string | null;
  stage: StageRow | null;
  stageSince: number | null;
  responsible: PersonRow | null;
  client: PersonRow | null;
  amount: AmountRow | null;
  url: string | null;
  lastAt: number | null;
  active: number;
  completed: number;
  failed: number;
  /** Processes with an open flag. */
  flagged: number;
};

export type ProcessRow = {
  processNo: number;
  process: string;
  /** `client`: his name, which its title may have in it. */
  card: { cardNo: number; type: string; id: string; title: string | null; client: string | null } | null;
  template: {
    id: string;
    version: string | null;
    name: string | null;
    origin: string | null;
    logging: boolean | null;
    finished: number;
    longestMs: number;
  } | null;
  stage: StageRow | null;
  state: WrittenState | null;
  stateTitle: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  startedBy: PersonRow | null;
  trigger: { code: string | null; name: string | null } | null;
  waitingUntil: number | null;
  trimmedTo: number | null;
  receivedAt: number;
  sortAt: number;
  levels: Record<Level, number>;
  starts: number;
  /** Open ones, on it and its entries. */
  flags: number;
  failure: { key: EntryKey; activity: ActivityRow; cause: string; message: string | null } | null;
  lastActivity: ActivityRow | null;
  lastMessage: string | null;
  lastAt: number | null;
  changedNo: number;
};

/** Where an entry stands: journals are ordered by it. */
export type EntryKey = { at: number; no: number };

export type EntryRow = {
  key: EntryKey;
  typeCode: number | null;
  level: Level;
  status: number | null;
  result: number | null;
  unknown: string | null;
  activity: ActivityRow;
  attempt: number | null;
  userId: string | null;
  userName: string | null;
  cause: string | null;
  message: string | null;
  messageLength: number | null;
  /** JSON; undefined when it was not asked for. */
  details?: string | null;
};

/** Bits of `OutlineRow.marks`: what an entry has beside its row, so that a reader knows without opening it. */
export const entryMarks = { details: 1, variables: 2, http: 4, message: 8 } as const;

/** What the outline of a journal is made of: no text, so that 200,000 of them are read at once. */
export type OutlineRow = {
  at: number;
  no: number;
  typeCode: number | null;
  level: number;
  result: number | null;
  activityNo: number;
  attempt: number | null;
  marks: number;
};

export type ProcessFilter = {
  section: Section | null;
  /** Written and derived states, resolved at `now`. */
  states: readonly string[] | null;
  template: string | null;
  stage: string | null;
  from: number | null;
  to: number | null;
  failures: boolean;
  flagged: boolean;
  now: number;
};

export type AccountRow = {
  accountNo: number;
  email: string;
  name: string;
  role: Role;
  /** Empty: he has none, and nobody can sign in by one. */
  password: string;
  portals: string[];
};
/** An account as its administrator sees it. */
export type AccountFacts = AccountRow & {
  state: AccountState;
  oidcIssuer: string | null;
  createdAt: number;
  signedInAt: number | null;
};
/** What a session is told of when it opens. */
export type SessionAbout = { session: string; browser: string | null; network: string | null };
export type SessionRow = SessionAbout & { openedAt: number; seenAt: number; tokenHash: string };
export type KeyRow = {
  keyId: string;
  portalNo: number;
  user: string;
  scopes: Scope[];
  secretHash: string;
  expiresAt: number | null;
  revokedAt: number | null;
  /** The secret before the last rotation, and until when it is taken. */
  oldSecretHash: string | null;
  oldUntil: number | null;
};
export type KeyFacts = KeyRow & {
  title: string | null;
  createdAt: number;
  /** Number of the account that made it, as text. */
  createdBy: string | null;
  usedAt: number | null;
};

/** A step that waits for an application. */
export type WaitingStep = {
  event: string;
  processNo: number;
  activity: ActivityRow;
  useSubscription: boolean;
  createdAt: number;
  expiresAt: number | null;
  closedAt: number | null;
  closedBy: 'application' | 'engine' | null;
  /** JSON of the return values that the application sent. */
  answer: string | null;
};
/** Why a write was answered `true` and not kept. */
export type SilentReason = (typeof silentWriteReasons)[number];
export type ApplicationRow = {
  clientId: string;
  portalNo: number;
  title: string;
  secretHash: string;
  user: string;
  scopes: Scope[];
  createdAt: number;
};
export type TokenKind = 'access' | 'refresh';
export type RegisteredActivityRow = {
  clientId: string;
  code: string;
  isRobot: boolean;
  handler: string;
  /** JSON of the fields as they were registered, names in capitals. */
  fields: string;
  createdAt: number;
  updatedAt: number;
  wroteAt: number | null;
};

/** When a process that says nothing is called stuck. */
export const silence = {
  /** Processes that a template must have finished before what is usual for it is known. */
  usualFrom: 5,
  leastMs: 60 * 60 * 1000,
  /** For a running process of a template that is not known. */
  unknownMs: 24 * 60 * 60 * 1000,
} as const;

/**
 * How long a process may be silent: twice the longest that its template took, an hour at least. While that is not
 * known, a running one may be silent for a day and a waiting one for ever (null): pauses of months are usual.
 */
export function silenceAllowedMs(state: string | null, finished: number, longestMs: number): number | null {
  if (finished >= silence.usualFrom) return Math.max(silence.leastMs, 2 * longestMs);
  return state === 'waiting' ? null : silence.unknownMs;
}

/** As much of a message as a process keeps for its row in a list. */
export function messageInList(message: string): string {
  return message.length <= messageInListLength ? message : message.slice(0, messageInListLength).toWellFormed();
}
const messageInListLength = 500;

export type JournalStore = {
  portals: {
    find(portal: string): Promise<PortalRow | null>;
    byNo(portalNo: number): Promise<PortalRow | null>;
    list(): Promise<PortalRow[]>;
    /** Makes it if it is not there; fields left undefined stay. */
    put(
      portal: string,
      change: {
        title?: string | null;
        timeZone?: string;
        origin?: string | null;
        memberId?: string | null;
        connection?: string | null;
        connectionSecret?: string | null;
        masking?: string | null;
      },
    ): Promise<PortalRow>;
    /** By Bitrix24's own id of a portal. */
    byMember(memberId: string): Promise<PortalRow | null>;
  };

  /**
   * Writes all requests in one transaction that is on disk when the promise resolves. Requests that come while a
   * transaction runs are not mixed into it. Never writes a part of an event.
   * @throws StorageFull, StorageFailed
   */
  write(requests: readonly WriteRequest[], now: number): Promise<{ written: Written[]; changes: Change[] }>;

  cards: {
    find(portalNo: number, type: string, id: string): Promise<CardRow | null>;
    /** Latest sign of life first; `after` is the last card of the page before. */
    list(
      portalNo: number,
      /** `only`: none but these; null: any. */
      filter: {
        text: string | null;
        failures: boolean;
        flagged: boolean;
        only: readonly { type: string; id: string }[] | null;
      },
      after: { lastAt: number; cardNo: number } | null,
      limit: number,
    ): Promise<CardRow[]>;
    stages(portalNo: number, type: string, pipeline: string | null): Promise<StageRow[]>;
    stageChanges(
      portalNo: number,
      cardNo: number,
      before: EntryKey | null,
      limit: number,
    ): Promise<(StageRow & { key: EntryKey })[]>;
  };

  processes: {
    find(portalNo: number, process: string): Promise<ProcessRow | null>;
    byNo(portalNo: number, processNo: number): Promise<ProcessRow | null>;
    /** Of a card, newest first; `after` is the last process of the page before. */
    ofCard(
      portalNo: number,
      cardNo: number,
      filter: ProcessFilter,
      after: { sortAt: number; processNo: number } | null,
      limit: number,
    ): Promise<ProcessRow[]>;
    /**
     * Of a portal, in the order they came in: those that pass among the next `lookedAt` after a number. `last`: where to
     * go on, null at the end. However few pass, it takes no longer than to look at so many.
     */
    ofPortal(
      portalNo: number,
      filter: ProcessFilter & { cardType: string | null },
      after: number,
      lookedAt: number,
    ): Promise<{ rows: ProcessRow[]; last: number | null }>;
    /** Counts up to `bound`. */
    countOfCard(portalNo: number, cardNo: number, filter: ProcessFilter, bound: number): Promise<number>;
    /** That have not ended, those started longest ago first; `after` is the last one of the page before. */
    active(portalNo: number, after: { sortAt: number; processNo: number } | null, limit: number): Promise<ProcessRow[]>;
    /** Numbers of runs of a template, of any version, that ended last. */
    endedOf(portalNo: number, template: string, limit: number): Promise<number[]>;
    /** Of a card, by start, newest first: for its timeline. */
    startedOfCard(portalNo: number, cardNo: number, before: EntryKey | null, limit: number): Promise<ProcessRow[]>;
    /** Of a card, changed after a number, oldest change first: for a reader that comes back. */
    changedOfCard(portalNo: number, cardNo: number, after: number, limit: number): Promise<ProcessRow[]>;
    startedBetween(portalNo: number, cardNo: number, from: number, to: number, limit: number): Promise<ProcessRow[]>;
    /**
     * Runs of a template (of any version) in which an activity, by its technical name, wrote something and never failed:
     * before a moment the latest first, after it the earliest. Looks at `among` runs of each version and gives `limit`.
     */
    withoutFailureOf(
      portalNo: number,
      which: { template: string; activity: string; beside: number; at: number; side: 'before' | 'after' },
      among: number,
      limit: number,
    ): Promise<ProcessRow[]>;
    facets(
      portalNo: number,
      cardNo: number,
    ): Promise<{
      templates: { id: string; name: string | null; processes: number }[];
      stages: { id: string; name: string | null; processes: number }[];
    }>;
  };

  entries: {
    /** Rows of the outline after a key, in journal order. */
    outline(portalNo: number, processNo: number, after: EntryKey | null, limit: number): Promise<OutlineRow[]>;
    activities(portalNo: number, activityNos: readonly number[]): Promise<Map<number, ActivityRow>>;
    /** Entries between two keys, both included, in journal order. */
    between(
      portalNo: number,
      processNo: number,
      first: EntryKey,
      last: EntryKey,
      details: boolean,
    ): Promise<EntryRow[]>;
    /** Entries by key, in journal order; keys that are not there are left out. */
    byKeys(portalNo: number, processNo: number, keys: readonly EntryKey[], details: boolean): Promise<EntryRow[]>;
    /** What providers said of a message, oldest first. */
    deliveries(portalNo: number, messageId: string, limit: number): Promise<DeliveryRow[]>;
    /** For searching: what a reader can see of each entry after a key, details included. */
    texts(
      portalNo: number,
      processNo: number,
      after: EntryKey | null,
      limit: number,
    ): Promise<{ at: number; no: number; activityNo: number; message: string | null; details: string | null }[]>;
  };

  failures: {
    /** Failures of a cause since a moment, newest first, with the card each hit. */
    ofCause(
      portalNo: number,
      cause: string,
      since: number,
      limit: number,
    ): Promise<
      {
        fingerprint: string | null;
        card: { cardNo: number; type: string; id: string } | null;
        amount: AmountRow | null;
      }[]
    >;
  };

  accounts: {
    count(): Promise<number>;
    /** False when an account with this e-mail, or for the first administrator any account, is there already. */
    add(account: Omit<AccountRow, 'accountNo'> & { state?: AccountState }, onlyAsFirst: boolean): Promise<boolean>;
    byEmail(email: string): Promise<AccountFacts | null>;
    list(): Promise<AccountFacts[]>;
    byNo(accountNo: number): Promise<AccountFacts | null>;
    /** The account that an OpenID provider's subject signs in to. */
    bySubject(issuer: string, subject: string): Promise<AccountFacts | null>;
    /**
     * False when there is no such account, or it is the last administrator who can sign in and would not be it any more.
     * Fields left undefined stay.
     */
    change(
      accountNo: number,
      change: {
        name?: string;
        role?: Role;
        portals?: readonly string[];
        password?: string;
        state?: AccountState;
        signedInAt?: number;
      },
    ): Promise<boolean>;
    /** Makes an invited account active, to be signed in to by this subject from now on. False when it is not invited. */
    linkSubject(accountNo: number, issuer: string, subject: string): Promise<boolean>;
    /** With its sessions and its invitation. False as `change` is. */
    remove(accountNo: number): Promise<boolean>;
    /** Puts the link by which a password is set; an older one of the account is void. */
    putInvitation(accountNo: number, tokenHash: string, expiresAt: number): Promise<void>;
    /** Takes the link: of two who come at once, one gets the account. */
    takeInvitation(tokenHash: string, now: number): Promise<AccountFacts | null>;
    /** Whose link it is; it stays good. */
    byInvitation(tokenHash: string, now: number): Promise<AccountFacts | null>;
    dropInvitation(accountNo: number): Promise<void>;
    openSession(tokenHash: string, accountNo: number, now: number, about?: SessionAbout): Promise<void>;
    /** Live sessions, the one opened last first. */
    sessionsOf(accountNo: number, now: number): Promise<SessionRow[]>;
    /** Ends sessions of an account: the one with this public id, or all but the one with this token. Gives how many. */
    closeSessions(accountNo: number, which: { session: string } | { butToken: string | null }): Promise<number>;
    /** The account of a live session; marks it as seen. */
    bySession(tokenHash: string, now: number): Promise<AccountRow | null>;
    closeSession(tokenHash: string): Promise<void>;
    putClaim(tokenHash: string, expiresAt: number): Promise<void>;
    hasClaim(tokenHash: string, now: number): Promise<boolean>;
    dropClaims(): Promise<void>;
    addKey(
      key: Pick<KeyRow, 'keyId' | 'portalNo' | 'user' | 'scopes' | 'secretHash' | 'expiresAt'> & {
        now: number;
        title?: string;
        createdBy?: string;
      },
    ): Promise<void>;
    keysOf(portalNo: number): Promise<KeyFacts[]>;
    /** Gives a key another secret; the one it had is taken until `oldUntil`. */
    rotateKey(keyId: string, secretHash: string, oldUntil: number): Promise<void>;
    revokeKey(keyId: string, now: number): Promise<void>;
    keyById(keyId: string): Promise<KeyRow | null>;
    keyUsed(keyId: string, now: number): Promise<void>;
  };

  scan: Scan;
  care: Care;
  texts: StoredTexts;
  erasures: Erasures;
  lists: Lists;
  causes: Causes;
  flags: Flags;
  launches: Launches;
  portalPeople: PortalPeople;
  views: Views;
  search: Search;
  digests: Digests;
  explanations: Explanations;
  audit: AuditLog;

  applications: {
    addStep(portalNo: number, step: WaitingStep): Promise<void>;
    step(portalNo: number, event: string): Promise<WaitingStep | null>;
    stepsOf(portalNo: number, processNo: number, limit: number): Promise<WaitingStep[]>;
    /** True for the first who closes it. */
    closeStep(
      portalNo: number,
      event: string,
      by: 'application' | 'engine',
      answer: string | null,
      now: number,
    ): Promise<boolean>;
    /** True when tokens of this portal are issued here, so that every token of it can be verified. */
    issuesTokens(portalNo: number): Promise<boolean>;
    /** `writer`: the credential that wrote what was not kept. */
    countSilent(portalNo: number, reason: SilentReason, writer: string, now: number): Promise<void>;
    /** Newest day first; `writer` is empty for what was counted before writers were noted. */
    silent(portalNo: number, since: number): Promise<{ reason: string; day: number; writer: string; writes: number }[]>;
    add(application: ApplicationRow): Promise<void>;
    find(clientId: string): Promise<ApplicationRow | null>;
    list(portalNo: number): Promise<ApplicationRow[]>;
    /** With its tokens and what it registered. */
    remove(portalNo: number, clientId: string): Promise<boolean>;
    addToken(tokenHash: string, clientId: string, kind: TokenKind, expiresAt: number): Promise<void>;
    /** The application of a token, also of one that has expired. */
    byToken(tokenHash: string, kind: TokenKind): Promise<{ application: ApplicationRow; expiresAt: number } | null>;
    /** A token lives no longer than this. */
    endToken(tokenHash: string, at: number): Promise<void>;
    activities(portalNo: number, clientId: string | null): Promise<RegisteredActivityRow[]>;
    /** False when the application has one of this code already. */
    addActivity(portalNo: number, activity: RegisteredActivityRow): Promise<boolean>;
    updateActivity(portalNo: number, activity: RegisteredActivityRow): Promise<boolean>;
    removeActivity(portalNo: number, clientId: string, code: string, isRobot: boolean): Promise<boolean>;
    activityWrote(portalNo: number, code: string, now: number): Promise<void>;
    /** The answer that a request was given, JSON; null when it comes for the first time, or after a week. */
    givenAnswer(portalNo: number, request: string, now: number): Promise<{ content: string; answer: string } | null>;
    /** Changes nothing when the request has an answer. */
    keepAnswer(portalNo: number, answer: AnswerToKeep, now: number): Promise<void>;
    templates(portalNo: number): Promise<
      {
        id: string;
        version: string;
        name: string | null;
        cardType: string | null;
        origin: string | null;
        toldAt: number | null;
      }[]
    >;
  };

  /** Numbers for an operator: processes, entries and the size of the store. */
  facts(): Promise<{ cards: number; processes: number; lastNo: number; bytes: number }>;
  /** Deletes at most `limit` completed processes without a flag that ended and came in before `before`, journals included; how many it deleted. */
  purge(before: number, limit: number): Promise<number>;
  /** A consistent copy of the store, of one moment, in a new or empty file. */
  backup(file: string): Promise<void>;
  /** What is wrong with the store, in the database's words; empty when nothing is. */
  check(): Promise<string[]>;
  /** True when it can write now: it does write. */
  ready(): Promise<boolean>;
  /** Frees memory that only makes the next reads faster. */
  letGo(): void;
  close(): Promise<void>;
};

/** The disk is full: reading goes on, writing does not. */
export class StorageFull extends Error {}
/** The store cannot write. */
export class StorageFailed extends Error {}
/** There is no store to read, or this release cannot read it without changing it. */
export class StoreUnreadable extends Error {}
/** Another process has the store open. */
export class StoreInUse extends Error {}
