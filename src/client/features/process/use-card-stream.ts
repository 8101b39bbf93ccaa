import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProcessChanged } from '#contract/stream.ts';
import type { ProcessInList } from '#contract/process.ts';
import { openLive } from '#client/api/live.ts';
import type { LiveState } from '#client/api/live.ts';
import { urlOf } from '#client/api/url-of.ts';
import { applyChange } from './live-changes.ts';

/** Changes of one process within this time are taken in together: a busy robot writes many entries at once. */
const gatherMs = 400;

/** Keeps everything of the card that is shown up to date, by one stream a card page. */
export function useCardStream(cardType: string, cardId: string): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const waiting = new Map<string, ProcessInList>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    function flush(): void {
      timer = undefined;
      for (const process of waiting.values()) applyChange(client, { cardType, cardId }, process);
      waiting.clear();
    }
    const close = openLive({
      url: urlOf('stream', { query: { cardType, cardId } }),
      onState: setState,
      onEvent({ event, data }) {
        if (event !== 'changed') return;
        const change = ProcessChanged.safeParse(parsed(data));
        if (!change.success) return;
        waiting.set(change.data.process.process, change.data.process);
        timer ??= setTimeout(flush, gatherMs);
      },
      onPoll() {
        for (const root of ['card', 'card-processes', 'card-timeline']) {
          void client.invalidateQueries({ queryKey: [root, cardType, cardId] });
        }
        void client.invalidateQueries({ queryKey: ['process'] });
      },
    });
    return () => {
      close();
      clearTimeout(timer);
    };
  }, [client, cardType, cardId]);
  return state;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
