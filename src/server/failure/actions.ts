import type * as z from 'zod/mini';
import type { BulkAction, BulkAnswer } from '#contract/failures.ts';
import { Problem } from '#contract/problem.ts';
import { type Noted, type ReadContext, readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { type Decisions, intoOf, muteOf } from './decisions.ts';
import { findCause, titlesOf } from './find.ts';
import { presentNote } from './history.ts';
import type { Listed } from './listing.ts';
import { presentLife, type ReadLives } from './lives.ts';
import { assigneeOf, type IsSupport, type Named, nameOf, peopleOf, type Wanted, wantedOf } from './people.ts';
import { isSamePerson, writePerson } from './person-key.ts';
import type { Snapshot } from './snapshots.ts';

/** Causes that are acted upon at once: each is an event of the audit log. */
const mostAtOnce = 500;

type Action = z.infer<typeof BulkAction>['action'];

type Options = {
  store: JournalStore;
  decisions: Decisions;
  listed(context: ReadContext<'actOnCauses'>): Promise<{ snapshot: Snapshot; all: Listed[] }>;
  readLives: ReadLives;
  isSupport: IsSupport;
  /** What was counted before may be another cause's now. */
  onDecision(portalNo: number): void;
  now(): number;
};

const causeNoted = (id: string, details: Noted['details'] = {}): Noted => ({ object: { kind: 'cause', id }, details });

const personOf = (assignee: Named | null): string | null => (assignee === null ? null : writePerson(assignee.key));

/** What support does about causes. Nothing is done before the audit log has it. */
export function registerActions(registrar: Registrar, options: Options): void {
  const { store, decisions, readLives, isSupport, onDecision, now } = options;

  const byOf = (caller: ReadContext<'putCauseState'>['caller']) => ({ name: nameOf(caller), now: now() });

  async function lifeOf(portalNo: number, cause: string) {
    const { grouping, key, span } = await findCause(store, portalNo, cause);
    const lives = await readLives(portalNo, grouping, now());
    return presentLife(await lives.of(key, span.lastAt), await peopleOf(store, portalNo));
  }

  readRoute(registrar, 'putCauseState', async ({ portal, params, body, caller, note }) => {
    const { key } = await findCause(store, portal.portalNo, params.cause);
    const mute = muteOf(body, now());
    await note(causeNoted(key, { state: body.state, ...mute }));
    await decisions.setState(portal.portalNo, key, body, byOf(caller));
    return await lifeOf(portal.portalNo, key);
  });

  readRoute(registrar, 'putCauseAssignee', async ({ portal, params, body, caller, note }) => {
    const { key } = await findCause(store, portal.portalNo, params.cause);
    const wanted = await wantedOf(store, portal, isSupport, caller, body.person);
    // Before the note, which names him by the number that he gets here.
    const assignee = await assigneeOf(store, caller, body.person, wanted);
    await note(causeNoted(key, { assignee: personOf(assignee) }));
    await decisions.assign(portal.portalNo, key, assignee, byOf(caller));
    return await lifeOf(portal.portalNo, key);
  });

  readRoute(registrar, 'addCauseComment', async ({ portal, params, body, caller, note, language }) => {
    const { grouping, key } = await findCause(store, portal.portalNo, params.cause);
    await note(causeNoted(key));
    const row = await decisions.comment(portal.portalNo, key, body.text, byOf(caller));
    const shown = await presentNote(row, titlesOf(store, portal.portalNo, grouping, language));
    if (shown === null) throw new Error('a comment is a note that is known');
    return shown;
  });

  readRoute(registrar, 'mergeCause', async ({ portal, params, body, caller, note }) => {
    const { key } = await findCause(store, portal.portalNo, params.cause);
    const { into } = await intoOf(store, portal.portalNo, body, key);
    await note(causeNoted(key, { into }));
    await decisions.merge(portal.portalNo, key, into, byOf(caller));
    onDecision(portal.portalNo);
    return { cause: into };
  });

  readRoute(registrar, 'splitCause', async ({ portal, params, body, caller, note }) => {
    const { portalNo } = portal;
    const found = await findCause(store, portalNo, params.cause);
    if ('merged' in body) {
      if (!found.grouping.mergedInto(found.key).includes(body.merged)) {
        throw new Problem('not_found', 'the cause has no such cause in it');
      }
      await note(causeNoted(body.merged, { from: found.key }));
      await decisions.unmerge(portalNo, body.merged, found.key, byOf(caller));
      onDecision(portalNo);
      return { cause: body.merged };
    }
    const text = await decisions.textOf(portalNo, found, body.fingerprint);
    await note(causeNoted(found.key, { text: body.fingerprint }));
    const cause = await decisions.split(portalNo, text, found.key, byOf(caller));
    onDecision(portalNo);
    return { cause };
  });

  readRoute(registrar, 'actOnCauses', async (context) => {
    const { portal, body, caller, note, mask, language, sight } = context;
    if (!sight.all) throw new Problem('forbidden');
    const { action, causes: only, isDryRun, expected } = body;
    const { portalNo } = portal;
    if (action.kind === 'state') muteOf(action, now());
    const person = action.kind === 'assign' ? action.person : null;
    const wanted = await wantedOf(store, portal, isSupport, caller, person);
    const into = action.kind === 'merge' ? (await intoOf(store, portalNo, action, null)).into : null;

    const { snapshot, all } = await options.listed(context);
    const chosen = all.filter(({ key, tally }) => tally.failures > 0 && (only === undefined || only.includes(key)));
    const matched = chosen.toSorted((a, b) => b.tally.failures - a.tally.failures || (a.key < b.key ? -1 : 1));
    if (!isDryRun && expected !== undefined && matched.length > expected) {
      throw new Problem('conflict', 'there are more causes now than were counted; count again');
    }
    // A count that changes nothing is no event; what is done is one for each cause.
    await note({ isCovered: true });
    const assignee = isDryRun ? null : await assigneeOf(store, caller, person, wanted);
    const by = byOf(caller);
    const titleOf = titlesOf(store, portalNo, snapshot.grouping, language);
    const items: BulkAnswer['items'] = [];
    const errors: unknown[] = [];
    for (const { key, life } of matched.slice(0, mostAtOnce)) {
      const isSo = isUnchanged(action, key, life, wanted, into);
      const title = await titleOf(key);
      // One that fails keeps no other from being done, and those that are done are told.
      const failed = errors.length;
      if (!isSo && !isDryRun) await actOn(key).catch((error: unknown) => errors.push(error));
      items.push({ cause: key, title, result: isSo ? 'unchanged' : errors.length > failed ? 'failed' : 'done' });
    }
    if (!isDryRun) onDecision(portalNo);
    if (errors.length > 0 && errors.length === items.length) throw errors[0];
    const answer: BulkAnswer = {
      isDryRun,
      causes: matched.length,
      failures: matched.reduce((sum, { tally }) => sum + tally.failures, 0),
      left: Math.max(0, matched.length - mostAtOnce),
      items,
    };
    // Only answers to GET are masked on their way out.
    return mask === null ? answer : mask.answer(answer).value;

    async function actOn(key: string): Promise<void> {
      if (action.kind === 'state') {
        await note({ ...causeNoted(key, { state: action.state, ...muteOf(action, by.now) }), action: 'cause.state' });
        await decisions.setState(portalNo, key, action, by);
      } else if (action.kind === 'assign') {
        await note({ ...causeNoted(key, { assignee: personOf(assignee) }), action: 'cause.assign' });
        await decisions.assign(portalNo, key, assignee, by);
      } else if (into !== null) {
        await note({ ...causeNoted(key, { into }), action: 'cause.merge' });
        await decisions.merge(portalNo, key, into, by);
      }
    }
  });
}

/** A mute is set anew each time: it has another end. */
function isUnchanged(
  action: Action,
  key: string,
  life: Listed['life'],
  wanted: Wanted | null,
  into: string | null,
): boolean {
  if (action.kind === 'assign') {
    if (wanted === null) return life.assignee === null;
    return wanted.key !== null && isSamePerson(life.assignee, wanted.key);
  }
  if (action.kind === 'merge') return key === into;
  return action.state !== 'muted' && life.state === action.state && !life.isReopened && action.comment == null;
}
