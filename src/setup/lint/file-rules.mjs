// No barrels, no drawers for odds and ends.
import { basename } from 'node:path';

const barrelSentence =
  'No barrels: import from the file that defines it. A barrel hides who needs what, and loads everything for one name.';

export const barrels = {
  create(context) {
    const isIndex = /^index\.[cm]?tsx?$/.test(basename(context.filename));
    const refuse = (node) => context.report({ node, message: barrelSentence });
    return {
      ExportAllDeclaration: refuse,
      ExportNamedDeclaration(node) {
        if (isIndex && node.source) refuse(node);
      },
    };
  },
};

/** The last folder and the file: `src/client/lib/utils/dates.ts` and `src/client/lib/utils.ts` are the same drawer. */
const vague = /(?:^|\/)(utils?|helpers?|common|types|v\d+)(?:\/[^/]+|\.[cm]?[jt]sx?)$/;

export const vagueNames = {
  create(context) {
    return {
      Program(node) {
        const name = vague.exec(context.filename.replaceAll('\\', '/'))?.[1];
        if (!name) return;
        const message = `"${name}" says nothing: name the file after what is in it, and put it beside what uses it.`;
        context.report({ node, message });
      },
    };
  },
};
