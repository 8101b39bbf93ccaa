import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Deal } from './deals.ts';
import type { DemoFolder } from './demo-folder.ts';

/** Who may look at the demo: users of the portal, by their ids there. */
export const people = {
  manager: { name: 'Ольга', lastName: 'Петрова', user: '12', isAdmin: false },
  support: { name: 'Иван', lastName: 'Смирнов', user: '31', isAdmin: false },
  administrator: { name: 'Алексей', lastName: 'Егоров', user: '1', isAdmin: true },
} as const;

export type PersonId = keyof typeof people;

export const personIds = Object.keys(people) as PersonId[];

export function isPersonId(value: unknown): value is PersonId {
  return typeof value === 'string' && Object.hasOwn(people, value);
}

/** The portal's rights: a manager has his own deals, the others have all. */
export function mayRead(person: PersonId, deal: Pick<Deal, 'responsible'>): boolean {
  return person !== 'manager' || deal.responsible.id === people.manager.user;
}

/** Accounts that the journal itself has: who works with more than the card that is open in the portal. */
export const emails = { administrator: 'administrator@demo.example', support: 'support@demo.example' } as const;

export type AccountId = keyof typeof emails;
export type Passwords = Record<AccountId, string>;

export function hasAccount(person: PersonId | null): person is AccountId {
  return person !== null && Object.hasOwn(emails, person);
}

const file = 'passwords.json';
/** Support had none in a store of before. */
const Kept = z.object({ administrator: z.string(), support: z.optional(z.string()) });

/** Random, made once for a store. The administrator's is also in a file of its own, which the server reads. */
export function keptPasswords(folder: DemoFolder): Passwords & { administratorFile: string } {
  const kept = Kept.safeParse(folder.read(file));
  const made = () => randomBytes(24).toString('base64url');
  const passwords: Passwords = {
    administrator: kept.data?.administrator ?? made(),
    support: kept.data?.support ?? made(),
  };
  folder.write(file, JSON.stringify(passwords, null, 2));
  folder.write('administrator-password', passwords.administrator);
  return { ...passwords, administratorFile: folder.pathOf('administrator-password') };
}
