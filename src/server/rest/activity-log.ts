import { randomUUID } from 'node:crypto';
import { maxEventBytes } from '#contract/event.ts';
import type { Ingest } from '#server/ingest/ingest.ts';
import type { SecretRedactor } from '#server/ingest/secrets.ts';
import type { JournalStore, ProcessRow, SilentReason, WaitingStep } from '#server/store/journal-store.ts';
import { RestError } from './errors.ts';
import type { EventTokens } from './event-token.ts';
import type { Call, Method } from './method.ts';
import { isRecord } from './parameters.ts';
import { returnedBy, type ReturnValues } from './return-values.ts';

const answered = {
  ru: 'Получен ответ от приложения',
  en: 'Received application response',
} as const;

const done = { result: true } as const;
const notedEveryMs = 60_000;
const mostNoted = 10_000;

/** A write's target: the process, and the step as far as it was issued here. */
type Target = Omit<ReadToken, 'process'> & { process: ProcessRow };
type ReadToken = { process: string; activity: string; step: WaitingStep | null; verified: boolean };

/** `bizproc.activity.log` and `bizproc.event.send`: how applications write to the journal. */
export function activityLogMethods(options: {
  store: Pick<JournalStore, 'applications' | 'processes'>;
  ingest: Ingest;
  tokens: EventTokens;
  /** Destroys secrets in what an application answers. */
  redactor: SecretRedactor;
  now(): number;
}): readonly Method[] {
  const { store, ingest, tokens, redactor, now } = options;
  /** When an activity was last noted to have written; noting each time would cost as much as writing. */
  const notedAt = new Map<string, number>();

  /** @throws RestError ACCESS_DENIED for a token that is garbled, altered or of another portal */
  async function tokenOf(call: Call): Promise<ReadToken> {
    const token = call.parameters.text('EVENT_TOKEN');
    const read = typeof token === 'string' ? tokens.read(call.portal.portal, token) : null;
    if (read === null) throw new RestError('ACCESS_DENIED');
    const { portalNo } = call.portal;
    // Where tokens are issued here each of them can be verified. Another portal's cannot: there the credential decides.
    if (!read.verified && (await store.applications.issuesTokens(portalNo))) throw new RestError('ACCESS_DENIED');
    const step = read.verified ? await store.applications.step(portalNo, read.event) : null;
    if (read.verified && step === null) throw new RestError('ACCESS_DENIED');
    return { ...read, step };
  }

  /** @throws RestError 404 for a process that is not there */
  async function targetOf(call: Call, { process: id, ...read }: ReadToken): Promise<Target> {
    const process = await store.processes.find(call.portal.portalNo, id);
    if (process !== null) return { ...read, process };
    throw new RestError('404', call.language === 'en' ? 'The business process is not found.' : undefined);
  }

  /** Why the portal would answer `true` and keep nothing; null when it keeps it. */
  function silentReasonOf({ process, step }: Target): SilentReason | null {
    if (step !== null && !step.useSubscription) return 'no_subscription';
    if (step !== null && step.closedAt !== null) return 'step_closed';
    if (step !== null && step.expiresAt !== null && step.expiresAt <= now()) return 'timed_out';
    if (process.state !== null && process.state !== 'running' && process.state !== 'waiting') return 'process_finished';
    if (process.template?.logging === false) return 'logging_off';
    return null;
  }

  /**
   * Writes an entry; with `answer` it is the last of its step, which is closed in the same transaction.
   * @returns false when another answer closed the step first: then nothing is written
   */
  async function write(call: Call, target: Target, message: string, answer?: ReturnValues): Promise<boolean> {
    const { process, step, activity, verified } = target;
    const { portal, caller, memory } = call;
    const code = step?.activity.code ?? null;
    const event = {
      kind: 'entry',
      id: randomUUID(),
      at: new Date(now()).toISOString(),
      process: process.process,
      activity: { name: activity, title: step?.activity.title ?? null, code },
      type: 5,
      status: 1,
      result: 0,
      message,
      details: {
        // Not named `credential`: what is named so is destroyed on the way in.
        source: { kind: 'rest', by: caller.credential, ...titled(caller), verified },
        ...(answer?.values === undefined ? {} : { output: answer.values }),
        ...(answer === undefined || answer.undeclared.length === 0 ? {} : { undeclared: answer.undeclared }),
      },
    };
    const { values } = answer ?? {};
    const together = {
      answer: memory === null ? null : { ...memory, answer: JSON.stringify(done) },
      step:
        answer === undefined || step === null
          ? null
          : {
              event: step.event,
              answer: values === undefined ? null : JSON.stringify(redactor.value(values, 'output')),
            },
    };
    const taken = await ingest.take(portal.portalNo, `rest ${caller.credential}`, [{ value: event }], together);
    const [refused] = taken.rejected;
    if (refused !== undefined) throw new RestError('ERROR_ARGUMENT', refused.message, { argument: 'LOG_MESSAGE' });
    if (code !== null) await noteWrote(portal.portalNo, code);
    return taken.accepted + taken.duplicates > 0;
  }

  async function noteWrote(portalNo: number, code: string): Promise<void> {
    const place = `${portalNo} ${code}`;
    if ((notedAt.get(place) ?? 0) > now() - notedEveryMs) return;
    if (notedAt.size > mostNoted) notedAt.clear();
    notedAt.set(place, now());
    // A note for people; what was written stays written.
    await store.applications.activityWrote(portalNo, code, now()).catch(() => undefined);
  }

  const countSilent = async ({ portal, caller }: Call, reason: SilentReason) =>
    await store.applications.countSilent(portal.portalNo, reason, caller.credential, now());

  /** What the activity of a step returns of an answer: the one that the caller registered, else any of its code. */
  async function returnedTo(call: Call, { step }: Target, values: Record<string, unknown> | undefined) {
    const code = step?.activity.code ?? null;
    if (code === null || values === undefined) return returnedBy([], values);
    const all = await store.applications.activities(call.portal.portalNo, null);
    const ofCode = all.filter((activity) => activity.code === code);
    const own = ofCode.filter(({ clientId }) => clientId === call.caller.clientId);
    return returnedBy(own.length > 0 ? own : ofCode, values);
  }

  const token = {
    name: 'EVENT_TOKEN',
    type: 'string',
    required: true,
    ru: 'Токен события, который шаг передал приложению',
    en: 'The event token that the step handed to the application',
  };

  const log: Method = {
    name: 'bizproc.activity.log',
    scope: 'bizproc',
    who: 'anyone',
    writes: true,
    summary: {
      ru: 'Записывает сообщение в журнал бизнес-процесса',
      en: 'Writes a message to the journal of a business process',
    },
    parameters: [
      token,
      { name: 'LOG_MESSAGE', type: 'string', required: true, ru: 'Текст сообщения', en: 'The message' },
    ],
    example: {
      parameters: { EVENT_TOKEN: exampleToken, LOG_MESSAGE: 'Сообщение отправлено в WhatsApp' },
      result: true,
    },
    errors: ['ACCESS_DENIED', 'ERROR_EMPTY_LOG_MESSAGE', 'ERROR_ARGUMENT', '404'],
    async run(call) {
      // In the portal's order: the token, the message, the process.
      const read = await tokenOf(call);
      const message = messageOf(call);
      if (message === null) throw new RestError('ERROR_EMPTY_LOG_MESSAGE');
      const target = await targetOf(call, read);
      const reason = silentReasonOf(target);
      if (reason === null) await write(call, target, message);
      else await countSilent(call, reason);
      return done;
    },
  };

  const send: Method = {
    name: 'bizproc.event.send',
    scope: 'bizproc',
    who: 'anyone',
    writes: true,
    summary: {
      ru: 'Передаёт шагу ответ приложения и завершает ожидание',
      en: 'Hands the application’s answer to the step and ends its waiting',
    },
    parameters: [
      token,
      {
        name: 'RETURN_VALUES',
        type: 'object',
        required: false,
        ru: 'Значения, которые вернёт шаг: те, что действие объявило в RETURN_PROPERTIES, имена в любом регистре. Остальные не возвращаются, их имена остаются в записи',
        en: 'Values that the step returns: those that the activity declares in RETURN_PROPERTIES, names in any case. Others are not returned, their names stay in the entry',
      },
      {
        name: 'LOG_MESSAGE',
        type: 'string',
        required: false,
        ru: 'Текст сообщения; без него — «Получен ответ от приложения»',
        en: 'The message; without it “Received application response”',
      },
    ],
    example: {
      parameters: { EVENT_TOKEN: exampleToken, RETURN_VALUES: { messageId: 'wamid.1' }, LOG_MESSAGE: 'Доставлено' },
      result: true,
    },
    errors: ['ACCESS_DENIED', 'ERROR_ARGUMENT', '404'],
    async run(call) {
      const read = await tokenOf(call);
      const message = messageOf(call) ?? answered[call.language];
      const values = returnValuesOf(call);
      const target = await targetOf(call, read);
      const reason = silentReasonOf(target);
      const isKept = reason === null && (await write(call, target, message, await returnedTo(call, target, values)));
      if (!isKept) await countSilent(call, reason ?? 'step_closed');
      return done;
    },
  };

  return [log, send];
}

