import { createRequire } from 'node:module';
import { expect } from 'vitest';

/** What is used here of an element: the server's code has no DOM, and no types of one. */
type XmlElement = {
  tagName: string;
  textContent: string | null;
  children: Iterable<XmlElement>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): XmlElement | null;
  querySelectorAll(selector: string): Iterable<XmlElement>;
};
type Parser = new () => { parseFromString(text: string, type: string): { documentElement: XmlElement } };

const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string) => { window: { DOMParser: Parser } };
};
const { DOMParser } = new JSDOM('').window;

/** The root as a real parser reads it. Throws where the text is not well-formed. */
export function readXml(xml: string): XmlElement {
  const { documentElement } = new DOMParser().parseFromString(xml, 'application/xml');
  if (documentElement.tagName === 'parsererror') throw new Error(documentElement.textContent ?? 'not well-formed');
  const wrong = documentElement.querySelector('parsererror');
  if (wrong !== null) throw new Error(wrong.textContent ?? 'not well-formed');
  return documentElement;
}

export type Attributes = Record<string, string>;

const attributesOf = (element: XmlElement): Attributes =>
  Object.fromEntries(
    [...element.children]
      .filter((child) => child.hasAttribute('value'))
      .map((child) => [child.getAttribute('key') ?? '', child.getAttribute('value') ?? '']),
  );

/** The log as a tool reads it: its traces with their events, after a look at what the standard demands of all of it. */
export function readXes(xml: string) {
  const log = readXml(xml);
  checkStructure(log);
  return {
    log: attributesOf(log),
    traces: [...log.querySelectorAll(':scope > trace')].map((trace) => ({
      ...attributesOf(trace),
      events: [...trace.querySelectorAll(':scope > event')].map(attributesOf),
    })),
  };
}

const valueOf: Readonly<Record<string, RegExp>> = {
  string: /^/,
  id: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/,
  date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/,
  int: /^-?\d+$/,
  boolean: /^(true|false)$/,
};
const order = ['extension', 'global', 'classifier', 'attribute', 'trace'];

/** What the schema of IEEE 1849-2016 says of the parts that we write, and what the standard says beside it. */
function checkStructure(log: XmlElement): void {
  expect([log.tagName, log.getAttribute('xes.version')]).toEqual(['log', '1849.2016']);
  const places = [...log.children].map(({ tagName }) => order.indexOf(tagName in valueOf ? 'attribute' : tagName));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const prefixes = new Set([...log.querySelectorAll('extension')].map((one) => one.getAttribute('prefix')));
  const globals = (scope: string) =>
    [...log.querySelectorAll(`global[scope=${scope}] > *`)].map((one) => one.getAttribute('key') ?? '');
  for (const holder of log.querySelectorAll('log, trace, event, global')) {
    const keys = [...holder.children].filter(({ tagName }) => tagName in valueOf);
    for (const one of keys) {
      expect(one.getAttribute('value')).toMatch(valueOf[one.tagName] ?? /$^/);
      expect(prefixes).toContain(one.getAttribute('key')?.split(':')[0]);
    }
    const names = keys.map((one) => one.getAttribute('key') ?? '');
    expect(new Set(names).size, 'no key twice').toBe(names.length);
    if (holder.tagName === 'trace' || holder.tagName === 'event')
      expect(names).toEqual(expect.arrayContaining(globals(holder.tagName)));
  }
  for (const classifier of log.querySelectorAll('classifier')) {
    expect(classifier.getAttribute('name')).toMatch(/^[A-Za-z_]\w*$/);
    expect(classifier.getAttribute('keys')).toMatch(/^\S+( \S+)*$/);
  }
}
