/** A card by its portal's own names for it. */
export type CardName = { type: string; id: string };

/**
 * Which cards of a portal a caller may see. What he may not see is not there for him: lists leave it out, counts do not
 * count it, and an address of it answers 404 like one of nothing.
 */
export type Sight = {
  /** True when nothing has to be asked. */
  all: boolean;
  sees(card: CardName): Promise<boolean>;
  /** Those of the given cards that he may see, in their order. At most 50 at a time. */
  among<C extends CardName>(cards: readonly C[]): Promise<C[]>;
};

export const seesAll: Sight = { all: true, sees: async () => true, among: async (cards) => [...cards] };
export const seesNothing: Sight = { all: false, sees: async () => false, among: async () => [] };
