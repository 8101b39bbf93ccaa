import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JournalEvent } from '#contract/event.ts';
import { deals } from './deals.ts';
import type { DemoFolder } from './demo-folder.ts';
import { planHistory } from './history.ts';
import type { JournalApi } from './journal-api.ts';
import { answerJson, readOwnJson, Refused } from './json-requests.ts';
import { scenarioById } from './scenarios/scenarios.ts';
import { signLaunch } from './sign-launch.ts';
import { unfold } from './unfold.ts';

/** A second portal, none that the journal knows by itself: it signs its launches. Its cards are some of the first one's deals. */
export const otherPortal = { id: 'demo-other', title: 'Другой портал', deals: ['1877', '1893'] } as const;

const keyFile = 'other-portal-key';
const lookers = {
  manager: { user: 'm.belova', name: 'Марина Белова' },
  support: { user: 'i.smirnov', name: 'Иван Смирнов' },
} as const;

/** The secret that this portal shares with the journal. */
export function sharedKey(folder: DemoFolder): string {
  const key = folder.readText(keyFile) ?? randomBytes(32).toString('base64url');
  folder.write(keyFile, key);
  return key;
}

type OtherNeeds = { portalUrl: string; journalUrl: string; key: string };

/** `GET /demo/other/deals`: what its page lets one choose from. */
export function tellOtherDeals(response: ServerResponse): void {
  const own = deals.filter(({ id }) => otherPortal.deals.some((deal) => deal === id));
  answerJson(response, 200, { deals: own.map(({ id, title }) => ({ id, title })) });
}

/** `POST /demo/other/launch {deal, role, lang, theme}`: the address of the frame, signed. */
export async function launchOther(
  request: IncomingMessage,
  response: ServerResponse,
  needs: OtherNeeds,
): Promise<void> {
  const { deal, role, lang, theme } = await readOwnJson(request, needs.portalUrl);
  if (role !== 'manager' && role !== 'support') throw new Refused(422, 'role is manager or support');
  const id = otherPortal.deals.find((one) => one === deal);
  if (id === undefined) throw new Refused(404, 'no such deal');
  const { key, journalUrl: journal } = needs;
  const address = new URL(
    signLaunch({ key, portal: otherPortal.id, journal }, { ...lookers[role], role, card: { type: 'deal', id } }),
  );
  address.searchParams.set('lang', lang === 'en' ? 'en' : 'ru');
  if (theme === 'light' || theme === 'dark') address.searchParams.set('theme', theme);
  answerJson(response, 200, { address: address.href });
}

/** Its cards, told once: what happened to them until now, and nothing after. */
export async function fillOtherPortal(
  api: Pick<JournalApi, 'writeEvents' | 'firstCards'>,
  { key, portalUrl, at, log }: { key: string; portalUrl: string; at: number; log: (message: string) => void },
): Promise<void> {
  const { body } = await api.firstCards(key);
  const isEmpty = (body as { items?: unknown[] } | null)?.items?.length === 0;
  if (!isEmpty) return;
  const history = planHistory(at, 'other portal', portalUrl);
  const isOwn = (deal: string) => otherPortal.deals.some((one) => one === deal);
  const now = new Date(at).toISOString();
  const events: JournalEvent[] = [
    ...history.templates,
    ...history.cards.filter(({ card }) => isOwn(card.id)),
    ...history.runs
      .filter((run) => isOwn(run.deal))
      .flatMap((run) => {
        const scenario = scenarioById(run.scenario);
        return scenario === undefined ? [] : unfold(scenario, run);
      })
      .filter((event) => event.at <= now),
  ];
  await api.writeEvents(key, events, (reason) => log(`the journal refused ${reason}`));
}
