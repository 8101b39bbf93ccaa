import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { Host } from './host.ts';

const restMs = 200;

/** Tells the host how tall the content is, whenever that has rested for a moment. `atLeast`: what floats over it needs more. */
export function useReportedHeight(host: Host, content: RefObject<HTMLElement | null>, atLeast: number): void {
  useEffect(() => {
    const element = content.current;
    if (element === null || host.kind === 'standalone') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function tell(): void {
      clearTimeout(timer);
      timer = setTimeout(() => host.reportHeight(Math.max(atLeast, element?.scrollHeight ?? 0)), restMs);
    }
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    tell();
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [host, content, atLeast]);
}