const exampleToken = '55c1dc1c3f0d75.78875596|A51601_82584_96831_81132|hMsrxtVJnqR2Cq1fLE4o3vXdKpZ7bWyT.<signature>';

/** An application is named to readers as the administrator called it. */
function titled({ title }: Call['caller']): { title?: string } {
  return title === null ? {} : { title };
}

/** The text to write; null when there is none. `0` is a text: losing it would be worse than calling it empty. */
function messageOf(call: Call): string | null {
  const message = call.parameters.text('LOG_MESSAGE');
  if (message === undefined)
    throw new RestError('ERROR_ARGUMENT', 'LOG_MESSAGE is a string', { argument: 'LOG_MESSAGE' });
  return message === null || message.trim() === '' ? null : message;
}

/** @throws RestError ERROR_ARGUMENT when they are larger than an event may be */
function returnValuesOf(call: Call): Record<string, unknown> | undefined {
  const values = call.parameters.get('RETURN_VALUES');
  if (!isRecord(values) || Object.keys(values).length === 0) return undefined;
  if (Buffer.byteLength(JSON.stringify(values)) > maxEventBytes) {
    const argument = 'RETURN_VALUES';
    throw new RestError('ERROR_ARGUMENT', `${argument}: the limit is ${maxEventBytes} bytes`, { argument });
  }
  return values;
}
