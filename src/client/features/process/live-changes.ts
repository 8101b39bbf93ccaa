import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { sectionOf } from '#contract/process.ts';
import type { ProcessInList, Section } from '#contract/process.ts';

type ListPage = { items: ProcessInList[] };
type ListData = InfiniteData<ListPage, string | null>;

/** The row in its place, or null when the list must be asked anew: the process is not in it, or has left it. */
function patchList(data: ListData, process: ProcessInList, section: Section | undefined): ListData | null {
  const isHere = data.pages.some((page) => page.items.some((one) => one.process === process.process));
  if (!isHere || (section !== undefined && sectionOf[process.state] !== section)) return null;
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.map((one) => (one.process === process.process ? process : one)),
    })),
  };
}

/**
 * Takes in one change of the stream: rows that are shown change at once; what the change may have moved (counts,
 * another section, the journal that is open) is asked for anew.
 */
export function applyChange(
  client: QueryClient,
  card: { cardType: string; cardId: string },
  process: ProcessInList,
): void {
  const { cardType, cardId } = card;
  let isMoved = false;
  for (const query of client.getQueryCache().findAll({ queryKey: ['card-processes', cardType, cardId] })) {
    const data = query.state.data as ListData | undefined;
    if (data === undefined) continue;
    const { section } = query.queryKey[3] as { section?: Section };
    const patched = patchList(data, process, section);
    if (patched !== null) client.setQueryData(query.queryKey, patched);
    else if (section === undefined || section === sectionOf[process.state] || holds(data, process.process)) {
      isMoved = true;
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }
  }
  if (isMoved || sectionOf[process.state] === 'completed') {
    void client.invalidateQueries({ queryKey: ['card', cardType, cardId], exact: true });
  }
  void client.invalidateQueries({ queryKey: ['card-timeline', cardType, cardId] });
  // The journal that is open follows its process: it asks anew for the windows that may have changed, and no others.
  void client.invalidateQueries({ queryKey: ['process', process.process] });
}

function holds(data: ListData, id: string): boolean {
  return data.pages.some((page) => page.items.some((one) => one.process === id));
}
