import { expect, it } from 'vitest';
import { outsideUrl } from './outside-url.ts';

it('opens only addresses of the web', () => {
  expect(outsideUrl('https://portal.example/crm/')).toBe('https://portal.example/crm/');
  for (const bad of [
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '/crm/',
    'нет',
    null,
  ]) {
    expect(outsideUrl(bad)).toBeNull();
  }
});
