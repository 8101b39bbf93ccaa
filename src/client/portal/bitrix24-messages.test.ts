import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openablePath, readAnswer, writeCommand } from './bitrix24-messages.ts';

/** How the portal reads a command: the first piece, the last two, and whatever is between. */
function readAsPortal(text: string) {
  const pieces = text.split(':');
  const [command] = pieces.splice(0, 1);
  const [callback, appSid] = pieces.splice(-2, 2);
  return { command, callback, appSid, params: pieces.length === 0 ? undefined : JSON.parse(pieces.join(':')) };
}

describe('a command', () => {
  it('is read by the portal as it was meant, whatever its parameters', () => {
    fc.assert(
      fc.property(fc.option(fc.jsonValue(), { nil: undefined }), (params) => {
        const text = writeCommand('openPath', params, 'journal1_23', 'abc');
        expect(readAsPortal(text)).toEqual({
          command: 'openPath',
          callback: 'journal1_23',
          appSid: 'abc',
          params: params === undefined ? undefined : JSON.parse(JSON.stringify(params)),
        });
      }),
    );
  });
});

describe('an answer', () => {
  it('is a callback and JSON, which may hold colons', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^:]+$/), fc.jsonValue(), (callback, value) => {
        const text = JSON.stringify(value);
        expect(readAnswer(`${callback}:${text}`)).toEqual({ callback, value: JSON.parse(text) });
      }),
    );
  });

  it('never breaks what reads it', () => {
    fc.assert(fc.property(fc.anything(), (data) => void readAnswer(data)));
    for (const data of ['', ':', ':{}', 'a', 'a:{', 'a:undefined']) expect(readAnswer(data), data).toBeNull();
    expect(readAnswer('a:')).toEqual({ callback: 'a', value: null });
  });
});

describe('a link that the portal opens within itself', () => {
  const portal = 'https://portal.example';

  it.each([
    [`${portal}/crm/deal/details/7/`, '/crm/deal/details/7/'],
    [`${portal}/crm/company/details/7/?tab=1`, '/crm/company/details/7/?tab=1'],
    [`${portal}/company/personal/user/12/`, '/company/personal/user/12/'],
    [`${portal}/crm/quote/details/7/`, null],
    [`${portal}/crm/deal/../../rest/`, null],
    ['https://evil.example/crm/deal/details/7/', null],
    ['https://portal.example.evil.example/crm/deal/details/7/', null],
    ['https://portal.example@evil.example/crm/deal/details/7/', null],
    ['https://me@portal.example/crm/deal/details/7/', null],
    ['javascript:alert(1)//crm/deal/', null],
    ['/crm/deal/details/7/', null],
  ])('%s: %s', (url, path) => {
    expect(openablePath(url, portal)).toBe(path);
  });
});
