import * as z from 'zod/mini';

/** `process`: in progress, `success`: won, `failure`: lost. */
export const stageSemantics = ['process', 'success', 'failure'] as const;

/** Where a card stands in its pipeline. The colour is the portal's own, `#rrggbb`. */
export const Stage = z.object({
  id: z.string(),
  name: z.nullable(z.string()),
  color: z.nullable(z.string()),
  semantics: z.nullable(z.enum(stageSemantics)),
});
export type Stage = z.infer<typeof Stage>;
