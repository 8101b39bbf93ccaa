import { setTimeout as sleep } from 'node:timers/promises';
import { type Erasure, type ErasureKind, erasureKinds, type ErasureSubject, normalSubject } from '#contract/erasure.ts';
import { PortalId } from '#contract/ids.ts';
import type { Config } from '#server/config.ts';
import { type CommandErasing, createErasingOf, eraseByCommand } from '#server/erasing-of.ts';
import { instanceSecret } from '#server/instance.ts';
import { StoreInUse } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { type Command, CommandFailed, print, required, type Values } from './command.ts';
import { askControl, serverStatus } from './control-client.ts';
import { auditOf } from './noting.ts';

const askEveryMs = 300;

export const erase: Command = {
  summary: 'erase a phone, an e-mail or a card: erase --portal P --phone|--email|--card S',
  help: `Usage: npm run journal -- erase --portal P (--phone N | --email E | --card TYPE:ID) [--preview] [--json]

  --portal P       of which portal
  --phone N        wherever it stands in a text, in whatever spelling, ‹erased:phone› is put in its place
  --email E        the same, with ‹erased:email›
  --card TYPE:ID   the card with its processes and their journals is deleted; what is told of it later comes in as new
  --preview        change nothing, say how much it would be

What is erased is overwritten in the store's files and cannot be brought back but from a backup made before; restore erases
it from that too, as long as it sees the ledger of erasures. May run beside the server, which then does it, a part at a time.
Stopped, it goes on with the server's next start.
`,
  options: {
    portal: { type: 'string' },
    phone: { type: 'string' },
    email: { type: 'string' },
    card: { type: 'string' },
    preview: { type: 'boolean' },
  },
  async run({ values, words, config }) {
    if (words.length > 0) throw new CommandFailed(`It takes no words.\n\n${erase.help}`, 64);
    const portal = required(values, 'portal');
    if (!PortalId.safeParse(portal).success)
      throw new CommandFailed('--portal is 1–64 letters, digits, dots, dashes or underscores', 64);
    const subject = subjectOf(values);
    const eraser = await openEraser(config);
    try {
      if (values['preview'] === true) {
        const found = here(await eraser.preview(portal, subject), portal);
        const { cards, processes, entries, texts } = found.counts;
        const more = found.isWhole ? '' : 'at least ';
        print(values, found, [
          `${found.subject}: ${more}${cards} cards, ${processes} processes, ${entries} entries, ${texts} texts would be erased`,
        ]);
        return 0;
      }
      const begun = here(await eraser.begin(portal, subject), portal);
      const done = await eraser.wait(portal, begun);
      const { cards, processes, entries, texts } = done.counts;
      if (done.state === 'failed')
        throw new CommandFailed('The instance has another key now, so nobody knows whom it was about. Erase again.');
      print(values, done, [
        `${done.subject}: ${cards} cards, ${processes} processes, ${entries} entries, ${texts} texts erased`,
      ]);
      return 0;
    } finally {
      await eraser.close();
    }
  },
};

function subjectOf(values: Values): ErasureSubject {
  const told = erasureKinds.flatMap((kind: ErasureKind) => {
    const value = values[kind];
    return typeof value === 'string' ? [{ kind, value }] : [];
  });
  const [subject] = told;
  if (subject === undefined || told.length > 1)
    throw new CommandFailed(`Say one of --phone, --email and --card.\n\n${erase.help}`, 64);
  if (normalSubject(subject.kind, subject.value) !== null) return subject;
  const forms = {
    phone: '--phone is a whole number: +7 999 123-45-67, 89991234567, +375 29 123-45-67',
    email: '--email is an address: ivan@example.ru',
    card: '--card is a type and an id: deal:12, dynamic_128:7',
  };
  throw new CommandFailed(forms[subject.kind], 64);
}

function here<T>(answer: T | null, portal: string): T {
  if (answer === null) throw new CommandFailed(`There is no portal ${portal}.`);
  return answer;
}

/** Who does it: this process, or the server that has the store open. */
type OpenEraser = CommandErasing & { wait(portal: string, job: Erasure): Promise<Erasure>; close(): Promise<void> };

async function openEraser(config: Config): Promise<OpenEraser> {
  try {
    const store = await openStore(config.dataDir, { purpose: 'journal' });
    const { record } = auditOf(config, store);
    const say = (_about: unknown, message?: string) => void process.stderr.write(`${message ?? ''}\n`);
    const erasing = createErasingOf({
      store,
      secret: instanceSecret(config.dataDir),
      dataDir: config.dataDir,
      record,
      logger: { info: () => undefined, warn: say, error: say },
      onErased: () => undefined,
      now: Date.now,
    });
    const own = eraseByCommand({ portals: store.portals, erasing, record });
    return {
      ...own,
      wait: async (portal, job) => await untilDone(own, portal, job),
      async close() {
        await erasing.stop();
        await store.close();
      },
    };
  } catch (error) {
    if (!(error instanceof StoreInUse) || (await serverStatus(config.dataDir)) === null) throw error;
    const there = eraseThere(config.dataDir);
    return {
      ...there,
      wait: async (portal, job) => await untilDone(there, portal, job),
      close: async () => undefined,
    };
  }
}

async function untilDone(erasing: CommandErasing, portal: string, begun: Erasure): Promise<Erasure> {
  let job = begun;
  while (job.state === 'running' || job.state === 'settling') {
    await sleep(askEveryMs);
    job = here(await erasing.job(portal, job.erasure), portal);
    if (process.stderr.isTTY)
      process.stderr.write(`\r${job.counts.entries} entries, ${job.counts.texts} texts\u001B[K`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  return job;
}

function eraseThere(dataDir: string): CommandErasing {
  async function ask(path: string, body: unknown): Promise<unknown> {
    const { status, json } = await askControl(dataDir, 'POST', path, Buffer.from(JSON.stringify(body)));
    if (status === 404)
      throw new CommandFailed('The server that runs is of another release. Stop it, and run erase again.');
    if (status !== 200) throw new CommandFailed(`The server could not (status ${status}). Run it again: it goes on.`);
    return json;
  }
  return {
    preview: async (portal, subject) =>
      (await ask('/erase/preview', { portal, subject })) as Awaited<ReturnType<CommandErasing['preview']>>,
    begin: async (portal, subject) => (await ask('/erase/begin', { portal, subject })) as Erasure | null,
    job: async (portal, erasure) => (await ask('/erase/job', { portal, erasure })) as Erasure | null,
  };
}
