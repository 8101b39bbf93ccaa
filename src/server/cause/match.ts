import { channelOf, type Channel } from './channel.ts';
import { gather, type Evidence } from './evidence.ts';
import { fold, rowsOfField, rowsOfNumber, rowsOfReply, rowsOfStatus, scan, tiers } from './match-index.ts';
import type { Candidate, Tier } from './match-index.ts';
import type { EntryFacts } from './facts.ts';
import { rows } from './rows.ts';

/** A row's code; `of` is the child's for an echo; `number` the first one that the text tells after the match. */
export type CauseMatch = { code: string; of?: string; number?: number };

type Hit = { row: number; at: number };
/** The best hit of each tier, and beside it the best whose channel cannot be told from this step. */
type Best = { sure: Partial<Record<Tier, Hit>>; loose: Partial<Record<Tier, Hit>> };

/** Steps that may stand for any channel: they repeat what another step or service said. */
const passOn: ReadonlySet<Channel> = new Set<Channel>(['nested', 'other', 'http', 'script']);

type Step = { channel: Channel; facts: EntryFacts; evidence: Evidence; place: string | null };

function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[a-z0-9а-я]/.test(text[at]!);
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetterAt(text, at - 1) && !isLetterAt(text, at + word.length)) return true;
  }
  return false;
}

/** Everything that may name a provider, lower-cased. */
function placeOf(step: Step): string {
  const { facts, evidence } = step;
  const url = facts.http?.url ?? '';
  const parts = [facts.activityCode, facts.activityTitle, url.slice(0, 300), facts.delivery?.provider, evidence.lower];
  return fold(parts.map((part) => part ?? '').join('\n'));
}

function isProvider(step: Step, provider: readonly string[]): boolean {
  step.place ??= placeOf(step);
  for (const name of provider) if (hasWord(step.place, name)) return true;
  return false;
}

function offer(step: Step, best: Best, tier: Tier, candidate: Candidate, at: number, isTelling: boolean): void {
  const sure = best.sure[tier];
  if (sure !== undefined && sure.row <= candidate.row) return;
  const isHere = candidate.channels === null || candidate.channels.has(step.channel);
  if (!isHere) {
    if (!isTelling || !passOn.has(step.channel)) return;
    const loose = best.loose[tier];
    if (loose !== undefined && loose.row <= candidate.row) return;
  }
  if (candidate.provider !== null && !isProvider(step, candidate.provider)) return;
  (isHere ? best.sure : best.loose)[tier] = { row: candidate.row, at };
}

const reply = /(?:^|[^\d.])([2-5]\d\d)(?=$|[ \-:;,)])/gm;

function offerReplies(step: Step, best: Best): void {
  for (const hit of step.evidence.lower.matchAll(reply)) {
    for (const candidate of rowsOfReply(Number(hit[1])) ?? [])
      offer(step, best, 'reply', candidate, hit.index + 4, false);
  }
}

const enhancedAfterReply = /[245]\d\d[ -][245]\.\d/;
const sqlstate = /sqlstate|errno|error \d{4}/;

function isTellingText(tier: Tier, parts: readonly string[], evidence: Evidence): boolean {
  if (tier === 'word') return true;
  if (tier === 'text') return parts.join('').length >= 12;
  if (tier === 'enhanced') return enhancedAfterReply.test(evidence.lower);
  return tier === 'sql' && sqlstate.test(evidence.lower);
}

function search(step: Step): Best {
  const best: Best = { sure: {}, loose: {} };
  const { evidence } = step;
  for (const { value, at } of evidence.numbers) {
    // Whichever number is found first stands nearest to the provider's own field.
    if (best.sure.number !== undefined) break;
    for (const candidate of rowsOfNumber(value) ?? []) {
      offer(step, best, 'number', candidate, at, value > 9999 && candidate.provider === null);
    }
  }
  for (const word of evidence.fields) {
    for (const candidate of rowsOfField(word) ?? []) offer(step, best, 'word', candidate, 0, false);
  }
  scan(evidence.text, evidence.lower, (pattern, _at, end) => {
    offer(step, best, pattern.tier, pattern, end, isTellingText(pattern.tier, pattern.parts, evidence));
  });
  if (step.channel === 'mail') offerReplies(step, best);
  if (evidence.httpStatus !== null) {
    for (const candidate of rowsOfStatus(evidence.httpStatus) ?? []) offer(step, best, 'status', candidate, 0, false);
  }
  return best;
}

const ownEnd = /\[line \d{1,9}\]$/;

/** A script's own words: it threw them itself, so the engine names no kind of error after the line. */
function isScriptsOwn(channel: Channel, message: string | null): boolean {
  if (message === null || (channel !== 'script' && channel !== 'nested')) return false;
  return ownEnd.test(message.slice(-200).trimEnd());
}

function bestOf(best: Best, isOwn: boolean): Hit | 'own' | null {
  for (const tier of tiers) {
    if (isOwn && tier === 'text') return 'own';
    const hit = best.sure[tier];
    if (hit !== undefined) return hit;
  }
  // Another channel's sentence is a last resort: a status that this step surely had tells more.
  for (const tier of tiers) {
    const hit = best.loose[tier];
    if (hit !== undefined) return hit;
  }
  return null;
}

const firstNumber = /\d{1,9}/;

function numberAfter(text: string, at: number): number | undefined {
  const hit = firstNumber.exec(text.slice(at, at + 80));
  return hit === null ? undefined : Number(hit[0]);
}

/** The cause of an entry that is known to be a failure; null when no row knows it. */
export function matchCause(facts: EntryFacts): CauseMatch | null {
  const { activityTitle, activityCode } = facts;
  const channel = channelOf({ activityTitle, activityCode, httpUrl: facts.http?.url ?? null });
  const step: Step = { channel, facts, evidence: gather(facts), place: null };
  const hit = bestOf(search(step), isScriptsOwn(channel, facts.message));
  if (hit === null) return null;
  const code = hit === 'own' ? 'js-own' : rows[hit.row]!.code;
  const number = hit === 'own' ? undefined : numberAfter(step.evidence.text, hit.at);
  const match: CauseMatch = channel === 'nested' && code !== 'en-child' ? { code: 'en-child', of: code } : { code };
  return number === undefined ? match : { ...match, number };
}
