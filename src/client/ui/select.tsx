import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { selectClass, SelectFace } from './select-face.tsx';
import { useLate } from './use-late.ts';

export type Option<K extends string> = { key: K; title: ReactNode; text: string };

type Common<K extends string> = {
  label: string;
  options: readonly Option<K>[];
  /** What the button says. */
  shown: ReactNode;
  /** Whether it is set to something else than its rest. */
  isSet?: boolean;
};
export type SelectProps<K extends string> = Common<K> &
  (
    | { isMany?: false; chosen: K; onChoose: (key: K) => void }
    | { isMany: true; chosen: readonly K[]; onChoose: (keys: K[]) => void }
  );

const SelectList = lazy(async () => ({ default: (await import('./select-list.tsx')).SelectList }));

/** Choosing from a list that opens at a button, which says what is chosen. The list comes later. */
export function Select<K extends string>(props: SelectProps<K>) {
  const { label, shown, isSet = false } = props;
  const late = useLate();
  const standIn = (
    <button type="button" aria-label={label} aria-haspopup="listbox" className={selectClass(isSet)} {...late.listeners}>
      <SelectFace>{shown}</SelectFace>
    </button>
  );
  if (!late.isWanted) return standIn;
  return (
    <Suspense fallback={standIn}>
      <SelectList {...(props as unknown as SelectProps<string>)} begun={late.begun} />
    </Suspense>
  );
}
