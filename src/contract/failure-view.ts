import * as z from 'zod/mini';
import { Moment, PortalId } from './ids.ts';

/*
 * Views of the failures page that people keep: a name for a search of its. A view is its maker's own until he shares it
 * with everybody who may read the portal's failures.
 */

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
/** What stands behind the question mark of the page's address, without the portal. Opaque here: the page reads it. */
const Search = z.string().check(z.maxLength(2000), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));

export const FailureView = z.object({
  view: z.string(),
  name: z.string(),
  search: z.string(),
  isShared: z.boolean(),
  /** He who asks made it, so he may change it. */
  isOwn: z.boolean(),
  /** The name its maker has now, a portal's user as his portal said it last; null when his account is gone. */
  by: z.nullable(z.string()),
  createdAt: Moment,
});
export type FailureView = z.infer<typeof FailureView>;

export const FailureViewQuery = z.object({ portal: z.optional(PortalId) });
export const FailureViewId = z.object({ view: z.string().check(z.regex(/^\d{1,12}$/)) });
export const NewFailureView = z.object({ name: Name, search: Search, isShared: z.boolean() });
/** What is absent stays. */
export const FailureViewChange = z.partial(NewFailureView);
/** By name; one's own and those that are shared. */
export const FailureViews = z.object({ items: z.array(FailureView) });
