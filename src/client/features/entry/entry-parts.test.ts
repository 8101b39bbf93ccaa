import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryParts, httpTone, isTold } from './entry-parts.ts';

describe('details of an entry', () => {
  it('are read part by part: what has another shape takes nothing else with it', () => {
    const parts = entryParts({
      http: {
        method: 'POST',
        url: 5,
        status: 400,
        requestHeaders: { a: 1 },
        responseBody: { error: {} },
        durationMs: 'slow',
      },
      delivery: 'delivered',
      attempt: 2,
      variables: { a: 1 },
    });
    expect(parts.http).toMatchObject({
      method: 'POST',
      url: null,
      status: 400,
      requestHeaders: { a: '1' },
      durationMs: null,
    });
    expect(parts.delivery).toBe(null);
    expect(parts.attempt).toBe(2);
    expect(parts.variables).toEqual({ a: 1 });
  });

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('http', 'delivery', 'attempt', 'variables', 'input'), fc.jsonValue()),
        (details) => void entryParts(details as Record<string, unknown>),
      ),
    );
    expect(entryParts(null).http).toBe(null);
  });
});

describe('what is told', () => {
  it('is not empty', () => {
    expect([null, undefined, '', {}, []].some(isTold)).toBe(false);
    expect([0, false, 'a', { a: 1 }].every(isTold)).toBe(true);
  });

  it('has the tone of its status', () => {
    expect([200, 302, 400, 0, null].map(httpTone)).toEqual(['success', 'neutral', 'failure', 'failure', 'neutral']);
  });
});
