import { useSyncExternalStore } from 'react';

/** Where the details stand beside the rows; narrower, they stand over them. */
const wide = '(min-width: 56.25rem)';

export function useIsWide(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const query = matchMedia(wide);
      query.addEventListener('change', tell);
      return () => query.removeEventListener('change', tell);
    },
    () => matchMedia(wide).matches,
  );
}
