import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canary, disguises, fullWidth, hex64, pem } from '#server/testing/disguises.ts';
import { createSecretRedactor, type Redaction } from './secrets.ts';

const redactor = createSecretRedactor(Buffer.alloc(32, 7));
describe('disguises', () => {
  it.each(disguises)('%s', (_name, text, gone) => {
    const found: Redaction[] = [];
    const out = redactor.text(text, 'message', found);
    expect(text).toContain(gone);
    expect(out).not.toContain(gone);
    expect(out).not.toContain(canary);
    expect(out).toMatch(/‹secret:[a-z-]+:[\da-f]{4}›/);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((one) => one.path.startsWith('message'))).toBe(true);
    expect(redactor.text(out)).toBe(out);
  });

  it.each(disguises)('%s, as a value among others', (_name, text, gone) => {
    const inner = JSON.stringify(gone).slice(1, -1);
    const event = {
      kind: 'entry',
      details: { output: [{ note: text }], http: { responseBody: JSON.stringify({ a: [text] }) } },
    };
    const out = redactor.value(event);
    const stored = JSON.stringify(out);
    for (const form of [gone, inner, JSON.stringify(inner).slice(1, -1)]) expect(stored).not.toContain(form);
    expect(redactor.value(out)).toBe(out);
  });
});

