import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completed, missingFrom } from './complete-lock.mjs';
import { inProject } from './project.mjs';

describe('package-lock.json', () => {
  it('has every platform, so that `npm ci` works everywhere: else run `node src/setup/complete-lock.mjs`', () => {
    const { packages } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'));
    expect(missingFrom(packages).map(({ name }) => name)).toEqual([]);
  });

  it('names no registry: the next machine has its own', () => {
    expect(readFileSync(inProject('package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });

  it('is completed by the exact version that the parent names', () => {
    const packages = {
      '': {},
      'node_modules/tool': {
        dev: true,
        license: 'MIT',
        optionalDependencies: { '@tool/linux-x64-musl': '1.2.3', '@tool/darwin-arm64': '1.2.3', here: '1.0.0' },
      },
      'node_modules/tool/node_modules/here': { version: '1.0.0' },
    };
    const whole = completed(packages);
    expect(whole['node_modules/@tool/darwin-arm64']).toEqual({
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      license: 'MIT',
      optional: true,
      os: ['darwin'],
    });
    expect(whole['node_modules/@tool/linux-x64-musl']).toMatchObject({ os: ['linux'], cpu: ['x64'], libc: ['musl'] });
    expect(missingFrom(whole)).toEqual([]);
  });

  it('stays as it is when nothing is missing', () => {
    const packages = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/@b/c': { version: '1.0.0' } };
    expect(completed(packages)).toEqual(packages);
  });
});
