import { maskKinds } from '#contract/masking.ts';
import type { MaskRules } from '#contract/masking.ts';
import { roles } from '#contract/session.ts';
import { readFieldNames, writeFieldNames } from './field-names.ts';

/** Rules while they are being written: names of fields are lines, right or wrong. */
export type MaskDraft = { roles: MaskRules['roles']; kinds: MaskRules['kinds']; fields: string };

export function draftOf(rules: MaskRules): MaskDraft {
  return { roles: rules.roles, kinds: rules.kinds, fields: writeFieldNames(rules.fields) };
}

export function rulesOf(draft: MaskDraft): MaskRules {
  return { roles: draft.roles, kinds: draft.kinds, fields: readFieldNames(draft.fields).names };
}

/** The same for whoever reads, in whatever order they were chosen. */
export function isSameRules(one: MaskRules, other: MaskRules): boolean {
  const key = (rules: MaskRules) =>
    JSON.stringify([
      roles.filter((role) => rules.roles.includes(role)),
      maskKinds.filter((kind) => rules.kinds.includes(kind)),
      rules.fields,
    ]);
  return key(one) === key(other);
}
