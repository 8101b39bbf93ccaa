import { PortalId } from '#contract/ids.ts';
import { type Scope, scopes } from '#contract/session.ts';
import { makeKey } from '#server/access/key.ts';
import { openStore } from '#server/store/open.ts';
import { auditOf, commandNote } from './noting.ts';
import { addressOf, type Command, CommandFailed, print, required } from './command.ts';

const dayMs = 24 * 60 * 60 * 1000;

export const key: Command = {
  summary: 'make a key for a program: key create --portal P --user N --scope S[,S…]',
  help: `Usage: npm run journal -- key create --portal P --user N --scope S[,S…] [--expires D] [--json]

  --portal P    the portal it belongs to; made when it is not known yet
  --user N      number or name of the portal's user that the program acts for
  --scope S     what it may do: ${scopes.join(', ')}
  --expires D   days until it stops to work, or a date as 2027-01-31; absent: never

Prints the key once, as a webhook address and as a bearer token; only its hash is kept. May run beside the server.
`,
  options: {
    portal: { type: 'string' },
    user: { type: 'string' },
    scope: { type: 'string' },
    expires: { type: 'string' },
  },
  async run({ values, words, config }) {
    if (words[0] !== 'create') throw new CommandFailed(`Say: key create\n\n${key.help}`, 64);
    const portal = required(values, 'portal');
    const user = required(values, 'user');
    if (!PortalId.safeParse(portal).success)
      throw new CommandFailed('--portal is 1–64 letters, digits, dots, dashes or underscores', 64);
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(user))
      throw new CommandFailed('--user is 1–64 letters, digits, dots, dashes or underscores', 64);
    const granted = readScopes(required(values, 'scope'));
    const expiresAt = readExpiry(values['expires']);

    const store = await openStore(config.dataDir, { purpose: 'accounts' });
    try {
      const { portalNo } = (await store.portals.find(portal)) ?? (await store.portals.put(portal, {}));
      const made = makeKey();
      const { keyId, secretHash } = made;
      const audit = auditOf(config, store);
      // First: a key that is not in the audit log is not made.
      await audit.record(
        commandNote({
          action: 'key.make',
          portalNo,
          object: { kind: 'key', id: keyId },
          details: { user, scopes: granted, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString() },
        }),
      );
      await audit.checkpoint();
      await store.accounts.addKey({ keyId, portalNo, user, scopes: granted, secretHash, expiresAt, now: Date.now() });
      const webhookUrl = `${addressOf(config)}/rest/${user}/${made.key}/`;
      print(values, { key: made.key, webhookUrl }, [
        `Bearer token:  ${made.key}`,
        `Webhook:       ${webhookUrl}`,
        'It is shown this once.',
      ]);
      return 0;
    } finally {
      await store.close();
    }
  },
};

function readScopes(text: string): Scope[] {
  const words = text.split(',').map((word) => word.trim());
  const wrong = words.filter((word) => !scopes.some((scope) => scope === word));
  if (wrong.length > 0) throw new CommandFailed(`--scope is one or more of ${scopes.join(', ')}`, 64);
  return scopes.filter((scope) => words.includes(scope));
}

function readExpiry(text: string | boolean | undefined): number | null {
  if (typeof text !== 'string') return null;
  const at = /^\d{1,5}$/.test(text) ? Date.now() + Number(text) * dayMs : Date.parse(text);
  if (Number.isNaN(at) || at <= Date.now())
    throw new CommandFailed('--expires is a number of days or a date to come, as 2027-01-31', 64);
  return at;
}
