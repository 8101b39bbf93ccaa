import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** One thing that is wrong, as a sentence: "activity.name is missing". */
export function sayIssue(issue: Issue): string {
  const place = issue.path.length === 0 ? 'the value' : issue.path.map(String).join('.');
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `${place} is missing` : `${place} is not a ${issue.expected}`;
    case 'invalid_value':
      return `${place} is one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return sayUnion(place, issue);
    case 'invalid_format':
      return issue.format === 'datetime'
        ? `${place} is not a moment: ISO 8601 with an offset, as 2026-11-21T02:07:40.027Z`
        : `${place} has a wrong form`;
    case 'too_big':
      return `${place} is over the limit of ${String(issue.maximum)}`;
    case 'too_small':
      return issue.minimum === 1 ? `${place} is empty` : `${place} is below ${String(issue.minimum)}`;
    case 'unrecognized_keys':
      return `${place} has fields that are not known: ${issue.keys.slice(0, 5).join(', ')}`;
    default:
      return `${place} is wrong`;
  }
}

function sayUnion(place: string, issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if (issue.input === undefined) return `${place} is missing`;
  const expected = issue.errors
    .flat()
    .map((inner) => (inner.code === 'invalid_type' ? String(inner.expected) : null))
    .filter((type) => type !== null);
  return expected.length === 0
    ? `${place} has a wrong form`
    : `${place} is neither ${[...new Set(expected)].join(' nor ')}`;
}
