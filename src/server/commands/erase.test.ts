import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '#server/store/open.ts';
import { cardEvent, entryEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { journal, makeFolder, startServer } from './testing/journal.ts';

// Other processes start and end here, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const cleanings: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanings.splice(0)) clean();
});

const phone = '+7 (999) 123-45-67';
const spelled = /999\D{0,8}123\D{0,4}45\D{0,4}67/;
const subject = ['--portal', 'main', '--phone', '8 999 123-45-67'];

/** A store of a portal in which a number stands in every second entry, in two spellings. */
async function filled(entries = 20) {
  const folder = makeFolder((clean) => cleanings.push(clean));
  const dataDir = folder.path('data');
  const events = [
    cardEvent(0, { title: `Окна ${phone}` }),
    cardEvent(0, { card: { type: 'deal', id: '8' }, title: 'Двери' }),
    processEvent('p1', 1),
    processEvent('p2', 1, { card: { type: 'deal', id: '8' } }),
    faultEvent('p2', 2, { message: 'Не дошло' }),
    ...Array.from({ length: entries }, (_, n) =>
      entryEvent('p1', n + 2, {
        message: n % 2 === 0 ? `Звонок ${n} на ${phone}` : `Запись ${n}`,
        details: { input: { to: 79_991_234_567 } },
      }),
    ),
    faultEvent('p1', entries + 3, { message: `${'слово '.repeat(81)}${phone}, конец` }),
  ];
  const ran = await journal(dataDir, ['import', folder.put('in.ndjson', events), '--portal', 'main', '--json']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ rejected: [] });
  return { ...folder, dataDir };
}

/** Names of files that have the number in them, in any spelling. */
function holding(dataDir: string): string[] {
  return readdirSync(dataDir).filter((name) => {
    if (name === 'control.sock') return false;
    const bytes = readFileSync(join(dataDir, name));
    return spelled.test(bytes.toString('utf8')) || spelled.test(bytes.toString('latin1'));
  });
}

async function stateOf(dataDir: string) {
  const store = await openStore(dataDir, { purpose: 'reading' });
  const portalNo = (await store.portals.find('main'))?.portalNo ?? 0;
  const jobs = await store.erasures.list(portalNo, 10);
  const cards = await store.cards.list(portalNo, { text: null, failures: false, flagged: false, only: null }, null, 10);
  const failure = (await store.processes.find(portalNo, 'p1'))?.failure?.message ?? '';
  const problems = [...(await store.check()), ...(await store.care.miscounts(10))];
  const actions = (await store.audit.from(0, 1000)).map(({ action }) => action);
  const ledger = await store.erasures.ledger();
  await store.close();
  return { failure, jobs, cards: cards.map(({ id }) => id).toSorted(), problems, actions, ledger };
}

describe('erase', () => {
  it('says what it would do, then does it, and leaves nothing in the files', async () => {
    const { dataDir } = await filled();
    const seen = await journal(dataDir, ['erase', ...subject, '--preview']);
    expect(seen.stdout).toBe('+7 ••• •••-45-67: 1 cards, 1 processes, 21 entries, 35 texts would be erased\n');
    expect(holding(dataDir)).toEqual(['journal.db']);
    const ran = await journal(dataDir, ['erase', ...subject, '--json']);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      state: 'done',
      counts: { cards: 1, processes: 1, entries: 21, texts: 35 },
    });
    expect(holding(dataDir)).toEqual([]);
    const { problems, actions } = await stateOf(dataDir);
    expect(problems).toEqual([]);
    expect(actions).toEqual(['erasure.preview', 'erasure.begin', 'erasure.end']);
  });

  it('lets the server do it that runs', async () => {
    const { dataDir } = await filled();
    const server = await startServer(dataDir);
    const ran = await journal(dataDir, ['erase', '--portal', 'main', '--card', 'deal:7']);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toBe('deal:7: 1 cards, 1 processes, 21 entries, 0 texts erased\n');
    expect(holding(dataDir)).toEqual([]);
    await server.stop();
    expect(await stateOf(dataDir)).toMatchObject({ cards: ['8'], problems: [] });
  });

  it('refuses what is no subject, and says why', async () => {
    const { dataDir } = await filled(0);
    for (const args of [
      [],
      ['--phone', '123'],
      ['--email', 'ivan'],
      ['--card', 'deal'],
      ['--phone', phone, '--card', 'deal:7'],
    ]) {
      const ran = await journal(dataDir, ['erase', '--portal', 'main', ...args]);
      expect(ran.code).toBe(64);
    }
    const nowhere = await journal(dataDir, ['erase', '--portal', 'nowhere', '--phone', phone]);
    expect([nowhere.code, nowhere.stderr]).toEqual([1, 'There is no portal nowhere.\n']);
  });

  it('goes on after its process was killed, with nobody in clear meanwhile', async () => {
    const { dataDir } = await filled(3000);
    const server = await startServer(dataDir);
    const asked = journal(dataDir, ['erase', ...subject]);
    // Killed as soon as it has begun: the job is written down before anything is erased.
    for (;;) {
      const store = await openStore(dataDir, { purpose: 'reading' });
      const jobs = await store.erasures.open();
      await store.close();
      if (jobs.length > 0) break;
    }
    await server.stop('SIGKILL');
    expect((await asked).code).toBe(1);
    const [begun] = (await stateOf(dataDir)).jobs;
    expect(begun).toMatchObject({ state: 'running', sealed: expect.any(String), subject: '+7 ••• •••-45-67' });
    expect(JSON.stringify(begun)).not.toMatch(spelled);

    const second = await startServer(dataDir);
    for (;;) {
      const { jobs } = await stateOf(dataDir);
      if (jobs[0]?.state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await second.stop();
    expect(holding(dataDir)).toEqual([]);
    const { jobs, problems } = await stateOf(dataDir);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ sealed: null, place: null, counts: { entries: expect.any(Number) } });
    expect(problems).toEqual([]);
  });
});