describe('structure', () => {
  const one = (value: unknown): unknown => redactor.value(value);
  const hidden = expect.stringMatching(/^‹secret:[a-z-]+:[\da-f]{4}›$/);

  it('takes the smallest span', () => {
    expect(redactor.text(`Ошибка: ${disguises[0]![1]} (401)`)).toMatch(
      /^Ошибка: Authorization: Bearer ‹secret:bearer:[\da-f]{4}› \(401\)$/,
    );
    expect(redactor.text(`https://u:p@a.ru/b?token=${canary}&c=1#d`)).toMatch(
      /^https:\/\/‹secret:url:.{4}›@a\.ru\/b\?token=‹secret:token:.{4}›&c=1#d$/,
    );
    expect(redactor.text(`55c1dc1c3f0d75.78875596|A1_2|${'r'.repeat(32)}.${hex64}`)).toMatch(
      /^55c1dc1c3f0d75\.78875596\|A1_2\|‹secret:event-token:.{4}›$/,
    );
    expect(one({ EVENT_TOKEN: `wf.1|A1|${'r'.repeat(32)}.${hex64}` })).toEqual({
      EVENT_TOKEN: expect.stringMatching(/^wf\.1\|A1\|‹secret:event-token:.{4}›$/),
    });
    expect(redactor.text(`event_token=n8n.7|A1|${'r'.repeat(32)}.${hex64}&x=1`)).toMatch(
      /^event_token=n8n\.7\|A1\|‹secret:event-token:.{4}›&x=1$/,
    );
    expect(redactor.text(pem)).toMatch(
      /^-----BEGIN RSA PRIVATE KEY-----\n‹secret:private-key:.{4}›\n-----END RSA PRIVATE KEY-----$/,
    );
    expect(redactor.text(`Cookie: a=${canary}; b=2`)).toMatch(
      /^Cookie: a=‹secret:cookie:.{4}›; b=‹secret:cookie:.{4}›$/,
    );
  });

  it('gives one secret one mark wherever it stands, and another under another key', () => {
    const mark = (text: string): string => text.slice(-5, -1);
    const header = one({ headers: { Authorization: `Bearer ${canary}` } }) as { headers: { Authorization: string } };
    expect(mark(header.headers.Authorization)).toBe(mark(redactor.text(`access_token=${canary}`)));
    const other = createSecretRedactor(Buffer.alloc(32, 8));
    expect(mark(other.text(`access_token=${canary}`))).not.toBe(mark(redactor.text(`access_token=${canary}`)));
  });

  it('tells paths', () => {
    const found: Redaction[] = [];
    const details = {
      http: {
        requestHeaders: { Authorization: `Bearer ${canary}` },
        requestBody: JSON.stringify({ list: [{ apiKey: canary }] }),
      },
    };
    redactor.value(details, 'details', found);
    expect(found).toEqual([
      { path: 'details.http.requestHeaders.Authorization', rule: 'bearer' },
      { path: 'details.http.requestBody.list.0.apiKey', rule: 'api-key' },
    ]);
  });

  it.each([
    'Authorization',
    'Proxy-Authorization',
    'proxy_authorization',
    'Cookie',
    'Set-Cookie',
    'X-Api-Key',
    'X-Auth-Signature-Time',
    'password',
    'passwd',
    'db_password',
    'userPassword',
    'PASSWORD',
    'secret',
    'clientSecret',
    'client_secret',
    'api_key',
    'apikey',
    'apiKey',
    'API key',
    'auth',
    'basicAuth',
    'credentials',
    'token',
    'accessToken',
    'access-token',
    'ACCESS_TOKEN',
    'accesstoken',
    'token1',
    'auth[access_token]',
    'bearer',
    'private_key',
    'privateKey',
    'refresh_token',
    'AUTH_ID',
    'authId',
    'REFRESH_ID',
    'application_token',
    'event_token',
    'eventToken',
    'sign',
    fullWidth('token'),
    '%74oken',
    'to\u200bken',
    'Пароль',
  ])('field %s', (name) => {
    const out = JSON.stringify(one({ [name]: canary, list: { [name]: [canary] } }));
    expect(out).not.toContain(canary);
  });

  it.each([
    'author',
    'authorName',
    'authority',
    'authorId',
    'tokens_count',
    'tokenCount',
    'token_type',
    'signature_date',
    'design',
    'assign',
    'shipping',
    'pinned',
    'compass',
    'oauth',
    'password_reset_sent_at',
    'passwordResetUrl',
    'secretary',
    'secret_santa',
    'cookieBanner',
    'signal',
    'keyboard',
    'key',
    'public_key',
    'monkey',
    'passport',
    'title',
    'constructor',
    'toString',
    '',
  ])('not field %s', (name) => {
    const value = { [name]: canary, __proto__: null };
    expect(one(value)).toBe(value);
  });

  it('leaves what is no text, except long numbers of a password', () => {
    const kept = {
      token: 12345678,
      password: 12345,
      auth: true,
      secret: null,
      pin: 'on',
      sign: '+',
      bearer: false,
      password_set: '1',
    };
    expect(one(kept)).toBe(kept);
    expect(one({ password: 1234567, pin: 123456, card: 4111111111111111 })).toEqual({
      password: hidden,
      pin: hidden,
      card: hidden,
    });
  });

  it('walks what stands under `auth`', () => {
    expect(one({ auth: { domain: 'a.bitrix24.ru', user_id: 1, access_token: canary } })).toEqual({
      auth: { domain: 'a.bitrix24.ru', user_id: 1, access_token: hidden },
    });
    expect(one({ auth: JSON.stringify({ domain: 'a.ru', pass: canary }) })).toEqual({
      auth: expect.stringMatching(/^\{"domain":"a\.ru","pass":"‹secret:password:.{4}›"\}$/),
    });
  });

  it('knows lists of headers and pairs', () => {
    expect(
      one([
        { name: 'Authorization', value: canary },
        { NAME: 'token', VALUE: canary },
      ]),
    ).toEqual([
      { name: 'Authorization', value: hidden },
      { NAME: 'token', VALUE: hidden },
    ]);
    expect(one(['Host', 'a.ru', 'Set-Cookie', `a=${canary}; Path=/`])).toEqual([
      'Host',
      'a.ru',
      'Set-Cookie',
      expect.stringMatching(/^a=‹secret:cookie:.{4}›; Path=\/$/),
    ]);
    const names = ['Authorization', 'Cookie', 'token', 'id'];
    expect(one(names)).toBe(names);
  });

  it('redacts keys and loses none', () => {
    const out = one({ [`a?token=${canary}`]: 1, [`b ghp_${canary}${canary}`]: { x: 2 } }) as object;
    expect(Object.values(out)).toEqual([1, { x: 2 }]);
    expect(JSON.stringify(out)).not.toContain(canary);
  });

  it('writes JSON in a text anew without harm to what it did not redact', () => {
    const text = `{\n  "id": 12345678901234567890,\n  "price": 10.00,\n  "token": "${canary}"\n}`;
    expect(redactor.text(text)).toMatch(
      /^\{\n {2}"id": 12345678901234567890,\n {2}"price": 10\.00,\n {2}"token": "‹secret:token:.{4}›"\n\}$/,
    );
  });

  it('lets no secret hide behind a second key of the same name', () => {
    const inner = `{"token":"${canary}","token":1}`;
    expect(redactor.text(inner)).toBe('{"token":1}');
    expect(redactor.text(`Ответ ${inner}`)).not.toContain(canary);
    expect(JSON.stringify(one({ body: JSON.stringify({ body: inner }) }))).not.toContain(canary);
  });

  it('keeps `__proto__` as data', () => {
    const out = one(JSON.parse(`{"__proto__":{"token":"${canary}"},"a":1}`)) as object;
    expect(Object.keys(out)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(out)).toBe(Object.prototype);
    expect(JSON.stringify(out)).not.toContain(canary);
  });

  it('destroys a text of too many secrets whole, and nothing beside it', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `token=${canary}${index}`).join('\n');
    expect(one({ a: many, b: 'x' })).toEqual({ a: hidden, b: 'x' });
  });

  it('puts a mark for what is too deep', () => {
    const deep = JSON.parse(`${'[{"a":'.repeat(60)}"${canary}"${'}]'.repeat(60)}`) as unknown;
    expect(JSON.stringify(one(deep))).toMatch(/‹secret:depth:.{4}›/);
  });
});

