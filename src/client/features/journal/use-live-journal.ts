import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Process } from '#contract/process.ts';
import { sectionOf } from '#contract/process.ts';
import { refreshTail } from './live-windows.ts';

/** Follows a process that runs: asks for what is new, and counts new failures so that they can be said. */
export function useLiveJournal(process: Process) {
  const client = useQueryClient();
  const mark = [process.counts.entries, process.counts.failures, process.state, process.lastAt].join(' ');
  const known = useRef(mark);
  useEffect(() => {
    if (known.current === mark) return;
    known.current = mark;
    void refreshTail(client, process.process);
  }, [client, process.process, mark]);

  const failures = process.counts.failures;
  const [before] = useState(failures);
  return { isActive: sectionOf[process.state] === 'active', newFailures: Math.max(0, failures - before) };
}
