import { CardId, cardTypes } from '#contract/card.ts';
import type { CardName } from '#server/access/sight.ts';

/** The portal's word for a card type where it is not ours in capitals. */
const portalWords: Readonly<Record<string, string>> = { invoice: 'SMART_INVOICE' };
/** Numbers of the portal's own card types. */
const entityTypes: Readonly<Record<string, number>> = {
  lead: 1,
  deal: 2,
  contact: 3,
  company: 4,
  quote: 7,
  order: 14,
  invoice: 31,
};

const typeByWord = new Map(cardTypes.map((type) => [portalWords[type] ?? type.toUpperCase(), type]));

/** Code of the tab in a card of this type. */
export function tabOf(type: string): string {
  return `CRM_${portalWords[type] ?? type.toUpperCase()}_DETAIL_TAB`;
}

/** The portal's number of a card type; null for a type that it does not have. */
export function entityTypeOf(type: string): number | null {
  const dynamic = /^dynamic_([1-9]\d{0,8})$/.exec(type)?.[1];
  return dynamic === undefined ? (entityTypes[type] ?? null) : Number(dynamic);
}

/** An id as the portal numbers its cards; anything else is none of its. */
export function isPortalCardId(id: string): boolean {
  return /^[1-9]\d{0,14}$/.test(id);
}

/**
 * The card that a frame was opened on: its type stands in the placement's code, its id in the options, which may be
 * missing, the word «undefined», or anything. Null: it was opened elsewhere in the portal.
 */
export function cardOfPlacement(placement: string | undefined, options: string | undefined): CardName | null {
  const word = /^CRM_([A-Z_]+|DYNAMIC_[1-9]\d{0,8})_DETAIL_(?:TAB|TOOLBAR|ACTIVITY)$/.exec(placement ?? '')?.[1];
  if (word === undefined) return null;
  const type = word.startsWith('DYNAMIC_') ? word.toLowerCase() : typeByWord.get(word);
  const id = idIn(options);
  return type === undefined || id === null ? null : { type, id };
}

function idIn(options: string | undefined): string | null {
  if (options === undefined || options.length > 10_000) return null;
  let value: unknown;
  try {
    value = JSON.parse(options);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { ID: id } = value as { ID?: unknown };
  const text = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id;
  return typeof text === 'string' && isPortalCardId(text) && CardId.safeParse(text).success ? text : null;
}
