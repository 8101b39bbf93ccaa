import { type ErasureKind, type ErasureSubject, normalSubject } from '#contract/erasure.ts';
import { Problem } from '#contract/problem.ts';
import { createEraser, type Eraser } from './eraser.ts';
import { findCutEmail, findCutPhone } from './find.ts';

/** A subject in its normal form. */
export type Subject = { kind: ErasureKind; normal: string };

/** @throws Problem invalid_request */
export function readSubject({ kind, value }: ErasureSubject): Subject {
  const normal = normalSubject(kind, value);
  if (normal === null) throw new Problem('invalid_request', 'the body: value');
  return { kind, normal };
}

/** Of a phone or an e-mail. */
export function eraserOf({ kind, normal }: Subject): Eraser {
  const isSubject = (one: string): boolean => one === normal;
  const isPhone = kind === 'phone';
  return createEraser({
    phone: isPhone ? isSubject : null,
    email: isPhone ? null : isSubject,
    cutEnd: (text) => (isPhone ? findCutPhone(text, normal) : findCutEmail(text, normal)),
  });
}

export function cardOf(normal: string): [type: string, id: string] {
  const at = normal.indexOf(':');
  return [normal.slice(0, at), normal.slice(at + 1)];
}
