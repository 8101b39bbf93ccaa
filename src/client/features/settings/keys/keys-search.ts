import * as z from 'zod/mini';
import type { Key } from '#contract/key.ts';
import { isLive, keyStateAt } from './key-state.ts';

export const keysShown = ['live', 'over', 'all'] as const;
export type KeysSearch = {
  show: (typeof keysShown)[number];
  /** The window in which a key is made is open. */
  isMaking: boolean;
};

const schema = z.object({
  show: z.catch(z.enum(keysShown), 'live'),
  key: z.catch(z.nullable(z.literal('new')), null),
});

export function readKeysSearch(params: URLSearchParams): KeysSearch {
  const { show, key } = schema.parse({ show: params.get('show'), key: params.get('key') });
  return { show, isMaking: key !== null };
}

export function writeKeysSearch({ show, isMaking }: KeysSearch, base = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(base);
  params.delete('show');
  params.delete('key');
  if (show !== 'live') params.set('show', show);
  if (isMaking) params.set('key', 'new');
  return params;
}

export function shownKeys(items: readonly Key[], show: KeysSearch['show'], now: number): Key[] {
  return items.filter((key) => show === 'all' || isLive(keyStateAt(key, now)) === (show === 'live'));
}
