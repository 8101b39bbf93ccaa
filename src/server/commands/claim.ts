import { makeClaimLink } from '#server/instance.ts';
import { openStore } from '#server/store/open.ts';
import { addressOf, type Command, CommandFailed, print } from './command.ts';

export const claim: Command = {
  summary: 'print a new one-time link that makes the first administrator',
  help: `Usage: npm run journal -- claim [--json]

Prints a link that makes the first administrator. It works once, for 30 minutes; links printed before are void.
Set PUBLIC_URL, or HOST and PORT, as the server has them, so that the link leads to it. May run beside the server.
`,
  options: {},
  async run({ values, config }) {
    const store = await openStore(config.dataDir, { purpose: 'accounts' });
    try {
      if ((await store.accounts.count()) > 0) throw new CommandFailed('The journal has an administrator already.');
      const link = await makeClaimLink(store, config.dataDir, addressOf(config));
      print(values, { link }, [link]);
      return 0;
    } finally {
      await store.close();
    }
  },
};
