import type { ReactNode } from 'react';
import { selectBox, selectClass, SelectFace } from './select-face.tsx';
import { latePart, useLate } from './use-late.ts';

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

const selectList = latePart(async () => (await import('./select-list.tsx')).SelectList);

/** Choosing from a list that opens at a button, which says what is chosen. The list comes later. */
export function Select<K extends string>(props: SelectProps<K>) {
  const { label, shown, isSet = false } = props;
  const { Part, begun, listeners } = useLate(selectList);
  if (Part !== null) return <Part {...(props as unknown as SelectProps<string>)} begun={begun} />;
  return (
    // In the same box as the part that comes in its place: nothing around it may move then.
    <div className={selectBox}>
      <button type="button" aria-label={label} aria-haspopup="listbox" className={selectClass(isSet)} {...listeners}>
        <SelectFace>{shown}</SelectFace>
      </button>
    </div>
  );
}
