import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { openRestPortal } from '#server/testing/rest-portal.ts';
import { makeDirectory, startTestApp } from '#server/testing/test-app.ts';

/* The official SDK's webhook client speaks https only, so the test puts TLS in front of the server. */

const program = fileURLToPath(new URL('../testing/sdk-hook.ts', import.meta.url));

type Certificate = { key: Buffer; cert: Buffer; certFile: string };

/** A certificate for 127.0.0.1; null where there is no `openssl`, which alone of what is usually there can make one. */
function makeCertificate(): Certificate | null {
  const directory = makeDirectory();
  const [keyFile, certFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-nodes', '-keyout', keyFile, '-out', certFile, '-days', '2'];
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...files, ...name], { timeout: 20_000 });
  return made.status === 0 ? { key: readFileSync(keyFile), cert: readFileSync(certFile), certFile } : null;
}

async function openTls({ key, cert }: Certificate, target: string): Promise<string> {
  const { hostname, port } = new URL(target);
  const server = createServer({ key, cert }, (client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('the webhook client of the official SDK writes over TLS', async ({ skip }) => {
  const certificate = makeCertificate();
  if (certificate === null) return skip('openssl is not on this machine, and nothing else can make a certificate');
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const address = await openTls(certificate, await app.listen());
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, `${address}${portal.hookAddress}/`, await portal.step('p1')],
    { env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: certificate.certFile }, timeout: 30_000 },
  );
  const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(told).toMatchObject({ written: true, batch: [true, true] });
  // A webhook is no application.
  expect(told.refused).toContain('Access denied! Application context required');
  expect(await portal.messages('p1')).toEqual(['Вебхук по TLS', 'один', 'два']);
}, 40_000);
