import { type Command, CommandFailed, print } from './command.ts';

const sentence = 'This release keeps no audit log yet, so there is nothing to verify.';

export const audit: Command = {
  summary: 'verify the audit log: audit verify (this release keeps none yet)',
  help: `Usage: npm run journal -- audit verify [--json]

${sentence} The exit code is 1, so that nobody takes it for a log that was found right.
`,
  options: {},
  async run({ values, words }) {
    if (words[0] !== 'verify' || words.length > 1) throw new CommandFailed(`Say: audit verify\n\n${audit.help}`, 64);
    if (values['json'] !== true) throw new CommandFailed(sentence);
    print(values, { verified: false, reason: sentence }, []);
    return 1;
  },
};
