import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainMessage, readMessage, type MessageNode } from './bbcode.ts';
import { readLink } from './safe-link.ts';

const text = (value: string): MessageNode => ({ kind: 'text', text: value });
const bold = (...children: MessageNode[]): MessageNode => ({ kind: 'bold', children });

describe('a message with the portal’s tags', () => {
  it.each<[string, MessageNode[]]>([
    ['просто текст', [text('просто текст')]],
    ['[b]a[/b] [I]b[/I]', [bold(text('a')), text(' '), { kind: 'italic', children: [text('b')] }]],
    [
      '[u]a[/u][s]b[/s]',
      [
        { kind: 'underlined', children: [text('a')] },
        { kind: 'struck', children: [text('b')] },
      ],
    ],
    ['a[br]b', [text('a'), { kind: 'break' }, text('b')]],
    ['[quote]a[b]c[/b][/quote]', [{ kind: 'quote', children: [text('a'), bold(text('c'))] }]],
    ['[code][b]a[/b][/CODE]', [{ kind: 'code', text: '[b]a[/b]' }]],
    ['[color=Red]a[/color]', [{ kind: 'color', color: 'red', children: [text('a')] }]],
    ['[user=12]Ольга[/user]', [{ kind: 'user', children: [text('Ольга')] }]],
    [
      '[list]\n[*]a\n[*][b]c[/b][/list]',
      [{ kind: 'list', isNumbered: false, items: [[text('a\n')], [bold(text('c'))]] }],
    ],
    ['[list=1][*]a[/list]', [{ kind: 'list', isNumbered: true, items: [[text('a')]] }]],
    [
      '[url=https://example.test/a]здесь[/url]',
      [{ kind: 'link', link: { href: 'https://example.test/a', shown: 'example.test' }, children: [text('здесь')] }],
    ],
    [
      '[url]https://example.test/a[/url]',
      [
        {
          kind: 'link',
          link: { href: 'https://example.test/a', shown: 'example.test' },
          children: [text('https://example.test/a')],
        },
      ],
    ],
  ])('%s', (given, nodes) => expect(readMessage(given)).toEqual(nodes));

  it.each([
    '[img]https://example.test/a.png[/img]',
    '[b]не закрыт',
    'не открыт[/b]',
    '[code]не закрыт [b]a',
    '[color=#f00]a[/color]',
    '[color=expression(alert(1))]a[/color]',
    '[url=javascript:alert(1)]a[/url]',
    '[url=java\tscript:alert(1)]a[/url]',
    '[url]data:text/html,<script>1</script>[/url]',
    '[url=vbscript:x][b]a[/url]',
    '[user=x]a[/user]',
    '[list=a][*]b[/list]',
    '[list][*]не закрыт[*]и второй',
    '[*]не в списке',
    '[b=1]a[/b]',
    '<b>a</b> [[b]] [/] [] [=] [b',
  ])('%s stays as it was written, where it is none of them', (given) => {
    expect(plainMessage(given).replaceAll(/\[\/?b\]/g, '')).toBe(given.replaceAll(/\[\/?b\]/g, ''));
  });

  it('says nothing but text of what is not known', () => {
    expect(readMessage('[img]x[/img]')).toEqual([text('[img]x[/img]')]);
    expect(readMessage('[b]не закрыт')).toEqual([text('[b]не закрыт')]);
    expect(plainMessage('[b][i]крест-накрест[/b][/i]')).toBe('[b]крест-накрест[/b]');
    expect(readMessage('[url=javascript:alert(1)]a[/URL]')).toEqual([text('[url=javascript:alert(1)]a[/URL]')]);
  });

  it('is not read when it is deeper than 16 or has too many parts', () => {
    expect(readMessage('[b]'.repeat(16) + '[/b]'.repeat(16))).not.toBeNull();
    expect(readMessage('[b]'.repeat(17) + '[/b]'.repeat(17))).toBeNull();
    expect(readMessage('[b]a[/b]'.repeat(2_499))).not.toBeNull();
    expect(readMessage('[b]a[/b]'.repeat(2_501))).toBeNull();
    expect(readMessage('[br]'.repeat(5_001))).toBeNull();
  });

  it('is a plain text in a row', () => {
    expect(
      plainMessage('[b]Готово[/b]: [url=https://a.test]отчёт[/url][list][*]раз[*]два[/list]и[quote]она[/quote]он'),
    ).toBe('Готово: отчёт\n• раз\n• два\nи\nона\nон');
  });

  it('loses nothing of a text without tags, and takes no long time over any', () => {
    const parts = fc.constantFrom(
      '[b]',
      '[/b]',
      '[i]',
      '[/i]',
      '[url=https://a.test]',
      '[url=javascript:1]',
      '[url]',
      '[/url]',
      '[list]',
      '[*]',
      '[/list]',
      '[code]',
      '[/code]',
      '[color=red]',
      '[/color]',
      '[br]',
      '[user=1]',
      '[/user]',
      '[',
      ']',
      '/',
      'текст',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 8 })), { maxLength: 60 }), (given) => {
        const whole = given.join('');
        const nodes = readMessage(whole);
        if (nodes === null) return;
        // Every letter that is no tag is still there, in its order.
        const letters = (value: string) => value.replaceAll(/[^а-я]/gi, '');
        expect(letters(plainMessage(whole))).toBe(letters(whole));
        const links = JSON.stringify(nodes).match(/"href":"[^"]*/g) ?? [];
        for (const link of links) expect(link).toMatch(/^"href":"https:/);
      }),
      { numRuns: 1_000 },
    );
    for (const part of [
      '[',
      '[b',
      '[b]',
      '[url=',
      '[url=a]',
      '[code]',
      '[*]',
      '[list]',
      '[/b]',
      '[b=',
      '[br]',
      '[url]a[/url]',
    ]) {
      const long = part.repeat(65_536 / part.length);
      const from = performance.now();
      readMessage(long);
      expect([part, performance.now() - from < 500]).toEqual([part, true]);
    }
  });
});

describe('where a link leads', () => {
  it.each([
    ['https://example.test/a?b#c', 'example.test'],
    ['HTTP://Example.test:8080', 'example.test:8080'],
    ['https://bank.test@evil.test/', 'evil.test'],
    ['https://evil.test\\@bank.test/', 'evil.test'],
    ['https://почта.рф/', 'почта.рф'],
    ['https://аpple.com/', 'xn--pple-43d.com'],
    ['https://яндекс.com', 'xn--d1acpjx3f.com'],
    ['https://xn--80a1acny.xn--p1ai/', 'xn--80a1acny.xn--p1ai'],
    ['mailto:ivan@example.test', 'ivan@example.test'],
    ['tel:+79161231234', '+79161231234'],
    ['  https://example.test  ', 'example.test'],
  ])('%s: %s', (given, shown) => expect(readLink(given)?.shown).toBe(shown));

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript&colon;alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://example.test/1',
    'file:///etc/passwd',
    'filesystem:https://a.test/x',
    'about:blank',
    'intent://x',
    'ftp://example.test',
    '/card/1',
    '//example.test',
    'example.test',
    'https://',
    'http:',
    '',
    `https://a.test/${'a'.repeat(2_000)}`,
  ])('%j leads nowhere', (given) => expect(readLink(given)).toBeNull());
});
