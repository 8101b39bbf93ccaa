import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMaskRules } from '#contract/masking.ts';
import { createMask } from './mask.ts';

const mask = createMask(defaultMaskRules);
const { text } = mask;

describe('a phone in a text', () => {
  it.each([
    ['+7 (916) 123-12-34', '+7 (•••) •••-12-34'],
    ['+79161231234', '+7••••••1234'],
    ['8 916 123 12 34', '8 ••• ••• 12 34'],
    ['8(495)123-12-34', '8(•••)•••-12-34'],
    ['89161231234', '8••••••1234'],
    ['79161231234', '7••••••1234'],
    ['+7 916 123-12-34 25 шт', '+7 ••• •••-12-34 25 шт'],
    ['9161231234', '••••••1234'],
    ['(495) 123-12-34', '(•••) •••-12-34'],
    ['916-123-12-34', '•••-•••-12-34'],
    ['+375 29 123-45-67', '+375 •• •••-45-67'],
    ['998901234567', '998•••••4567'],
    ['+1 (202) 555-0143', '+1 (•••) •••-0143'],
    ['+49 151 23456789', '+49 ••• ••••6789'],
    ['0049 151 23456789', '0049 ••• ••••6789'],
    ['тел. 123-45-67', 'тел. •••-••-67'],
    ['Телефон клиента: 79161231234, ждём', 'Телефон клиента: 7••••••1234, ждём'],
    ['tel:+79161231234', 'tel:+7••••••1234'],
    ['wa_79161231234', 'wa_7••••••1234'],
    [
      'https://api.test/send?to=%2B7%20916%20123%2012%2034&x=1',
      'https://api.test/send?to=%2B7%20•••%20•••%2012%2034&x=1',
    ],
    ['+7\u00a0916\u00a0123\u00a012\u00a034', '+7\u00a0•••\u00a0•••\u00a012\u00a034'],
    ['＋７９１６１２３１２３４', '＋７••••••１２３４'],
    ['+7\u200b916\u200b1231234', '+7\u200b••••••1234'],
    ['\\u002b79161231234', '\\u002b7••••••1234'],
    ['• 89161231234 и +7 926 000-11-22', '• 8••••••1234 и +7 ••• •••-11-22'],
  ])('%s → %s', (given, shown) => expect(text(given)).toBe(shown));

  it.each([
    '2026-11-21 10:11:12',
    '2026-11-21T02:07:40.027Z',
    '1763690860',
    '1763690860123',
    '55c1dc1c3f0d75.78875596',
    'A51601_82584_96831_81132',
    'e0k3f9z1a2b3c4',
    '123e4567-e89b-12d3-a456-426614174000',
    '8 916 123,45 ₽',
    '18 450 000 000 ₽',
    'Сделка 446356, этап 3 из 17',
    'error 131047: Re-engagement message',
    '0.79161231234',
    'sha256:89161231234abcdef',
    'HTTP 504 за 12 345 мс',
  ])('%s is none', (given) => expect(text(given)).toBe(given));
});

describe('a text that was cut', () => {
  it.each([
    ['Звонок на +7 916 123-1…', 'Звонок на +• ••• •••-•…'],
    ['Звонок на 8916123…', 'Звонок на •••••••…'],
    ['Письмо на ivan.petrov@exam…', 'Письмо на i•••@exam…'],
    ['Сделка A51601_82584…', 'Сделка A51601_82584…'],
    ['и ещё 12…', 'и ещё 12…'],
    ['Готово…', 'Готово…'],
  ])('%s → %s', (given, shown) => expect(text(given)).toBe(shown));

  it('is told by its true length, too', () => {
    const cut = { message: 'Звонок на 8916123', messageLength: 70_000 };
    expect(mask.answer(cut).value.message).toBe('Звонок на •••••••');
    expect(mask.answer({ ...cut, messageLength: null }).value.message).toBe(cut.message);
  });
});

