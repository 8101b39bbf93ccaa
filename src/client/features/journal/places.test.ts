import { describe, expect, it } from 'vitest';
import { placeAt, placeBeside, placeNumber } from './places.ts';

const places = [
  { entry: 'e3', position: 3, step: 0 },
  { entry: 'e9', position: 9, step: 1 },
  { entry: 'e20', position: 20, step: 4 },
];

describe('places in a journal', () => {
  it('are counted from where the reader is', () => {
    expect(placeAt(places, { entry: 'e9', position: 9 })).toBe(1);
    expect(placeNumber(places, { entry: 'e9', position: 9 })).toBe(2);
    expect(placeNumber(places, { entry: 'e11', position: 11 })).toBe(2);
    expect(placeNumber(places, { entry: 'e1', position: 1 })).toBe(null);
    expect(placeNumber(places, { entry: null, position: null })).toBe(null);
  });

  it('are walked in a ring', () => {
    expect(placeBeside(places, { entry: 'e9', position: 9 }, 1)?.entry).toBe('e20');
    expect(placeBeside(places, { entry: 'e20', position: 20 }, 1)?.entry).toBe('e3');
    expect(placeBeside(places, { entry: 'e3', position: 3 }, -1)?.entry).toBe('e20');
  });

  it('are found from between them', () => {
    expect(placeBeside(places, { entry: 'e11', position: 11 }, 1)?.entry).toBe('e20');
    expect(placeBeside(places, { entry: 'e11', position: 11 }, -1)?.entry).toBe('e9');
    expect(placeBeside(places, { entry: 'e99', position: 99 }, 1)?.entry).toBe('e3');
    expect(placeBeside(places, { entry: 'e1', position: 1 }, -1)?.entry).toBe('e20');
    expect(placeBeside(places, { entry: null, position: null }, -1)?.entry).toBe('e20');
    expect(placeBeside([], { entry: null, position: null }, 1)).toBe(null);
  });
});
