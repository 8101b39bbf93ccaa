import * as z from 'zod/mini';
import type { Endpoint } from './endpoint.ts';
import { Flag, FlagChange, FlagCheck, FlagNo, FlagPage, FlagQuery, FlagReopened, NewFlag } from './flag.ts';
import { PortalId, ProcessId } from './ids.ts';

const portal = z.object({ portal: z.optional(PortalId) });
const flag = z.object({ flag: FlagNo });

/** Marks on processes and entries, and the evidence that they keep. */
export const flagEndpoints = {
  flags: {
    method: 'GET',
    path: '/api/v1/flags',
    access: 'journal.read',
    summary: 'Flags: open ones by when to come back, closed ones the last closed first',
    query: FlagQuery,
    response: FlagPage,
  },
  processFlags: {
    method: 'GET',
    path: '/api/v1/processes/:process/flags',
    access: 'journal.read',
    summary: 'Flags of a process and its entries, open ones first; at most 200',
    params: z.object({ process: ProcessId }),
    query: portal,
    response: z.object({ items: z.array(Flag) }),
  },
  putFlag: {
    method: 'POST',
    path: '/api/v1/flags',
    access: 'flags.write',
    summary: 'Flag a process or an entry: its journal is kept past retention, with a checksum',
    audit: 'flag.put',
    query: portal,
    body: NewFlag,
    response: Flag,
  },
  changeFlag: {
    method: 'PUT',
    path: '/api/v1/flags/:flag',
    access: 'flags.write',
    summary: 'Say anew why something is flagged, and when to come back',
    audit: 'flag.change',
    params: flag,
    query: portal,
    body: FlagChange,
    response: Flag,
  },
  closeFlag: {
    method: 'POST',
    path: '/api/v1/flags/:flag/close',
    access: 'flags.write',
    summary: 'Be done with a flag: from then on retention counts for the journal again',
    audit: 'flag.close',
    params: flag,
    query: portal,
    response: Flag,
  },
  reopenFlag: {
    method: 'POST',
    path: '/api/v1/flags/:flag/reopen',
    access: 'flags.write',
    summary: 'Open a closed flag again: its journal is kept again, and the answer says what is left of it',
    audit: 'flag.reopen',
    params: flag,
    query: portal,
    body: FlagChange,
    response: FlagReopened,
  },
  checkFlag: {
    method: 'GET',
    path: '/api/v1/flags/:flag/check',
    access: 'journal.read',
    summary: 'Whether the entries that were there when it was flagged are still what they were',
    params: flag,
    query: portal,
    response: FlagCheck,
  },
} as const satisfies Record<string, Endpoint>;
