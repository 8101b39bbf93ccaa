import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import type { Caller } from '#server/access/policy.ts';
import type { AnswerToKeep, JournalStore } from '#server/store/journal-store.ts';

/** A request that its client may send again, because the answer can be lost on its way. */
export type Repeatable = {
  portalNo: number;
  /** Whose id it is: two callers may use the same one. */
  credential: string;
  id: string;
  /**
   * `key`: an `Idempotency-Key`, which stands for one request and no other. `retry`: what an SDK sends again with a
   * retry. Some developers send one id for ever, so another content is another request there.
   */
  kind: 'key' | 'retry';
  /** Hash of what is asked. */
  content: string;
};

/** What to keep of a request whose answer is saved together with what it wrote. */
export type Memory = Omit<AnswerToKeep, 'answer'>;

export type Repeats = {
  /**
   * Carries a request out, or gives the answer that it got the first time; a failure is not remembered and may be tried
   * again. `keptOf` says what to remember of an answer (JSON), null for nothing but that it was asked: then it is carried
   * out again. While a request runs, its `retry` waits for the same answer.
   * @throws Problem idempotency_key_reused for a key with another content, idempotency_key_in_use while its request runs
   */
  once<A>(
    request: Repeatable,
    run: (memory: Memory) => Promise<A>,
    keptOf?: (answer: A) => unknown,
  ): Promise<{ answer: A; isRepeated: boolean }>;
};

export function createRepeats(store: Pick<JournalStore, 'applications'>, now: () => number): Repeats {
  const underWay = new Map<string, { content: string; answer: Promise<{ answer: unknown; isRepeated: boolean }> }>();

  async function first<A>(
    portalNo: number,
    memory: Memory,
    run: (memory: Memory) => Promise<A>,
    keptOf: (answer: A) => unknown,
  ): Promise<{ answer: A; isRepeated: boolean }> {
    const given = await store.applications.givenAnswer(portalNo, memory.request, now());
    if (given !== null && given.content !== memory.content) throw reused();
    const known: unknown = given === null ? null : JSON.parse(given.answer);
    if (known !== null) return { answer: known as A, isRepeated: true };
    const answer = await run(memory);
    const kept = JSON.stringify(keptOf(answer) ?? null);
    await store.applications.keepAnswer(portalNo, { ...memory, answer: kept }, now());
    return { answer, isRepeated: false };
  }

  return {
    async once<A>(
      { portalNo, credential, id, kind, content }: Repeatable,
      run: (memory: Memory) => Promise<A>,
      keptOf: (answer: A) => unknown = (answer) => answer,
    ) {
      const request = hashOf(kind === 'key' ? [credential, kind, id] : [credential, kind, id, content]);
      const place = `${portalNo} ${request}`;
      const running = underWay.get(place);
      if (running !== undefined) {
        if (kind === 'retry') return (await running.answer) as { answer: A; isRepeated: boolean };
        throw running.content === content
          ? new Problem('idempotency_key_in_use', 'the request with this Idempotency-Key is being carried out')
          : reused();
      }
      const answer = first(portalNo, { request, content }, run, keptOf).finally(() => underWay.delete(place));
      underWay.set(place, { content, answer });
      return await answer;
    },
  };
}

/** Carries a request of a key out once per `Idempotency-Key`, if it has one. `asked`: what tells two requests apart. */
export async function onceByKey<A>(
  repeats: Repeats,
  { request, reply, caller }: { request: FastifyRequest; reply: FastifyReply; caller: KeyCaller },
  asked: string | Buffer,
  run: () => Promise<A>,
): Promise<A> {
  const id = idempotencyKeyOf(request);
  if (id === null) return await run();
  const { keyId, portalNo } = caller;
  const content = hashOf([request.routeOptions.url ?? '', asked]);
  const { answer, isRepeated } = await repeats.once(
    { portalNo, credential: `key ${keyId}`, id, kind: 'key', content },
    run,
  );
  if (isRepeated) reply.header('idempotent-replay', 'true');
  return answer;
}

type KeyCaller = Extract<Caller, { kind: 'key' }>;

const longestKey = 255;

/**
 * The `Idempotency-Key` of a request; null when it has none.
 * @throws Problem invalid_request for one that is too long to be kept: passed over, it would protect nothing
 */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return null;
  if (key.length > longestKey)
    throw new Problem('invalid_request', `the Idempotency-Key has at most ${longestKey} characters`);
  return key;
}

/** A hash of texts and bytes by which two requests are told apart. */
export function hashOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64url');
}

function reused(): Problem {
  return new Problem('idempotency_key_reused', 'this Idempotency-Key was used for another request');
}
