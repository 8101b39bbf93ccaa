import { Problem } from '#contract/problem.ts';
import type { Caller } from '#server/access/policy.ts';
import { inEntries, type OwnCauses } from '#server/cause/own-causes.ts';
import type { ReadContext } from '#server/http/endpoint.ts';
import type { Journal } from './journal.ts';
import { presentEntry } from './present.ts';

const hourMs = 60 * 60 * 1000;
/** Entries that one person may reveal in an hour: enough for a day of work, too few to carry a base away. */
const mostInHour = 60;
const mostPeople = 10_000;

/** One entry with everything that is hidden elsewhere. It is in the audit log, with the reason, before it leaves. */
export function createReveal(journal: Pick<Journal, 'find' | 'variablesBefore'>, own: OwnCauses, now: () => number) {
  const revealed = new Map<string, number[]>();

  /** @throws Problem too_many_requests */
  function count(caller: Caller): void {
    const who =
      caller.kind === 'person'
        ? `person ${caller.accountNo}`
        : `${caller.kind} ${caller.portalNo} ${caller.kind === 'visitor' ? caller.user : caller.keyId}`;
    const lately = (revealed.get(who) ?? []).filter((at) => at > now() - hourMs);
    if (lately.length >= mostInHour) {
      const minutes = Math.ceil(((lately[0] ?? 0) + hourMs - now()) / 60_000);
      throw new Problem('too_many_requests', `${mostInHour} entries an hour may be revealed; wait ${minutes} min`);
    }
    lately.push(now());
    revealed.delete(who);
    revealed.set(who, lately);
    const oldest = revealed.keys().next();
    if (revealed.size > mostPeople && oldest.done === false) revealed.delete(oldest.value);
  }

  return async ({ portal, params, body, language, caller, note, sight }: ReadContext<'revealEntry'>) => {
    const {
      process,
      journal: read,
      position,
      row,
    } = await journal.find(portal.portalNo, params.process, params.entry, sight);
    count(caller);
    await note({
      object: { kind: 'entry', id: params.entry },
      details: { process: process.process, reason: body.reason },
    });
    const shown = presentEntry(process.process, row, 'full', language);
    const [entry] = await inEntries(own, portal.portalNo, [shown], language);
    return {
      entry: entry ?? shown,
      variablesBefore: await journal.variablesBefore(portal.portalNo, process, read, position),
    };
  };
}
