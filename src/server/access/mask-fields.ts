import type { MaskKind, MaskRules } from '#contract/masking.ts';

/**
 * What a field of this name holds. `person`: a name, if it looks like one — a field that is called `name` may name
 * anything. `own`: the portal's administrator said that it is personal, whatever it is.
 */
export type FieldKind = MaskKind | 'person' | 'own';

const endings: readonly (readonly [kind: FieldKind, names: string])[] = [
  ['email', 'email emails emailaddress почта mail'],
  ['phone', 'phone phones phonenumber phonenumbers telephone mobile msisdn телефон телефоны номертелефона'],
  [
    'name',
    'fullname firstname lastname secondname middlename patronymic surname fathername clientname contactname customername ' +
      'recipientname sendername buyername payername guestname patientname pushname holdername фамилия отчество имяклиента',
  ],
  ['address', 'address addresses ipaddress remoteaddr realip clientip forwardedfor адрес'],
  ['document', 'passportnumber passportseries passportdata номерпаспорта серияпаспорта паспорта паспорт снилс'],
];
const words: Readonly<Record<string, FieldKind>> = {
  tel: 'phone',
  tels: 'phone',
  fax: 'phone',
  whatsapp: 'phone',
  viber: 'phone',
  fio: 'name',
  фио: 'name',
  имя: 'name',
  ip: 'address',
  inn: 'document',
  инн: 'document',
  snils: 'document',
  passport: 'document',
};
const wholes: Readonly<Record<string, FieldKind>> = {
  name: 'person',
  displayname: 'person',
  client: 'person',
  клиент: 'person',
  contact: 'person',
  customer: 'person',
  заказчик: 'person',
  покупатель: 'person',
  получатель: 'person',
  recipient: 'person',
};

const longestName = 64;
const cacheSize = 4096;

/** Says what fields hold, by a portal's rules. The same name is asked many thousand times, so answers are kept. */
export function createFieldKinds(rules: MaskRules): (name: string) => FieldKind | null {
  const kept = new Map<string, FieldKind | null>();
  const patterns = rules.fields.map((pattern) => pattern.toLowerCase());
  const hides = (kind: FieldKind): boolean => kind === 'own' || rules.kinds.includes(kind === 'person' ? 'name' : kind);

  const judge = (name: string): FieldKind | null => {
    const lower = name.toLowerCase();
    if (patterns.some((pattern) => isLike(lower, pattern))) return 'own';
    const kind = kindOf(name.slice(-longestName));
    return kind !== null && hides(kind) ? kind : null;
  };

  return (name) => {
    if (name.length > 128) return judge(name);
    const known = kept.get(name);
    if (known !== undefined) return known;
    if (kept.size >= cacheSize) kept.clear();
    const judged = judge(name);
    kept.set(name, judged);
    return judged;
  };
}

function kindOf(name: string): FieldKind | null {
  // `PHONE_2` and `phone[0][VALUE]` are phones.
  const plain = name.replace(/[^\p{L}]+$/u, '').replace(/[\W_]{1,3}value$/i, '');
  const compact = plain
    .replaceAll(/[^\p{L}]+/gu, '')
    .toLowerCase()
    .replaceAll('ё', 'е');
  const whole = wholes[compact];
  if (whole !== undefined && Object.hasOwn(wholes, compact)) return whole;
  for (const [kind, names] of endings) if (names.split(' ').some((ending) => compact.endsWith(ending))) return kind;
  const word = (/(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u.exec(plain)?.[0] ?? '').toLowerCase();
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
}

/** Whether a name is like a pattern in which `*` stands for any letters. Never goes back further than the last `*`. */
function isLike(name: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let after = 0;
  while (at < name.length) {
    if (place < pattern.length && pattern[place] === '*') {
      star = place;
      place += 1;
      after = at;
    } else if (place < pattern.length && pattern[place] === name[at]) {
      at += 1;
      place += 1;
    } else if (star !== -1) {
      place = star + 1;
      after += 1;
      at = after;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
