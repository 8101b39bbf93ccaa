import { defaultMaskRules, MaskRules } from '#contract/masking.ts';
import { createFieldKinds, type FieldKind } from './mask-fields.ts';
import { type Finding, hide, mapArray, mapObject } from './mask-parts.ts';
import { findPairs } from './mask-pairs.ts';
import { findPhones } from './mask-phones.ts';
import { findAddresses, findCut, findDocuments, findEmails } from './mask-shapes.ts';
import { hideValue } from './mask-values.ts';
import { viewsOf } from './text-view.ts';

/** Hides personal data from a reader whose role does not need it. Pure; made of a portal's rules. */
export type Mask = {
  /** The same for masks that hide the same. */
  key: string;
  text(text: string): string;
  /** An answer with every text in it masked, and whether anything was. Ids, moments and codes stay as they are. */
  answer<T>(value: T): { value: T; masked: boolean };
  /** What a writer sent, where a field of any name may be: details, variables, a body. */
  data<T>(value: T): { value: T; masked: boolean };
  /** The personal values in a text or data, whole; those of which it hides a part at least. */
  values(value: unknown): string[];
  /** Finds what its reader can see, or may know already: see `MaskedSearch`. */
  search(q: string): MaskedSearch;
};

/**
 * Whether a text or data has what is searched for, as its reader may find it: in what he sees, or as the whole of one
 * hidden value, which then he knew before. A part of a hidden value is found by nobody: by trying parts, one after
 * another, he would read it.
 */
export type MaskedSearch = {
  text(text: string): boolean;
  data(value: unknown): boolean;
  /** In those parts of an answer that a search looks into. */
  answer<T>(value: T, parts: (value: T) => readonly (string | null | undefined)[]): boolean;
};

