/** Where something occurs in a journal: failures, or what was searched for. */
export type Place = { entry: string; position: number; step: number };

/** Where the reader is: an entry, and its ordinal in the journal when that is known. */
export type Here = { entry: string | null; position: number | null };

/** Ordinal of the place at which the reader is; null between places. */
export function placeAt(places: readonly Place[], here: Here): number | null {
  if (here.entry === null) return null;
  const index = places.findIndex((place) => place.entry === here.entry);
  return index < 0 ? null : index;
}

/** The nearest place in a direction; past the last one it begins anew, as a browser's search does. */
export function placeBeside(places: readonly Place[], here: Here, direction: 1 | -1): Place | null {
  if (places.length === 0) return null;
  const index = placeAt(places, here);
  if (index !== null) return places[(index + direction + places.length) % places.length] ?? null;
  const position = here.position;
  if (position === null) return (direction === 1 ? places[0] : places.at(-1)) ?? null;
  if (direction === 1) return places.find((place) => place.position > position) ?? places[0] ?? null;
  return places.findLast((place) => place.position < position) ?? places.at(-1) ?? null;
}

/** What a counter says: "3 of 17". Between places it names the last one passed, and nothing before the first. */
export function placeNumber(places: readonly Place[], here: Here): number | null {
  const index = placeAt(places, here);
  if (index !== null) return index + 1;
  const position = here.position;
  if (position === null) return null;
  const passed = places.findLastIndex((place) => place.position <= position);
  return passed < 0 ? null : passed + 1;
}
