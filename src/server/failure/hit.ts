import type { AmountRow, HitCard } from '#server/store/journal-store.ts';

/*
 * Whom failures hit: cards, their clients, and what the cards are worth. Each card and each client counts once, however
 * often it was hit.
 */

export function clientsOf(cards: Iterable<number>, known: ReadonlyMap<number, HitCard>): Set<string> {
  const clients = new Set<string>();
  for (const no of cards) {
    const client = known.get(no)?.client;
    if (client !== null && client !== undefined) clients.add(client);
  }
  return clients;
}

/** A sum a currency, the currency of most cards first. */
export function amountsOf(cards: Iterable<number>, known: ReadonlyMap<number, HitCard>): AmountRow[] {
  const sums = new Map<string | null, { value: number; cards: number }>();
  for (const no of cards) {
    const amount = known.get(no)?.amount;
    if (amount === null || amount === undefined) continue;
    const sum = sums.get(amount.currency) ?? { value: 0, cards: 0 };
    sums.set(amount.currency, { value: sum.value + amount.value, cards: sum.cards + 1 });
  }
  return [...sums]
    .toSorted(([, a], [, b]) => b.cards - a.cards || b.value - a.value)
    .map(([currency, { value }]) => ({ value: Math.round(value * 100) / 100, currency }));
}

type Sums = { clients: number; amounts: AmountRow[] };

/** Cards of a tally do not change once it is counted, and lists ask for their sums again and again. */
const summed = new WeakMap<ReadonlySet<number>, Sums>();

/** How many clients these cards have, and what they are worth. `cards`: of a tally that is counted. */
export function sumsOf(cards: ReadonlySet<number>, known: ReadonlyMap<number, HitCard>): Sums {
  let sums = summed.get(cards);
  if (sums === undefined) {
    sums = { clients: clientsOf(cards, known).size, amounts: amountsOf(cards, known) };
    summed.set(cards, sums);
  }
  return sums;
}

export function largestOf(
  cards: Iterable<number>,
  known: ReadonlyMap<number, HitCard>,
  currency: string | null,
): number | null {
  let largest: number | null = null;
  for (const no of cards) {
    const amount = known.get(no)?.amount;
    if (amount != null && amount.currency === currency) largest = Math.max(largest ?? amount.value, amount.value);
  }
  return largest;
}
