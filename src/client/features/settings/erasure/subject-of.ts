import type { ErasureKind, ErasureSubject } from '#contract/erasure.ts';
import { normalSubject } from '#contract/erasure.ts';

/** A card's address here (`/cards/deal/12`), or in a portal (`/crm/deal/details/12/`, `/crm/type/128/details/5/`). */
const ours = /\/cards\/([a-z_\d]+)\/([^/?#]+)/;
const ofPortal = /\/crm\/(?:type\/(\d+)|([a-z]+))\/(?:details|show)\/(\d+)/;

/** Whom a person means by what he wrote; null: it is none of this kind. */
export function subjectOf(kind: ErasureKind, written: string): ErasureSubject | null {
  const value = kind === 'card' ? cardIn(written) : written;
  return normalSubject(kind, value) === null ? null : { kind, value };
}

function cardIn(written: string): string {
  const here = ours.exec(written);
  if (here !== null) return `${here[1]}:${decoded(here[2] ?? '')}`;
  const there = ofPortal.exec(written);
  if (there === null) return written;
  return `${there[1] === undefined ? there[2] : `dynamic_${there[1]}`}:${there[3]}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
