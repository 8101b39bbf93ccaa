import { cpSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { maxEventBytes } from '#contract/event.ts';
import { lockStore } from '#server/store/lock.ts';
import { journal, makeFolder, startServer } from './testing/journal.ts';
import { entry, madeUpEvents } from './testing/made-up.ts';
import { contentOf } from './testing/store-content.ts';

const isWindows = process.platform === 'win32';

/** Lines 2, 4 and 5 are broken, each in another way; line 3 is blank. */
function broken(): (string | object)[] {
  const tooLarge = { ...entry('p', 1), message: 'x'.repeat(maxEventBytes) };
  return [entry('p', 0), '{"kind":"entry"', '  ', { kind: 'song' }, tooLarge, entry('p', 2)];
}

const told = {
  accepted: 2,
  duplicates: 0,
  rejected: [
    { index: 1, line: 2, code: 'invalid_json' },
    { index: 2, line: 4, code: 'unknown_kind' },
    { index: 3, line: 5, code: 'event_too_large' },
  ],
};

describe('import', () => {
  it('takes a packed file, and doubles nothing when it is run again', async () => {
    const { path } = makeFolder(onTestFinished);
    const events = madeUpEvents();
    writeFileSync(path('in.ndjson.gz'), gzipSync(`\uFEFF${events.map((event) => JSON.stringify(event)).join('\n')}`));
    const run = () => journal(path('data'), ['import', path('in.ndjson.gz'), '--portal', 'acme', '--json']);
    const first = await run();
    expect(first.stderr).toContain('100 %');
    expect(JSON.parse(first.stdout)).toEqual({ accepted: events.length, duplicates: 0, rejected: [] });
    const before = await contentOf(path('data'), 'acme');
    const second = await run();
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toEqual({ accepted: 0, duplicates: events.length, rejected: [] });
    expect(await contentOf(path('data'), 'acme')).toEqual(before);
  });

  it('names broken lines and takes the others', async () => {
    const { path, put } = makeFolder(onTestFinished);
    const file = put('in.ndjson', broken());
    const { code, stdout, stderr } = await journal(path('data'), ['import', file, '--portal', 'acme', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject(told);
    expect(stderr).toContain('line 2: not valid JSON');
    expect(stderr).toContain('line 4: kind is one of');
  });

  it('says who has the store when that is no server', async () => {
    const { path, put } = makeFolder(onTestFinished);
    const file = put('in.ndjson', madeUpEvents());
    await journal(path('data'), ['import', file, '--portal', 'acme']);
    const lock = lockStore(path('data'));
    onTestFinished(() => lock.release());
    const { code, stderr } = await journal(path('data'), ['import', file, '--portal', 'acme']);
    expect(code).toBe(1);
    expect(stderr).toContain(`in use by another process (pid ${process.pid}); stop it first`);
  });

  it('says what is wrong with how it was called', async () => {
    const { path, put } = makeFolder(onTestFinished);
    const file = put('in.ndjson', []);
    expect(await journal(path('data'), ['import'])).toMatchObject({ code: 64 });
    expect(await journal(path('data'), ['import', file])).toMatchObject({ code: 64 });
    expect(await journal(path('data'), ['import', file, '--portal', 'no/slash'])).toMatchObject({ code: 64 });
    expect(await journal(path('data'), ['import', path('none'), '--portal', 'acme'])).toMatchObject({ code: 1 });
    expect(await journal(path('data'), ['import', file, '--portal', 'acme'], { PORT: 'x' })).toMatchObject({
      code: 78,
    });
  });

  it.skipIf(isWindows)('goes through the server while it runs, with the same result', async () => {
    const { path, put } = makeFolder(onTestFinished);
    const data = path('data');
    // A server that was killed leaves its socket behind.
    const killed = await startServer(data);
    await killed.stop('SIGKILL');
    expect(existsSync(`${data}/control.sock`)).toBe(true);
    const server = await startServer(data);
    onTestFinished(() => server.stop());
    expect(statSync(`${data}/control.sock`).mode & 0o777).toBe(0o600);

    const file = put('in.ndjson', madeUpEvents());
    const run = (name: string) => journal(data, ['import', name, '--portal', 'acme', '--json']);
    const taken = await run(file);
    expect(taken).toMatchObject({ code: 0 });
    expect(JSON.parse(taken.stdout)).toMatchObject({ duplicates: 0, rejected: [] });
    expect(JSON.parse((await run(file)).stdout)).toMatchObject({ accepted: 0, rejected: [] });
    const partly = await run(put('broken.ndjson', broken()));
    expect(partly.code).toBe(3);
    expect(JSON.parse(partly.stdout)).toMatchObject(told);
    await server.stop();
    expect(existsSync(`${data}/control.sock`)).toBe(false);

    // Marks of destroyed secrets are made with the instance's key.
    mkdirSync(path('alone'));
    cpSync(`${data}/secret.key`, path('alone/secret.key'));
    await journal(path('alone'), ['import', file, '--portal', 'acme']);
    await journal(path('alone'), ['import', path('broken.ndjson'), '--portal', 'acme']);
    expect(await contentOf(data, 'acme')).toEqual(await contentOf(path('alone'), 'acme'));
  });
}, 60_000);
