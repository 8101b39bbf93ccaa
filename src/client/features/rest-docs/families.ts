import type { RestMethod } from '#contract/application.ts';

/** Kinds of methods in the order of a reader's need: write, read, register, watch, and what every SDK calls. */
export const families = ['write', 'journal', 'registry', 'workflow', 'common'] as const;
export type Family = (typeof families)[number];

const writing: ReadonlySet<string> = new Set(['bizproc.activity.log', 'bizproc.event.send']);

export function familyOf(name: string): Family {
  if (writing.has(name)) return 'write';
  if (name.startsWith('journal.')) return 'journal';
  if (name.startsWith('bizproc.activity.') || name.startsWith('bizproc.robot.')) return 'registry';
  return name.startsWith('bizproc.') ? 'workflow' : 'common';
}

export type FamilyOfMethods = { family: Family; methods: readonly RestMethod[] };

/** Methods by family, as the server orders them; families without any are left out. */
export function byFamily(methods: readonly RestMethod[]): FamilyOfMethods[] {
  return families
    .map((family) => ({ family, methods: methods.filter((one) => familyOf(one.name) === family) }))
    .filter(({ methods }) => methods.length > 0);
}

/** Methods in which every word of the search occurs: name, what they do, parameters and errors. */
export function matchingMethods(methods: readonly RestMethod[], search: string): RestMethod[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return methods.filter((method) => {
    const text = [
      method.name,
      method.summary.ru,
      method.summary.en,
      ...method.parameters.flatMap((one) => [one.name, one.about.ru, one.about.en]),
      ...method.errors.map((one) => one.code),
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
