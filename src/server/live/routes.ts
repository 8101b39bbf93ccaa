import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import { ProcessChanged } from '#contract/stream.ts';
import type { Mask } from '#server/access/mask.ts';
import { mayReadPortal, mayUse } from '#server/access/policy.ts';
import type { CardName } from '#server/access/sight.ts';
import { type ReadContext, readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { Hub, Message } from './hub.ts';

const heartbeatMs = 15_000;
/** A right that was taken away ends a stream within this time. */
const recheckMs = 60_000;
/** A reader who does not read is let go; he comes back with the number he has seen. */
const mostBufferedBytes = 256 * 1024;

/** Server-sent events of a card. */
export function registerStream(registrar: Registrar, hub: Hub): void {
  readRoute(
    registrar,
    'stream',
    async ({ portal, query, language, request, reply, sight, mask }: ReadContext<'stream'>) => {
      const card = { type: query.cardType, id: query.cardId };
      if (!(await sight.sees(card))) throw new Problem('not_found', 'no such card');
      const { raw } = reply.hijack();
      raw.writeHead(200, {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      } as Record<string, string>);
      raw.write(': listening\n\n');

      const timers: NodeJS.Timeout[] = [];
      let leave = (): void => undefined;
      const end = (): void => {
        for (const timer of timers) clearInterval(timer);
        leave();
        raw.end();
      };
      raw.on('close', end);
      raw.on('error', end);

      const write = (text: string): void => {
        if (raw.destroyed || raw.writableEnded) return;
        if (raw.writableLength > mostBufferedBytes) raw.destroy();
        else raw.write(text);
      };
      let isStuck = false;
      const beat = (): void => {
        // Two beats long he took nothing of what lies ready for him.
        if (isStuck && raw.writableNeedDrain) raw.destroy();
        isStuck = raw.writableNeedDrain;
        write(': still here\n\n');
      };
      timers.push(setInterval(beat, heartbeatMs));
      timers.push(setInterval(() => void recheck(registrar, request, portal.portalNo, card, end), recheckMs));

      const watcher = {
        portalNo: portal.portalNo,
        cardType: query.cardType,
        cardId: query.cardId,
        language,
        send(message: Message) {
          write(format(message.event === 'changed' ? shownTo(mask, message) : message));
          if (message.event === 'bye') end();
        },
        drained: async () => await drainOf(raw),
      };
      const stop = await hub.watch(watcher, lastEventId(request));
      if (raw.destroyed || raw.writableEnded) stop();
      else leave = stop;
      return reply;
    },
  );
}

/** What leaves: masked, and without any field that the contract does not name. */
function shownTo(mask: Mask | null, message: Message): Message {
  return { ...message, data: ProcessChanged.parse(mask?.answer(message.data).value ?? message.data) };
}

/** Resolves when what was written has gone out, or cannot any more. */
async function drainOf(raw: ServerResponse): Promise<void> {
  if (raw.destroyed || !raw.writableNeedDrain) return;
  await new Promise<void>((done) => {
    const over = (): void => {
      raw.off('drain', over).off('close', over);
      done();
    };
    raw.on('drain', over).on('close', over);
  });
}

async function recheck(
  registrar: Registrar,
  request: FastifyRequest,
  portalNo: number,
  card: CardName,
  end: () => void,
): Promise<void> {
  const may = await mayStillRead(registrar, request, portalNo, card).catch(() => false);
  if (!may) end();
}

async function mayStillRead(
  { callerOf, portals, sightOf }: Registrar,
  request: FastifyRequest,
  portalNo: number,
  card: CardName,
): Promise<boolean> {
  const caller = await callerOf(request);
  const portal = await portals.byNo(portalNo);
  if (caller === null || portal === null) return false;
  const mayRead = mayUse(caller, 'journal.read') === 'yes' && mayReadPortal(caller, portal);
  return mayRead && (await sightOf(caller, portal).sees(card));
}

function lastEventId(request: FastifyRequest): number | null {
  const header = request.headers['last-event-id'];
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function format({ event, id, data }: Message): string {
  return `event: ${event}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
