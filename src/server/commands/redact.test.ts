import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EntryToWrite, ToWrite } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { journal, makeFolder, startServer } from './testing/journal.ts';

// Other processes start and end here, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const cleanings: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanings.splice(0)) clean();
});

/** A secret that this release knows, in a store that was written when nobody did. */
const canary = 'ghp_Zq7CanaryXw93kLmN4pR8sTv2AbCdEfGhIj';
const at = Date.parse('2026-11-20T12:00:00Z');

const entry = (n: number, fields: Partial<EntryToWrite>): EntryToWrite => ({
  kind: 'entry',
  id: `e${n}`,
  at: at + n,
  process: 'p1',
  activity: { name: 'A1', title: 'Робот', code: null },
  typeCode: 5,
  status: null,
  result: null,
  unknown: null,
  level: 'message',
  message: `Запись ${n}`,
  messageLength: null,
  user: null,
  attempt: null,
  hasVariables: false,
  hasHttp: false,
  details: null,
  cause: null,
  fingerprint: null,
  ...fields,
});

function eventsOf(entries: number): ToWrite[] {
  const place = { template: { id: '1', version: '1' }, card: { type: 'deal', id: '7' }, stage: null };
  return [
    {
      kind: 'card',
      id: 'c1',
      at,
      card: place.card,
      title: `Сделка ${canary}`,
      stage: { id: 'NEW', name: `Новая ${canary}`, color: null, semantics: null },
      pipeline: null,
      responsible: null,
      client: { id: '9', name: 'Анна' },
      amount: null,
      url: `https://portal.example/?token=${canary}`,
      searchText: `сделка ${canary.toLowerCase()}\nанна`,
      details: JSON.stringify({ note: canary }),
    },
    {
      kind: 'template',
      id: 't1',
      at,
      template: place.template,
      name: `Шаблон ${canary}`,
      cardType: null,
      stage: null,
      origin: null,
      logging: true,
      details: null,
    },
    {
      kind: 'process',
      id: 'p',
      at,
      process: 'p1',
      ...place,
      state: 'running',
      stateTitle: `Ждёт ${canary}`,
      startedAt: at,
      finishedAt: null,
      startedBy: null,
      trigger: null,
      waitingUntil: null,
      trimmedTo: null,
      details: null,
    },
    entry(1, { message: `Токен ${canary} не подошёл`, level: 'failure', cause: 'other', typeCode: 4 }),
    entry(2, { details: JSON.stringify({ http: { responseBody: JSON.stringify({ token: canary, id: 12 }) } }) }),
    entry(3, { activity: { name: 'A2', title: `Робот ${canary}`, code: null } }),
    entry(4, { activity: { name: 'A2', title: `Робот ${canary}X`, code: null } }),
    ...Array.from({ length: entries }, (_, n) => entry(10 + n, {})),
  ];
}

async function makeStore(entries = 0) {
  const folder = makeFolder((clean) => cleanings.push(clean));
  const dataDir = folder.path('data');
  const store = await openStore(dataDir, { purpose: 'journal' });
  for (const portal of ['main', 'other']) {
    const { portalNo } = await store.portals.put(portal, {});
    await store.write([{ portalNo, source: 'test', events: eventsOf(entries) }], at);
  }
  await store.close();
  const holding = () =>
    readdirSync(dataDir).filter((name) => {
      if (!name.startsWith('journal.db')) return false;
      const text = readFileSync(join(dataDir, name), 'latin1').toLowerCase();
      return text.includes(canary.toLowerCase());
    });
  return { dataDir, holding };
}

async function contentOf(dataDir: string, portal = 'main') {
  const store = await openStore(dataDir, { purpose: 'reading' });
  const portalNo = (await store.portals.find(portal))?.portalNo ?? 0;
  const process = await store.processes.find(portalNo, 'p1');
  const entries = await store.entries.between(
    portalNo,
    process?.processNo ?? 0,
    { at: 0, no: 0 },
    { at: at * 2, no: Number.MAX_SAFE_INTEGER },
    true,
  );
  const card = await store.cards.find(portalNo, 'deal', '7');
  const found = await store.cards.list(
    portalNo,
    { text: 'сделка', failures: false, flagged: false, only: null },
    null,
    10,
  );
  const audit = await store.audit.from(0, 100);
  const problems = [...(await store.check()), ...(await store.care.miscounts(10))];
  await store.close();
  return { process, entries, card, found, audit, problems };
}

