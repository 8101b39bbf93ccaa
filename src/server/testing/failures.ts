import { after, cardEvent, faultEvent, processEvent } from './events.ts';
import type { TestApp } from './test-app.ts';

/** What failures say, by the cause that the catalogue gives them. */
export const says = {
  'wa-window': 'Bad request — (#131047) Re-engagement message',
  'wa-rate': 'Too many requests — (#130429) Rate limit hit',
  'wa-key': 'Authorization failed — Error validating access token: Session has expired on 2026-11-01',
} as const;

type Failure = {
  /** Seconds after noon; negative ones are before it. */
  at: number;
  says?: string;
  card?: string;
  fields?: Record<string, unknown>;
  process?: Record<string, unknown>;
};

let lastProcess = 0;

/** Sends failures, each of a process of its own. */
export async function fail(app: TestApp, headers: Record<string, string>, failures: readonly Failure[]): Promise<void> {
  const events = failures.flatMap(({ at, says: message = says['wa-window'], card = '7', fields, process }) => {
    lastProcess += 1;
    const id = `failing-${lastProcess}`;
    return [
      processEvent(id, at - 1, { card: { type: 'deal', id: card }, startedAt: after(at - 1), ...process }),
      faultEvent(id, at, { message, ...fields }),
    ];
  });
  const answer = await app.send(events, headers);
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

/** A card with a client and what it is worth. */
export function worth(id: string, client: string, value: number, currency = 'RUB') {
  return cardEvent(-10_000, {
    card: { type: 'deal', id },
    title: `Сделка ${id}`,
    client: { id: client, name: `Клиент ${client}` },
    amount: { value, currency },
  });
}

/** Lets so many seconds pass, at least those for which a list is kept. */
export function pass(app: TestApp, seconds = 11): void {
  app.clock.now += seconds * 1000;
}
