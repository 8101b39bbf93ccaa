import { Problem } from '#contract/problem.ts';
import type { Caller } from '#server/access/policy.ts';
import {
  type CardName,
  mostAmong,
  seesAll,
  seesNothing,
  type Sight,
  sightOfOnly,
  sightRule,
} from '#server/access/sight.ts';
import type { PortalRow } from '#server/store/journal-store.ts';
import { type Bitrix24, MethodFailed, TokenRefused } from './bitrix24.ts';
import { bitrix24Of, connectionOf, type Bitrix24Portal } from './connection.ts';
import { PortalUnreachable } from './outgoing.ts';
import { entityTypeOf, isPortalCardId } from './placement.ts';
import type { LentToken, PortalTokens } from './portal-tokens.ts';

/** How long an answer of the portal holds. A refusal is asked again soon: somebody may just have been let in. */
const seenMs = 60_000;
const unseenMs = 10_000;
/** A portal that does not answer is left alone for a moment. */
const silentMs = 2_000;
/** Cards whose answers are kept for one frame. */
const mostKept = 2_000;

/** What the portal said of a card, or will. */
type Said = { answer: Promise<boolean>; until: number };

export type SightOptions = {
  bitrix24: Pick<Bitrix24, 'readable'>;
  tokens: Pick<PortalTokens, 'of' | 'forget'>;
  now(): number;
};

/** Which cards a caller may see: all, none, his own, or what his portal says of each, asked with his own token. */
export function createSight(options: SightOptions): (caller: Caller, portal: PortalRow) => Sight {
  const { tokens } = options;
  /** By the token that it was said to, and gone with it. */
  const said = new WeakMap<LentToken, Map<string, Said>>();

  return (caller, portal) => {
    switch (sightRule(caller, connectionOf(portal).kind)) {
      case 'all':
        return seesAll;
      case 'none':
        return seesNothing;
      case 'own-card':
        return caller.kind === 'visitor' && caller.card !== null ? sightOfOnly([caller.card]) : seesNothing;
      case 'portal': {
        const bitrix24 = bitrix24Of(portal);
        if (caller.kind !== 'visitor' || bitrix24 === null) return seesNothing;
        const token = tokens.of(caller.launchNo);
        const isHis =
          token !== null &&
          token.portalNo === portal.portalNo &&
          token.user === caller.user &&
          token.origin === bitrix24.origin;
        // The page comes again with a new token.
        if (!isHis) throw new Problem('not_signed_in');
        const known = said.get(token) ?? new Map<string, Said>();
        said.set(token, known);
        return askedSight(options, bitrix24, caller.launchNo, token, known);
      }
    }
  };
}

function askedSight(
  { bitrix24, tokens, now }: SightOptions,
  portal: Bitrix24Portal,
  launchNo: number,
  token: LentToken,
  known: Map<string, Said>,
): Sight {
  const keyOf = ({ type, id }: CardName) => `${type} ${id}`;

  function saidOf(card: CardName): Said | null {
    const before = known.get(keyOf(card));
    return before === undefined || before.until <= now() ? null : before;
  }

  /** One question for cards of one type; whoever asks about one of them meanwhile waits for it too. */
  function ask(type: string, cards: readonly CardName[]): void {
    const answer = bitrix24.readable(portal, token.authId, type, cards).then(
      (readable) => new Set(readable.map(({ id }) => id)),
      (error: unknown) => {
        // The portal knows the method and says no: to this user these cards are not there.
        if (error instanceof MethodFailed) return new Set<string>();
        throw error;
      },
    );
    for (const card of cards) {
      const one: Said = { answer: answer.then((ids) => ids.has(card.id)), until: Number.POSITIVE_INFINITY };
      const key = keyOf(card);
      known.delete(key);
      known.set(key, one);
      one.answer.then(
        (isSeen) => (one.until = now() + (isSeen ? seenMs : unseenMs)),
        () => (one.until = now() + silentMs),
      );
    }
    for (const oldest of known.keys()) {
      if (known.size <= mostKept) break;
      known.delete(oldest);
    }
  }

  async function among<C extends CardName>(cards: readonly C[]): Promise<C[]> {
    if (cards.length > mostAmong) throw new Error(`at most ${mostAmong} cards are asked about at a time`);
    // What cannot be a card of a Bitrix24 is none of this one.
    const possible = cards.filter((card) => isPortalCardId(card.id) && entityTypeOf(card.type) !== null);
    const unknown = Map.groupBy(
      possible.filter((card) => saidOf(card) === null),
      ({ type }) => type,
    );
    for (const [type, ofType] of unknown) ask(type, ofType);
    // Taken now: while one answer is waited for, others may be pushed out.
    const answers = possible.map((card) => ({ card, answer: known.get(keyOf(card))?.answer }));
    const seen = new Set<C>();
    try {
      for (const { card, answer } of answers) if ((await answer) === true) seen.add(card);
    } catch (error) {
      throw denialOf(error);
    }
    return cards.filter((card) => seen.has(card));
  }

  function denialOf(error: unknown): unknown {
    if (error instanceof TokenRefused) {
      // Signed out or dismissed there: nothing is shown here any more, on no screen of this frame.
      tokens.forget(launchNo);
      return new Problem('not_signed_in', null, { cause: error });
    }
    if (error instanceof PortalUnreachable) return new Problem('portal_unreachable', null, { cause: error });
    return error;
  }

  return {
    all: false,
    only: null,
    among,
    sees: async (card) => (await among([card])).length === 1,
  };
}
