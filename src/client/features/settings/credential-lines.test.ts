import { expect, it } from 'vitest';
import { fakeCredentials } from '#client/testing/fakes.ts';
import { credentialLines } from './credential-lines.ts';

it('gives all credentials as an application reads them', () => {
  expect(credentialLines(fakeCredentials())).toBe(
    'CLIENT_ID=local.1a2b3c\nCLIENT_SECRET=s3cret\nACCESS_TOKEN=access\nREFRESH_TOKEN=refresh\n',
  );
});
