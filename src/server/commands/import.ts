import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { maxEventBytes } from '#contract/event.ts';
import { PortalId } from '#contract/ids.ts';
import { type Command, CommandFailed, print, required } from './command.ts';
import { type EventLine, readEventLines } from './event-lines.ts';
import { type EventTaker, openTaker } from './event-taker.ts';
import { createProgress } from './progress.ts';

const eventsAtOnce = 1_000;
const bytesAtOnce = 8 * 1024 * 1024;
const rejectedShown = 20;
const someRejected = 3;

export const importEvents: Command = {
  summary: 'take journal events from an NDJSON file (also .gz): import <file> --portal P',
  help: `Usage: npm run journal -- import <file> --portal P [--source S] [--json]

  <file>       journal events, one JSON object a line; .gz is unpacked
  --portal P   the portal they belong to; made when it is not known yet
  --source S   where the ids of the events are unique; absent: import

Run again, it doubles nothing. Broken events are named with their line and stop no other; the exit code is then ${someRejected}.
May run beside the server: it hands the events over to it then, by a socket in DATA_DIR.
`,
  options: { portal: { type: 'string' }, source: { type: 'string' } },
  async run({ values, words, config }) {
    const file = words[0];
    if (file === undefined) throw new CommandFailed(`Name the file.\n\n${importEvents.help}`, 64);
    const portal = required(values, 'portal');
    if (!PortalId.safeParse(portal).success)
      throw new CommandFailed('--portal is 1–64 letters, digits, dots, dashes or underscores', 64);
    const source = typeof values['source'] === 'string' && values['source'] !== '' ? values['source'] : 'import';
    const bytes = sizeOf(file);

    const taker = await openTaker(config, portal, source);
    try {
      const total = await takeAll(taker, file, bytes);
      const rejected = total.rejected.length;
      for (const { line, message } of total.rejected.slice(0, rejectedShown))
        process.stderr.write(`line ${line}: ${message}\n`);
      if (rejected > rejectedShown) process.stderr.write(`… and ${rejected - rejectedShown} more\n`);
      const { accepted, duplicates } = total;
      print(values, total, [`accepted ${accepted}, duplicates ${duplicates}, rejected ${rejected}`]);
      return rejected === 0 ? 0 : someRejected;
    } finally {
      await taker.close();
    }
  },
};

type Total = {
  accepted: number;
  duplicates: number;
  rejected: { index: number; line: number; code: string; message: string }[];
};

async function takeAll(taker: EventTaker, file: string, bytes: number): Promise<Total> {
  const total: Total = { accepted: 0, duplicates: 0, rejected: [] };
  const progress = createProgress(basename(file), bytes);
  let batch: (EventLine & { text: Buffer })[] = [];
  let batchBytes = 0;

  const flush = async (): Promise<void> => {
    const lines = batch;
    batch = [];
    batchBytes = 0;
    if (lines.length === 0) return;
    const answer = await taker.take(lines.map(({ text }) => text));
    total.accepted += answer.accepted;
    total.duplicates += answer.duplicates;
    for (const { index: place, code, message } of answer.rejected) {
      const { index, line } = lines[place] ?? { index: 0, line: 0 };
      total.rejected.push({ index, line, code, message });
    }
    progress.show(lines.at(-1)?.read ?? 0, total.accepted + total.duplicates);
  };

  for await (const event of readEventLines(file)) {
    const { index, line, text, bytes: size } = event;
    if (text === null) {
      const message = `${size} bytes; the limit of one event is ${maxEventBytes} bytes`;
      total.rejected.push({ index, line, code: 'event_too_large', message });
      continue;
    }
    batch.push({ ...event, text });
    batchBytes += size;
    if (batch.length >= eventsAtOnce || batchBytes >= bytesAtOnce) await flush();
  }
  await flush();
  total.rejected.sort((a, b) => a.index - b.index);
  progress.end(total.accepted + total.duplicates);
  return total;
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    throw new CommandFailed(`${file} cannot be read`);
  }
}