describe('redact --rescan', () => {
  it('destroys in what is stored what the rules of today call a secret, and nothing else', async () => {
    const { dataDir, holding } = await makeStore(300);
    expect(holding()).toEqual(['journal.db']);
    const ran = await journal(dataDir, ['redact', '--rescan', '--json']);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ portals: ['main', 'other'], checkpointed: true });
    expect(JSON.parse(ran.stdout).secrets).toBeGreaterThanOrEqual(20);
    expect(holding()).toEqual([]);

    const { process, entries, card, found, audit, problems } = await contentOf(dataDir);
    expect(problems).toEqual([]);
    expect(card?.title).toMatch(/^Сделка ‹secret:[a-z-]+:[\da-f]{4}›$/);
    expect(card?.url).toContain('https://portal.example/?token=‹secret:');
    expect(found).toHaveLength(1);
    expect(process?.stateTitle).toContain('Ждёт ‹secret:');
    expect(process?.failure?.message).toContain('не подошёл');
    expect(entries).toHaveLength(304);
    expect(entries[0]?.message).toMatch(/^Токен ‹secret:[a-z-]+:[\da-f]{4}› не подошёл$/);
    const { http } = JSON.parse(entries[1]?.details ?? '{}');
    expect(JSON.parse(http.responseBody)).toEqual({ token: expect.stringContaining('‹secret:'), id: 12 });
    expect(entries.slice(4).map(({ message }) => message)).toEqual(
      Array.from({ length: 300 }, (_, n) => `Запись ${10 + n}`),
    );
    expect(audit.map(({ action, actorKind, details }) => [action, actorKind, JSON.parse(details).state])).toEqual([
      ['store.redact', 'command', 'begun'],
      ['store.redact', 'command', 'done'],
    ]);
    expect(existsSync(join(dataDir, 'rescan.json'))).toBe(false);

    const again = await journal(dataDir, ['redact', '--rescan', '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ texts: 0, secrets: 0 });
  });

  it('lets the server do it that runs', async () => {
    const { dataDir, holding } = await makeStore();
    const server = await startServer(dataDir);
    const ran = await journal(dataDir, ['redact', '--rescan']);
    expect(ran.stdout).toMatch(/^\d+ rows looked through: \d+ secrets destroyed in \d+ texts\n$/);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(holding()).toEqual([]);
    await server.stop();
    expect((await contentOf(dataDir)).audit.map(({ action }) => action)).toEqual(['store.redact', 'store.redact']);
  });

  it('is of one portal when one is named, and says which there is not', async () => {
    const { dataDir, holding } = await makeStore();
    const ran = await journal(dataDir, ['redact', '--rescan', '--portal', 'other', '--json']);
    expect(JSON.parse(ran.stdout).portals).toEqual(['other']);
    expect(holding()).toEqual(['journal.db']);
    expect((await contentOf(dataDir, 'main')).card?.title).toContain(canary);
    expect((await contentOf(dataDir, 'other')).card?.title).not.toContain(canary);
    const wrong = await journal(dataDir, ['redact', '--rescan', '--portal', 'nowhere']);
    expect([wrong.code, wrong.stderr]).toEqual([1, 'There is no portal nowhere.\n']);
    for (const args of [['redact'], ['redact', '--rescan', '--portal', 'a b']])
      expect((await journal(dataDir, args)).code).toBe(64);
  });

  it('goes on where it was when it was stopped', async () => {
    const { dataDir } = await makeStore();
    const total = { rows: 5, texts: 1, secrets: 1 };
    // As it stood after the cards of the first portal.
    const place = { portals: ['main', 'other'], at: { portal: 'main', after: { table: 1, key: [] } }, total };
    writeFileSync(join(dataDir, 'rescan.json'), JSON.stringify(place));
    const ran = await journal(dataDir, ['redact', '--rescan', '--json']);
    expect(ran.code).toBe(0);
    expect((await contentOf(dataDir, 'main')).card?.title).toContain(canary);
    expect((await contentOf(dataDir, 'main')).entries[0]?.message).not.toContain(canary);
    expect((await contentOf(dataDir, 'other')).card?.title).not.toContain(canary);
    expect(JSON.parse(ran.stdout).rows).toBeGreaterThan(total.rows);
  });
});
