import type { MouseEvent } from 'react';
import { hostInUse } from './choose-host.ts';

/** For links that lead to the portal: within its frame the portal opens them itself where it can. Else they are followed as always. */
export function openThroughPortal(event: MouseEvent<HTMLAnchorElement>): void {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (isPlain && hostInUse().openLink(event.currentTarget.href)) event.preventDefault();
}
