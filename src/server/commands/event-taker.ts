import type { IngestAnswer } from '#contract/event.ts';
import type { Config } from '#server/config.ts';
import { createIngestOf } from '#server/ingest/create.ts';
import { readLine } from '#server/ingest/event-body.ts';
import { instanceSecret } from '#server/instance.ts';
import { StoreInUse } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { askControl, serverStatus } from './control-client.ts';
import { CommandFailed } from './command.ts';

/** Where imported lines go: the store itself, or the server that has it open. */
export type EventTaker = {
  take(lines: readonly Buffer[]): Promise<IngestAnswer>;
  close(): Promise<void>;
};

export async function openTaker(config: Config, portal: string, source: string): Promise<EventTaker> {
  try {
    return await takeIntoStore(config, portal, source);
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    // Not a server, or one that takes no imports: it has to be stopped, as the error says.
    if ((await serverStatus(config.dataDir)) === null) throw error;
    return sendToServer(config.dataDir, portal, source);
  }
}

async function takeIntoStore(config: Config, portal: string, source: string): Promise<EventTaker> {
  const store = await openStore(config.dataDir, { purpose: 'journal' });
  const { portalNo } = (await store.portals.find(portal)) ?? (await store.portals.put(portal, {}));
  const secret = instanceSecret(config.dataDir);
  const ingest = createIngestOf({ store, secret, onChange: () => undefined, now: Date.now });
  return {
    take: (lines) => ingest.take(portalNo, source, lines.map(readLine)),
    close: () => store.close(),
  };
}

function sendToServer(dataDir: string, portal: string, source: string): EventTaker {
  const path = `/import?${new URLSearchParams({ portal, source }).toString()}`;
  return {
    async take(lines) {
      const body = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
      const { status, json } = await askControl(dataDir, 'POST', path, body);
      if (status === 200) return json as IngestAnswer;
      const why = (json as { detail?: string | null } | null)?.detail ?? `status ${status}`;
      throw new CommandFailed(`The server took no more: ${why}. Run it again: what was taken is not doubled.`);
    },
    close: () => Promise.resolve(),
  };
}
