import { afterEach, describe, expect, it } from 'vitest';
import { keepInFrame } from '#client/api/portal-in-use.ts';
import { navEntriesOf } from './nav-entries.ts';

const keys = (role: Parameters<typeof navEntriesOf>[0]) => navEntriesOf(role).map(({ key }) => key);

describe('the sections', () => {
  afterEach(() => keepInFrame(null));

  it('have failures first for who may read them, and are none for who has one only', () => {
    expect(keys('support')).toEqual(['failures', 'cards', 'search', 'flags', 'quiet']);
    expect(keys('administrator')).toEqual(['failures', 'cards', 'search', 'flags', 'quiet', 'audit', 'settings']);
    expect([keys('manager'), keys('auditor')]).toEqual([['cards', 'search', 'flags'], []]);
  });

  it('lead within the portal’s frame to pages of the frame, and none to settings', () => {
    keepInFrame(new URLSearchParams());
    expect(keys('administrator')).toEqual(['failures', 'cards', 'search', 'flags', 'quiet', 'audit']);
    expect(navEntriesOf('support').every(({ href }) => href().startsWith('/frame/'))).toBe(true);
  });
});
