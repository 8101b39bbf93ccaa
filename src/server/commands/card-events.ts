import { foldCard, isStageChange, newCard } from '#server/store/fold.ts';
import type { CardScanRow } from '#server/store/care.ts';
import type { CardToWrite, EntryKey, StageRow } from '#server/store/journal-store.ts';

export type StageChange = StageRow & { key: EntryKey };

/**
 * The events that make a card what it is: its stage changes, then all else that is known of it; none when no event has
 * told of the card. In the order in which the changes came they give the same history, unless the events that are not
 * kept (a new title, between two changes that came late) decided what a change meant. Then the stage of now comes
 * first, and what is older than it can only be history. `pipelineOf`: where a stage belongs.
 */
export function cardEvents(
  card: CardScanRow,
  changes: readonly StageChange[],
  pipelineOf: (stage: string) => string | null,
): Omit<CardToWrite, 'id'>[] {
  const { toldAt, stage } = card;
  const bare = { kind: 'card' as const, card: { type: card.type, id: card.id }, ...nothing };
  // What raised it is no longer there: without a sign of its own the card would sink in the list, or be gone.
  const isLeftBehind =
    card.active + card.completed === 0 && card.lastAt !== null && card.lastAt > (toldAt ?? -Infinity);
  const sign = isLeftBehind ? [{ ...bare, at: card.lastAt ?? 0 }] : [];
  if (toldAt === null) return sign;

  const { title, pipeline, responsible, client, amount, url, details } = card;
  const rest = { ...bare, at: toldAt, title, pipeline, responsible, client, amount, url, details };
  const change = ({ key, ...to }: StageChange) => ({ ...bare, at: key.at, stage: to, pipeline: pipelineOf(to.id) });

  const inArrival = [...changes].sort((a, b) => a.key.no - b.key.no);
  const asTheyCame = [...inArrival.map(change), { ...rest, stage }];
  if (gives(asTheyCame, card, changes)) return [...asTheyCame, ...sign];

  const current = inArrival.findLast(({ key, id }) => key.at === card.stageSince && id === stage?.id);
  const others = inArrival.filter((one) => one !== current);
  return [
    ...others.filter(({ key }) => key.at >= toldAt).map(change),
    ...(current === undefined ? [] : [change(current)]),
    { ...rest, stage: current === undefined ? stage : null },
    ...others.filter(({ key }) => key.at < toldAt).map(change),
    ...sign,
  ];
}

/** Do these events give the card's stage and exactly these changes? */
function gives(
  events: readonly Omit<CardToWrite, 'id'>[],
  card: CardScanRow,
  changes: readonly StageChange[],
): boolean {
  const row = newCard(0, 0, card.type, card.id);
  const made: { at: number; stage: string }[] = [];
  for (const event of events) {
    const moved = foldCard(row, { ...event, id: '' });
    if (event.stage !== null && isStageChange(row, event.at, moved)) made.push({ at: event.at, stage: event.stage.id });
  }
  const wanted = [...changes].sort((a, b) => a.key.at - b.key.at || a.key.no - b.key.no);
  made.sort((a, b) => a.at - b.at);
  return (
    row.stage_id === (card.stage?.id ?? null) &&
    row.stage_since === card.stageSince &&
    made.length === wanted.length &&
    made.every(({ at, stage }, place) => wanted[place]?.key.at === at && wanted[place].id === stage)
  );
}

const nothing = {
  title: null,
  stage: null,
  pipeline: null,
  responsible: null,
  client: null,
  amount: null,
  url: null,
  searchText: '',
  details: null,
} as const;
