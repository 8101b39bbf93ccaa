import { bitrix24Host } from './bitrix24-host.ts';
import type { Host } from './host.ts';
import { signedHost } from './signed-host.ts';
import { standaloneHost } from './standalone-host.ts';

/**
 * Who is around us. The origin is what our server wrote into the page: the one that the same answer lets frame it, so
 * no other page can be the parent. Bitrix24 is told by its APP_SID.
 */
function chooseHost(own: Window): Host {
  if (own.parent === own) return standaloneHost;
  const origin = own.document.querySelector<HTMLMetaElement>('meta[name=framed-by]')?.content ?? '';
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return standaloneHost;
  const appSid = new URLSearchParams(own.location.search).get('APP_SID');
  return appSid === null ? signedHost(own, origin) : bitrix24Host(own, origin, appSid);
}

let host: Host = standaloneHost;

/** The one host of this document, chosen when it loads. */
export function hostInUse(): Host {
  return host;
}

export function hostOf(own: Window): Host {
  host = chooseHost(own);
  return host;
}
