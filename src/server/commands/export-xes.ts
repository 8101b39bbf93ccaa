import { CardId, CardType } from '#contract/card.ts';
import { exportEndpoints } from '#contract/endpoints-export.ts';
import { sayIssue } from '#contract/issue.ts';
import { seesAll, sightOfOnly } from '#server/access/sight.ts';
import { traces } from '#server/entry/export-of-many.ts';
import { type PortalFilter, seenProcesses } from '#server/entry/walk-processes.ts';
import { type Trace, writeXes } from '#server/entry/xes.ts';
import { createOwnCauses } from '#server/failure/own-causes.ts';
import type { Language } from '#server/http/language.ts';
import { presentInList } from '#server/process/present.ts';
import type { JournalStore, PortalRow, ProcessRow } from '#server/store/journal-store.ts';
import { CommandFailed, type Command, type Values } from './command.ts';
import { writeOut } from './export-target.ts';

/** What only this format has. */
export const xesOptions = {
  card: { type: 'string' },
  template: { type: 'string' },
  stage: { type: 'string' },
  state: { type: 'string' },
  'card-type': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  failures: { type: 'boolean' },
  language: { type: 'string' },
} as const satisfies Command['options'];

const wrongUsage = 64;

/** Journals for process-mining tools. Whoever runs commands here has the store: nothing is masked for him. */
export async function exportXes(store: JournalStore, portal: PortalRow, values: Values): Promise<number> {
  const now = Date.now();
  const filter = filterOf(values, now);
  const language = languageOf(values['language']);
  const isFiltered = ['process', ...Object.keys(xesOptions)].some(
    (name) => name !== 'language' && values[name] !== undefined,
  );
  const rows = await rowsOf(store, portal, filter, values);
  const counts = { processes: 0, entries: 0 };
  const present = (row: ProcessRow, words: Language) => presentInList(row, words, now);
  const counted = count(
    traces(store, portal.portalNo, rows, { presentProcess: present, own: createOwnCauses(store) }, language, null),
    counts,
  );
  const file = typeof values['file'] === 'string' ? values['file'] : null;
  await writeOut(file, writeXes({ portal, isFiltered, at: now }, counted));
  const text =
    values['json'] === true
      ? JSON.stringify({ portal: portal.portal, file, ...counts })
      : `exported ${counts.processes} processes of ${portal.portal} with ${counts.entries} entries`;
  (file === null ? process.stderr : process.stdout).write(`${text}\n`);
  return 0;
}

async function rowsOf(
  store: JournalStore,
  { portal, portalNo }: PortalRow,
  filter: PortalFilter,
  values: Values,
): Promise<AsyncIterable<ProcessRow>> {
  const { process, card } = values;
  if (typeof process === 'string') {
    const other = Object.keys(xesOptions).find((name) => name !== 'language' && values[name] !== undefined);
    if (other !== undefined)
      throw new CommandFailed(`--process is one process: --${other} says nothing of it`, wrongUsage);
    const row = await store.processes.find(portalNo, process);
    if (row === null) throw new CommandFailed(`There is no process ${process} in the portal ${portal}.`);
    return only(row);
  }
  if (typeof card !== 'string') return seenProcesses(store, portalNo, filter, seesAll);
  const [type = '', ...rest] = card.split(':');
  const id = rest.join(':');
  if (!CardType.safeParse(type).success || !CardId.safeParse(id).success)
    throw new CommandFailed('--card is a type and an id, as deal:12', wrongUsage);
  if ((await store.cards.find(portalNo, type, id)) === null)
    throw new CommandFailed(`There is no card ${card} in the portal ${portal}.`);
  return seenProcesses(store, portalNo, filter, sightOfOnly([{ type, id }]));
}

/** The filter as the endpoint takes it, in its words. */
function filterOf(values: Values, now: number): PortalFilter {
  const { 'card-type': cardType, template, stage, state, from, to, failures } = values;
  const asked = {
    format: 'xes',
    cardType,
    template,
    stage,
    state,
    from,
    to,
    failures: failures === true ? 'true' : undefined,
  };
  const read = exportEndpoints.portalExport.query.safeParse(asked);
  if (!read.success)
    throw new CommandFailed(`The filter is wrong: ${read.error.issues.map(sayIssue).join('; ')}`, wrongUsage);
  const { data } = read;
  return {
    section: null,
    states: data.state === undefined || data.state.length === 0 ? null : data.state,
    template: data.template ?? null,
    stage: data.stage ?? null,
    cardType: data.cardType ?? null,
    from: data.from === undefined ? null : Date.parse(data.from),
    to: data.to === undefined ? null : Date.parse(data.to),
    failures: data.failures ?? false,
    flagged: data.flagged ?? false,
    now,
  };
}

function languageOf(value: Values[string]): Language {
  if (value === undefined || value === 'ru') return 'ru';
  if (value === 'en') return 'en';
  throw new CommandFailed('--language is ru or en', wrongUsage);
}

async function* only<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

/** Counts what passes. */
async function* count(
  all: AsyncIterable<Trace>,
  counts: { processes: number; entries: number },
): AsyncGenerator<Trace> {
  async function* counting(parts: Trace['parts']) {
    for await (const entries of parts) {
      counts.entries += entries.length;
      yield entries;
    }
  }
  for await (const { process, parts } of all) {
    counts.processes += 1;
    yield { process, parts: counting(parts) };
  }
}
