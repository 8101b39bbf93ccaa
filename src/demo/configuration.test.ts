import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigurationError, readConfiguration } from './configuration.ts';
import { openDemoFolder } from './demo-folder.ts';
import { readState, writeState } from './kept-state.ts';
import { keptPasswords } from './people.ts';
import { stageById } from './stages.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test.each(['0.0.0.0', '192.168.1.4', '::', 'example.com', '127.0.0.1.example.com', '10.127.0.1'])(
  'refuses to listen on %s',
  (host) => {
    expect(() => readConfiguration({ HOST: host }, [])).toThrow(ConfigurationError);
  },
);

test.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('listens on %s', (host) => {
  expect(readConfiguration({ HOST: host, PORT: '0' }, ['--fresh'])).toMatchObject({ port: 0, fresh: true });
});

test('says what it does not understand', () => {
  expect(() => readConfiguration({ PORT: '80a' }, [])).toThrow('PORT');
  expect(() => readConfiguration({ PORT: '70000' }, [])).toThrow('PORT');
  expect(() => readConfiguration({}, ['--new'])).toThrow('--new');
  expect(readConfiguration({}, [])).toMatchObject({ host: '127.0.0.1', port: 3000, fresh: false });
});

test('starts over in a store of its own only', () => {
  const store = join(dir, 'store');
  openDemoFolder(store, false);
  writeFileSync(join(store, 'journal.db'), 'x');
  openDemoFolder(store, false);
  expect(readdirSync(store)).toContain('journal.db');
  openDemoFolder(store, true);
  expect(readdirSync(store)).not.toContain('journal.db');

  const other = join(dir, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'journal.db'), 'x');
  for (const fresh of [true, false]) expect(() => openDemoFolder(other, fresh)).toThrow(ConfigurationError);
  expect(readdirSync(other)).toEqual(['journal.db']);
});

test('passwords stay, and only their owner can read them', () => {
  const folder = openDemoFolder(dir, false);
  const made = keptPasswords(folder);
  expect(keptPasswords(folder)).toEqual(made);
  expect(made.administrator.length).toBeGreaterThan(20);
  expect(statSync(made.administratorFile).mode & 0o777).toBe(0o600);
});

test('state is read back; runs and deals that are no more are left out, a broken file is none', () => {
  const folder = openDemoFolder(dir, false);
  const run = {
    process: 'p',
    scenario: 'long',
    deal: '1877',
    stage: stageById('NEW'),
    version: '1',
    startAt: 1,
    pace: 'live' as const,
  };
  const state = {
    seededAt: 5,
    seeded: true,
    liveProcesses: 2,
    deals: [{ id: '1877', stage: 'NEW' as const, since: 3 }],
    runs: [run],
  };
  expect(readState(folder)).toBeNull();
  writeState(folder, { ...state, runs: [run, { ...run, scenario: 'gone' }] });
  expect(readState(folder)).toEqual(state);
  folder.write('state.json', '{"seeded');
  expect(readState(folder)).toBeNull();
});
