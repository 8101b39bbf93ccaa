// What fences.test.ts tries: one small file for each attempt, at a path where the fence stands.

interface Attempt {
  file: string;
  source: string;
}

interface Forbidden extends Attempt {
  rule: string;
  /** A part of the sentence that must be read. */
  says: string;
}

const imports = (source: string) => `import '${source}';\n`;

const refuse = (file: string, source: string, says: string): Forbidden => ({
  file,
  source: imports(source),
  rule: 'house(imports)',
  says,
});

const forbiddenImports: Forbidden[] = [
  // House.md, section 2, row by row.
  refuse('src/contract/a.ts', '#server/config.ts', 'both sides promise'),
  refuse('src/contract/b.ts', 'node:fs', 'both sides promise'),
  refuse('src/contract/c.ts', 'fastify', 'both sides promise'),
  refuse('src/server/store/a.ts', '#server/process/service.ts', 'through its port'),
  refuse('src/server/store/b.ts', '#server/http/endpoint.ts', 'through its port'),
  refuse('src/server/store/c.ts', '#server/access/policy.ts', 'through its port'),
  refuse('src/server/store/d.ts', 'fastify', 'through its port'),
  refuse('src/server/access/a.ts', '#server/store/journal-store.ts', 'take values and give values'),
  refuse('src/server/cause/a.ts', '#server/http/endpoint.ts', 'take values and give values'),
  refuse('src/server/cause/b.ts', 'node:fs', 'take values and give values'),
  refuse('src/server/flag/a.ts', '#server/process/service.ts', 'app.ts hands it'),
  refuse('src/server/flag/b.ts', '#server/store/queries.ts', 'the only SQL is in server/store'),
  refuse('src/server/flag/c.ts', 'kysely', 'the only SQL is in server/store'),
  refuse('src/server/flag/d.ts', 'better-sqlite3', 'the only SQL is in server/store'),
  refuse('src/server/http/a.ts', '#server/card/service.ts', 'knows none of them'),
  refuse('src/server/ingest/a.ts', '#server/card/service.ts', 'knows none of them'),
  refuse('src/server/rest/a.ts', '#server/process/routes.ts', 'not the routes of nouns'),
  refuse('src/server/sources/a.ts', '#server/store/open.ts', 'the port of the store'),
  refuse('src/server/app.ts', '#client/paths.ts', 'nothing of another side'),
  refuse('src/server/commands/a.ts', '#client/paths.ts', 'nothing of another side'),
  refuse('src/client/ui/a.tsx', '#contract/card.ts', 'no contract, api, features'),
  refuse('src/client/ui/b.tsx', '#client/features/card/card-head.tsx', 'no contract, api, features'),
  refuse('src/client/ui/c.tsx', 'react-router', 'no contract, api, features'),
  refuse('src/client/lib/a.ts', '@tanstack/react-query', 'no contract, api, features'),
  refuse('src/client/features/flag/a.tsx', '#client/features/journal/rows.ts', 'of other features only entry'),
  refuse('src/client/features/flag/b.tsx', '#client/pages/card-page.tsx', 'of other features only entry'),
  refuse('src/client/features/flag/c.tsx', '#server/flag/service.ts', 'of other features only entry'),
  refuse('src/client/features/flag/d.tsx', '@bitrix24/b24jssdk', 'of other features only entry'),
  refuse('src/client/pages/a.tsx', '#server/card/present.ts', 'reached through api'),
  refuse('src/client/pages/b.tsx', 'node:path', 'reached through api'),
  refuse('src/client/api/a.ts', '#client/features/card/queries.ts', 'knows neither of them'),
  refuse('src/client/main.tsx', 'node:fs', 'runs in a browser'),
  refuse('src/demo/a.ts', '#server/app.ts', 'speaks to the server over HTTP'),
  refuse('src/setup/a.mjs', 'vite', 'before anything is installed'),
  refuse('e2e/flows/a.ts', '#server/app.ts', 'as a person does'),
  // Tests may cross the rooms of their side, never the sides.
  refuse('src/client/features/flag/a.test.tsx', '#server/app.ts', 'of other features only entry'),
  // However the import is written.
  refuse('src/server/card/up.ts', '../config.ts', 'No "../"'),
  refuse('e2e/flows/up.ts', '../fixtures/server.ts', 'No "../"'),
  {
    ...refuse('src/client/features/flag/lazy.tsx', '', 'of other features only entry'),
    source: "export const load = () => import('#client/features/journal/journal.tsx');\n",
  },
  {
    ...refuse('src/contract/type-of.ts', '', 'both sides promise'),
    source: "export type App = import('#server/app.ts').App;\n",
  },
  {
    ...refuse('src/client/ui/passed-on.ts', '', 'no contract, api, features'),
    source: "export { Card } from '#contract/card.ts';\n",
  },
];

const client = (name: string, classes: string): Forbidden => ({
  file: `src/client/ui/${name}.tsx`,
  source: `export const Part = () => <p className=${classes}>text</p>;\n`,
  rule: 'house(palette)',
  says: 'use a token by its role',
});

