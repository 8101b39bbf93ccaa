import { createHmac, hkdfSync } from 'node:crypto';
import { comparedValue, createMask, type Mask, readMaskRules } from '#server/access/mask.ts';
import { maskKinds } from '#contract/masking.ts';
import type { IndexedCard, IndexedEntry, Waiting } from '#server/store/journal-store.ts';
import { hiddenWords, searchedText, searchVersion, wordsIn } from '#server/store/search-text.ts';

/** Raised when masking hides more than it did: what is in the index is then looked at again. */
const maskVersion = 1;
/** Shorter values are told by a few tries. */
const leastOfValue = 5;
const mostValues = 50;

/** What is personal and how it is found: only as a whole value, by a keyed mark of it. */
export type Personal = {
  /** By what rules a portal is in the index: others make it anew. */
  rulesOf(portalNo: number, masking: string | null): string;
  indexed(portalNo: number, masking: string | null, entry: Waiting['entries'][number]): IndexedEntry;
  indexedCard(portalNo: number, masking: string | null, card: Waiting['cards'][number]): IndexedCard;
  /** The words of a text that anybody may see. */
  seenWords(masking: string | null, text: string): string[];
  /** The mark of a value as somebody writes it; null when it is too short to be one. */
  markOf(portalNo: number, value: string): string | null;
};

/**
 * The index is one for all readers, so it holds no word that is hidden from any of them: for what goes into it every kind
 * is personal, whatever a portal's rules let its readers see, and the fields that its rules name.
 */
export function createPersonal(secret: Buffer): Personal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'marks of searched values', 32));
  const keyId = createHmac('sha256', key).update('id').digest('hex').slice(0, 8);
  const masks = new Map<string, Mask>();

  function fieldsOf(masking: string | null): string[] {
    return [...new Set(readMaskRules(masking).fields)].toSorted();
  }

  function maskOf(masking: string | null): Mask {
    const name = masking ?? '';
    const known = masks.get(name);
    if (known !== undefined) return known;
    const mask = createMask({ roles: [], kinds: [...maskKinds], fields: fieldsOf(masking) });
    if (masks.size > 1_000) masks.clear();
    masks.set(name, mask);
    return mask;
  }

  function markOf(portalNo: number, value: string): string | null {
    const compared = comparedValue(value);
    if (compared.length < leastOfValue) return null;
    return createHmac('sha256', key).update(`${portalNo}\n${compared}`).digest('hex').slice(0, 16);
  }

  function marksOf(portalNo: number, values: readonly string[]): string[] {
    const marks = values.slice(0, mostValues).map((value) => markOf(portalNo, value));
    return [...new Set(marks.filter((mark) => mark !== null))];
  }

  return {
    rulesOf: (_portalNo, masking) => JSON.stringify([searchVersion, maskVersion, keyId, fieldsOf(masking)]),

    indexed(portalNo, masking, entry) {
      const mask = maskOf(masking);
      const { message, messageLength } = entry;
      const details: unknown = entry.details === null ? null : JSON.parse(entry.details);
      // A message that was cut goes on where it ends here.
      const whole = message === null || messageLength === null ? message : `${message}…`;
      const seenMessage = whole === null ? null : mask.text(whole);
      const seenDetails = details === null ? null : mask.data(details).value;
      const values = [...(whole === null || seenMessage === whole ? [] : mask.values(whole))];
      if (seenDetails !== details) values.push(...mask.values(details));
      const isOpen = seenMessage === whole && seenDetails === details;
      return {
        ...entry,
        hidden: isOpen
          ? null
          : hiddenWords(wordsIn(searchedText(message, details)), wordsIn(searchedText(seenMessage, seenDetails))),
        marks: marksOf(portalNo, values),
      };
    },

    indexedCard(portalNo, masking, card) {
      const mask = maskOf(masking);
      const { value } = mask.answer({ title: card.title, client: { name: card.client } });
      const values = [card.client ?? '', ...mask.values(card.title ?? '')];
      return {
        ...card,
        words: [...new Set([...wordsIn(card.id), ...wordsIn(value.title ?? '')])],
        marks: marksOf(portalNo, values),
      };
    },

    seenWords: (masking, text) => wordsIn(maskOf(masking).text(text)),
    markOf,
  };
}
