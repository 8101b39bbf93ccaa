import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubApi } from '#client/testing/stub-api.ts';
import { backoffMs, openLive } from './live.ts';
import type { LiveState } from './live.ts';

let states: LiveState[] = [];
let events: string[] = [];
let polls = 0;
let close: () => void = () => {};
const url = '/api/v1/stream?cardType=deal&cardId=7';

function open(): void {
  close = openLive({
    url,
    onState: (state) => states.push(state),
    onEvent: ({ data }) => events.push(data),
    onPoll: () => {
      polls += 1;
    },
  });
}

function stream(text: string, isOpen = false): Response {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      if (!isOpen) controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

function signalOf(args: unknown[] | undefined): AbortSignal | null | undefined {
  return (args?.[1] as RequestInit | undefined)?.signal;
}

function visibility(state: 'hidden' | 'visible'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  states = [];
  events = [];
  polls = 0;
});
afterEach(() => {
  close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the stream of a card', () => {
  it('gives events, and after a cut goes on from the last id', async () => {
    const fetched = vi
      .fn()
      .mockResolvedValueOnce(stream('id: 41\nevent: changed\ndata: one\n\n'))
      .mockResolvedValue(stream('', true));
    vi.stubGlobal('fetch', fetched);
    open();
    await vi.waitFor(() => expect(events).toEqual(['one']));
    await vi.advanceTimersByTimeAsync(1500);
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
    expect(fetched.mock.calls[1]?.[1]).toMatchObject({
      headers: { 'last-event-id': '41', accept: 'text/event-stream' },
    });
    expect(polls).toBe(0);
  });

  it('polls when the line stays broken, and stops when it is back', async () => {
    const fetched = vi.fn().mockRejectedValue(new TypeError('Failed to fetch'));
    vi.stubGlobal('fetch', fetched);
    open();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states.at(-1)).toBe('polling');
    expect(polls).toBeGreaterThanOrEqual(2);
    fetched.mockResolvedValue(stream(': hello\n\n', true));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toBe('live');
    const before = polls;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(polls).toBe(before);
  });

  it('ends when the server refuses, and does not ask again', async () => {
    const asked = stubApi({ stream: { problem: 'not_found' } });
    open();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(states.at(-1)).toBe('refused');
    expect(asked).toHaveLength(1);
  });

  it('rests while the page is hidden and comes back with it', async () => {
    const fetched = vi.fn().mockImplementation(() => Promise.resolve(stream(': hello\n\n', true)));
    vi.stubGlobal('fetch', fetched);
    open();
    await vi.waitFor(() => expect(states.at(-1)).toBe('live'));
    visibility('hidden');
    expect(states.at(-1)).toBe('paused');
    expect(signalOf(fetched.mock.calls[0])?.aborted).toBe(true);
    visibility('visible');
    await vi.waitFor(() => expect(states.at(-1)).toBe('live'));
    // Nothing had an id, so what was missed must be asked for.
    expect(polls).toBe(1);
  });

  it('waits longer with every failure, up to a minute', () => {
    expect([1, 2, 3, 7, 50].map((failures) => backoffMs(failures, 1))).toEqual([1000, 2000, 4000, 60_000, 60_000]);
    expect(backoffMs(1, 0)).toBe(500);
  });
});
