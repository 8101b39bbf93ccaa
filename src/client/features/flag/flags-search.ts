import * as z from 'zod/mini';
import { CardId, CardType } from '#contract/card.ts';
import { type FlagState, flagStates } from '#contract/flag.ts';

/** Which flags are listed. `card` null: those on all cards. */
export type FlagsSearch = {
  state: FlagState;
  mine: boolean;
  q: string;
  card: { cardType: string; cardId: string } | null;
};

const names = ['state', 'mine', 'search', 'card'] as const;

const schema = z.object({
  state: z.catch(z.enum(flagStates), 'open'),
  mine: z.catch(z.nullable(z.literal('1')), null),
  search: z.catch(z.string().check(z.maxLength(200)), ''),
});

export function readFlagsSearch(params: URLSearchParams): FlagsSearch {
  const { state, mine, search } = schema.parse(Object.fromEntries(names.map((name) => [name, params.get(name)])));
  return { state, mine: mine !== null, q: search, card: cardOf(params.get('card')) };
}

/** A card as the address names it: `deal:1877`. */
function cardOf(text: string | null): FlagsSearch['card'] {
  const [cardType = ''] = (text ?? '').split(':', 1);
  const cardId = text?.slice(cardType.length + 1) ?? '';
  return CardType.safeParse(cardType).success && CardId.safeParse(cardId).success ? { cardType, cardId } : null;
}

export function writeFlagsSearch(
  { state, mine, q, card }: FlagsSearch,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  for (const name of names) params.delete(name);
  if (state !== 'open') params.set('state', state);
  if (mine) params.set('mine', '1');
  if (q !== '') params.set('search', q);
  if (card !== null) params.set('card', `${card.cardType}:${card.cardId}`);
  return params;
}
