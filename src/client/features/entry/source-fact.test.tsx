import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { startI18n } from '#client/i18n/i18n.ts';
import { entryParts } from './entry-parts.ts';
import { SourceFact } from './source-fact.tsx';

beforeAll(() => startI18n('ru'));
afterEach(cleanup);

function show(source: unknown): void {
  const parts = entryParts({ source });
  if (parts.source !== null) render(<SourceFact source={parts.source} />);
}

it('names who wrote over REST, and warns where it was not proved', () => {
  show({ kind: 'rest', by: 'application local.1a2b', verified: true });
  expect(screen.getByText('приложение local.1a2b')).toBeDefined();
  expect(screen.queryByText('источник не подтверждён')).toBeNull();
  cleanup();

  show({ kind: 'rest', by: 'application local.1a2b', title: 'Мессенджер', verified: true });
  expect(screen.getByText('приложение «Мессенджер»')).toBeDefined();
  cleanup();

  show({ kind: 'rest', by: 'key jk12', verified: false });
  expect(screen.getByText('вебхук, ключ jk12')).toBeDefined();
  expect(screen.getByText('источник не подтверждён').dataset['hint']).toContain('другой портал');
});

it('leaves other sources to the raw view', () => {
  for (const source of [null, 'rest', { kind: 'xes' }, { kind: 'rest', by: 7, verified: 'no' }]) {
    expect(() => show(source)).not.toThrow();
  }
  expect(entryParts({ source: { kind: 'xes' } }).source).toBeNull();
});