const forbiddenElse: Forbidden[] = [
  client('palette', '"flex bg-red-500"'),
  client('palette-variant', '"dark:hover:text-gray-600/50"'),
  client('palette-white', '{`p-2 bg-white ${1}`}'),
  client('palette-black', '"text-black"'),
  client('palette-side', '"border-l-amber-300!"'),
  client('palette-literal', '"text-[#ff0000]"'),
  {
    file: 'src/client/ui/markup.tsx',
    source: "export const Part = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n",
    rule: 'react(no-danger)',
    says: 'dangerouslySetInnerHTML',
  },
  {
    file: 'src/server/card/default.ts',
    source: 'export default 1;\n',
    rule: 'import(no-default-export)',
    says: 'named exports',
  },
  {
    file: 'src/server/card/any.ts',
    source: 'export const open = (value: any) => String(value);\n',
    rule: 'typescript(no-explicit-any)',
    says: 'any',
  },
  {
    file: 'src/server/card/prints.ts',
    source: "console.log('card');\n",
    rule: 'eslint(no-console)',
    says: 'console',
  },
  {
    file: 'src/client/ui/index.ts',
    source: "export { Button } from './button.tsx';\n",
    rule: 'house(barrels)',
    says: 'No barrels',
  },
  {
    file: 'src/client/ui/parts.ts',
    source: "export * from './button.tsx';\n",
    rule: 'house(barrels)',
    says: 'No barrels',
  },
  {
    file: 'src/server/card/utils.ts',
    source: 'export const one = 1;\n',
    rule: 'house(vague-names)',
    says: 'says nothing',
  },
  {
    file: 'src/client/lib/helpers/dates.ts',
    source: 'export const one = 1;\n',
    rule: 'house(vague-names)',
    says: 'says nothing',
  },
  {
    file: 'src/client/ui/BigButton.tsx',
    source: 'export const one = 1;\n',
    rule: 'unicorn(filename-case)',
    says: 'kebab-case',
  },
];

export const forbidden: Forbidden[] = [...forbiddenImports, ...forbiddenElse];

const accept = (file: string, ...sources: string[]): Attempt => ({ file, source: sources.map(imports).join('') });

export const permitted: Attempt[] = [
  accept('src/contract/ok.ts', 'zod/mini', './ids.ts'),
  accept(
    'src/server/store/ok.ts',
    '#contract/card.ts',
    'kysely',
    'node:path',
    './schema.ts',
    '#server/store/schema.ts',
  ),
  accept('src/server/cause/ok.ts', '#contract/cause.ts', 'node:crypto', './fingerprint.ts'),
  accept('src/server/cause/routes.ts', '#server/http/endpoint.ts', '#server/store/journal-store.ts'),
  accept(
    'src/server/flag/ok.ts',
    '#contract/flag.ts',
    '#server/access/policy.ts',
    '#server/http/endpoint.ts',
    '#server/store/journal-store.ts',
    './service.ts',
    'fastify',
  ),
  accept('src/server/ingest/ok.ts', '#server/cause/catalogue.ts', '#server/store/journal-store.ts'),
  accept('src/server/rest/ok.ts', '#contract/event.ts', '#server/ingest/ingest.ts', '#server/store/journal-store.ts'),
  accept('src/server/app.ok.ts', '#server/card/routes.ts', '#server/store/open.ts', 'fastify'),
  accept('src/server/flag/ok.test.ts', '#server/app.ts', '#server/store/open.ts', 'vitest'),
  accept('src/client/ui/ok.tsx', 'react', 'react-aria-components', '#client/lib/clock.ts', './button.tsx'),
  accept(
    'src/client/features/flag/ok.tsx',
    '#contract/flag.ts',
    '#client/api/call.ts',
    '#client/ui/button.tsx',
    '#client/i18n/index.ts',
    '#client/paths.ts',
    '#client/features/entry/entry-view.tsx',
    '#client/features/flag/parts/mark.tsx',
    '@tanstack/react-query',
  ),
  accept('src/client/pages/ok.tsx', '#client/features/card/card-head.tsx', '#client/features/journal/journal.tsx'),
  accept('src/client/portal/ok.ts', '@bitrix24/b24jssdk'),
  accept('src/demo/ok.ts', '#contract/event.ts', 'node:http', '#demo/words.ts'),
  accept('e2e/flows/ok.ts', '@playwright/test', '#e2e/fixtures/server.ts', '#contract/ids.ts'),
  { file: 'src/server/commands/print.ts', source: "console.log('{}');\n" },
  {
    file: 'src/client/ui/tokens.tsx',
    source: 'export const Part = () => <p className="bg-surface text-muted text-white-space border-x-2">red-500</p>;\n',
  },
];

interface TypeFixture {
  side: string;
  allowed: string;
  refused: { name: string; source: string };
}

/** One tsconfig a side: what a side does not have, its compiler does not know. */
export const typeFixtures: TypeFixture[] = [
  {
    side: 'src/server',
    allowed: 'export const home = process.env.HOME ?? Buffer.from("x").toString();',
    refused: { name: 'document', source: 'export const title: unknown = document.title;' },
  },
  {
    side: 'src/contract',
    allowed: 'export const later = new Date(0).toISOString();',
    refused: { name: 'window', source: 'export const place: unknown = window.location;' },
  },
  {
    side: 'src/contract',
    allowed: 'export const list = [1].toSorted();',
    refused: { name: 'process', source: 'export const home: unknown = process.env;' },
  },
  {
    side: 'src/client',
    allowed: 'export const title = document.title;',
    refused: { name: 'process', source: 'export const home: unknown = process.env;' },
  },
  {
    side: 'src/client',
    allowed: 'export const text = new TextDecoder();',
    refused: {
      name: 'node:fs',
      source: "import { readFileSync } from 'node:fs';\nexport const read: unknown = readFileSync;",
    },
  },
];
