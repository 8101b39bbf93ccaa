import type * as z from 'zod/mini';
import type { AuditAction } from './audit.ts';

/**
 * Every route of the native API. The server registers a handler for a row and the client calls by a row's name, both
 * parse with its schemas. `access` names what a reader needs; see the server's policy.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: `/api/v1/${string}`;
  access:
    | 'public'
    | 'session'
    | 'account'
    | 'journal.read'
    | 'journal.write'
    | 'entry.reveal'
    | 'failures.read'
    | 'failures.act'
    | 'flags.write'
    | 'audit.read'
    | 'admin'
    | 'people'
    | 'erasure';
  summary: string;
  params?: z.core.$ZodType;
  query?: z.core.$ZodType;
  body?: z.core.$ZodType;
  /** What the audit log notes of it; the event is committed before the answer leaves. Absent: nothing. */
  audit?: AuditAction;
  /** Absent: the answer is no JSON (a file, a stream) or empty. */
  response?: z.core.$ZodType;
};
