import type { Deal } from './deals.ts';
import type { Random } from './random.ts';

/** What the braces in a scenario's texts stand for, by name. */
export type Words = Record<string, string | number>;

const russianMoment = new Intl.DateTimeFormat('ru-RU', {
  timeZone: 'Europe/Moscow',
  dateStyle: 'short',
  timeStyle: 'short',
});
const russianNumber = new Intl.NumberFormat('ru-RU');

export function momentInWords(at: number): string {
  return russianMoment.format(at).replace(',', '');
}

export function wordsOf(deal: Deal, process: string, random: Random): Words {
  return {
    process,
    'deal.id': Number(deal.id),
    'deal.title': deal.title,
    'deal.source': deal.source,
    'client.name': deal.client.name,
    'client.phone': deal.client.phone,
    'client.digits': deal.client.phone.replaceAll(/\D/g, ''),
    'client.email': deal.client.email,
    'responsible.id': Number(deal.responsible.id),
    'responsible.name': deal.responsible.name,
    amount: deal.amount,
    'amount.text': `${russianNumber.format(deal.amount)} ₽`,
    'invoice.number': random.between(840, 1290),
    'task.id': random.between(20_100, 29_900),
    'request.id': `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
    'message.id': `wamid.HBgL${random.hex(24).toUpperCase()}`,
    trace: `A${random.hex(22)}`,
    discount: random.between(5, 18),
  };
}

/**
 * The value with every `{word}` in its strings replaced. A string that is one word alone becomes the word's own value,
 * so numbers stay numbers. An unknown word is a mistake in a scenario and throws.
 */
export function fill<T>(value: T, words: Words): T {
  if (typeof value === 'string') return fillText(value, words) as T;
  if (Array.isArray(value)) return value.map((item) => fill(item, words)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [fill(name, words), fill(item, words)])) as T;
}

function fillText(text: string, words: Words): string | number {
  const whole = /^\{([a-z.]+)\}$/.exec(text);
  if (whole?.[1] !== undefined) return wordNamed(whole[1], words);
  return text.replaceAll(/\{([a-z]+(?:\.[a-z]+)*)\}/g, (_, name: string) => String(wordNamed(name, words)));
}

function wordNamed(name: string, words: Words): string | number {
  const word = words[name];
  if (word === undefined) throw new Error(`a scenario uses {${name}}, which means nothing`);
  return word;
}
