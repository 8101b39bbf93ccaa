import * as z from 'zod/mini';
import { PortalId } from './ids.ts';

/** What a person may be. Managers read the cards they may see, support reads all and diagnoses, auditors read the audit log. */
export const roles = ['manager', 'support', 'administrator', 'auditor'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** What a key may do. */
export const scopes = ['journal.read', 'journal.write', 'bizproc', 'admin'] as const;
export const Scope = z.enum(scopes);
export type Scope = z.infer<typeof Scope>;

/** An origin: scheme, host and port, as `https://portal.example`. */
export const Origin = z
  .string()
  .check(
    z.maxLength(300),
    z.regex(/^https?:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::\d{1,5})?$/),
  );

/** The CRM installation that everything belongs to. */
export const Portal = z.object({
  portal: PortalId,
  title: z.nullable(z.string()),
  /** IANA name; times are shown in it. */
  timeZone: z.string(),
  /** Origin that may frame the card page, as `https://portal.example`; null: nobody may. */
  origin: z.nullable(z.string()),
});
export type Portal = z.infer<typeof Portal>;

export const Session = z.object({
  person: z.object({ name: z.string(), email: z.nullable(z.string()), role: Role }),
  /** Portals that the person may read, by name. */
  portals: z.array(
    z.extend(Portal, {
      /** `portal`: he sees a card only where he opens it, in the portal; there is nothing of it for him here. */
      cardsIn: z.enum(['journal', 'portal']),
    }),
  ),
  /** True when the demo portal runs beside: a banner says so. */
  demo: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** At least 12 characters: length beats composition rules. */
export const NewPassword = z.string().check(z.minLength(12), z.maxLength(200));
export const Email = z.string().check(z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/));

export const SignIn = z.object({
  email: z.string().check(z.maxLength(254)),
  password: z.string().check(z.maxLength(200)),
});
export const Claim = z.object({
  token: z.string().check(z.maxLength(200)),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  email: Email,
  password: NewPassword,
});
export const NewPerson = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  email: Email,
  password: NewPassword,
  role: Role,
  portals: z.array(PortalId),
});
