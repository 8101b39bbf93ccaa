import type { signingAlgorithms } from '#contract/launch.ts';

type Example = { algorithm: (typeof signingAlgorithms)[number]; portal: string; journal: string };

/** How a portal's server signs a launch, whole and ready to run: only the key, the user and the card are its own. */
export function signingExample({ algorithm, portal, journal }: Example): string {
  const isShared = algorithm === 'HS256';
  return [
    `import { ${isShared ? '' : 'importPKCS8, '}SignJWT } from 'jose';`,
    isShared
      ? 'const key = new TextEncoder().encode(process.env.JOURNAL_SECRET);'
      : `const key = await importPKCS8(process.env.JOURNAL_PRIVATE_KEY, '${algorithm}');`,
    "const card = { type: 'deal', id: '1877' };",
    "const token = await new SignJWT({ name: 'Anna Orlova', role: 'manager', card })",
    `  .setProtectedHeader({ alg: '${algorithm}' })`,
    `  .setIssuer('${portal}').setAudience('${journal}').setSubject('42')`,
    "  .setJti(crypto.randomUUID()).setIssuedAt().setExpirationTime('60s')",
    '  .sign(key);',
    `const src = \`${journal}/frame/cards/\${card.type}/\${card.id}?portal=${portal}#token=\${token}\`;`,
    'console.log(`<iframe src="${src}" title="Journal" allow="clipboard-write"></iframe>`);',
    '',
  ].join('\n');
}

/** What the portal's page answers to the frame: a fresh token when the old one ends, and as much height as it asks for. */
export function renewalExample({ journal }: Pick<Example, 'journal'>): string {
  return [
    "addEventListener('message', async ({ data, origin, source }) => {",
    `  if (origin !== '${journal}') return;`,
    "  if (data.type === 'journal:renew') {",
    "    const token = await (await fetch('/my/journal-token')).text();",
    "    source.postMessage({ type: 'journal:launch', token }, origin);",
    '  }',
    "  if (data.type === 'journal:height') frame.style.height = `${data.height}px`;",
    '});',
    '',
  ].join('\n');
}