/** Nothing personal can be in a text without one of these. */
const hint = /[\d@=:—\uff10-\uff19\uff20%]/;
/** Letters can be hidden only in a text with one of these: e-mails, named values, «ФИО», what is to be decoded. */
const mayHideWords = /[@=:"'—%\\&\uff00-\uffef]|[:a-f\d]{2}:|\p{Cf}|фио|ф\.|фамил|отчест|имя|fio/iu;
/** What is left is looked at again: next to a masked number another may come to light. */
const mostPasses = 4;

/** Fields of our own answers that hold an id, a moment, a code or a technical name. */
const technical: ReadonlySet<string> = new Set(
  (
    'entry process id at code version cardType cardId next previous cursor url pipeline currency portal ' +
    'startedAt finishedAt endedAt stageSince waitingUntil lastAt expiresAt from to ' +
    'cause fingerprint person note splitFrom firstAt firstEverAt lastEverAt stateAt mutedUntil countedFrom ' +
    'flag sha256 dueAt createdAt closedAt takenAt checkedAt'
  ).split(' '),
);
/** Fields of our own answers under which a writer's data begin. */
const writers: ReadonlySet<string> = new Set(['details', 'variablesBefore']);
const valueKeys: ReadonlySet<string> = new Set(['value', 'val', 'raw', 'text', 'data', 'number', 'values']);
const labelKeys = ['name', 'key', 'field', 'code', 'NAME', 'KEY', 'CODE', 'FIELD_NAME', 'Name'] as const;

type Plain = Record<string, unknown>;
/** What is collected of hidden values on the way, for a search. */
type Collect = ((value: string) => void) | null;

export function createMask(rules: MaskRules): Mask {
  const kindOf = createFieldKinds(rules);
  const hides = new Set(rules.kinds);

  function findingsIn(text: string): Finding[] {
    const found: Finding[] = [];
    for (const view of viewsOf(text)) {
      const here: Finding[] = [];
      findPairs(view.text, kindOf, here);
      if (hides.has('phone')) findPhones(view.text, here);
      if (hides.has('email')) findEmails(view.text, here);
      if (hides.has('document')) findDocuments(view.text, here);
      if (hides.has('address')) findAddresses(view.text, here);
      findCut(view.text, hides, here);
      const { at } = view;
      const place = (index: number): number => (at === null ? index : (at[index] ?? text.length));
      for (const { start, end, hidden } of here) {
        found.push({
          start: place(start),
          end: place(end),
          hidden: hidden.map((part) => ({ start: place(part.start), end: place(part.end), put: part.put })),
        });
      }
    }
    return found;
  }

  function maskText(text: string, collect: Collect): string {
    if (!hint.test(text)) return text;
    let current = text;
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const found = findingsIn(current);
      if (found.length === 0) return current;
      if (pass === 0 && collect !== null) for (const { start, end } of found) collect(current.slice(start, end));
      const next = hide(current, found);
      if (next === current) return current;
      current = next;
    }
    return current;
  }

  /** A text that goes on where it ends here. */
  function maskCut(text: string, collect: Collect): string {
    const masked = maskText(`${text}…`, collect);
    return masked.slice(0, -1);
  }

  function maskField(kind: FieldKind, text: string, collect: Collect): string {
    const finding = hideValue(kind, text, 0, text.length);
    if (finding === null) return maskText(text, collect);
    // Several numbers in one field, or a number with its country, are better told by their shape.
    if (kind === 'phone' || kind === 'email' || kind === 'document') {
      const shaped = maskText(text, collect);
      if (shaped !== text) return shaped;
    }
    collect?.(text);
    return maskText(hide(text, [finding]), null);
  }

  function dataNode(value: unknown, kind: FieldKind | null, name: string, collect: Collect): unknown {
    if (typeof value === 'string') {
      return kind === null ? maskText(value, collect) : maskField(kind, value, collect);
    }
    if (typeof value === 'number' || typeof value === 'bigint') {
      const text = String(value);
      const isNothing = kind === null && (text.length < 10 || !/^\d+$/.test(text) || isIdName(name));
      const isLeft = kind !== 'own' && (text.length < 5 || isNothing);
      const masked = isLeft ? text : kind === null ? maskText(text, collect) : maskField(kind, text, collect);
      return masked === text ? value : masked;
    }
    if (typeof value === 'boolean') return kind === 'own' ? maskField(kind, String(value), collect) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return mapArray(value, (item) => dataNode(item, kind, name, collect));
    }
    const object = value as Plain;
    return mapObject(
      object,
      (key) => maskText(key, collect),
      (item, key) => dataNode(item, kindIn(object, key, kind), key, collect),
    );
  }

  /** What a field within data holds: by its own name, by that of what it stands in, or by the label beside it. */
  function kindIn(object: Plain, key: string, outer: FieldKind | null): FieldKind | null {
    if (outer === 'own') return 'own';
    const lower = key.toLowerCase();
    if (valueKeys.has(lower)) {
      for (const label of labelKeys) {
        const name = object[label];
        if (typeof name === 'string' && label !== key) return kindOf(name) ?? outer;
      }
      return outer ?? kindOf(key);
    }
    const own = kindOf(key);
    // `{ name: "Phone", value: … }`: there the name is a label.
    if (own === 'person' && lower === 'name') {
      if (Object.keys(object).some((other) => valueKeys.has(other.toLowerCase()))) return null;
      return outer === 'person' ? 'name' : own;
    }
    return own;
  }

  function answerNode(value: unknown, key: string, outer: string, collect: Collect): unknown {
    if (typeof value === 'string') {
      if (technical.has(key) || (key === 'name' && isActivity(outer))) return value;
      if (key === 'name' && outer === 'client' && hides.has('name')) return maskField('name', value, collect);
      return maskText(value, collect);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (writers.has(key)) return dataNode(value, null, key, collect);
    if (Array.isArray(value)) return mapArray(value, (item) => answerNode(item, key, outer, collect));
    const masked = mapObject(
      value as Plain,
      (name) => name,
      (item, name) =>
        name === 'message' && typeof item === 'string' && typeof (value as Plain)['messageLength'] === 'number'
          ? maskCut(item, collect)
          : answerNode(item, name, key, collect),
    );
    return hides.has('name') ? withoutClient(value as Plain, masked as Plain) : masked;
  }

  return {
    key: JSON.stringify([rules.kinds, rules.fields]),
    text: (text) => maskText(text, null),
    answer: <T>(value: T) => {
      const masked = answerNode(value, '', '', null) as T;
      return { value: masked, masked: masked !== value };
    },
    data: <T>(value: T) => {
      const masked = dataNode(value, null, '', null) as T;
      return { value: masked, masked: masked !== value };
    },
    values(value) {
      const found: string[] = [];
      dataNode(value, null, '', (one) => found.push(one));
      return found;
    },
    search(q) {
      const needle = fold(q.trim());
      const whole = bare(needle);
      const isWord = /^[\p{L} ]+$/u.test(needle);
      // Data are searched as they are stored: JSON, in which a quotation mark is written with a backslash.
      const inJson = JSON.stringify(needle).slice(1, -1);
      const finder = () => {
        let isWhole = false;
        const collect = (value: string): void => {
          isWhole ||= whole !== '' && bare(fold(value)) === whole;
        };
        return { collect, isWhole: () => isWhole };
      };
      return {
        text(text) {
          // Where only numbers can be hidden, a word is seen; that is so of most texts.
          if (isWord && !mayHideWords.test(text) && fold(text).includes(needle)) return true;
          const { collect, isWhole } = finder();
          return fold(maskText(text, collect)).includes(needle) || isWhole();
        },
        data(value) {
          const { collect, isWhole } = finder();
          const masked = JSON.stringify(dataNode(value, null, '', collect)) ?? '';
          return fold(masked).includes(inJson) || isWhole();
        },
        answer<T>(value: T, parts: (value: T) => readonly (string | null | undefined)[]) {
          const { collect, isWhole } = finder();
          const masked = answerNode(value, '', '', collect) as T;
          return parts(masked).some((part) => part != null && fold(part).includes(needle)) || isWhole();
        },
      };
    },
  };
}

