import * as z from 'zod/mini';
import { MaskRules } from '#contract/masking.ts';

const Names = MaskRules.shape.fields;
const Name = z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[\p{L}\p{N}_.*-]+$/u));

/** Names of fields as people write them, one a line, each once. `wrong` are none; `isTooMany`: more than the server takes. */
export function readFieldNames(text: string): { names: string[]; wrong: string[]; isTooMany: boolean } {
  const lines = [...new Set(text.split(/[\n,;]+/).map((line) => line.trim()))].filter(Boolean);
  const isName = (line: string) => Name.safeParse(line).success;
  const names = lines.filter(isName);
  return {
    names,
    wrong: lines.filter((line) => !isName(line)),
    isTooMany: !Names.safeParse(names).success,
  };
}

export function writeFieldNames(names: readonly string[]): string {
  return names.join('\n');
}
