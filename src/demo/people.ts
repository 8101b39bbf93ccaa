import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { DemoFolder } from './demo-folder.ts';

/** Who may look at the demo. */
export const people = {
  manager: { name: 'Ольга Петрова', email: 'manager@demo.example', role: 'manager' },
  support: { name: 'Иван Смирнов', email: 'support@demo.example', role: 'support' },
  administrator: { name: 'Администратор', email: 'administrator@demo.example', role: 'administrator' },
} as const;

export type PersonId = keyof typeof people;

export const personIds = Object.keys(people) as PersonId[];

export function isPersonId(value: unknown): value is PersonId {
  return typeof value === 'string' && Object.hasOwn(people, value);
}

export type Passwords = Record<PersonId, string>;

const file = 'passwords.json';
const Kept = z.object({ manager: z.string(), support: z.string(), administrator: z.string() });

/** Random, made once for a store. The administrator's is also in a file of its own, which the server reads. */
export function keptPasswords(folder: DemoFolder): Passwords & { administratorFile: string } {
  const kept = Kept.safeParse(folder.read(file));
  const passwords: Passwords = kept.success
    ? kept.data
    : { manager: password(), support: password(), administrator: password() };
  folder.write(file, JSON.stringify(passwords, null, 2));
  folder.write('administrator-password', passwords.administrator);
  return { ...passwords, administratorFile: folder.pathOf('administrator-password') };
}

function password(): string {
  return randomBytes(24).toString('base64url');
}
