import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWords } from '#client/testing/shell-words.ts';
import { noCredential, readCredential } from './credential.ts';
import { curlLine, shellQuote } from './curl.ts';
import type { CurlCall } from './curl.ts';

const base = 'https://journal.example/rest';
const call = (part: Partial<CurlCall> = {}): CurlCall => ({
  base,
  method: 'bizproc.activity.log',
  parameters: { EVENT_TOKEN: 'p|a|e.s', LOG_MESSAGE: "It's «done»" },
  credential: noCredential,
  ...part,
});

/** What breaks out of careless quotes. */
const hostile = fc.string({
  maxLength: 60,
  unit: fc.oneof(
    fc.constantFrom("'", '"', '\\', '`', '$', '$(', '!', ';', '|', '&', '<', '>', '(', ')', '{', '}', '[', ']', '*'),
    fc.constantFrom(
      '?',
      '~',
      '#',
      '%',
      '=',
      '@',
      '-',
      ' ',
      '\n',
      '\r',
      '\t',
      "'\\''",
      '%27',
      '../',
      'ж',
      '🙂',
      'a',
      '7',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((one) => one !== '\u0000'),
  ),
});

describe('the curl line', () => {
  it('reads as documented', () => {
    expect(curlLine(call())).toBe(
      [
        String.raw`curl 'https://journal.example/rest/1/YOUR_KEY/bizproc.activity.log' \
  -H 'Content-Type: application/json' \
  -d '{"EVENT_TOKEN":"p|a|e.s","LOG_MESSAGE":"It'\''s «done»"}'`,
      ].join('\n'),
    );
    expect(curlLine(call({ credential: { kind: 'key', key: 'k3y' }, parameters: {}, method: 'profile' }))).toBe(
      "curl 'https://journal.example/rest/profile' \\\n  -H 'Authorization: Bearer k3y'",
    );
  });

  it('never puts a webhook where only an application may call', () => {
    const credential = readCredential('https://other.example/rest/1/s3cret/') ?? noCredential;
    const line = curlLine(call({ credential, applicationOnly: true }));
    expect(line).toContain('Bearer YOUR_ACCESS_TOKEN');
    expect(line).not.toContain('s3cret');
  });

  it('is one word to a shell, whatever is quoted', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(shellWords(shellQuote(text))).toEqual([text]);
      }),
      { numRuns: 1000 },
    );
  });

  it('says the same to a shell whatever the key and the parameters hold', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom('json', 'form'), (key, message, body) => {
        const parameters = { LOG_MESSAGE: message };
        const words = shellWords(curlLine(call({ credential: { kind: 'key', key }, parameters, body })));
        expect(words.slice(0, 4)).toEqual([
          'curl',
          `${base}/bizproc.activity.log`,
          '-H',
          `Authorization: Bearer ${key}`,
        ]);
        if (body === 'form') expect(words.slice(4)).toEqual(['--data-urlencode', `LOG_MESSAGE=${message}`]);
        else expect(JSON.parse(words.at(-1) ?? '')).toEqual(parameters);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a webhook of any user and key in two segments of a plain address', () => {
    fc.assert(
      fc.property(hostile, hostile, (user, code) => {
        const [, url = ''] = shellWords(curlLine(call({ credential: { kind: 'webhook', base, user, code } })));
        expect(url).toMatch(/^[A-Za-z0-9:/._~%-]+$/);
        const [, , , ...parts] = url.split('/').map(decodeURIComponent);
        expect(parts).toEqual(['rest', user.toWellFormed(), code.toWellFormed(), 'bizproc.activity.log']);
      }),
    );
  });

  it('takes whatever is typed into the field', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          hostile.map((rest) => `https://x.example/rest/1/${rest}`),
        ),
        (text) => {
          const [first, url = ''] = shellWords(curlLine(call({ credential: readCredential(text) ?? noCredential })));
          expect(first).toBe('curl');
          expect(URL.canParse(url)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
