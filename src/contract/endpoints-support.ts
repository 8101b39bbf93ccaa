import * as z from 'zod/mini';
import { Bundle } from './bundle.ts';
import { Comparison } from './comparison.ts';
import type { Endpoint } from './endpoint.ts';
import { EntryId, PortalId, ProcessId } from './ids.ts';
import { QuietProcesses, QuietQuery } from './quiet.ts';

const portal = { portal: z.optional(PortalId) };
const entry = z.object({ process: ProcessId, entry: EntryId });

/** What helps to find out why a robot failed, and to say so to whoever can mend it. */
export const supportEndpoints = {
  compareEntry: {
    method: 'GET',
    path: '/api/v1/processes/:process/entries/:entry/comparison',
    access: 'journal.read',
    summary: 'What differs between the step of an entry and the last step of the same robot that went well',
    audit: 'journal.view',
    params: entry,
    query: z.object(portal),
    response: Comparison,
  },
  entryBundle: {
    method: 'GET',
    path: '/api/v1/processes/:process/entries/:entry/bundle',
    access: 'journal.read',
    summary:
      'A failure for whoever mends it from outside: facts, request and response, numbered lines, personal data hidden',
    audit: 'journal.export',
    params: entry,
    query: z.object(portal),
    response: Bundle,
  },
  quietProcesses: {
    method: 'GET',
    path: '/api/v1/quiet-processes',
    access: 'failures.read',
    summary: 'Processes that wait longer than is usual for their step, by what for and where',
    query: QuietQuery,
    response: QuietProcesses,
  },
} as const satisfies Record<string, Endpoint>;
