import * as z from 'zod/mini';

/** `robots`: the robots of a stage; `designer`: a process drawn in the designer. */
export const templateOrigins = ['robots', 'designer'] as const;

/** What was designed. Fields that no event has told yet are null. */
export const TemplateRef = z.object({
  id: z.string(),
  version: z.nullable(z.string()),
  name: z.nullable(z.string()),
});
export type TemplateRef = z.infer<typeof TemplateRef>;

export const Template = z.object({
  ...TemplateRef.shape,
  origin: z.nullable(z.enum(templateOrigins)),
  /** The portal's "log on" switch; null while no event has told. */
  logging: z.nullable(z.boolean()),
});
export type Template = z.infer<typeof Template>;
