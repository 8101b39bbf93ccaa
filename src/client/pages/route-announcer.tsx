import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';

/** A window over a page moves the focus itself and gives it back: to the page it is no navigation. */
function pageOf(pathname: string): string {
  return pathname.replace(/\/processes\/[^/]+$/, '');
}

/** Says the title of a new page and moves the focus to its heading, as a load of a document would. */
export function RouteAnnouncer() {
  const page = pageOf(useLocation().pathname);
  const before = useRef(page);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (before.current === page) return undefined;
    before.current = page;
    const timer = setTimeout(() => {
      setSaid(document.title);
      const heading = document.querySelector<HTMLElement>('main h1');
      // A page whose first thing is a field has the focus there already.
      if (heading !== null && document.activeElement?.closest('main form') == null) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
    }, 50);
    return () => clearTimeout(timer);
  }, [page]);
  return (
    <p role="status" aria-live="assertive" className="sr-only" data-route-announcer>
      {said}
    </p>
  );
}
