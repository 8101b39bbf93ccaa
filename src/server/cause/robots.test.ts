import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { activityResults, activityStatuses, entryTypeByCode } from '#contract/entry.ts';
import type { EntryFacts } from './facts.ts';
import { judge } from './judge.ts';

const file = fileURLToPath(new URL('../../../../shared/data/robots.ndjson.gz', import.meta.url));

type Raw = {
  kind: string;
  type: string;
  status?: number | string;
  result?: number | string;
  message?: string;
  activity: { name: string; title?: string; code?: string };
  details?: { http?: { url?: string; status?: unknown; responseBody?: unknown } };
};

const typeCodes = new Map(Object.entries(entryTypeByCode).map(([code, name]) => [name as string, Number(code)]));

function numberIn(names: readonly string[], value: number | string | undefined): number | null {
  if (typeof value === 'number') return value;
  return value === undefined ? null : names.indexOf(value);
}

function factsOf(raw: Raw): EntryFacts {
  const http = raw.details?.http;
  const status = typeof http?.status === 'number' ? http.status : null;
  return {
    typeCode: typeCodes.get(raw.type) ?? null,
    status: numberIn(activityStatuses, raw.status),
    result: numberIn(activityResults, raw.result),
    level: null,
    activityName: raw.activity.name,
    activityTitle: raw.activity.title ?? null,
    activityCode: raw.activity.code ?? null,
    message: raw.message ?? null,
    http: http === undefined ? null : { url: http.url ?? null, status, responseBody: http.responseBody ?? null },
    delivery: null,
  };
}

/** The reference's table of failure texts: how many of each, its echoes counted in. */
const stated = {
  'em-conn': 27,
  'js-undef': 22,
  'db-conn': 13,
  'nt-reset': 11,
  'wa-count': 13,
  'en-oom': 14,
  'wa-notpl': 10,
  'wa-down': 7,
  'en-cancel': 6,
  'nt-timeout': 5,
  'en-killed': 4,
  'wa-window': 6,
  'wa-pair': 4,
  'wa-rate': 4,
  'wa-exper': 6,
  'wa-undel': 2,
  'wa-key': 5,
  'wa-500': 2,
  'ht-502': 3,
  'js-own': 2,
  'ht-404': 1,
  'ht-409': 1,
};

// Records of real robots lie beside the repository on the machines that have them; they are not ours to publish.
describe.skipIf(!existsSync(file))(`failures of ${file} (skipped where the file is absent)`, () => {
  const entries = existsSync(file)
    ? gunzipSync(readFileSync(file))
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Raw)
        .filter((raw) => raw.kind === 'entry')
    : [];
  const judged = entries.map((raw) => ({ raw, ...judge(factsOf(raw)) }));
  const failures = judged.filter((entry) => entry.level === 'failure');

  it('finds each failure and no other', () => {
    expect(failures).toHaveLength(168);
    expect(failures.filter((entry) => entry.raw.type !== 'fault')).toEqual([]);
  });

  it('gives each the row that the reference states', () => {
    const counts: Record<string, number> = {};
    for (const { cause } of failures) {
      const code = (cause ?? 'none').replace(/^nested:/, '').replace(/:.*$/, '');
      counts[code] = (counts[code] ?? 0) + 1;
    }
    expect(counts).toEqual(stated);
  });

  it('knows the echoes of nested processes', () => {
    expect(failures.filter((entry) => entry.cause?.startsWith('nested:'))).toHaveLength(16);
    expect(failures.filter((entry) => entry.raw.activity.code === 'start_process')).toHaveLength(16);
  });

  it('makes few kinds of them', () => {
    expect(new Set(failures.map((entry) => entry.fingerprint)).size).toBeLessThan(40);
  });
});
