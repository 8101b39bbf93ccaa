import { StorageFailed, StorageFull } from './journal-store.ts';

/** Tells a full disk and a failing one from a defect of ours. */
export function storageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_FULL')) return new StorageFull('the disk is full', { cause: error });
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|CORRUPT|NOTADB)/.test(code)) {
    return new StorageFailed(`the store cannot write (${code})`, { cause: error });
  }
  return error;
}

/** The same queries: a full disk and a failing one are told from a defect of ours. */
export function withStorageErrors<Queries extends object>(queries: Queries): Queries {
  const told = Object.entries(queries).map(([name, query]) => [
    name,
    async (...values: never[]) => {
      try {
        return await (query as (...values: never[]) => Promise<unknown>)(...values);
      } catch (error) {
        throw storageError(error);
      }
    },
  ]);
  return Object.fromEntries(told) as Queries;
}
