import { createHash } from 'node:crypto';
import type { connectionKinds } from '#contract/launch.ts';
import type { Caller } from './policy.ts';

/** A card by its portal's own names for it. */
export type CardName = { type: string; id: string };

/**
 * Which cards of a portal a caller may see. What he may not see is not there for him: lists leave it out, counts do not
 * count it, and an address of it answers 404 like one of nothing. Where the portal has to be asked and does not answer,
 * asking fails (Problem portal_unreachable, not_signed_in), whatever there is of the card here: nobody learns of it that way.
 */
export type Sight = {
  /** True when nothing has to be asked. */
  all: boolean;
  /** All that he can see, where that is known without asking; null: it is not. */
  only: readonly CardName[] | null;
  sees(card: CardName): Promise<boolean>;
  /** Those of the given cards that he may see, in their order. At most 50 at a time. */
  among<C extends CardName>(cards: readonly C[]): Promise<C[]>;
};

export const mostAmong = 50;
export const seesAll: Sight = { all: true, only: null, sees: async () => true, among: async (cards) => [...cards] };
export const seesNothing: Sight = sightOfOnly([]);

/** Sees these cards and no others. */
export function sightOfOnly(only: readonly CardName[]): Sight {
  const has = (card: CardName) => only.some(({ type, id }) => type === card.type && id === card.id);
  return { all: false, only, sees: async (card) => has(card), among: async (cards) => cards.filter(has) };
}

/** What decides of a card: nothing (all are seen), the portal, the card that the frame was opened on, or nothing is seen. */
export type SightRule = 'all' | 'portal' | 'own-card' | 'none';

/**
 * A manager sees what his portal lets him see. In its frame a Bitrix24 is asked, and a portal that signs its launches
 * has said it in the token. A manager with an account here cannot be asked about: he gets all where the administrator
 * has set nothing else up, and nothing of a Bitrix24, whose cards he opens there.
 */
export function sightRule(caller: Caller, connection: (typeof connectionKinds)[number]): SightRule {
  if (caller.kind === 'key') return 'all';
  if (caller.role === 'support' || caller.role === 'administrator') return 'all';
  if (caller.role !== 'manager') return 'none';
  if (caller.kind === 'person') return connection === 'bitrix24' ? 'none' : 'all';
  return connection === 'bitrix24' ? 'portal' : connection === 'signed' ? 'own-card' : 'none';
}

/**
 * May he see what stands on this card? `card` null: there is no such thing, or nobody knows its card. Then a card that
 * nobody has is asked about, so that nothing and what is forbidden take the same time. `name`: what was asked for.
 */
export async function seesOn(sight: Sight, card: CardName | null, name: string): Promise<boolean> {
  const isSeen = await sight.sees(card ?? nobodysCard(name));
  return isSeen && (card !== null || sight.all);
}

/** A card with a number that no portal comes to, another one for each name. */
export function nobodysCard(name: string): CardName {
  const number = createHash('sha256').update(name).digest().readUIntBE(0, 5);
  return { type: 'deal', id: String(9e14 + number) };
}

/** Those of many cards that he may see; asks about `most` of them and says whether those were all. */
export async function amongMany<C extends CardName>(
  sight: Sight,
  cards: readonly C[],
  most: number,
): Promise<{ seen: C[]; isWhole: boolean }> {
  const { only } = sight;
  if (sight.all || only !== null) return { seen: await sight.among(cards), isWhole: true };
  const seen: C[] = [];
  for (let from = 0; from < Math.min(most, cards.length); from += mostAmong) {
    seen.push(...(await sight.among(cards.slice(from, Math.min(most, from + mostAmong)))));
  }
  return { seen, isWhole: cards.length <= most };
}