describe('other personal data in a text', () => {
  it.each([
    ['Письмо на ivan.petrov@example.com не ушло', 'Письмо на i•••@example.com не ушло'],
    ['<a@b.ru>,<иван@почта.рф>', '<•••@b.ru>,<и•••@почта.рф>'],
    ['?email=ivan%40example.com&x=1', '?email=i•••%40example.com&x=1'],
    ['ivan@localhost и @user', 'ivan@localhost и @user'],
    ['79161231234@c.us', '7•••@c.us'],
    ['паспорт 4508 123456', 'паспорт •••• ••••56'],
    ['Паспорт: серия 45 08 № 123456', 'Паспорт: серия •• •• № ••••56'],
    ['45 08 123456', '•• •• ••••56'],
    ['заказ 4508 123456', 'заказ 4508 123456'],
    ['СНИЛС 112-233-445 95', 'СНИЛС •••-•••-••• 95'],
    ['11223344595', '•••••••••95'],
    ['ИНН 7707083893', 'ИНН ••••••••93'],
    ['ИНН/КПП: 500100732259', 'ИНН/КПП: ••••••••••59'],
    ['500100732259', '••••••••••59'],
    ['500100732258', '500100732258'],
    ['Вход с 203.0.113.7:8080', 'Вход с 203.0.•••.•••:8080'],
    ['http://203.0.113.7/a', 'http://203.0.•••.•••/a'],
    ['Chrome/120.0.0.0 v1.2.3.4 на 127.0.0.1', 'Chrome/120.0.0.0 v1.2.3.4 на 127.0.0.1'],
    ['2001:db8:85a3::8a2e:370:7334', '2001:db8:•••'],
    ['12:30:45, std::vector, a::b', '12:30:45, std::vector, a::b'],
    ['ФИО: Иванов Иван Петрович, дата', 'ФИО: И••• И••• П•••, дата'],
    ['Сделка с Иваном Петровым', 'Сделка с Иваном Петровым'],
  ])('%s → %s', (given, shown) => expect(text(given)).toBe(shown));

  it('is found in named values: JSON, JSON in JSON, cut JSON, forms', () => {
    expect(text('{"first_name":"Иван","age":30,"INN":7707083893}')).toBe(
      '{"first_name":"И•••","age":30,"INN":••••••••93}',
    );
    const inner = JSON.stringify({ client_name: 'Анна "Аня" Ли', ok: true });
    expect(text(JSON.stringify({ body: inner }))).toBe(
      String.raw`{"body":"{\"client_name\":\"А••• \\\"А•••\\\" •••\",\"ok\":true}"}`,
    );
    expect(text('Ответ: {"fullName": "Пётр Сидо')).toBe('Ответ: {"fullName": "П••• С•••');
    expect(text('name=Иван&template=hello_world&phone=1234567')).toBe('name=И•••&template=hello_world&phone=•••••67');
    expect(text(String.raw`{"NAME":"\u0418\u0432\u0430\u043d"}`)).toBe(String.raw`{"NAME":"\u0418•••"}`);
    expect(text('name=%D0%98%D0%B2%D0%B0%D0%BD')).toBe('name=%D0%98•••');
  });

  it('keeps what a field called `name` may hold beside a person', () => {
    for (const given of ['{"name":"hello_world"}', '{"name":"offer.pdf"}', '{"name":"Отправить сообщение"}'])
      expect(text(given)).toBe(given);
    expect(text('{"name":"Иван Петров"}')).toBe('{"name":"И••• П•••"}');
  });
});

describe('data that a writer sent', () => {
  const data = (value: unknown) => mask.data(value).value;

  it('are masked by the names of their fields, at any depth', () => {
    expect(
      data({
        PHONE: [{ ID: '15', VALUE: '+79161231234', VALUE_TYPE: 'WORK' }],
        client: { name: 'ООО Ромашка', id: 79_161_231_234 },
        fields: [{ name: 'first_name', value: 'Иван' }],
        phone: 9_161_231_234,
        chatId: '79161231234@c.us',
        dealId: 79_161_231_234,
        adres: 'Москва',
        Адрес: 'Москва, ул. Ленина, 1',
        clientIp: '203.0.113.7',
        birth: '1990-01-01',
        amount: 89_161_231_234.5,
        isPhone: true,
        '+79161231234': 1,
      }),
    ).toEqual({
      PHONE: [{ ID: '15', VALUE: '+7••••••1234', VALUE_TYPE: 'WORK' }],
      client: { name: 'О••• Р•••', id: 79_161_231_234 },
      fields: [{ name: 'first_name', value: 'И•••' }],
      phone: '••••••1234',
      chatId: '7•••@c.us',
      dealId: 79_161_231_234,
      adres: 'Москва',
      Адрес: '•••',
      clientIp: '203.0.•••.•••',
      birth: '1990-01-01',
      amount: 89_161_231_234.5,
      isPhone: true,
      '+7••••••1234': 1,
    });
  });

  it('keep the mark of what was erased, which is nobody’s', () => {
    const given = { CLIENT_NAME: 'Анна ‹erased:email›', phone: '‹erased:phone›', email: '‹erased:email›' };
    expect(data(given)).toEqual({ ...given, CLIENT_NAME: 'А••• ‹erased:email›' });
  });

  it('lose whole what the portal’s rules name, with `*` for any letters', () => {
    const own = createMask({ roles: [], kinds: [], fields: ['uf_crm_*', 'Доход', '*secret_diagnosis'] });
    const given = {
      UF_CRM_17: 5,
      uf_crm_x: { a: ['b', true, null] },
      доход: '100 000',
      my_secret_diagnosis: 'ОРВИ',
      phone: '+79161231234',
      body: '{"UF_CRM_1":"тайна"}',
    };
    expect(own.data(given).value).toEqual({
      UF_CRM_17: '•••',
      uf_crm_x: { a: ['•••', '•••', null] },
      доход: '•••',
      my_secret_diagnosis: '•••',
      phone: '+79161231234',
      body: '{"UF_CRM_1":"•••"}',
    });
  });

  it('come back as the same reference when nothing is personal', () => {
    const given = { a: [{ b: 'обычный текст', c: 12 }] };
    expect(mask.data(given)).toEqual({ value: given, masked: false });
    expect(mask.data(given).value).toBe(given);
  });
});

