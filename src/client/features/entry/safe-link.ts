/** An address that may be followed: `shown` is where it really leads, whatever its text says. */
export type SafeLink = { href: string; shown: string };

const protocols = ['http:', 'https:', 'mailto:', 'tel:'];
const longestHref = 2_000;

/** Null for what is no address, or of a scheme that is not followed. Judged after parsing, which drops tabs and line ends. */
export function readLink(text: string): SafeLink | null {
  const trimmed = text.trim();
  if (trimmed.length > longestHref || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (!protocols.includes(url.protocol)) return null;
  if (url.protocol === 'mailto:' || url.protocol === 'tel:') return { href: url.href, shown: addressOf(url) };
  if (url.host === '') return null;
  return { href: url.href, shown: hostOf(trimmed, url) };
}

function addressOf({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/**
 * The host as the browser will ask for it. In letters other than Latin only where all of it is in one script: `а` of
 * Cyrillic and `a` of Latin look alike, so anything mixed is shown in punycode.
 */
function hostOf(text: string, url: URL): string {
  if (!/(?:^|\.)xn--/.test(url.hostname)) return url.host;
  const written = /^[a-z]+:\/*(?:[^/?#@\\]*@)?([^/?#:@\\]+)/i.exec(text)?.[1]?.toLowerCase().normalize('NFC') ?? '';
  const isSame = URL.canParse(`https://${written}`) && new URL(`https://${written}`).hostname === url.hostname;
  const isOneScript = /^(?:\p{Script=Cyrillic}|[\d.-])+$/u.test(written) && /\p{Script=Cyrillic}$/u.test(written);
  return isSame && isOneScript ? `${written}${url.port === '' ? '' : `:${url.port}`}` : url.host;
}
