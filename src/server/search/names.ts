import { CardId, cardTypes, CardType } from '#contract/card.ts';
import type { CardName } from '#server/access/sight.ts';

/** What a text names by itself. */
export type Named =
  | { what: 'card'; type: string | null; id: string }
  | { what: 'process'; process: string }
  | { what: 'step'; process: string; activity: string; event: string };

const typeWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(cardTypes.map((type) => [type, type])),
  лид: 'lead',
  сделка: 'deal',
  контакт: 'contact',
  компания: 'company',
  предложение: 'quote',
  счет: 'invoice',
  счёт: 'invoice',
  заказ: 'order',
};

/** The portal's numbers of types that its links have where they have no word. */
const typeNumbers: Readonly<Record<string, string>> = {
  1: 'lead',
  2: 'deal',
  3: 'contact',
  4: 'company',
  7: 'quote',
  31: 'invoice',
};

/** Recognises ids, links and tokens by their shape; a text may be several things. Whether they are there is another matter. */
export function namedBy(text: string): Named[] {
  const step = /^(.{1,64})\|([^|]{1,255})\|([A-Za-z0-9]{32})$/.exec(text);
  const [, process, activity, event] = step ?? [];
  if (process !== undefined && activity !== undefined && event !== undefined) {
    return [{ what: 'step', process, activity, event }];
  }
  if (/^https?:\/\//i.test(text) || text.startsWith('/')) return namedByLink(text);
  const card = cardIn(text);
  const found: Named[] = card === null ? [] : [{ what: 'card', ...card }];
  if (text.length <= 64 && !/\s/.test(text)) {
    found.push({ what: 'process', process: text });
    if (CardId.safeParse(text).success && card === null) found.push({ what: 'card', type: null, id: text });
  }
  return found;
}

/** `deal 7`, `deal/7`, `сделка №7`, `#7`; null for anything else. */
function cardIn(text: string): { type: string | null; id: string } | null {
  const [, word = '', id] = /^([\p{L}_\d]{0,20}?)[\s/:]*[#№]?\s?(\d{1,15})$/u.exec(text) ?? [];
  if (id === undefined) return null;
  if (word === '') return { type: null, id };
  const type = typeWords[word.toLowerCase()] ?? word.toLowerCase();
  return CardType.safeParse(type).success ? { type, id } : null;
}

function namedByLink(text: string): Named[] {
  if (!URL.canParse(text, 'https://here.invalid')) return [];
  const { pathname } = new URL(text, 'https://here.invalid');
  // The portal's own, and ours.
  const [, word, id] =
    /\/crm\/(lead|deal|contact|company|quote)\/(?:details|show)\/(\d{1,15})(?:\/|$)/i.exec(pathname) ?? [];
  if (word !== undefined && id !== undefined) return [{ what: 'card', type: word.toLowerCase(), id }];
  const [, number, itemId] =
    /\/(?:crm\/type|page\/[^/]+\/[^/]+\/type)\/(\d{1,9})\/details\/(\d{1,15})(?:\/|$)/i.exec(pathname) ?? [];
  if (number !== undefined && itemId !== undefined) {
    return [{ what: 'card', type: typeNumbers[number] ?? `dynamic_${number}`, id: itemId }];
  }
  const [, order] = /\/shop\/orders\/details\/(\d{1,15})(?:\/|$)/i.exec(pathname) ?? [];
  if (order !== undefined) return [{ what: 'card', type: 'order', id: order }];
  const [, type, cardId, process] = /\/cards\/([^/]+)\/([^/]+)(?:\/processes\/([^/]+))?\/?$/.exec(pathname) ?? [];
  if (type === undefined || cardId === undefined) return [];
  if (process !== undefined) return [{ what: 'process', process: decoded(process) }];
  return [{ what: 'card', type: decoded(type), id: decoded(cardId) }];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The same card once. */
export function distinctCards(cards: readonly CardName[]): CardName[] {
  return [...new Map(cards.map((card) => [`${card.type}/${card.id}`, card])).values()];
}