describe('an answer of ours', () => {
  it('keeps ids, moments, codes, cursors, technical names and our own words', () => {
    const answer = {
      process: '79161231234',
      entry: 'e79161231234',
      next: '79161231234',
      card: { type: 'deal', id: '89161231234', title: '89161231234' },
      activity: { name: '89161231234', title: 'Звонок на 89161231234', code: '89161231234' },
      template: { id: '89161231234', version: '89161231234', name: 'Иван Петров' },
      stage: { id: 'C1:NEW', name: 'Новая', color: '#123456', semantics: 'process' },
      at: '2026-11-21T02:07:40.027Z',
      level: 'failure',
      counts: { entries: 89_161_231_234 },
      user: { id: '89161231234', name: 'Ольга Менеджер' },
      details: { name: 'Анна', process: 'Звоним 89161231234' },
    };
    expect(mask.answer(answer).value).toEqual({
      ...answer,
      card: { ...answer.card, title: '8••••••1234' },
      activity: { ...answer.activity, title: 'Звонок на 8••••••1234' },
      details: { name: 'А•••', process: 'Звоним 8••••••1234' },
    });
  });

  it('hides the client of a card, in its title too', () => {
    const card = { type: 'deal', id: '7', title: 'Окна для Анна Ли', client: { id: '9', name: 'Анна Ли' } };
    expect(mask.answer({ items: [card] }).value.items[0]).toEqual({
      ...card,
      title: 'Окна для А••• •••',
      client: { id: '9', name: 'А••• •••' },
    });
  });
});

describe('a search', () => {
  const number = '+7 916 123-12-34';
  const found = (q: string, given: string) => mask.search(q).text(given);

  it('finds what is seen, and a hidden value by the whole of it only', () => {
    const given = 'Письмо ivan.petrov@example.com, звонок +7 (916) 123-12-34';
    for (const q of ['письмо', 'example.com', '12-34', 'ivan.petrov@example.com', '+79161231234', '89161231234'])
      expect([q, found(q, given)]).toEqual([q, true]);
    for (const q of [
      'ivan',
      'petrov',
      '916',
      '123-12',
      '(916) 123-12-3',
      'ivan.petrov@',
      '9161231',
      'van.petrov@example.com',
    ])
      expect([q, found(q, given)]).toEqual([q, false]);
  });

  it('finds a word in what is seen only', () => {
    for (const given of [
      'ФИО: Петров Иван',
      'Фамилия — Петров Иван, звоните',
      '{"fio":"Петров Иван"}',
      'fio=Петров+Иван&a=1',
      'fio=%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2%20%D0%98%D0%B2%D0%B0%D0%BD',
      String.raw`{"NAME":"\u041f\u0435\u0442\u0440\u043e\u0432 \u0418\u0432\u0430\u043d"}`,
      'Петров.Иван@example.com',
    ])
      expect([given, found('петров', `${given} и ${number}`)]).toEqual([given, false]);
    expect(found('петров', `Петров звонил с ${number}`)).toBe(true);
  });

  it('is no way to read a value letter by letter', () => {
    const secret = '9161231234';
    for (let length = 1; length < secret.length; length++)
      for (let from = 0; from + length <= secret.length; from++) {
        const q = secret.slice(from, from + length);
        expect([q, found(q, `тел. +7${secret}`)]).toEqual([q, '1234'.includes(q) || q === '7']);
      }
  });

  it('looks into an answer as its reader sees it', () => {
    const card = { id: '9161231234', title: 'Окна, Анна Ли', client: { id: '1', name: 'Анна Ли' } };
    const has = (q: string) => mask.search(q).answer(card, (shown) => [shown.id, shown.title, shown.client.name]);
    expect(['окна', '9161231', 'анна ли'].map(has)).toEqual([true, true, true]);
    expect(['анна', 'ли', 'нна л'].map(has)).toEqual([false, false, false]);
  });

  it('looks into data as its reader would see them', () => {
    const data = { client_name: 'Иван Петров', note: 'цена "5"' };
    const has = (q: string) => mask.search(q).data(data);
    expect(['client_name', 'цена "5"', 'иван петров'].map(has)).toEqual([true, true, true]);
    expect(['петров', 'иван'].map(has)).toEqual([false, false]);
  });
});

