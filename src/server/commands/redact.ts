import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { PortalId } from '#contract/ids.ts';
import type { Config } from '#server/config.ts';
import { instanceSecret } from '#server/instance.ts';
import { createRedacting, type RedactedPart, type Redacting } from '#server/redacting.ts';
import { StoreInUse, type TextPlace } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { askControl, serverStatus } from './control-client.ts';
import { type Command, CommandFailed, print } from './command.ts';
import { auditOf } from './noting.ts';

export const redact: Command = {
  summary: 'destroy secrets that older rules let pass: redact --rescan [--portal P]',
  help: `Usage: npm run journal -- redact --rescan [--portal P] [--json]

  --rescan     look through everything stored with the rules of this release, and destroy what they call a secret
  --portal P   only what is of this portal; absent: all of them

What is destroyed is overwritten in the store's files and cannot be brought back but from a backup made before. May run
beside the server, which then does it, a part at a time. Stopped, it goes on where it was when run again.
`,
  options: { rescan: { type: 'boolean' }, portal: { type: 'string' } },
  async run({ values, words, config }) {
    if (words.length > 0 || values['rescan'] !== true)
      throw new CommandFailed(`Say: redact --rescan\n\n${redact.help}`, 64);
    const portal = values['portal'];
    if (portal !== undefined && !PortalId.safeParse(portal).success)
      throw new CommandFailed('--portal is 1–64 letters, digits, dots, dashes or underscores', 64);

    const rescan = await openRescan(config);
    try {
      const all = await rescan.portals();
      const portals = portal === undefined ? all : all.filter((name) => name === portal);
      if (portals.length === 0) throw new CommandFailed(`There is no portal ${String(portal ?? 'here')}.`);
      const only = typeof portal === 'string' ? portal : null;
      const total = await rescanAll(rescan, portals, only, placeFile(config.dataDir));
      const isGone = await rescan.end(only, total);
      print(values, { portals, ...total, checkpointed: isGone }, [
        `${total.rows} rows looked through: ${total.secrets} secrets destroyed in ${total.texts} texts`,
      ]);
      if (isGone) return 0;
      throw new CommandFailed(
        'Somebody reads the store now, so what was destroyed may still be in journal.db-wal. Run redact --rescan again later.',
      );
    } finally {
      await rescan.close();
    }
  },
};

/** Part by part; where it came to is kept, so that it goes on there when it is stopped and run again. */
async function rescanAll(
  rescan: Rescan,
  portals: readonly string[],
  only: string | null,
  place: ReturnType<typeof placeFile>,
): Promise<Total> {
  let { at, total } = place.read(portals);
  if (at.after === null && at.portal === portals[0]) await rescan.begin(only);
  for (let name: string | undefined = at.portal; name !== undefined;) {
    const part: RedactedPart | null = await rescan.part(name, at.after);
    const { rows = 0, texts = 0, secrets = 0, next = null } = part ?? {};
    total = { rows: total.rows + rows, texts: total.texts + texts, secrets: total.secrets + secrets };
    if (process.stderr.isTTY) process.stderr.write(`\r${total.rows} rows, ${total.secrets} secrets\u001B[K`);
    if (next === null) name = portals[portals.indexOf(name) + 1];
    if (name === undefined) break;
    at = { portal: name, after: next };
    place.write(portals, { at, total });
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  place.forget();
  return total;
}

type Total = { rows: number; texts: number; secrets: number };
type At = { portal: string; after: TextPlace | null };

/** Who does it: this process, or the server that has the store open. */
type Rescan = Redacting & { close(): Promise<void> };

async function openRescan(config: Config): Promise<Rescan> {
  try {
    const store = await openStore(config.dataDir, { purpose: 'journal' });
    const secret = instanceSecret(config.dataDir);
    return { ...createRedacting({ store, secret, audit: auditOf(config, store) }), close: () => store.close() };
  } catch (error) {
    if (!(error instanceof StoreInUse) || (await serverStatus(config.dataDir)) === null) throw error;
    return rescanThere(config.dataDir);
  }
}

function rescanThere(dataDir: string): Rescan {
  async function ask(path: string, body: unknown): Promise<unknown> {
    const { status, json } = await askControl(dataDir, 'POST', path, Buffer.from(JSON.stringify(body)));
    if (status === 404)
      throw new CommandFailed('The server that runs is of another release. Stop it, and run redact --rescan again.');
    if (status !== 200) throw new CommandFailed(`The server could not (status ${status}). Run it again: it goes on.`);
    return json;
  }
  return {
    portals: async () => (await ask('/redact/portals', {})) as string[],
    part: async (portal, after) => (await ask('/redact/part', { portal, after })) as RedactedPart | null,
    begin: async (portal) => void (await ask('/redact/begin', { portal })),
    end: async (portal, total) => (await ask('/redact/end', { portal, total })) as boolean,
    close: async () => undefined,
  };
}

const Place = z.object({
  portals: z.array(z.string()),
  at: z.object({
    portal: z.string(),
    after: z.nullable(z.object({ table: z.number(), key: z.array(z.union([z.string(), z.number()])) })),
  }),
  total: z.object({ rows: z.number(), texts: z.number(), secrets: z.number() }),
});

/** How far it came, for when it is stopped. A key is an id or a number: nothing of what is stored is in the file. */
function placeFile(dataDir: string) {
  const file = join(dataDir, 'rescan.json');
  return {
    read(portals: readonly string[]): { at: At; total: Total } {
      const start = { at: { portal: portals[0] ?? '', after: null }, total: { rows: 0, texts: 0, secrets: 0 } };
      if (!existsSync(file)) return start;
      try {
        const kept = Place.safeParse(JSON.parse(readFileSync(file, 'utf8')));
        // Of other portals it is another task.
        const isSame =
          kept.success && kept.data.portals.join() === portals.join() && portals.includes(kept.data.at.portal);
        return isSame ? { at: kept.data.at, total: kept.data.total } : start;
      } catch {
        return start;
      }
    },
    write(portals: readonly string[], { at, total }: { at: At; total: Total }): void {
      writeFileSync(file, JSON.stringify({ portals, at, total }), { mode: 0o600 });
    },
    forget: () => rmSync(file, { force: true }),
  };
}
