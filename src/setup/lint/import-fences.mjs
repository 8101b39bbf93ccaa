// Who may import whom: the rule. The table is rooms.mjs.
// A rule of our own instead of no-restricted-imports: that one sees neither `import('…')` nor `import('…').Type`
// (our pages are loaded by the first), does not know a file's own folder, and an override forgets the common bans.
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTestFile, roomOf } from './rooms.mjs';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
/** The `imports` of package.json. */
const aliases = {
  '#contract/': 'src/contract/',
  '#server/': 'src/server/',
  '#client/': 'src/client/',
  '#demo/': 'src/demo/',
  '#setup/': 'src/setup/',
  '#e2e/': 'e2e/',
};

export const imports = {
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    const room = roomOf(file);
    const check = (node, source) => {
      const wanted = source?.value;
      if (typeof wanted !== 'string') return;
      const message = refusal(file, room, wanted);
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source),
    };
  },
};

/** The sentence that refuses the import, or null. */
function refusal(file, room, wanted) {
  if (/^\.\.?$|^\.\.\//.test(wanted) || wanted.includes('/../')) {
    return `No "../": inside a folder import "./…", across folders "#contract/…", "#server/…", "#client/…", "#demo/…" or "#e2e/…", so that moving a file breaks nothing.`;
  }
  if (!room) return null;
  const target = localPath(file, wanted);
  if (target === null) return refusedPackage(file, room, wanted);
  if (target.startsWith(room.own)) return null;
  const side = sideOf(target);
  if (side !== sideOf(file)) return room.sides.includes(side) ? null : sentence(room, wanted);
  // Tests build what they test out of their side's other rooms; only the sides stay apart.
  if (isTestFile(file)) return null;
  const may = room.may === 'all' || room.may.some((start) => target.startsWith(start));
  const never = room.never.some((pattern) => pattern.test(target));
  return may && !never ? null : sentence(room, wanted);
}

function refusedPackage(file, room, wanted) {
  const isNode = wanted.startsWith('node:');
  const name = isNode ? wanted : packageName(wanted);
  if (room.neverPackages.some((pattern) => pattern.test(name)) && !(isTestFile(file) && !isNode))
    return sentence(room, wanted);
  if (room.onlyPackages && !isTestFile(file) && !room.onlyPackages.some((pattern) => pattern.test(name))) {
    return sentence(room, wanted);
  }
  return null;
}

const sentence = (room, wanted) => `${room.name} may not import "${wanted}": ${room.why}`;

/** Where an import leads inside the project, or null for a package. */
function localPath(file, wanted) {
  if (wanted.startsWith('./')) return join(dirname(file), wanted).split(sep).join('/');
  const alias = Object.keys(aliases).find((start) => wanted.startsWith(start));
  return alias ? aliases[alias] + wanted.slice(alias.length) : null;
}

function packageName(wanted) {
  const parts = wanted.split('/');
  return wanted.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? wanted);
}

function sideOf(path) {
  const [first, second] = path.split('/');
  return first === 'src' ? second : first;
}
