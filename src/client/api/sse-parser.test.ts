import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseParser } from './sse-parser.ts';

const line = fc.string({ unit: fc.constantFrom('a', 'ж', ' ', ':', '{', '"', '0'), maxLength: 12 });
const sent = fc.array(
  fc.record({
    event: fc.constantFrom('changed', 'ping'),
    data: fc.array(line, { minLength: 1, maxLength: 3 }),
    id: fc.nat(),
  }),
  {
    maxLength: 6,
  },
);
const ending = fc.constantFrom('\n', '\r\n', '\r');

function cut(text: string, places: number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...at, text.length].map((end, index) => text.slice(index === 0 ? 0 : at[index - 1], end));
}

describe('the parser of server-sent events', () => {
  it('gives what was sent, however the stream is cut', () => {
    fc.assert(
      fc.property(sent, ending, fc.array(fc.nat(), { maxLength: 20 }), (events, end, places) => {
        const text = events
          .map(({ event, data, id }) =>
            [`event: ${event}`, `id: ${id}`, ...data.map((one) => `data: ${one}`), '', ''].join(end),
          )
          .join('');
        const parse = createSseParser();
        const got = cut(text, places).flatMap((piece) => parse(piece));
        expect(got).toEqual(events.map(({ event, data, id }) => ({ event, data: data.join('\n'), id: String(id) })));
      }),
    );
  });

  it('passes over comments, unknown fields and events without data, and keeps the last id', () => {
    const parse = createSseParser();
    const got = parse('\uFEFF: hello\nid: 7\n\nretry: 100\nevent: changed\ndata:x\n\ndata: y\n\ndata: half');
    expect(got).toEqual([
      { event: 'changed', data: 'x', id: '7' },
      { event: 'message', data: 'y', id: '7' },
    ]);
  });
});
