import * as z from 'zod/mini';
import { Role } from './session.ts';

/** Kinds of personal data that are found by their shape or by the name of their field. */
export const maskKinds = ['phone', 'email', 'name', 'document', 'address'] as const;
export const MaskKind = z.enum(maskKinds);
export type MaskKind = z.infer<typeof MaskKind>;

/** What is hidden of a portal's journals, and from whom. */
export const MaskRules = z.object({
  /** Roles that get masked data. */
  roles: z.array(Role),
  kinds: z.array(MaskKind),
  /** Names of fields (of variables, of bodies) whose values are personal here; `*` stands for any letters. */
  fields: z
    .array(z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[\p{L}\p{N}_.*-]+$/u)))
    .check(z.maxLength(100)),
});
export type MaskRules = z.infer<typeof MaskRules>;

/** The manager works with the client and sees his number in the portal anyway; those who diagnose need it only now and then. */
export const defaultMaskRules: MaskRules = {
  roles: ['support', 'administrator', 'auditor'],
  kinds: [...maskKinds],
  fields: [],
};