/** The rules that a portal has; those of a portal that has none, or that cannot be read, are the default ones. */
export function readMaskRules(json: string | null): MaskRules {
  if (json === null) return defaultMaskRules;
  const read = MaskRules.safeParse(JSON.parse(json));
  return read.success ? read.data : defaultMaskRules;
}

function isActivity(outer: string): boolean {
  return outer === 'activity' || outer === 'lastActivity';
}

/** `dealId`, `chat_id`, `ID`: digits alone under such a name are no phone. */
function isIdName(name: string): boolean {
  return /(?:^|[a-z_.-])(?:id|Id|ID|ids|Ids)$|^(?:id|ID)$/.test(name) && !/chat|phone|contact|wa/i.test(name);
}

/** A card is often called by its client: then his name is hidden there as well. */
function withoutClient(before: Plain, after: Plain): Plain {
  const { client, title } = before;
  if (typeof title !== 'string' || typeof client !== 'object' || client === null) return after;
  const name = (client as Plain)['name'];
  const shown = (after['client'] as Plain)['name'];
  if (typeof name !== 'string' || typeof shown !== 'string' || name.length < 3 || !title.includes(name)) return after;
  return { ...after, title: String(after['title']).replaceAll(name, () => shown) };
}

/** As the search folds texts: case and the dots of «ё» do not matter. */
function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** A personal value as it is compared with another: see `bare`. */
export function comparedValue(text: string): string {
  return bare(fold(text.trim()));
}

/** A value without what may be written between its parts; a phone also without its country. */
function bare(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N}@._]/gu, '');
  const digits = plain.replaceAll(/[._]/g, '');
  return /^\d{10,15}$/.test(digits) ? digits.slice(-10) : plain;
}
