import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makeDirectory } from '#server/testing/test-app.ts';
import { openStore } from './open.ts';

const rounds = 6;
const child = fileURLToPath(new URL('../testing/append-until-killed.ts', import.meta.url));

/** Lets a process append for a while and kills it without a word; gives what it was acknowledged. */
async function appendAndKill(directory: string, round: number): Promise<string[]> {
  const writer = spawn(process.execPath, [child, directory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  writer.stdout.setEncoding('utf8').on('data', (part: string) => (told += part));
  while (!told.startsWith('ready\n')) await once(writer.stdout, 'data');
  await sleep(20 + Math.random() * 250);
  const closed = once(writer, 'close');
  writer.kill('SIGKILL');
  await closed;
  // A last line that was cut short was not told whole.
  return told.split('\n').slice(1, -1);
}

it('every acknowledged event is there once after a kill, nothing is there in part, and the store opens again', async () => {
  const directory = makeDirectory();
  const ledger: string[] = [];
  for (let round = 0; round < rounds; round++) {
    ledger.push(...(await appendAndKill(directory, round)));
    const store = await openStore(directory, { purpose: 'journal' });
    expect(await store.check()).toEqual([]);
    const portal = await store.portals.find('main');
    const kept = new Map<string, number>();
    for (let writer = 0; writer < 5; writer++) {
      const process = await store.processes.find(portal?.portalNo ?? 0, `p${writer}`);
      if (process === null) continue;
      const entries = await store.entries.texts(portal?.portalNo ?? 0, process.processNo, null, 1_000_000);
      for (const { message } of entries) kept.set(message ?? '', (kept.get(message ?? '') ?? 0) + 1);
      // Whoever counted an entry wrote it, in one transaction.
      expect(entries).toHaveLength(process.levels.message);
      expect(process.card).not.toBeNull();
    }
    expect(ledger.filter((id) => kept.get(id) !== 1)).toEqual([]);
    await store.close();
  }
  expect(ledger.length).toBeGreaterThan(rounds * 5);
}, 60_000);
