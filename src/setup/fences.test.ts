import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forbidden, permitted, typeFixtures } from './fence-fixtures.ts';

// A fence that nobody tries to climb may have fallen down long ago: here each is tried, in a copy of the project's
// layout that has the real configuration and one small file for each attempt.

const project = join(import.meta.dirname, '..', '..');
const sides = ['src/contract', 'src/server', 'src/client'];
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'fences-'));
  copyConfiguration();
  // Without types: the fixtures import files that are not there, and the fences do not need them.
  const config = readFileSync(join(project, '.oxlintrc.json'), 'utf8').replace(
    '"typeAware": true',
    '"typeAware": false',
  );
  writeFileSync(join(copy, '.oxlintrc.json'), config);
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'), 'junction');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function copyConfiguration() {
  const sideFiles = sides.map((side) => `${side}/tsconfig.json`);
  for (const path of ['package.json', 'tsconfig.json', 'src/setup/lint', ...sideFiles]) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(project, path), join(copy, path), { recursive: true });
  }
}

function write(file: string, source: string) {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), source);
  return file;
}

function run(tool: string, args: string[]) {
  const ended = spawnSync(process.execPath, [join(project, 'node_modules', tool), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { code: ended.status, output: ended.stdout + ended.stderr };
}

interface Refusal {
  filename: string;
  message: string;
  code: string;
}

function lint(files: string[]): { code: number | null; refusals: Refusal[] } {
  const { code, output } = run('oxlint/bin/oxlint', ['-f', 'json', ...files]);
  const { diagnostics } = JSON.parse(output) as { diagnostics: Refusal[] };
  return { code, refusals: diagnostics.map((found) => ({ ...found, filename: found.filename.replaceAll('\\', '/') })) };
}

describe('lint', () => {
  it('refuses each forbidden import, name, colour and shortcut with its sentence', () => {
    const files = forbidden.map(({ file, source }) => write(file, source));
    const { code, refusals } = lint(files);
    expect(code).not.toBe(0);
    for (const { file, rule, says } of forbidden) {
      const found = refusals.filter((refusal) => refusal.filename === file);
      expect(found, file).toContainEqual(
        expect.objectContaining({ code: rule, message: expect.stringContaining(says) }),
      );
      // One attempt, one refusal: nothing else in the fixture made the lint fail.
      expect(found, file).toHaveLength(1);
    }
  });

  it('fails for one forbidden import alone', () => {
    const [first] = forbidden;
    expect(lint([write(first!.file, first!.source)]).code).not.toBe(0);
  });

  it('lets through what is permitted', () => {
    const { code, refusals } = lint(permitted.map(({ file, source }) => write(file, source)));
    expect(refusals).toEqual([]);
    expect(code).toBe(0);
  });
});

describe('types', () => {
  it.each(typeFixtures)('$side: $refused.name is not there, $allowed is', ({ side, allowed, refused }) => {
    // Only these two files: one import of a package that uses Node's types would bring them to every file of the side.
    rmSync(join(copy, 'src'), { recursive: true });
    copyConfiguration();
    write(`${side}/refused.ts`, `${refused.source}\n`);
    write(`${side}/allowed.ts`, `${allowed}\n`);
    const { code, output } = run('typescript/bin/tsc', ['--pretty', 'false', '-p', side]);
    const about = (name: string) => output.split('\n').filter((line) => line.includes(`${side}/${name}.ts`));
    expect(code).not.toBe(0);
    expect(about('refused').join('\n')).toMatch(new RegExp(`error TS\\d+: .*['"]${refused.name}['"]`));
    expect(about('allowed')).toEqual([]);
  });
});
