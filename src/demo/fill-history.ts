import * as z from 'zod/mini';
import { dealById } from './deals.ts';
import { planHistory } from './history.ts';
import { type JournalApi, problemText } from './journal-api.ts';
import type { KeptState } from './kept-state.ts';
import type { Outbox } from './outbox.ts';
import type { Player } from './player.ts';
import { cardEvent, templateEvents } from './portal-events.ts';
import { firstStates } from './robots.ts';

const seed = 'demo portal';
const Cards = z.object({ items: z.array(z.unknown()) });

type HistoryNeeds = {
  api: Pick<JournalApi, 'firstCards'>;
  key: string;
  kept: KeptState | null;
  url: string;
  outbox: Outbox;
  player: Player;
  save: (state: KeptState) => void;
  log: (message: string) => void;
};

/**
 * Two weeks of history for an empty store; on a kept one the runs that were not over go on, and what they did
 * while the demo was off is written now. Resolves when the journal has all of it.
 */
export async function fillHistory({
  api,
  key,
  kept,
  url,
  outbox,
  player,
  save,
  log,
}: HistoryNeeds): Promise<KeptState> {
  const now = Date.now();
  const isNew = (await isEmpty(api, key)) || kept?.seeded === false;
  const state: KeptState =
    isNew || kept === null
      ? {
          seededAt: kept?.seeded === false ? kept.seededAt : now,
          seeded: false,
          liveProcesses: 0,
          deals: firstStates(now),
          runs: [],
        }
      : kept;
  if (isNew) {
    save(state);
    const history = planHistory(state.seededAt, seed, url);
    for (const run of history.runs) player.add(run);
    const written = player.due(now);
    outbox.put([...history.templates, ...history.cards, ...written]);
    const stays = new Map(history.cards.map((card) => [card.card.id, Date.parse(card.at)]));
    state.deals = state.deals.map((deal) => ({ ...deal, since: stays.get(deal.id) ?? deal.since }));
    log(`writing two weeks of history: ${history.runs.length} processes, ${written.length} events`);
  } else {
    // The address of the portal may have changed since, and so may the templates.
    const cards = state.deals.flatMap((deal) => {
      const known = dealById(deal.id);
      return known === undefined ? [] : [cardEvent(known, deal.stage, now, url)];
    });
    outbox.put([...templateEvents(state.seededAt), ...cards]);
    for (const run of state.runs) player.add(run);
    outbox.put(player.due(now));
  }
  await outbox.empty();
  return { ...state, seeded: true };
}

async function isEmpty(api: Pick<JournalApi, 'firstCards'>, key: string): Promise<boolean> {
  const answer = await api.firstCards(key);
  const cards = Cards.safeParse(answer.body);
  if (answer.status !== 200 || !cards.success)
    throw new Error(`the journal did not list its cards: ${problemText(answer)}`);
  return cards.data.items.length === 0;
}
