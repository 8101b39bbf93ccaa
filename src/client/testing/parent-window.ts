import { vi } from 'vitest';

type Posted = { data: unknown; target: string };

/** A window of ours within a portal's, as the hosts see it: what they post, and a way to send them messages. */
export function framedWindow(answer: (data: unknown, reply: (data: unknown) => void) => void = () => {}) {
  const heard: ((event: MessageEvent<unknown>) => void)[] = [];
  const posted: Posted[] = [];
  const opened: string[] = [];
  const origin = 'https://portal.example';
  const parent = {
    postMessage(data: unknown, target: string) {
      posted.push({ data, target });
      // A message never arrives while its sender is still at work.
      answer(data, (said) => queueMicrotask(() => say(said)));
    },
  };
  const own = {
    parent,
    addEventListener: (_: string, hear: (event: MessageEvent<unknown>) => void) => heard.push(hear),
    open: (url: string) => opened.push(url),
  };
  function say(data: unknown, from: Partial<{ origin: string; source: unknown }> = {}): void {
    for (const hear of heard) hear({ origin, source: parent, data, ...from } as MessageEvent<unknown>);
  }
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  return { own: own as unknown as Window, parent, origin, posted, opened, say, warned };
}
