import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noCredential, readCredential } from './credential.ts';

describe('the field for the own key', () => {
  it('takes the address of a webhook, whatever follows the key', () => {
    const webhook = { kind: 'webhook', base: 'https://journal.example/rest', user: '1', code: 'k3y' };
    for (const address of [
      'https://journal.example/rest/1/k3y',
      '  https://journal.example/rest/1/k3y/  ',
      'https://journal.example//rest//1/k3y/bizproc.activity.log.json?a=1#b',
      'https://somebody:secret@journal.example/rest/1/k3y/',
    ]) {
      expect(readCredential(address)).toEqual(webhook);
    }
    expect(readCredential('http://127.0.0.1:3000/journal/rest/7/a%2Fb/')).toEqual({
      kind: 'webhook',
      base: 'http://127.0.0.1:3000/journal/rest',
      user: '7',
      code: 'a/b',
    });
  });

  it('takes a key by itself, and nothing', () => {
    expect(readCredential(' jk_Abc123 ')).toEqual({ kind: 'key', key: 'jk_Abc123' });
    expect(readCredential('   ')).toEqual(noCredential);
  });

  it('refuses what can be neither', () => {
    for (const text of [
      'два слова',
      'two words',
      'a\nb',
      'https://',
      'https://x/rest/1',
      'https://x/y',
      'https://x/rest/1/%ff',
    ]) {
      expect(readCredential(text), text).toBeNull();
    }
  });

  it('never throws', () => {
    const any = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(
        fc.oneof(
          any,
          any.map((rest) => `https://x/rest/1/${rest}`),
        ),
        (text) => {
          readCredential(text);
        },
      ),
    );
  });
});
