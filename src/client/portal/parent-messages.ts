/** The longest message that is read at all. */
const longest = 64 * 1024;

/**
 * Messages of the page around us, and of nobody else: its window, its exact origin, a text or an object of a sane size.
 * Whatever else comes is not read; the first of an origin is told on the console, by the origin alone.
 */
export function hearParent(own: Window, origin: string, hear: (data: unknown) => void): void {
  const told = new Set<string>();
  own.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source === own.parent && event.origin === origin && isSane(event.data)) return hear(event.data);
    // What a browser's extension says to its own page within ours is no business of anybody.
    if (event.source === own || told.has(event.origin) || told.size >= 20) return;
    told.add(event.origin);
    console.warn(`a message from ${event.origin} was not read`);
  });
}

function isSane(data: unknown): boolean {
  if (typeof data === 'string') return data.length <= longest;
  if (data === null || typeof data !== 'object') return false;
  // Only flat objects of texts and numbers are expected: their size is soon known.
  return Object.values(data).every((value) => typeof value === 'number' || String(value).length <= longest);
}