describe('a backup from before an erasure', () => {
  it('is restored without whoever was erased since', async () => {
    const { dataDir, path } = await filled();
    const old = path('old.db');
    expect((await journal(dataDir, ['backup', old])).code).toBe(0);
    await journal(dataDir, ['erase', ...subject]);
    await journal(dataDir, ['erase', '--portal', 'main', '--card', 'deal:8']);
    expect(spelled.test(readFileSync(old, 'utf8'))).toBe(true);

    // The store is lost; what lies beside it is not.
    for (const name of readdirSync(dataDir)) if (name.startsWith('journal.db')) rmSync(join(dataDir, name));
    const ran = await journal(dataDir, ['restore', old]);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('2 erasures done again: 2 cards, 2 processes, 22 entries, 35 texts');
    expect(holding(dataDir)).toEqual([]);
    const { failure, cards, problems, actions, ledger } = await stateOf(dataDir);
    // Of a message that was cut within the number, too.
    expect(failure).toMatch(/слово ‹erased:phone$|слово ‹erased:phone›/);
    expect(failure).not.toContain('999');
    expect([cards, problems]).toEqual([['7'], []]);
    expect(actions).toEqual(['store.restore', 'erasure.reapply']);
    expect(ledger).toHaveLength(2);
  });

  it('takes the ledger of a file, or of a newer backup, on another machine', async () => {
    const { dataDir, path } = await filled();
    const [old, newer] = [path('old.db'), path('newer.db')];
    await journal(dataDir, ['backup', old]);
    await journal(dataDir, ['erase', ...subject]);
    await journal(dataDir, ['backup', newer]);
    expect(JSON.parse(readFileSync(`${newer}.manifest.json`, 'utf8')).erasures).toHaveLength(1);

    const without = path('without');
    expect((await journal(without, ['restore', old])).stdout).not.toContain('erasures done again');
    expect(holding(without)).toEqual(['journal.db']);
    for (const [n, ledger] of [join(dataDir, 'erasures.ndjson'), `${newer}.manifest.json`].entries()) {
      const to = path(`to-${n}`);
      const ran = await journal(to, ['restore', old, '--erasures', ledger]);
      expect(ran.stdout).toContain('1 erasures done again: 1 cards, 1 processes, 21 entries, 35 texts');
      expect(holding(to)).toEqual([]);
      // From now on this directory knows it, too.
      expect(existsSync(join(to, 'erasures.ndjson'))).toBe(true);
    }
    writeFileSync(path('none.txt'), 'no ledger');
    const wrong = await journal(path('wrong'), ['restore', old, '--erasures', path('none.txt')]);
    expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining('is no ledger of erasures')]);
  });

  it('says so when the key that the ledger was made with is lost', async () => {
    const { dataDir, path } = await filled();
    const old = path('old.db');
    await journal(dataDir, ['backup', old]);
    await journal(dataDir, ['erase', ...subject]);
    const to = path('to');
    const ran = await journal(to, [
      'restore',
      old,
      '--without-key',
      '--erasures',
      join(dataDir, 'erasures.ndjson'),
      '--json',
    ]);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout).reapplied).toMatchObject({ lines: 0, unreadable: 1 });
  });

  it('is held against the ledger also when it was put in place by hand', async () => {
    const { dataDir, path } = await filled();
    const old = path('old.db');
    await journal(dataDir, ['backup', old]);
    await journal(dataDir, ['erase', ...subject]);
    for (const name of readdirSync(dataDir)) if (name.startsWith('journal.db')) rmSync(join(dataDir, name));
    renameSync(old, join(dataDir, 'journal.db'));
    const server = await startServer(dataDir);
    for (let tries = 0; tries < 100 && (await stateOf(dataDir)).ledger.length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    await server.stop();
    expect(holding(dataDir)).toEqual([]);
  });
});
