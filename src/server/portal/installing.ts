import { cardTypes } from '#contract/card.ts';
import { type Bitrix24, MethodFailed } from './bitrix24.ts';
import type { Bitrix24Portal } from './connection.ts';
import { type Bound, type Installation, tabTitles } from './install-page.ts';
import { tabOf } from './placement.ts';

/** All of it together: somebody looks at an empty page meanwhile. */
const installWithinMs = 20_000;
const atOnce = 4;
const mostTypes = 100;
export const uninstallEvent = 'ONAPPUNINSTALL';

/**
 * Sets the portal up: our tab in the cards of every type, the portal's own types among them, and word of the
 * application's removal. What is there already stays. @throws TokenRefused, PortalUnreachable
 */
export async function install(
  bitrix24: Pick<Bitrix24, 'call'>,
  portal: Bitrix24Portal,
  authId: string,
  addresses: { launch: string; events: string },
): Promise<Installation> {
  const signal = AbortSignal.timeout(installWithinMs);

  async function bind(code: string, method: string, parameters: Readonly<Record<string, unknown>>): Promise<Bound> {
    try {
      await bitrix24.call(portal, authId, method, parameters, signal);
      return { code, error: null };
    } catch (error) {
      if (!(error instanceof MethodFailed)) throw error;
      const isThere = /already\s+bin?ded|already bound/i.test(error.description);
      // A code is shown, the portal's sentence is not: it may hold anything.
      return { code, error: isThere ? null : /^\w{1,60}$/.test(error.code) ? error.code : 'ERROR' };
    }
  }

  const dynamic = await dynamicTypes(bitrix24, portal, authId, signal);
  const types = [...cardTypes, ...(dynamic ?? []).map((number) => `dynamic_${number}`)];
  const tabs: Bound[] = [];
  for (let from = 0; from < types.length; from += atOnce) {
    const some = types.slice(from, from + atOnce).map(async (type) =>
      bind(tabOf(type), 'placement.bind', {
        PLACEMENT: tabOf(type),
        HANDLER: addresses.launch,
        TITLE: tabTitles.ru,
        LANG_ALL: { ru: { TITLE: tabTitles.ru }, en: { TITLE: tabTitles.en } },
      }),
    );
    tabs.push(...(await Promise.all(some)));
  }
  const event = await bind(uninstallEvent, 'event.bind', { event: uninstallEvent, handler: addresses.events });
  return { tabs, uninstallEvent: event, hasTypes: dynamic !== null };
}

/** Numbers of the portal's own card types; null when it does not tell them. The invoice is one of ours already. */
async function dynamicTypes(
  bitrix24: Pick<Bitrix24, 'call'>,
  portal: Bitrix24Portal,
  authId: string,
  signal: AbortSignal,
): Promise<number[] | null> {
  let result: unknown;
  try {
    result = await bitrix24.call(portal, authId, 'crm.type.list', { order: { id: 'ASC' } }, signal);
  } catch (error) {
    if (error instanceof MethodFailed) return null;
    throw error;
  }
  const types = (result as { types?: unknown } | null)?.types;
  if (!Array.isArray(types)) return null;
  return types
    .map((type: unknown) => Number((type as { entityTypeId?: unknown } | null)?.entityTypeId))
    .filter((number) => Number.isSafeInteger(number) && number >= 128 && number < 1e9)
    .slice(0, mostTypes);
}
