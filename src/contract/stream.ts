import * as z from 'zod/mini';
import { ProcessInList } from './process.ts';

/** Server-sent `changed`: a process of the watched card is new, or has new entries or another state. */
export const ProcessChanged = z.object({ process: ProcessInList });
export type ProcessChanged = z.infer<typeof ProcessChanged>;
