import type { Generated } from 'kysely';

/**
 * The tables, as the query builder sees them. Moments are whole milliseconds since 1970 (UTC). `portal_no` is first in
 * every key, so that the same tables spread over servers by portal. `*_no` are numbers of one sequence per portal
 * (`portal.last_no`), taken in commit order: never reused, and comparable as "came later".
 */
export type Database = {
  portal: {
    portal_no: number;
    portal: string;
    title: string | null;
    time_zone: string;
    origin: string | null;
    /** The newest number given out in this portal. */
    last_no: number;
    /** Bitrix24's own id of the portal, when it is connected so. */
    member_id: string | null;
    /** JSON: how the portal opens our frame, without secrets. */
    connection: string | null;
    /** What a launch is verified with: a hash of the application token, a public key, or an encrypted shared secret. */
    connection_secret: string | null;
    /** JSON of the mask rules; null: the default ones. */
    masking: string | null;
  };
  source: { portal_no: number; source_no: number; source: string };
  /** Ids of events already taken: the same id from the same source again changes nothing. */
  seen_event: { portal_no: number; source_no: number; event: string };
  card: {
    portal_no: number;
    card_no: number;
    type: string;
    id: string;
    title: string | null;
    pipeline: string | null;
    stage_id: string | null;
    stage_name: string | null;
    stage_color: string | null;
    stage_semantics: string | null;
    stage_since: number | null;
    responsible_id: string | null;
    responsible_name: string | null;
    client_id: string | null;
    client_name: string | null;
    amount: number | null;
    currency: string | null;
    url: string | null;
    /** Moment of the newest card event taken: an older one only fills what is not known. */
    told_at: number | null;
    last_at: number | null;
    /** Folded title, id and client name, for the search over cards. */
    search_text: string;
    active: number;
    completed: number;
    failed: number;
    /** Of its processes, those with an open flag. */
    flagged: number;
    /** JSON of what the writer sent beyond the fields we know. */
    details: string | null;
  };
  stage_change: {
    portal_no: number;
    card_no: number;
    at: number;
    change_no: number;
    stage_id: string;
    stage_name: string | null;
    stage_color: string | null;
    stage_semantics: string | null;
  };
  /** Stages seen in a pipeline; `place_sum / places` is how early cards pass them. */
  pipeline_stage: {
    portal_no: number;
    card_type: string;
    pipeline: string;
    stage_id: string;
    name: string | null;
    color: string | null;
    semantics: string | null;
    place_sum: number;
    places: number;
  };
  template: {
    portal_no: number;
    template_no: number;
    id: string;
    /** Empty when the writer tells no version. */
    version: string;
    name: string | null;
    card_type: string | null;
    stage_id: string | null;
    stage_name: string | null;
    origin: string | null;
    /** 1 on, 0 off, null not told. */
    logging: number | null;
    told_at: number | null;
    /** Of its finished processes: how many, and the longest, ms. What is usual, for telling a stuck one. */
    finished: number;
    longest_ms: number;
    /** When its first process started; null while it has none. */
    first_at: number | null;
    details: string | null;
  };
  process: {
    portal_no: number;
    process_no: number;
    process: string;
    card_no: number | null;
    template_no: number | null;
    stage_id: string | null;
    stage_name: string | null;
    stage_color: string | null;
    stage_semantics: string | null;
    /** A written state, or null while only entries have come. */
    state: string | null;
    state_title: string | null;
    started_at: number | null;
    finished_at: number | null;
    started_by_id: string | null;
    started_by_name: string | null;
    trigger_code: string | null;
    trigger_name: string | null;
    waiting_until: number | null;
    trimmed_to: number | null;
    told_at: number | null;
    /** Moment of the newest event that told its state, and of its newest entry. */
    state_at: number | null;
    last_entry_at: number | null;
    /** When the server first heard of it. */
    received_at: number;
    /** 1 while it is in the active section. */
    active: number;
    /** Order within its section: start of an active one, end of a completed one. */
    sort_at: number;
    failures: number;
    warnings: number;
    messages: number;
    technicals: number;
    /** Start and finish rows (types 1 and 2) among the entries. */
    starts: number;
    /** Open flags on it and its entries. */
    flags: number;
    failure_at: number | null;
    failure_no: number | null;
    failure_activity_no: number | null;
    failure_cause: string | null;
    failure_message: string | null;
    last_at: number | null;
    last_activity_no: number | null;
    last_message: string | null;
    /** Number of its newest change, for readers that come back. */
    changed_no: number;
    details: string | null;
  };
  activity: {
    portal_no: number;
    activity_no: number;
    name: string;
    title: string | null;
    code: string | null;
    key: string;
  };
  /** Clustered by process, then moment, then arrival: a journal lies together in the order it is read. */
  entry: {
    portal_no: number;
    process_no: number;
    at: number;
    entry_no: number;
    type_code: number | null;
    level: number;
    status: number | null;
    result: number | null;
    activity_no: number;
    attempt: number | null;
    /** Bits: see the port's `entryMarks`. */
    marks: number;
    user_id: string | null;
    user_name: string | null;
    cause: string | null;
    /** Type, status and result that we have no number for, as JSON. */
    unknown: string | null;
    message_length: number | null;
    message: string | null;
  };
  entry_details: { portal_no: number; process_no: number; at: number; entry_no: number; details: string };
  failure: {
    portal_no: number;
    cause: string;
    at: number;
    entry_no: number;
    process_no: number;
    fingerprint: string | null;
    activity_no: number | null;
  };
  /** Messages that entries sent, by the id that their provider gave; level, cause and fingerprint as their writer said. */
  sent_message: {
    portal_no: number;
    message_id: string;
    process_no: number;
    at: number;
    entry_no: number;
    activity_no: number;
    level: number;
    cause: string | null;
    fingerprint: string | null;
  };
  /** What a provider said of a message; `cause` is null unless it was not delivered. It may come before the entry. */
  delivery: {
    portal_no: number;
    message_id: string;
    at: number;
    delivery_no: number;
    /** The event's own id. */
    event: string;
    provider: string | null;
    status: string;
    reason: string | null;
    cause: string | null;
    fingerprint: string | null;
    received_at: number;
    details: string | null;
  };
  /** Marks that people put on a process, or on an entry of it: why, and until when. */
  flag: {
    portal_no: number;
    flag_no: number;
    process_no: number;
    /** The entry's key; null for a flag on the process. */
    at: number | null;
    entry_no: number | null;
    why: string;
    due_at: number | null;
    created_at: number;
    /** Number of an account, or the id of a portal's user: whose it is. */
    by_account: number | null;
    by_user: string | null;
    /** The name he had then. */
    by_name: string | null;
    closed_at: number | null;
    closed_by: string | null;
    /** The last time that it was opened again. */
    reopened_at: number | null;
    reopened_by: string | null;
    /** 1 while it is not closed. */
    open: number;
    /** Order in its list: of an open one when to come back, far away where nobody said; of a closed one when it was closed. */
    sort_at: number;
    /** What the journal was when it was flagged: so many entries up to this number of the portal's, and their hash. */
    entries: number;
    sha256: string;
    last_no: number;
    taken_at: number;
  };
  /** What people decided about a cause: derived state comes on top of it when it is read. */
  cause_state: {
    portal_no: number;
    cause: string;
    state: string;
    state_at: number | null;
    /** The name he had then. */
    state_by: string | null;
    muted_until: number | null;
    /** It is muted until more than so many failures come in an hour. */
    muted_rate: number | null;
    /** Number of an account, or of a portal's person. */
    assignee: number | null;
    assignee_person: number | null;
  };
  /** What was done to a cause and said of it; `other`: the second cause of a merge or a split. */
  cause_note: {
    note_no: Generated<number>;
    portal_no: number;
    cause: string;
    other: string | null;
    at: number;
    kind: string;
    by_name: string | null;
    /** JSON. */
    details: string;
  };
  /** Causes that people made part of another; never a chain: `into_cause` is merged into nothing. */
  cause_merge: { portal_no: number; cause: string; into_cause: string; at: number; by_name: string | null };
  /** Failures of one text that people made a cause of their own, `split` being its key. */
  cause_split: {
    portal_no: number;
    split: string;
    cause: string;
    fingerprint: string;
    at: number;
    by_name: string | null;
  };
  /** Where a portal's digests go, and from when on. */
  digest_settings: {
    portal_no: number;
    /** JSON. */
    settings: string;
    /** The webhook's address and its secret, sealed: both let somebody in. */
    webhook: string | null;
    /** What failed before is nobody's news. */
    since: number;
    looked_at: number;
  };
  /** Each digest of a cause on each way that it goes, from before it is sent on. */
  digest_sent: {
    portal_no: number;
    cause: string;
    event: string;
    event_at: number;
    channel: string;
    due_at: number;
    state: string;
    tries: number;
    first_try_at: number | null;
    last_try_at: number | null;
    fault: string | null;
    status: number | null;
  };
  /** A portal's user, without an account here, who answers for causes or keeps views. */
  portal_person: {
    person_no: Generated<number>;
    portal_no: number;
    /** Id in the portal. */
    user_id: string;
    /** What the portal said of him the last time that it opened our frame for him: his name, and whether he is support. */
    name: string;
    is_support: number;
  };
  /** A view of the failures page that an account keeps. */
  failure_view: {
    view_no: Generated<number>;
    portal_no: number;
    /** Whose it is: one of the two is there. */
    account_no: number | null;
    person_no: number | null;
    name: string;
    /** What stands behind the question mark of the page's address. */
    search: string;
    is_shared: number;
    created_at: number;
  };
  /** An explanation that a portal writes itself. */
  explanation: {
    explanation_no: Generated<number>;
    portal_no: number;
    /** JSON: its words in each language. */
    words: string;
    hit: string;
    fixer: string;
    retry: string;
    /** JSON: which failures it explains. */
    matching: string;
    created_at: number;
    /** The name he had then. */
    created_by: string | null;
    changed_at: number;
    changed_by: string | null;
  };
  account: {
    account_no: number;
    email: string;
    name: string;
    role: string;
    password: string;
    /** JSON list of portals; an administrator reads all. */
    portals: string;
    created_at: number;
    state: Generated<string>;
    oidc_issuer: string | null;
    oidc_subject: string | null;
    signed_in_at: number | null;
  };
  session: {
    token_hash: string;
    account_no: number;
    created_at: number;
    seen_at: number;
    /** Public id: what the account page ends it by. */
    session: string | null;
    browser: string | null;
    network: string | null;
  };
  /** Numbers of accounts that are gone; none is given again. */
  removed_account: { account_no: number };
  /** Links by which a password is set; one an account. */
  invitation: { token_hash: string; account_no: number; expires_at: number };
  access_key: {
    key_id: string;
    portal_no: number;
    user: string;
    scopes: string;
    secret_hash: string;
    created_at: number;
    expires_at: number | null;
    used_at: number | null;
    title: string | null;
    /** Number of the account that made it. */
    created_by: string | null;
    revoked_at: number | null;
    old_secret_hash: string | null;
    old_until: number | null;
  };
  /** Frames: first found by the one-time code of a verified launch, then by the bearer it was exchanged for. */
  launch: {
    launch_no: Generated<number>;
    portal_no: number;
    user_id: string;
    user_name: string | null;
    role: string;
    card_type: string | null;
    card_id: string | null;
    code_hash: string | null;
    bearer_hash: string | null;
    created_at: number;
    expires_at: number;
  };
  /** Tokens that a portal signed and that have opened a frame: each does so once. */
  used_launch_token: { portal_no: number; token: string; expires_at: number };
  audit_event: {
    /** From 1, without gaps. */
    seq: number;
    at: number;
    portal_no: number | null;
    actor_kind: string;
    actor: string | null;
    action: string;
    object_kind: string | null;
    object: string | null;
    details: string;
    request_id: string | null;
    network: string | null;
    /** Keyed hash over the hash before it and everything above. */
    hash: string;
  };
  claim: { token_hash: string; expires_at: number };
  /** Steps that wait for an application; `event` is the random part of the token that it was given. */
  event_token: {
    portal_no: number;
    event: string;
    process_no: number;
    activity: string;
    title: string | null;
    code: string | null;
    /** 1: it waits for messages; 0: whatever is written to it goes nowhere, as in the portal. */
    use_subscription: number;
    created_at: number;
    expires_at: number | null;
    closed_at: number | null;
    closed_by: string | null;
    answer: string | null;
  };
  /** Writes that were answered `true` and not kept, by reason and day (days since 1970). */
  silent_write: {
    portal_no: number;
    day: number;
    reason: string;
    /** The credential that wrote; empty where that was not noted yet. */
    writer: string;
    writes: number;
  };
  application: {
    client_id: string;
    portal_no: number;
    title: string;
    secret_hash: string;
    user: string;
    scopes: string;
    created_at: number;
  };
  access_token: { token_hash: string; client_id: string; kind: string; expires_at: number };
  registered_activity: {
    portal_no: number;
    client_id: string;
    code: string;
    is_robot: number;
    handler: string;
    fields: string;
    created_at: number;
    updated_at: number;
    wrote_at: number | null;
  };
  /** First answers to requests that carry an id, for when they are sent again. */
  given_answer: {
    portal_no: number;
    request: string;
    /** Hash of what was asked. */
    content: string;
    answer: string;
    given_at: number;
  };
  /** Erasures of a subject: jobs that run, and reports of those that ran. */
  erasure: {
    erasure_no: Generated<number>;
    portal_no: number;
    kind: string;
    /** Masked, for people. */
    subject: string;
    /** Encrypted; null as soon as nothing is left to look for. */
    sealed: string | null;
    state: string;
    by_kind: string;
    by_name: string | null;
    began_at: number;
    ended_at: number | null;
    /** JSON: where to go on, and what was counted. */
    place: string | null;
    counts: string;
  };
  /** Who was erased, as hashes that only the instance's key can make: what a restored backup is held against. */
  erased_subject: {
    portal_no: number;
    kind: string;
    /** Which key made the hash. */
    key_id: string;
    hash: string;
    erased_at: number;
  };
  /** Entries (and cards: `process_no` 0) that wait for the search index, in commit order. */
  search_queue: { portal_no: number; no: number; process_no: number; at: number };
  /** What the index knows each entry by; `doc` takes all 64 bits: see search-index.ts. The words are in `search_words`. */
  search_entry: {
    doc: number;
    process_no: number;
    at: number;
    entry_no: number;
    /** Which of its words are personal and not in the index. */
    hidden: string | null;
    /** Keyed marks of the personal values that it is found by as a whole. */
    marks: string | null;
  };
  /** How far a portal was walked through for the index, by the rules that say what is personal. */
  search_walk: {
    portal_no: number;
    rules: string;
    process_no: number;
    at: number;
    entry_no: number;
    card_no: number;
    is_over: number;
    /** 1: what is in the index already was put there by these rules. */
    is_first: number;
  };
  migration: { name: string; applied_at: number };
};
