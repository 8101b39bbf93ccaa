// Who may import whom: the table. One row a room; the first row that matches a file is the file's room.
//
//   at             which files (paths from the project's folder)
//   own            the folder inside which imports are free; by default the part of the path that `at` matched
//   sides          which other sides it may import: contract, server, client, demo, bench, e2e, setup
//   may            the rooms of its own side that it may import ('all': every one)
//   never          what it may not import although `may` would let it
//   onlyPackages   the packages it may import; without it, every one but neverPackages
//   why            the sentence that the person reads who tried

const sqlPackages = [/^kysely/, /^better-sqlite3$/, /^pg($|-)/, /^node:sqlite$/, /^mysql2?$/, /^mariadb$/];
const nodeModules = [/^node:/];
/** The port, and what belongs to it: how a place in a list is written, how texts are compared, and what of them is searched. */
const port = ['journal-store', 'cursor', 'fold-text', 'search-text'].map((name) => `src/server/store/${name}.ts`);

const sqlWhy = 'the only SQL is in server/store; everything else speaks to its port, #server/store/journal-store.ts.';
const serverPackages = [...nodeModules, ...sqlPackages, /^fastify/, /^pino$/];
const clientSide = { sides: ['contract'], neverPackages: [...serverPackages, /^@bitrix24\//] };

/** Rooms of the server that are not a noun. A folder of src/server that is not named here is a noun. */
const serverRooms = ['http', 'store', 'access', 'cause', 'ingest', 'live', 'rest', 'portal', 'sources', 'commands'];
const noun = String.raw`src\/server\/(?!(?:${serverRooms.join('|')})\/)[^/]+\/`;
const nounRoutes = new RegExp(String.raw`^${noun}routes`);

const table = [
  {
    name: 'The contract',
    at: /^src\/contract\//,
    onlyPackages: [/^zod$/],
    why: 'it is what both sides promise, so it imports the schema library and nothing else.',
  },
  {
    name: 'The store',
    at: /^src\/server\/store\//,
    sides: ['contract'],
    neverPackages: [/^fastify/],
    why: 'it knows the contract, the query builder and the driver; nouns, http and access come to it through its port.',
  },
  {
    name: 'A pure room (server/access, server/cause)',
    at: /^src\/server\/(?:access|cause)\/(?!(?:routes|service|present)\b)/,
    own: /^src\/server\/[^/]+\//,
    sides: ['contract'],
    // Node's modules that compute and touch nothing.
    onlyPackages: [/^zod$/, /^node:(?:crypto|zlib|buffer)$/],
    why: 'its rules take values and give values; they import the contract, and neither the store nor http.',
  },
  {
    name: 'The http room',
    at: /^src\/server\/http\//,
    sides: ['contract'],
    may: ['src/server/access/', 'src/server/config.ts', ...port],
    neverPackages: sqlPackages,
    why: 'every noun stands on it, so it knows none of them; the store it knows by its port.',
  },
  {
    name: 'A room that brings data in (server/rest, server/sources)',
    at: /^src\/server\/(?:rest|sources)\//,
    sides: ['contract'],
    may: 'all',
    never: [nounRoutes, /^src\/server\/(?:app|main|commands\/.*)\.ts$/, /^src\/server\/store\/(?!journal-store\.ts$)/],
    why: 'it imports the contract, ingest and the port of the store (#server/store/journal-store.ts); not the routes of nouns.',
  },
  {
    name: 'A shared room (server/ingest, server/live, server/portal)',
    at: /^src\/server\/(?:ingest|live|portal)\//,
    sides: ['contract'],
    may: [
      ...['access', 'cause', 'http', 'ingest', 'live', 'portal'].map((room) => `src/server/${room}/`),
      'src/server/config.ts',
      ...port,
    ],
    neverPackages: sqlPackages,
    why: `it serves every noun and knows none of them; ${sqlWhy}`,
  },
  {
    name: 'The composition (server/app, main, config, commands)',
    at: /^src\/server\/(?:[^/]+\.ts$|commands\/)/,
    own: /^src\/server\//,
    sides: ['contract'],
    why: 'it may use all of the server, and nothing of another side.',
  },
  {
    name: 'A noun of the server',
    at: /^src\/server\/[^/]+\//,
    sides: ['contract'],
    may: [...['access', 'cause', 'http'].map((room) => `src/server/${room}/`), ...port],
    neverPackages: sqlPackages,
    why: `it imports the contract, access, cause, http and the port; what it needs of another noun, app.ts hands it. And ${sqlWhy}`,
  },
  {
    name: 'A part that knows no product word (client/ui, client/lib)',
    at: /^src\/client\/(?:ui|lib)\//,
    may: ['src/client/ui/', 'src/client/lib/', 'src/client/styles/'],
    neverPackages: [...clientSide.neverPackages, /^react-router/, /^@tanstack\/react-query$/, /i18next/, /^zod$/],
    why: 'it gets words, data and addresses as properties: no contract, api, features, router or queries.',
  },
  {
    name: 'A feature',
    at: /^src\/client\/features\/[^/]+\//,
    ...clientSide,
    may: ['api', 'ui', 'lib', 'i18n', 'portal', 'styles', 'paths.ts', 'address-state.ts', 'features/entry/'].map(
      (room) => `src/client/${room}`,
    ),
    why: 'it imports the contract, api, ui, lib, i18n, portal, paths and address-state; of other features only entry, which just displays. Pages compose features.',
  },
  {
    name: 'A page',
    at: /^src\/client\/pages\//,
    ...clientSide,
    may: 'all',
    never: [/^src\/client\/(?:main|routes)\.tsx$/],
    why: 'it composes features, ui, api and paths; the server is reached through api.',
  },
  {
    name: 'The portal frame (client/portal)',
    at: /^src\/client\/portal\//,
    sides: ['contract'],
    // Without the ban on the portal's SDK: 71 kB that are loaded here, lazily, and nowhere else.
    neverPackages: serverPackages,
    may: ['api/', 'i18n/', 'lib/', 'paths.ts'].map((room) => `src/client/${room}`),
    why: 'features and pages stand on it, so it knows neither of them.',
  },
  {
    name: 'The ground of the client (api, i18n, paths, styles)',
    at: /^src\/client\/(?:(?:api|i18n|styles)\/|(?:paths|address-state)\.ts$)/,
    ...clientSide,
    may: ['api/', 'i18n/', 'portal/', 'lib/', 'styles/', 'paths.ts'].map((room) => `src/client/${room}`),
    why: 'features and pages stand on it, so it knows neither of them.',
  },
  {
    name: 'The client',
    at: /^src\/client\//,
    ...clientSide,
    why: "it runs in a browser and knows the server only by the contract; the portal's SDK is loaded in client/portal.",
  },
  {
    name: 'The demo',
    at: /^src\/demo\//,
    sides: ['contract'],
    neverPackages: sqlPackages,
    why: 'it is a portal like any other: it speaks to the server over HTTP, by the contract.',
  },
  {
    name: 'A benchmark',
    at: /^src\/bench\//,
    sides: ['contract', 'server', 'demo', 'setup'],
    why: 'it measures the server, not the client.',
  },
  {
    name: 'The set-up',
    // Its tests and the lint rules run after the installation; the rest before.
    at: /^src\/setup\/[^/]+\.mjs$/,
    own: /^src\/setup\//,
    onlyPackages: nodeModules,
    why: 'it runs on a fresh clone before anything is installed, so it imports nothing but Node.',
  },
  {
    name: 'A browser test',
    at: /^e2e\//,
    sides: ['contract', 'setup'],
    neverPackages: sqlPackages,
    why: 'it uses the product as a person does: over HTTP, with the words of the contract.',
  },
];

/** Tests and what only tests use. They may cross the rooms of their side, never the sides. */
export const isTestFile = (file) => /\.(?:test|e2e)\.(?:tsx?|mjs)$|\/testing\//.test(file);

/** The row for a file, with its own folder worked out, or null. */
export function roomOf(file) {
  const row = table.find((candidate) => candidate.at.test(file));
  if (!row) return null;
  const own = (row.own ?? row.at).exec(file)?.[0] ?? '';
  // A row without `may` imports of its side only what is its own.
  return { sides: [], may: [], never: [], neverPackages: [], ...row, own };
}
