import { Email } from '#contract/session.ts';
import { makeInvitation } from '#server/session/invitation.ts';
import type { AccountFacts, JournalStore } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { addressOf, type Command, CommandFailed, print } from './command.ts';
import { auditOf, commandNote } from './noting.ts';

/** Whoever asks for it stands before it: nobody has to be found and told. */
const linkMs = 30 * 60 * 1000;

export const resetAdmin: Command = {
  summary: 'print a one-time link that sets the password of an administrator, when nobody can sign in',
  help: `Usage: npm run journal -- reset-admin [--email E] [--json]

  --email E   whose password is to be set; needed when there are several administrators.
              Nobody has this e-mail yet: a new administrator is made.

Prints a link that works once, for 30 minutes; the password stays as it is until it is used, then every session of the
account ends. One who is blocked gets in by it again. It is an event of the audit log. Set PUBLIC_URL, or HOST and PORT,
as the server has them, so that the link leads to it. May run beside the server.
`,
  options: { email: { type: 'string' } },
  async run({ values, config }) {
    const email = readEmail(values['email']);
    const store = await openStore(config.dataDir, { purpose: 'accounts' });
    try {
      if ((await store.accounts.count()) === 0)
        throw new CommandFailed('Nobody owns the journal yet. Make the first administrator: npm run journal -- claim');
      const audit = auditOf(config, store);
      const note = async ({ accountNo }: AccountFacts, isNew: boolean) => {
        const object = { kind: 'person', id: String(accountNo) };
        const details = { recovery: true, isNew };
        await audit.record(commandNote({ action: 'person.invite', portalNo: null, object, details }));
        await audit.checkpoint();
      };
      const known = await administratorOf(store, email);
      const account = known ?? (await addAdministrator(store, email ?? '', async (made) => await note(made, true)));
      if (known !== null) await note(known, false);
      // Invited: it is the link that lets in, and nothing that was known before.
      if (account.state === 'blocked') await store.accounts.change(account.accountNo, { state: 'invited' });
      const address = addressOf(config);
      const { link } = await makeInvitation(store, account.accountNo, address, { now: Date.now(), goodMs: linkMs });
      print(values, { email: account.email, link }, [`For ${account.email}:`, link]);
      return 0;
    } finally {
      await store.close();
    }
  },
};

function readEmail(value: string | boolean | undefined): string | null {
  if (typeof value !== 'string') return null;
  if (!Email.safeParse(value).success) throw new CommandFailed('--email is no e-mail address', 64);
  return value.toLowerCase();
}

/** The administrator who is meant; null: there is nobody with this e-mail. */
async function administratorOf(
  { accounts }: Pick<JournalStore, 'accounts'>,
  email: string | null,
): Promise<AccountFacts | null> {
  if (email !== null) {
    const account = await accounts.byEmail(email);
    if (account !== null && account.role !== 'administrator')
      throw new CommandFailed(`${email} is no administrator but has the role ${account.role}. Name another e-mail.`);
    return account;
  }
  const all = (await accounts.list()).filter(({ role }) => role === 'administrator');
  const [only, ...others] = all;
  if (only === undefined) throw new CommandFailed('There is no administrator. Make one: --email E', 64);
  if (others.length === 0) return only;
  throw new CommandFailed(
    `There are several administrators; name one by --email: ${all.map((one) => one.email).join(', ')}`,
    64,
  );
}

async function addAdministrator(
  { accounts }: Pick<JournalStore, 'accounts'>,
  email: string,
  note: (made: AccountFacts) => Promise<void>,
): Promise<AccountFacts> {
  const account = { email, name: email, role: 'administrator' as const, password: '', portals: [] };
  await accounts.add({ ...account, state: 'invited' }, false);
  const made = await accounts.byEmail(email);
  if (made === null) throw new Error('the account could not be made');
  try {
    await note(made);
  } catch (error) {
    await accounts.remove(made.accountNo).catch(() => undefined);
    throw error;
  }
  return made;
}
