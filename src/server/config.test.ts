import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLoopback, readConfig, signInRisk } from './config.ts';
import { makeDirectory } from './testing/test-app.ts';

const directory = makeDirectory();
const passwordFile = join(directory, 'password');
writeFileSync(passwordFile, ' twelve or more\n');
const shortFile = join(directory, 'short');
writeFileSync(shortFile, 'eleven char');

const commonFile = join(directory, 'common');
writeFileSync(commonFile, 'Qwerty123456');
const emptyFile = join(directory, 'empty');
writeFileSync(emptyFile, '\n');
const oidcWith = (change: Record<string, string>) => ({
  OIDC_ISSUER: 'https://login.example/realms/main',
  OIDC_CLIENT_ID: 'journal',
  OIDC_CLIENT_SECRET_FILE: passwordFile,
  ...change,
});
const mailWith = (change: Record<string, string>) => ({
  SMTP_URL: 'smtp://mail.example',
  SMTP_FROM: 'journal@example.test',
  ...change,
});

describe('the configuration', () => {
  it('needs nothing: each variable has a default, and an empty one is none', () => {
    const expected = {
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('./data'),
      publicUrl: null,
      trustProxy: [],
      admin: null,
      mail: null,
      retentionDays: 365,
      restCallsPerSecond: 1_000,
      logLevel: 'info',
      demo: false,
    };
    expect(readConfig({})).toMatchObject(expected);
    expect(readConfig({ PORT: '', PUBLIC_URL: ' ', TRUST_PROXY: ',', ADMIN_EMAIL: '' })).toMatchObject(expected);
  });

  it('takes each variable', () => {
    const config = readConfig({
      HOST: '::1',
      PORT: '0',
      DATA_DIR: '/var/lib/journal',
      PUBLIC_URL: 'https://journal.example/',
      TRUST_PROXY: '10.0.0.0/8, ::1, 192.168.1.1, fd00::/128',
      ADMIN_EMAIL: 'Anna@Example.test',
      ADMIN_PASSWORD_FILE: passwordFile,
      RETENTION_DAYS: '30',
      REST_CALLS_PER_SECOND: '5',
      LOG_LEVEL: 'debug',
      DEMO: '1',
    });
    expect(config).toMatchObject({
      host: '::1',
      port: 0,
      dataDir: '/var/lib/journal',
      trustProxy: ['10.0.0.0/8', '::1', '192.168.1.1', 'fd00::/128'],
      admin: { email: 'anna@example.test', password: 'twelve or more' },
      retentionDays: 30,
      restCallsPerSecond: 5,
      logLevel: 'debug',
      demo: true,
    });
  });

  it.each([
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '3000x' }],
    ['PORT', { PORT: '-1' }],
    ['RETENTION_DAYS', { RETENTION_DAYS: '0' }],
    ['REST_CALLS_PER_SECOND', { REST_CALLS_PER_SECOND: 'many' }],
    ['RETENTION_DAYS', { RETENTION_DAYS: '1.5' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'journal.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://journal.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://journal.example/path' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'proxy.example' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/x' }],
    ['ADMIN_PASSWORD_FILE', { ADMIN_EMAIL: 'anna@example.test' }],
    ['ADMIN_EMAIL', { ADMIN_PASSWORD_FILE: passwordFile }],
    ['ADMIN_EMAIL', { ADMIN_EMAIL: 'anna', ADMIN_PASSWORD_FILE: passwordFile }],
    ['ADMIN_PASSWORD_FILE', { ADMIN_EMAIL: 'anna@example.test', ADMIN_PASSWORD_FILE: join(directory, 'none') }],
    ['ADMIN_PASSWORD_FILE', { ADMIN_EMAIL: 'anna@example.test', ADMIN_PASSWORD_FILE: shortFile }],
    ['DEMO', { DEMO: '1', HOST: '0.0.0.0' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://secret@db/journal' }],
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://login.example' }],
    ['OIDC_ISSUER', { OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET_FILE: passwordFile }],
    ['OIDC_ISSUER', oidcWith({ OIDC_ISSUER: 'http://login.example' })],
    ['OIDC_ISSUER', oidcWith({ OIDC_ISSUER: 'http://127.0.0.1.login.example' })],
    ['OIDC_ISSUER', oidcWith({ OIDC_ISSUER: 'https://user:secret@db@login.example' })],
    ['OIDC_ISSUER', oidcWith({ OIDC_ISSUER: 'https://login.example/?x' })],
    ['OIDC_ISSUER', oidcWith({ OIDC_ISSUER: 'login.example' })],
    ['OIDC_CLIENT_SECRET_FILE', oidcWith({ OIDC_CLIENT_SECRET_FILE: join(directory, 'none') })],
    ['OIDC_CLIENT_SECRET_FILE', oidcWith({ OIDC_CLIENT_SECRET_FILE: emptyFile })],
    ['PUBLIC_URL', oidcWith({ HOST: '0.0.0.0' })],
    ['SMTP_FROM', { SMTP_URL: 'smtp://mail.example' }],
    ['SMTP_URL', { SMTP_FROM: 'journal@example.test' }],
    ['SMTP_URL_FILE', mailWith({ SMTP_URL_FILE: passwordFile })],
    ['SMTP_URL_FILE', { SMTP_FROM: 'journal@example.test', SMTP_URL_FILE: join(directory, 'none') }],
    ['SMTP_URL_FILE', { SMTP_FROM: 'journal@example.test', SMTP_URL_FILE: passwordFile }],
    ['SMTP_FROM', mailWith({ SMTP_FROM: 'Журнал <journal@example.test>' })],
    ['SMTP_FROM', mailWith({ SMTP_FROM: 'a@b.example\r\nBcc: c@d.example' })],
    ['SMTP_URL', mailWith({ SMTP_URL: 'https://mail.example' })],
    ['SMTP_URL', mailWith({ SMTP_URL: 'smtp://user@mail.example' })],
    ['SMTP_URL', mailWith({ SMTP_URL: 'smtp://u:secret@db@mail.example/?tls.rejectUnauthorized=false' })],
    ['ADMIN_PASSWORD_FILE', { ADMIN_EMAIL: 'anna@example.test', ADMIN_PASSWORD_FILE: commonFile }],
  ])('names %s when it is %j, and does not repeat its value', (name, environment) => {
    const wrong = readConfig(environment);
    expect(wrong).toEqual([expect.stringContaining(name)]);
    expect(JSON.stringify(wrong)).not.toContain('secret@db');
  });

  it('takes a provider to sign in by: over HTTPS, or on this very machine', () => {
    expect(readConfig(oidcWith({}))).toMatchObject({
      oidc: {
        issuer: new URL('https://login.example/realms/main'),
        clientId: 'journal',
        clientSecret: 'twelve or more',
      },
    });
    for (const host of ['127.0.0.1:4000', 'localhost', '[::1]:4000']) {
      expect(readConfig(oidcWith({ OIDC_ISSUER: `http://${host}/` })), host).toHaveProperty('oidc.clientId', 'journal');
    }
  });

  it('takes a mail server, and insists on TLS where a password goes over a network', () => {
    const mailOf = (url: string) => readConfig(mailWith({ SMTP_URL: url }));
    expect(mailOf('smtps://anna:s%20p@mail.example')).toMatchObject({
      mail: { host: 'mail.example', port: 465, isTls: true, sign: { user: 'anna', password: 's p' } },
    });
    expect(mailOf('smtp://mail.example:2525')).toMatchObject({
      mail: { port: 2525, isTls: false, needsTls: false, sign: null, from: 'journal@example.test' },
    });
    expect(mailOf('smtp://a:b@mail.example')).toMatchObject({ mail: { port: 587, needsTls: true } });
    expect(mailOf('smtp://a:b@127.0.0.1')).toMatchObject({ mail: { needsTls: false } });
    const file = join(directory, 'smtp');
    writeFileSync(file, 'smtps://a:b@mail.example\n');
    expect(readConfig({ SMTP_URL_FILE: file, SMTP_FROM: 'journal@example.test' })).toHaveProperty('mail.port', 465);
  });

  it('names everything that is wrong at once', () => {
    const wrong = readConfig({ PORT: 'x', LOG_LEVEL: 'x', TRUST_PROXY: 'a,b' });
    expect(wrong).toHaveLength(3);
  });
});

describe('loopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['127.0.0.1.example', false],
    ['::', false],
  ])('%s: %s', (host, answer) => {
    expect(isLoopback(host)).toBe(answer);
  });
});

describe('signing in', () => {
  it.each([
    ['127.0.0.1', null, true],
    ['127.0.0.1', 'http://localhost:3000', true],
    ['127.0.0.1', 'http://[::1]:3000', true],
    ['0.0.0.0', 'https://journal.example', true],
    ['0.0.0.0', null, false],
    ['::', 'http://journal.example', false],
    ['127.0.0.1', 'http://journal.example', false],
  ])('where it listens on %s and people use %s is safe: %s', (host, publicUrl, isSafe) => {
    expect(signInRisk({ host, publicUrl: publicUrl === null ? null : new URL(publicUrl) }) === null).toBe(isSafe);
  });
});
