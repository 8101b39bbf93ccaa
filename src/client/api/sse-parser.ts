export type ServerEvent = { event: string; data: string; id: string | null };

/**
 * Reads a server-sent event stream piece by piece: give it text as it comes, it gives the events that are whole.
 * How the stream is cut into pieces makes no difference. Follows the HTML standard, section 9.2.6.
 */
export function createSseParser(): (chunk: string) => ServerEvent[] {
  let buffer = '';
  let isFirst = true;
  let afterReturn = false;
  let data: string[] = [];
  let event = '';
  let id: string | null = null;

  function field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value;
    else if (name === 'id' && !value.includes('\0')) id = value;
  }

  return (chunk) => {
    const events: ServerEvent[] = [];
    let text = chunk;
    if (text === '') return events;
    if (isFirst && text.startsWith('\uFEFF')) text = text.slice(1);
    isFirst = false;
    // A pair CR LF may be cut in the middle: the LF that follows a CR ends no second line.
    if (afterReturn && text.startsWith('\n')) text = text.slice(1);
    if (text !== '') afterReturn = text.endsWith('\r');
    buffer += text;
    const lines = buffer.split(/\r\n|\r|\n/);
    buffer = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') {
        if (!line.startsWith(':')) field(line);
        continue;
      }
      if (data.length > 0) events.push({ event: event || 'message', data: data.join('\n'), id });
      data = [];
      event = '';
    }
    return events;
  };
}
