import type { RegisteredActivityRow } from '#server/store/journal-store.ts';
import { isRecord } from './parameters.ts';

export type ReturnValues = {
  /** What the step returns; undefined when that is nothing. */
  values: Record<string, unknown> | undefined;
  /** Names that the application answered and its activity does not declare. */
  undeclared: readonly string[];
};

/**
 * What a step returns of what an application answered: the portal lets through what the activity declares in its
 * RETURN_PROPERTIES, whatever the case of the names, and calls it as declared. An activity that nobody registered here
 * declares nothing that could be looked up: all of its values are returned.
 */
export function returnedBy(
  activities: readonly Pick<RegisteredActivityRow, 'fields'>[],
  answered: Record<string, unknown> | undefined,
): ReturnValues {
  if (answered === undefined || activities.length === 0) return { values: answered, undeclared: [] };
  const declared = new Map(
    activities.flatMap(({ fields }) => declaredNames(fields)).map((name) => [name.toUpperCase(), name]),
  );
  const values: Record<string, unknown> = {};
  const undeclared: string[] = [];
  for (const [written, value] of Object.entries(answered)) {
    const name = declared.get(written.toUpperCase());
    if (name === undefined) undeclared.push(written);
    else values[name] = value;
  }
  return { values: Object.keys(values).length === 0 ? undefined : values, undeclared };
}

function declaredNames(fields: string): string[] {
  const known: unknown = JSON.parse(fields);
  const properties = isRecord(known) ? known['RETURN_PROPERTIES'] : undefined;
  return isRecord(properties) ? Object.keys(properties) : [];
}
