import { maxDepth, maxEventBytes } from '#contract/event.ts';
import { checkEvent } from '#server/ingest/check-event.ts';
import { isWithinDepth } from '#server/ingest/normalise.ts';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { type Command, CommandFailed, type Values } from './command.ts';
import { portalEvents } from './export-events.ts';
import { choosePortal, writeOut } from './export-target.ts';
import { exportXes, xesOptions } from './export-xes.ts';
import type { EventJson } from './event-of.ts';

const chunkLength = 64 * 1024;
const refusedShown = 20;
const someRefused = 3;

export const exportEvents: Command = {
  summary: 'write a portal as journal events or as XES: export [--portal P] [--process ID] [--format xes] [--file F]',
  help: `Usage: npm run journal -- export [--portal P] [--process ID] [--format xes [filters]] [--file F] [--json]

  --portal P     the portal; needed when there is more than one
  --process ID   only this process, with its card and template
  --file F       where to; .gz is packed; a file of this name is replaced when the export is whole. Absent: stdout
  --format xes   for process-mining tools: XES (IEEE 1849-2016), a trace a process. Then also:
    --card T:ID       only the processes of this card, as deal:12
    --template ID  --stage ID  --state S[,S…]  --card-type T  --from AT  --to AT  --failures
                      only those that pass all of these, as the lists of the pages have them; AT as 2026-11-01T00:00:00+03:00
    --language L      of the causes' titles: ru (when absent) or en

Events: what it writes, import takes into another store: the same cards, processes, entries and counts. It can be done again:
import then takes what is new. Not into the store it comes from: there its entries would stand twice. Secrets were
destroyed when they came in; accounts and keys are not in it: backup has them. May run beside the server.
With --json the counts are printed as JSON, on stderr when the events go to stdout. Exit code ${someRefused}: some events are
longer or deeper than import takes; they are written and named.
`,
  options: {
    portal: { type: 'string' },
    process: { type: 'string' },
    file: { type: 'string' },
    format: { type: 'string' },
    ...xesOptions,
  },
  async run({ values, words, config }) {
    if (words.length > 0) throw new CommandFailed(`Say the file with --file.\n\n${exportEvents.help}`, 64);
    const { format = 'events' } = values;
    if (format !== 'events' && format !== 'xes') throw new CommandFailed('--format is events or xes', 64);
    const early = Object.keys(xesOptions).find((name) => values[name] !== undefined);
    if (format === 'events' && early !== undefined) throw new CommandFailed(`--${early} needs --format xes`, 64);
    const store = await openStore(config.dataDir, { purpose: 'reading' });
    try {
      const portal = await choosePortal(store, values['portal']);
      if (format === 'xes') return await exportXes(store, portal, values);
      const counts = { events: 0, cards: 0, templates: 0, processes: 0, entries: 0, refused: [] as string[] };
      const only = await chooseProcess(store, portal, values['process']);
      const file = typeof values['file'] === 'string' ? values['file'] : null;
      await writeOut(file, lines(portalEvents(store, portal, only), counts));
      report(values, file, portal.portal, counts);
      return counts.refused.length === 0 ? 0 : someRefused;
    } finally {
      await store.close();
    }
  },
};

type Counts = {
  events: number;
  cards: number;
  templates: number;
  processes: number;
  entries: number;
  refused: string[];
};

async function chooseProcess(store: JournalStore, { portal, portalNo }: PortalRow, process: Values[string]) {
  if (typeof process !== 'string') return null;
  const found = await store.processes.find(portalNo, process);
  const [row] = found === null ? [] : await store.scan.processes(portalNo, found.processNo - 1, 1);
  if (row === undefined) throw new CommandFailed(`There is no process ${process} in the portal ${portal}.`);
  return row;
}

/** Events as lines, many in a chunk. Each is checked as import will check it. */
async function* lines(events: AsyncIterable<EventJson>, counts: Counts): AsyncGenerator<string> {
  const kinds = { card: 'cards', template: 'templates', process: 'processes', entry: 'entries' } as const;
  let chunk = '';
  let card = '';
  for await (const event of events) {
    const line = JSON.stringify(event);
    const why = refusal(event, line);
    if (why !== null) counts.refused.push(`${event.id}: ${why}`);
    counts.events += 1;
    const kind = kinds[event.kind as keyof typeof kinds];
    // A card is several events, one after the other: it counts once.
    const isSame = event.kind === 'card' && JSON.stringify(event['card']) === card;
    if (!isSame) counts[kind] += 1;
    if (event.kind === 'card') card = JSON.stringify(event['card']);
    chunk += `${line}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function refusal(event: EventJson, line: string): string | null {
  // A character is three bytes at most.
  const bytes = line.length * 3 > maxEventBytes ? Buffer.byteLength(line) : 0;
  if (bytes > maxEventBytes) return `${bytes} bytes; the limit of one event is ${maxEventBytes} bytes`;
  if (!isWithinDepth(line, maxDepth)) return `the limit is ${maxDepth} levels of nesting`;
  const checked = checkEvent(event);
  return 'event' in checked ? null : checked.message;
}

function report(values: Values, file: string | null, portal: string, counts: Counts): void {
  const { refused, ...sums } = counts;
  for (const line of refused.slice(0, refusedShown)) process.stderr.write(`import will refuse ${line}\n`);
  if (refused.length > 0)
    process.stderr.write(`${refused.length} events are over a limit of import; a backup keeps them.\n`);
  const { cards, templates, processes, entries, events } = sums;
  const sentence = `exported ${events} events of ${portal}: ${templates} templates, ${cards} cards, ${processes} processes, ${entries} entries`;
  const text = values['json'] === true ? JSON.stringify({ portal, file, ...sums, refused }) : sentence;
  (file === null ? process.stderr : process.stdout).write(`${text}\n`);
}