describe('what is no secret stays', () => {
  it.each([
    'Сделка № 100500 на 1 250 000,00 ₽ перенесена на стадию «Счёт выставлен»',
    'Позвонить Ивану Петрову +7 (916) 123-45-67, 8 800 555-35-35, ivan.petrov@example.ru до 21.11.2026 14:30',
    'ИНН 7707083893, КПП 773601001, ОГРН 1027700132195, ОГРН 5077746887312, ОГРНИП 304500116000157',
    'р/с 40702810900000005555 в банке, БИК 044525225, к/с 30101810400000000225',
    'Процесс 55c1dc1c3f0d75.78875596, шаг A51601_82584_96831_81132, запись e1f9z',
    'Штрихкод 4607001234567, заказ 2026112100017, отправление RA123456785RU, трек 80082612345678',
    '550e8400-e29b-41d4-a716-446655440000 12345678-1234-4321-8123-123456789012',
    'dealId 1234567:550e8400-e29b-41d4-a716-446655440000',
    'Error validating access token: Session has expired on Friday, 20-Nov-26 18:00:00 PST.',
    'Authorization failed - please check your credentials',
    'Не передан токен авторизации. Проверьте пароль: он истёк',
    'Password: is required. Token: expired. The secret: never give up',
    'Basic 2026-2027, Basic authentication, bearer token is missing, cookie consent',
    'Смотрите https://site.ru,ivan@example.ru и https://t.me/@name, https://maps.ru/@55.7,37.6?z=1',
    'https://portal.bitrix24.ru/rest/crm.deal.list.json?id=5&select=ID, /rest/api/1/tasks',
    'GET /crm/deal/details/4512/?IFRAME=Y&tab=history#entry-e12',
    'https://ru.wikipedia.org/wiki/%D0%9F%D1%80%D0%BE%D1%86%D0%B5%D1%81%D1%81',
    'Файл должен начинаться с -----BEGIN PRIVATE KEY----- и быть в UTF-8',
    'author: Иван, authority=high, tokens_count=1200, design: новый, signature_date: 2026-11-21, assignee=5',
    '{"author":"Ivan","usage":{"tokens":1200,"total_tokens":5},"token":null,"auth":{"id":5}}',
    '{"hint":"введите пароль:","next":"your password:","b":"token:"}',
    'sk-learn, task-force-2026-planning-session-42, EAAsy, AKIA, eyJ',
    'версия 1.4.2, 192.168.10.15:8080, sha256 deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
    'Скидка 10%20 и «кавычки», ширина ｆｕｌｌ, мягкий пере\u00adнос',
    'WhatsApp 131047 Re-engagement message wamid.HBgLNzkxNjEyMzQ1NjcVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA',
  ])('%s', (text) => {
    expect(redactor.text(text)).toBe(text);
    const value = { message: text, list: [{ text }] };
    expect(redactor.value(value)).toBe(value);
  });

  it('random words, numbers and dates in Russian', () => {
    const word = fc.constantFrom(
      'сделка',
      'клиент',
      'Иванов И. И.',
      'оплата',
      'счёт №',
      '+79161234567',
      '21.11.2026',
      '1 200,50 ₽',
      'ok',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.integer().map(String), fc.uuid(), fc.emailAddress()), { maxLength: 20 }),
        (words) => {
          const text = words.join(' ');
          expect(redactor.text(text)).toBe(text);
        },
      ),
    );
  });
});

describe('properties', () => {
  const pieces = fc.constantFrom(
    'token',
    'password',
    'Authorization',
    'Cookie',
    'auth',
    'sign',
    'Bearer ',
    'Basic ',
    '=',
    ':',
    ': ',
    '=>',
    '"',
    "'",
    '\\"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ';',
    '&',
    ' ',
    '\n',
    '\r\n ',
    '%',
    '%25',
    '%22',
    '%3D',
    '\\u0022',
    '\\n',
    '&quot;',
    '://',
    '@',
    '/',
    '/rest/1/',
    'eyJ',
    '.',
    '|',
    '-----BEGIN PRIVATE KEY-----',
    '-----END',
    '‹secret:token:0a1b›',
    '‹secret:',
    '›',
    canary,
    'ghp_',
    '4111111111111111',
    '12345678:',
    '\u00a0',
    '\u200b',
    'ｔｏｋｅｎ',
    '\ud800',
    '\0',
    'пароль',
    '<',
    '>',
    '{"token":"',
    '"}',
    's:5:',
    '--',
  );
  const text = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 24 })
    .map((all) => all.join(''));

  it('a second run changes nothing', () => {
    fc.assert(
      fc.property(text, (value) => {
        const once = redactor.text(value);
        expect(redactor.text(once)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it('any value comes through, and a second run changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.dictionary(fc.oneof(pieces, text), fc.oneof(text, fc.jsonValue()))),
        (value) => {
          const once = redactor.value(value);
          expect(redactor.value(once)).toBe(once);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('no disguise survives whatever stands around it', () => {
    const plain = fc.string({ unit: fc.constantFrom(...Array.from('абв гд.12 \n')), maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...disguises), plain, plain, ([, inner, gone], before, after) => {
        expect(redactor.text(`${before} ${inner}\n${after}`)).not.toContain(gone);
      }),
      { numRuns: 3000 },
    );
  });
});
