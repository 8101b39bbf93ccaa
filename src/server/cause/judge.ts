import { entryTypeByCode, type Level } from '#contract/entry.ts';
import { tellsOfFailure, tellsOfWarning } from './failure-text.ts';
import { fingerprintOf } from './fingerprint.ts';
import { matchCause } from './match.ts';
import { hashOf, withPlace } from './place.ts';
import type { EntryFacts } from './facts.ts';

export type { EntryFacts } from './facts.ts';

export type Judgement = { level: Level; cause: string | null; fingerprint: string | null };

const faulted = 3;
/** Words by which messengers, gateways and mail servers say that a message will not come. */
const undelivered = new Set(
  (
    'failed failure undelivered undeliverable undeliv not_delivered delivery_failed rejected rejectd expired ' +
    'bounced bounce hard_bounce dropped blocked deleted'
  ).split(' '),
);

function levelOf(facts: EntryFacts): Level {
  const { typeCode, message } = facts;
  if (typeCode === 4 || typeCode === 9 || facts.result === faulted) return 'failure';
  const delivered = facts.delivery?.status;
  if (delivered != null && undelivered.has(delivered.trim().toLowerCase())) return 'failure';
  if (facts.level !== null) return facts.level;
  const isEmpty = message === null || message.trim() === '';
  if (typeCode === 3 || (!isEmpty && tellsOfWarning(message))) return 'warning';
  const type = typeCode === null ? undefined : entryTypeByCode[typeCode];
  switch (type) {
    case 'custom':
    case 'report':
      return !isEmpty && tellsOfFailure(message) ? 'failure' : 'message';
    case 'trigger':
      return 'message';
    case 'skip':
    case 'execute':
    case 'close':
    case 'debug':
    case 'attached':
      return isEmpty ? 'technical' : 'message';
    case 'cancel':
      return 'warning';
    case 'fault':
    case 'error':
      return 'failure';
    case undefined:
      if (isEmpty) return 'technical';
      return tellsOfFailure(message) ? 'failure' : 'message';
  }
}

function causeOf(facts: EntryFacts, fingerprint: string): string {
  const match = matchCause(facts);
  if (match === null) return `unknown:${hashOf(`${facts.activityCode ?? ''}\n${fingerprint}`)}`;
  const code = match.of ?? match.code;
  const named = code === 'js-own' ? `js-own:${hashOf(fingerprint)}` : withPlace(code, facts);
  return match.of === undefined ? named : `nested:${named}`;
}

function consider(facts: EntryFacts): Judgement {
  const level = levelOf(facts);
  if (level !== 'failure') return { level, cause: null, fingerprint: null };
  const fingerprint = fingerprintOf(facts.message ?? facts.delivery?.reason ?? facts.delivery?.status ?? '');
  return { level, cause: causeOf(facts, fingerprint), fingerprint };
}

/** The same sentence comes again and again: robots write by template. */
const remembered = new Map<string, Judgement>();
const rememberedLimit = 5000;
const keyLimit = 300;

const plainTypes = new Set([1, 2, 7, 10, 11, 12, 13, 14]);

/**
 * What an entry is to a reader, why it failed and to which failures it is alike. Total, and linear in the first 10 KiB
 * of what the entry says; a hundred thousand such calls a second and more.
 */
export function judge(facts: EntryFacts): Judgement {
  const { typeCode, message, activityCode, activityTitle } = facts;
  const isQuiet = facts.result !== faulted && facts.level === null && facts.delivery === null;
  if (isQuiet && message === null && typeCode !== null && plainTypes.has(typeCode)) {
    return { level: 'technical', cause: null, fingerprint: null };
  }
  if (facts.http !== null || facts.delivery !== null || (message !== null && message.length > keyLimit)) {
    return consider(facts);
  }
  const key = JSON.stringify([typeCode, facts.result, facts.level, activityCode, activityTitle, message]);
  const had = remembered.get(key);
  if (had !== undefined) return { ...had };
  const judgement = consider(facts);
  if (key.length <= 3 * keyLimit) {
    // Dropping the oldest one is what keeps it bounded; what is in use comes back at the next entry.
    if (remembered.size >= rememberedLimit) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(key, judgement);
  }
  return { ...judgement };
}