const phone = fc
  .tuple(
    fc.constantFrom('+7', '8', '7', '+7 ', '8 ', '8(', '+7 ('),
    fc.integer({ min: 300, max: 999 }),
    fc.integer({ min: 1000000, max: 9999999 }),
    fc.constantFrom('', ' ', '-'),
  )
  .map(([country, code, rest, gap]) => {
    const number = String(rest);
    const close = country.endsWith('(') ? ')' : '';
    return `${country}${code}${close}${gap}${number.slice(0, 3)}${gap}${number.slice(3, 5)}${gap}${number.slice(5)}`;
  });
const words = fc.constantFrom(
  'клиент ',
  ' ',
  ', ',
  '; ',
  '\n',
  '"',
  'Иван: ',
  '{"phone":"',
  '= ',
  '• ',
  ' a@b.ru ',
  ' 12 ',
  '(',
);
const around = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 6 });
const mixed = fc.array(
  fc.oneof(words, phone, fc.string({ unit: 'binary', maxLength: 20 }), fc.stringMatching(/^[\d ()+.@-]{0,20}$/)),
  {
    maxLength: 12,
  },
);

describe('whatever the text', () => {
  it('a phone does not survive', () => {
    fc.assert(
      fc.property(around, phone, around, (left, number, right) => {
        // Glued to a digit or a Latin letter it would be another number, or no number at all.
        const glued = (sign: string | undefined) =>
          sign !== undefined && /[\w.+,(%\\)-]|\p{N}|[\uff01-\uff5e]/u.test(sign);
        fc.pre(!glued(left.join('').trimEnd().at(-1)) && !glued(right.join('').trimStart().at(0)));
        const digits = number.replaceAll(/\D/g, '');
        expect(text(left.join('') + number + right.join('')).replaceAll(/\D/g, '')).not.toContain(digits.slice(-10));
      }),
      { numRuns: 2_000 },
    );
  });

  it('masked twice is masked once, and grows by little', () => {
    fc.assert(
      fc.property(mixed, (parts) => {
        const given = parts.join('');
        const once = text(given);
        expect(text(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(given.length * 2 + 3);
      }),
      { numRuns: 2_000 },
    );
  });

  it('data keep their shape, and are masked once and for all', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.dictionary(fc.constantFrom('phone', 'name', 'id', 'note'), phone),
        (one, two) => {
          const given = { one, two };
          const once = mask.data(given).value;
          expect(mask.data(once).masked).toBe(false);
          const shape = (value: unknown): unknown =>
            Array.isArray(value)
              ? value.map(shape)
              : typeof value === 'object' && value !== null
                ? Object.values(value).map(shape)
                : null;
          expect(shape(once)).toEqual(shape(given));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('time grows with the text, not with its square', () => {
  it.each([
    '1',
    '1 ',
    '+',
    '+7',
    '+7 ',
    '8(',
    '1-',
    '1.',
    '12 ',
    '1234 ',
    '8 916 ',
    '(',
    '@',
    'a@',
    '@a.',
    'a.@',
    'a@a',
    'a@a.',
    '"',
    '\\"',
    '"a":',
    '"phone":',
    '"phone":"',
    '\\"name\\":\\"',
    "'name'=>'",
    'name=',
    'phone=1',
    'a=b&',
    '=',
    'ФИО: ',
    'ФИО: Иван ',
    'ФИО:А',
    'А',
    'И ',
    '1.1.',
    '1.1.1.1',
    ':',
    '1:',
    'a:',
    '::',
    '%',
    '%2',
    '%2B7',
    '\\u0',
    '•',
    '12 34 ',
    '4508 № ',
    'ИНН ',
    'паспорт ',
    '112-233-',
    '11223344595 ',
    '\u200b',
    '1\u200b',
    '{',
    '{"a":',
    '[',
    ' ',
  ])('%s', (part) => {
    const of = (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
    // Of the processor, not of the clock: a busy machine makes everything long, but not this.
    const spent = (given: string, times: number) => {
      const from = process.threadCpuUsage();
      for (let time = 0; time < times; time++) text(given);
      const { user, system } = process.threadCpuUsage(from);
      return (user + system) / 1000 / times;
    };
    const short = of(6_400);
    spent(short, 10);
    // Ten times the text: ten times the time would be linear, a hundred times its square.
    expect(spent(of(64_000), 3)).toBeLessThan(40 * spent(short, 20) + 10);
  });
});
