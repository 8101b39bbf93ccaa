/** Causes that are chosen to be acted upon: some by their keys, or all that pass the filter, shown or not. */
export type Selection = { kind: 'some'; causes: ReadonlySet<string> } | { kind: 'all' };

export const nothingChosen: Selection = { kind: 'some', causes: new Set() };

export const isChosen = (selection: Selection, cause: string): boolean =>
  selection.kind === 'all' || selection.causes.has(cause);

/** How many, of a list that has `total`. */
export const chosenCount = (selection: Selection, total: number): number =>
  selection.kind === 'all' ? total : selection.causes.size;

/** Taken from "all", one leaves those that are shown: of the others nobody has seen what they are. */
export function toggled(selection: Selection, cause: string, shown: readonly string[]): Selection {
  const causes = new Set(selection.kind === 'all' ? shown : selection.causes);
  if (!causes.delete(cause)) causes.add(cause);
  return { kind: 'some', causes };
}

/** All that are shown, or none where they were all chosen. */
export function toggledPage(selection: Selection, shown: readonly string[]): Selection {
  const isWhole = shown.every((cause) => isChosen(selection, cause));
  return isWhole ? nothingChosen : { kind: 'some', causes: new Set(shown) };
}

/** What is no longer listed is no longer chosen: nobody acts upon what he does not see. */
export function stillShown(selection: Selection, shown: readonly string[]): Selection {
  if (selection.kind === 'all' || [...selection.causes].every((cause) => shown.includes(cause))) return selection;
  return { kind: 'some', causes: new Set(shown.filter((cause) => selection.causes.has(cause))) };
}
