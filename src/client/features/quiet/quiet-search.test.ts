import { describe, expect, it } from 'vitest';
import { quietReasons } from '#contract/quiet.ts';
import { readQuietSearch, writeQuietSearch } from './quiet-search.ts';

describe('which stuck processes are shown', () => {
  it.each([null, ...quietReasons])('is read as it was written: %s', (reason) => {
    expect(readQuietSearch(writeQuietSearch({ reason }))).toEqual({ reason });
  });

  it('is all of them where the address says something else, and the rest of the address stays', () => {
    expect(readQuietSearch(new URLSearchParams('reason=__proto__'))).toEqual({ reason: null });
    const kept = writeQuietSearch({ reason: 'timer' }, new URLSearchParams('portal=main&reason=lock'));
    expect(kept.toString()).toBe('portal=main&reason=timer');
  });
});
