import { createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignToken, openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';
import { createEventTokens } from './event-token.ts';

const key = Buffer.alloc(32, 1);
const tokens = createEventTokens(key);
const isVerified = (token: string, portal = 'main') => tokens.read(portal, token)?.verified === true;

const processId = fc.stringMatching(/^[0-9a-zA-Z.|_-]{1,64}$/);
const activityName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((name) => !name.includes('|') && name.isWellFormed());

describe('an event token', () => {
  it('has the portal’s shape', () => {
    const { token, event } = tokens.issue('main', '55c1dc1c3f0d75.78875596', 'A51601_82584_96831_81132');
    expect(token).toMatch(/^55c1dc1c3f0d75\.78875596\|A51601_82584_96831_81132\|[A-Za-z0-9]{32}\.[0-9a-f]{64}$/);
    expect(token).toContain(`|${event}.`);
    expect(tokens.issue('main', 'p', 'a').event).not.toBe(tokens.issue('main', 'p', 'a').event);
  });

  it('comes apart as it was made, whatever dots and bars the process id holds', () => {
    fc.assert(
      fc.property(processId, activityName, (process, activity) => {
        const { token, event } = tokens.issue('main', process, activity);
        expect(tokens.read('main', token)).toEqual({ process, activity, event, verified: true });
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it('is refused with any single byte changed, left out, doubled or put in', () => {
    const { token } = tokens.issue('main', '55c1dc1c3f0d75.78875596', 'A51601_82584');
    const bytes = '0aAfFzZ.|_-\0 \n/é\uD800'.split('');
    for (let place = 0; place <= token.length; place++) {
      const [front, here, rest] = [token.slice(0, place), token.charAt(place), token.slice(place + 1)];
      const flips =
        here === '' ? [] : [1, 2, 4, 8, 16, 32, 64].map((bit) => String.fromCharCode(here.charCodeAt(0) ^ bit));
      for (const byte of [...bytes, ...flips]) {
        if (byte !== here) expect([place, byte, isVerified(front + byte + rest)]).toEqual([place, byte, false]);
        expect([place, byte, isVerified(front + byte + here + rest)]).toEqual([place, byte, false]);
      }
      if (here !== '') expect(isVerified(front + rest)).toBe(false);
    }
  });

  it('is refused when many bytes change, too', () => {
    fc.assert(
      fc.property(
        processId,
        activityName,
        fc.nat(),
        fc.string({ maxLength: 5, unit: 'binary' }),
        (process, activity, at, put) => {
          const { token } = tokens.issue('main', process, activity);
          const place = at % token.length;
          const altered = token.slice(0, place) + put + token.slice(place + put.length);
          fc.pre(altered !== token);
          expect(isVerified(altered)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  }, 30_000);

  it('is never another text that is signed alike: half a character and what replaces it', () => {
    const { token } = tokens.issue('main', 'p', 'a\uFFFD');
    expect(isVerified(token)).toBe(true);
    expect(isVerified(token.replace('\uFFFD', '\uD800'))).toBe(false);
  });

  it('has a signature of 64 small hex digits', () => {
    const { token } = tokens.issue('main', 'p1', 'A1');
    const [payload, signature] = [token.slice(0, -65), token.slice(-64)];
    for (const wrong of [
      signature.toUpperCase(),
      signature.slice(1),
      `${signature}0`,
      `0${signature}`,
      signature.slice(0, 63),
      '',
      `${signature.slice(0, 63)}g`,
      '0'.repeat(64),
      `${signature} `,
    ]) {
      expect([wrong, isVerified(`${payload}.${wrong}`)]).toEqual([
        wrong,
        /[a-f]/.test(signature) ? false : wrong === signature,
      ]);
    }
    for (const shape of ['', '.', '|', '|||.', signature, `.${signature}`, payload, 'x'.repeat(100_000)]) {
      expect(tokens.read('main', shape)).toBeNull();
    }
  });

  it('counts in its own portal only, and only when made with the key of its purpose', () => {
    const { token } = tokens.issue('main', 'p1', 'A1');
    expect([isVerified(token, 'main'), isVerified(token, 'other')]).toEqual([true, false]);
    expect(isVerified(foreignToken('p1', 'A1'))).toBe(false);
    const secret = Buffer.alloc(32, 7);
    const own = createEventTokens(Buffer.from(hkdfSync('sha256', secret, '', 'event tokens', 32)));
    const payload = token.slice(0, -65);
    for (const other of [secret, Buffer.from(hkdfSync('sha256', secret, '', 'cursors', 32))]) {
      const signature = createHmac('sha256', other).update(`main\n${payload}`).digest('hex');
      expect(own.read('main', `${payload}.${signature}`)?.verified).toBe(false);
    }
  });

  it('is compared in constant time, on digests of one length', () => {
    const source = readFileSync(new URL('event-token.ts', import.meta.url), 'utf8');
    expect(source.match(/timingSafeEqual\(/g)).toHaveLength(1);
    expect(source.match(/sign\(portal, payload\)\)/g)).toHaveLength(1);
  });

  it('with a wrong signature takes as long as with a right one', () => {
    const { token } = tokens.issue('main', '55c1dc1c3f0d75.78875596', 'A51601_82584');
    const other = (character = '') => (character === '0' ? '1' : '0');
    const early = `${token.slice(0, -64)}${other(token.at(-64))}${token.slice(-63)}`;
    const late = token.slice(0, -1) + other(token.at(-1));
    const spent: Record<string, number[]> = { right: [], early: [], late: [] };
    for (let round = 0; round < 400; round++) {
      for (const [name, text] of Object.entries({ right: token, early, late })) {
        const startedAt = process.hrtime.bigint();
        for (let n = 0; n < 20; n++) tokens.read('main', text);
        spent[name]?.push(Number(process.hrtime.bigint() - startedAt));
      }
    }
    const median = (times: number[] = []) => times.toSorted((a, b) => a - b)[times.length / 2] ?? 0;
    const right = median(spent['right']);
    // A guard against a comparison that stops early by milliseconds; what is finer the structure above promises.
    for (const name of ['early', 'late']) {
      expect(median(spent[name])).toBeGreaterThan(right * 0.6);
      expect(median(spent[name])).toBeLessThan(right * 1.7);
    }
  });
});

describe('over HTTP', () => {
  it('every altered token is refused, and nothing is written', async () => {
    const app = await startTestApp();
    const portal = await openRestPortal(app);
    await portal.process('a|b.c|d.e');
    const token = await portal.step('a|b.c|d.e');
    const answers = new Set<string>();
    for (let place = 0; place < token.length; place++) {
      const here = token.charAt(place);
      for (const byte of [here === 'a' ? 'b' : 'a', here === '0' ? '1' : '0', here.toUpperCase(), '.', '|']) {
        if (byte === here) continue;
        const altered = token.slice(0, place) + byte + token.slice(place + 1);
        const answer = await portal.hook('bizproc.activity.log', { EVENT_TOKEN: altered, LOG_MESSAGE: altered });
        answers.add(`${answer.statusCode} ${answer.json().error}`);
      }
    }
    expect([...answers]).toEqual(['403 ACCESS_DENIED']);
    expect(await portal.messages('a|b.c|d.e')).toEqual([]);
    await portal.hook('bizproc.activity.log', { EVENT_TOKEN: token, LOG_MESSAGE: 'да' });
    expect(await portal.messages('a|b.c|d.e')).toEqual(['да']);
    expect(app.log()).not.toContain(token.slice(-64));
  }, 30_000);

  it('a token of another portal, and one whose step is not known here', async () => {
    const app = await startTestApp();
    const [portal, other] = [await openRestPortal(app), await openRestPortal(app, { portal: 'other' })];
    await portal.process('p1');
    await other.process('p1');
    await portal.step('p1');
    const theirs = await other.step('p1');
    const unknown = createEventTokens(Buffer.from(hkdfSync('sha256', Buffer.alloc(32, 7), '', 'event tokens', 32)));
    for (const token of [theirs, unknown.issue('main', 'p1', 'A1').token, foreignToken('p1')]) {
      const answer = await portal.hook('bizproc.activity.log', { EVENT_TOKEN: token, LOG_MESSAGE: 'x' });
      expect([answer.statusCode, answer.json().error]).toEqual([403, 'ACCESS_DENIED']);
    }
    expect(await portal.messages('p1')).toEqual([]);
  });
});
