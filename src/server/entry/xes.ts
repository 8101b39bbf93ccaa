import { createHash } from 'node:crypto';
import type { Entry } from '#contract/entry.ts';
import type { ProcessInList } from '#contract/process.ts';
import { xmlValue } from './xml-text.ts';

/*
 * The journal as XES, IEEE 1849-2016: the format that process-mining tools read. A process is a trace, an entry an
 * event. `docs/decisions/021-xes.md` says what stands where, and why.
 */

/** A process and what is written of its journal, in parts that fit into memory. */
export type Trace = { process: ProcessInList; parts: AsyncIterable<Entry[]> };
export type XesLog = {
  portal: { portal: string; title: string | null };
  /** Not everything of the portal is in it: its reader should know. */
  isFiltered: boolean;
  at: number;
};

export const xesMediaType = 'application/xml; charset=utf-8';

/** Our own attributes: a name that stays, whatever server wrote the file. */
const ownExtension = 'urn:process-journal:xes:1';
const extensions = [
  ['Concept', 'concept', 'http://www.xes-standard.org/concept.xesext'],
  ['Identity', 'identity', 'http://www.xes-standard.org/identity.xesext'],
  ['Lifecycle', 'lifecycle', 'http://www.xes-standard.org/lifecycle.xesext'],
  ['Organizational', 'org', 'http://www.xes-standard.org/org.xesext'],
  ['Time', 'time', 'http://www.xes-standard.org/time.xesext'],
  ['Journal', 'journal', ownExtension],
] as const;
const classifiers = [
  ['Activity', 'concept:name'],
  ['Activity_and_transition', 'concept:name lifecycle:transition'],
  ['Robot', 'journal:activity'],
  ['Resource', 'org:resource'],
] as const;

const nowhere = '00000000-0000-0000-0000-000000000000';
const never = '1970-01-01T00:00:00.000+00:00';
const first = '0001-01-01T00:00:00.000+00:00';
/** Characters in a chunk, or one entry where that is longer. */
const chunkLength = 64 * 1024;

/** A whole log, in chunks. */
export async function* writeXes(log: XesLog, traces: AsyncIterable<Trace>): AsyncGenerator<string> {
  const { portal } = log.portal;
  let chunk = head(log);
  for await (const { process, parts } of traces) {
    chunk += traceHead(portal, process);
    for await (const entries of parts) {
      for (const entry of entries) {
        chunk += event(portal, entry);
        if (chunk.length < chunkLength) continue;
        yield chunk;
        chunk = '';
      }
    }
    chunk += '</trace>\n';
  }
  yield `${chunk}</log>\n`;
}

function head({ portal, isFiltered, at }: XesLog): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
${extensions.map(([name, prefix, uri]) => `<extension name="${name}" prefix="${prefix}" uri="${uri}"/>\n`).join('')}\
<global scope="trace">
${text('concept:name', 'unknown')}${id('identity:id', nowhere)}${text('journal:state', 'unknown')}</global>
<global scope="event">
${text('concept:name', 'unknown')}${text('lifecycle:transition', 'unknown')}${date('time:timestamp', never)}\
${id('identity:id', nowhere)}${text('journal:entry', '')}${text('journal:type', 'unknown')}\
${text('journal:level', 'unknown')}${text('journal:activity', 'unknown')}</global>
${classifiers.map(([name, keys]) => `<classifier name="${name}" scope="event" keys="${keys}"/>\n`).join('')}\
${text('concept:name', portal.title ?? portal.portal)}${text('lifecycle:model', 'standard')}\
${text('journal:portal', portal.portal)}${flag('journal:isFiltered', isFiltered)}\
${date('journal:exportedAt', new Date(at).toISOString())}`;
}

function traceHead(portal: string, process: ProcessInList): string {
  const { card, template, stage, startedBy, trigger, counts } = process;
  return `<trace>
