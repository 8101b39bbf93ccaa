/** An address from outside that may be opened: http or https, looked at after parsing, since parsing drops tabs and line ends. */
export function outsideUrl(url: string | null): string | null {
  if (url === null) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}
