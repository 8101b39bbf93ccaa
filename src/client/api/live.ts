import { Problem } from '#contract/problem.ts';
import { fetchAsReader } from './as-reader.ts';
import { languageInUse, problemOf } from './call.ts';
import { createSseParser } from './sse-parser.ts';
import type { ServerEvent } from './sse-parser.ts';

/** `live`: events come as they happen. `polling`: they do not, so `onPoll` is called every ten seconds. `refused`: the server said no. */
export type LiveState = 'connecting' | 'live' | 'polling' | 'paused' | 'refused';

export type LiveOptions = {
  url: string;
  onEvent: (event: ServerEvent) => void;
  onPoll: () => void;
  onState: (state: LiveState) => void;
};

const pollEveryMs = 10_000;
const failuresBeforePolling = 2;

/** How long to wait before try number `failures`: doubling from one second to a minute, spread so that readers do not come back all at once. */
export function backoffMs(failures: number, chance: number): number {
  return Math.min(60_000, 1000 * 2 ** Math.min(failures - 1, 6)) * (0.5 + chance / 2);
}

/**
 * Reads a stream of server-sent events for as long as the page is seen. Uses fetch and not EventSource: so that a
 * refusal can be told from a broken line, and headers can be sent. Gives a function that ends it.
 */
export function openLive({ url, onEvent, onPoll, onState }: LiveOptions): () => void {
  let lastId: string | null = null;
  let failures = 0;
  let wasCut = false;
  let isEnded = false;
  let connection: AbortController | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let pollTimer: ReturnType<typeof setInterval> | undefined;

  function stopPolling(): void {
    clearInterval(pollTimer);
    pollTimer = undefined;
  }

  function pause(): void {
    connection?.abort();
    connection = null;
    clearTimeout(retryTimer);
    stopPolling();
  }

  function failed(): void {
    failures += 1;
    wasCut = true;
    if (failures >= failuresBeforePolling && pollTimer === undefined) {
      onState('polling');
      pollTimer = setInterval(onPoll, pollEveryMs);
    }
    retryTimer = setTimeout(connect, backoffMs(failures, Math.random()));
  }

  async function read(own: AbortController): Promise<void> {
    const headers: Record<string, string> = { accept: 'text/event-stream', 'accept-language': languageInUse() };
    if (lastId !== null) headers['last-event-id'] = lastId;
    const response = await fetchAsReader(url, { headers, cache: 'no-store', signal: own.signal });
    if (!response.ok) throw await problemOf(response);
    if (response.body === null || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      throw new TypeError('no event stream came');
    }
    stopPolling();
    onState('live');
    // Without an id the server cannot replay what was missed in the meantime.
    if (wasCut && lastId === null) onPoll();
    const parse = createSseParser();
    const text = response.body.pipeThrough(new TextDecoderStream());
    const reader = text.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      failures = 0;
      for (const event of parse(value)) {
        if (event.id !== null) lastId = event.id;
        onEvent(event);
      }
    }
  }

  async function connect(): Promise<void> {
    const own = new AbortController();
    connection = own;
    if (pollTimer === undefined) onState('connecting');
    try {
      await read(own);
    } catch (error) {
      if (own.signal.aborted) return;
      if (error instanceof Problem && [401, 403, 404].includes(error.status)) {
        pause();
        onState('refused');
        return;
      }
    }
    if (!own.signal.aborted) failed();
  }

  function follow(): void {
    if (isEnded) return;
    pause();
    if (document.visibilityState === 'hidden') {
      wasCut = true;
      onState('paused');
      return;
    }
    failures = 0;
    void connect();
  }

  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    isEnded = true;
    document.removeEventListener('visibilitychange', follow);
    pause();
  };
}