${text('concept:name', process.process)}${id('identity:id', identityOf('process', portal, process.process))}\
${text('journal:cardType', card?.type)}${text('journal:cardId', card?.id)}${text('journal:cardTitle', card?.title)}\
${text('journal:templateId', template?.id)}${text('journal:templateVersion', template?.version)}\
${text('journal:templateName', template?.name)}${text('journal:stageId', stage?.id)}\
${text('journal:stageName', stage?.name)}${text('journal:stageSemantics', stage?.semantics)}\
${text('journal:state', process.state)}${text('journal:stateTitle', process.stateTitle)}\
${date('journal:startedAt', process.startedAt)}${date('journal:finishedAt', process.finishedAt)}\
${text('journal:startedBy', startedBy?.name)}${text('journal:startedById', startedBy?.id)}\
${text('journal:triggerCode', trigger?.code)}${text('journal:triggerName', trigger?.name)}\
${whole('journal:entries', counts.entries)}${whole('journal:failures', counts.failures)}`;
}

function event(portal: string, entry: Entry): string {
  const { activity, user, cause, details } = entry;
  return `<event>
${text('concept:name', activity.title ?? activity.name)}${text('lifecycle:transition', transitionOf(entry))}\
${date('time:timestamp', entry.at)}${text('org:resource', user?.name ?? user?.id)}\
${id('identity:id', identityOf('entry', portal, entry.process, entry.entry, entry.at))}\
${text('journal:entry', entry.entry)}${text('journal:type', entry.type)}${whole('journal:typeCode', entry.typeCode)}\
${text('journal:level', entry.level)}${text('journal:status', entry.status)}${text('journal:result', entry.result)}\
${text('journal:activity', activity.name)}${text('journal:activityCode', activity.code)}\
${text('journal:userId', user?.id)}${text('journal:message', entry.message)}\
${whole('journal:messageLength', entry.messageLength)}${text('journal:cause', cause?.code)}\
${text('journal:causeTitle', cause?.title)}${text('journal:details', details && jsonOf(details))}</event>
`;
}

/**
 * The step of the standard's lifecycle that an entry tells of. An entry that says something and neither begins nor ends
 * its activity is `unknown`: so the standard calls what is none of its steps.
 */
export function transitionOf({ type, result }: Pick<Entry, 'type' | 'result'>): string {
  switch (type) {
    case 'execute':
      return 'start';
    case 'close':
      return result === 'faulted' || result === 'canceled' ? 'ate_abort' : 'complete';
    case 'cancel':
    case 'fault':
      return 'ate_abort';
    case 'skip':
      return 'autoskip';
    case 'trigger':
      return 'complete';
    default:
      return 'unknown';
  }
}

/** A UUID (version 5 of RFC 9562) made of what names a thing: the same in every export of it. */
function identityOf(...name: string[]): string {
  const bytes = createHash('sha1')
    .update(JSON.stringify([ownExtension, ...name]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** JSON has a way of its own for the two characters that XML has none for; it has written the others in that way already. */
function jsonOf(value: object): string {
  return JSON.stringify(value).replaceAll(/[\uFFFE\uFFFF]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}

// What is not known is left out: XES has no null.
function attribute(kind: string, key: string, value: string | null | undefined): string {
  return value === null || value === undefined ? '' : `<${kind} key="${key}" value="${value}"/>\n`;
}

function text(key: string, value: string | null | undefined): string {
  return attribute('string', key, value == null ? null : xmlValue(value));
}

function id(key: string, value: string): string {
  return attribute('id', key, value);
}

/**
 * Moments leave us as `…Z`; tools that read times by hand expect the offset as a number. The calendar of XML Schema has
 * no year 0: what is in it becomes the first moment after it.
 */
function date(key: string, value: string | null): string {
  return attribute('date', key, value?.startsWith('0000-') ? first : value?.replace(/Z$/, '+00:00'));
}

function whole(key: string, value: number | null): string {
  return attribute('int', key, value === null ? null : String(value));
}

function flag(key: string, value: boolean): string {
  return attribute('boolean', key, String(value));
}
