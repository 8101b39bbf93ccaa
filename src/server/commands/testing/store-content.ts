import { openStore } from '#server/store/open.ts';
import type { EntryKey, JournalStore, ProcessFilter } from '#server/store/journal-store.ts';

const all: ProcessFilter = {
  section: null,
  states: null,
  template: null,
  stage: null,
  from: null,
  to: null,
  failures: false,
  flagged: false,
  now: 0,
};

/** Everything that readers can see of a portal, without the numbers that each store gives anew. */
export async function contentOf(dataDir: string, portal: string) {
  const store = await openStore(dataDir, { purpose: 'reading' });
  try {
    const found = await store.portals.find(portal);
    if (found === null) throw new Error(`no portal ${portal}`);
    return await read(store, found.portalNo);
  } finally {
    await store.close();
  }
}

async function read(store: JournalStore, portalNo: number) {
  const cards = [];
  for (const { cardNo, ...card } of await everything(
    (after) => store.scan.cards(portalNo, after, 100),
    (row) => row.cardNo,
  )) {
    const stages = await store.cards.stageChanges(portalNo, cardNo, null, 10_000);
    const list = await store.processes.ofCard(portalNo, cardNo, all, null, 10_000);
    cards.push({
      ...card,
      stages: stages.map(({ key, ...stage }) => [key.at, stage]),
      processes: list.map((row) => row.process),
    });
  }
  const processes = [];
  for (const row of await everything(
    (after) => store.scan.processes(portalNo, after, 100),
    (row) => row.processNo,
  )) {
    const { processNo, changedNo: _changed, receivedAt: _received, card, template, failure, ...process } = row;
    const whole = [
      { at: -Infinity, no: 0 },
      { at: Infinity, no: 0 },
    ] as const;
    const entries = await store.entries.between(portalNo, processNo, ...whole, true);
    processes.push({
      ...process,
      card: card === null ? null : `${card.type}/${card.id} ${card.title}`,
      template:
        template === null ? null : [template.id, template.version, template.name, template.origin, template.logging],
      // Which entry it is, not what number it has here.
      failure: failure === null ? null : { ...failure, key: placeOf(failure.key, entries) },
      entries: entries.map(({ key, ...entry }) => ({ ...entry, at: key.at })),
    });
  }
  const templates = await everything(
    (after) => store.scan.templates(portalNo, after, 100),
    (row) => row.templateNo,
  );
  return {
    cards: cards.sort((a, b) => compare(`${a.type}/${a.id}`, `${b.type}/${b.id}`)),
    processes: processes.sort((a, b) => compare(a.process, b.process)),
    templates: templates
      .map(({ templateNo: _no, toldAt, ...template }) => ({ ...template, toldAt: toldAt === 0 ? null : toldAt }))
      .sort((a, b) => compare(`${a.id} ${a.version}`, `${b.id} ${b.version}`)),
  };
}

async function everything<Row>(
  read: (after: number) => Promise<Row[]>,
  numberOf: (row: Row) => number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = await read(0); page.length > 0;) {
    rows.push(...page);
    page = await read(numberOf(page[page.length - 1] as Row));
  }
  return rows;
}

function placeOf(key: EntryKey, entries: readonly { key: EntryKey }[]): number {
  return entries.findIndex((entry) => entry.key.at === key.at && entry.key.no === key.no);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
