import { describe, expect, it } from 'vitest';
import { navEntriesOf } from './nav-entries.ts';

const keys = (role: Parameters<typeof navEntriesOf>[0]) => navEntriesOf(role).map(({ key }) => key);

describe('the sections', () => {
  it('have failures first for who may read them, and are none for who has one only', () => {
    expect(keys('support')).toEqual(['failures', 'cards', 'search', 'flags', 'quiet']);
    expect(keys('administrator')).toEqual(['failures', 'cards', 'search', 'flags', 'quiet', 'audit', 'settings']);
    expect([keys('manager'), keys('auditor')]).toEqual([['cards', 'search', 'flags'], []]);
  });
});
