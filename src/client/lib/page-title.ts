import { useEffect } from 'react';
import { visibleLine } from './visible-text.ts';

/** Titles of the pages that are open now; a window over a page has a higher level and names the document. */
const open: { title: string; level: number }[] = [];
let product = '';

function apply(): void {
  const top = open.reduce<{ title: string; level: number } | null>(
    (best, one) => (best === null || one.level >= best.level ? one : best),
    null,
  );
  document.title = top === null ? product : `${top.title} — ${product}`;
}

export function nameProduct(name: string): void {
  product = name;
  apply();
}

/** Names the document for as long as the page is open. `null`: not known yet. */
export function usePageTitle(title: string | null, level = 0): void {
  useEffect(() => {
    if (title === null) return undefined;
    // A card's title comes from outside: in the window's bar it may neither turn ours around nor hide it.
    const own = { title: visibleLine(title), level };
    open.push(own);
    apply();
    return () => {
      open.splice(open.indexOf(own), 1);
      apply();
    };
  }, [title, level]);
}
