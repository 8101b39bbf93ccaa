import type BetterSqlite3 from 'better-sqlite3';

/** Statements kept, the ones used last: each takes some 30 KiB. */
const mostKept = 200;

export type KeptStatements = {
  prepare(text: string): BetterSqlite3.Statement;
  close(): void;
  /** Lets the statements go; the next use of each prepares it anew. */
  forget(): void;
};

/**
 * A connection that prepares a text once. The query builder prepares for each query, which costs more than most queries
 * do, and leaves statements whose memory V8 does not see: they piled up to 100 MB before it looked for garbage. Not for
 * results that are read while the same text runs again: everything is read whole here.
 */
export function keepStatements(connection: BetterSqlite3.Database): KeptStatements {
  const kept = new Map<string, BetterSqlite3.Statement>();
  return {
    prepare(text) {
      const known = kept.get(text);
      const statement = known ?? connection.prepare(text);
      // Most recently used last.
      if (known !== undefined) kept.delete(text);
      kept.set(text, statement);
      const oldest = kept.keys().next();
      if (kept.size > mostKept && oldest.done === false) kept.delete(oldest.value);
      return statement;
    },
    close() {
      kept.clear();
      connection.close();
    },
    forget: () => kept.clear(),
  };
}
