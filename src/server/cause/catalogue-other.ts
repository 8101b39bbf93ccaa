import type { CatalogueRow } from './catalogue.ts';

/** Telegram, telephony, payments, Google. A call's numbers are SIP's, so they count only in telephony steps. */
export const otherCauses: readonly CatalogueRow[] = [
  {
    code: 'tg-block',
    match: [{ texts: ['bot was blocked by the user', 'user is deactivated'] }],
    title: { ru: 'Сообщение не дошло: клиент заблокировал бота', en: 'Not delivered: the client blocked the bot' },
    text: {
      ru: 'Клиент остановил бота в Telegram или удалил свой аккаунт. Бот больше не может ему писать.',
      en: 'The client stopped the bot in Telegram or deleted their account. The bot cannot write to them any more.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [12, 2],
    retry: 'no',
    samples: [
      { message: 'Forbidden: bot was blocked by the user', activity: 'telegram', httpStatus: 403 },
      { message: 'Forbidden: user is deactivated', activity: 'telegram', httpStatus: 403 },
    ],
  },
  {
    code: 'tg-start',
    match: [
      { texts: ["can't initiate conversation with a user", "bot can't initiate conversation", 'chat not found'] },
    ],
    title: {
      ru: 'Сообщение не ушло: клиент ещё не начал диалог с ботом',
      en: 'Not sent: the client has not started the bot',
    },
    text: {
      ru:
        'Бот в Telegram не может написать первым. ' +
        'Попросите клиента открыть бота и нажать «Старт» или напишите иначе.',
      en: 'A Telegram bot cannot write first. Ask the client to open the bot and press Start, or use another way.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [2],
    retry: 'fix',
    samples: [
      { message: "Forbidden: bot can't initiate conversation with a user", activity: 'telegram', httpStatus: 403 },
      { message: 'Bad Request: chat not found', activity: 'telegram', httpStatus: 400 },
    ],
  },
  {
    code: 'tg-rate',
    match: [
      { texts: ['too many requests: retry after'] },
      { texts: ['retry after'], channels: ['telegram'] },
      { httpStatuses: [429], channels: ['telegram'] },
    ],
    title: {
      ru: 'Сообщение в Telegram не ушло: слишком много подряд',
      en: 'Telegram message not sent: too many at once',
    },
    text: {
      ru: 'Бот отправлял сообщения слишком часто, и Telegram попросил подождать. Пауза обычно короткая.',
      en: 'The bot sent messages too often, and Telegram asked it to wait. The pause is usually short.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [4, 18],
    retry: 'wait',
    wait: { ru: 'через {n} с', en: 'in {n} s' },
    samples: [{ message: 'Too Many Requests: retry after 35', activity: 'telegram', httpStatus: 429 }],
  },
  {
    code: 'tg-kick',
    match: [
      {
        texts: [
          'bot was kicked',
          'bot is not a member',
          'not enough rights to send',
          'group chat was upgraded to a supergroup',
        ],
      },
      { texts: ['not a member', 'not enough rights'], channels: ['telegram'] },
    ],
    title: {
      ru: 'Сообщение в группу Telegram не ушло: бота там нет',
      en: 'The Telegram group was not told: the bot is out',
    },
    text: {
      ru: 'Бота исключили из группы, лишили права писать, или группа сменила тип и её номер стал другим.',
      en: 'The bot was removed, may not write there, or the group was converted and has another number now.',
    },
    hit: 'no',
    fixer: 'administrator',
    steps: [13],
    retry: 'fix',
    samples: [
      { message: 'Forbidden: bot was kicked from the supergroup chat', activity: 'telegram', httpStatus: 403 },
      { message: 'Bad Request: group chat was upgraded to a supergroup chat', activity: 'telegram', httpStatus: 400 },
      {
        message: 'Bad Request: not enough rights to send text messages to the chat',
        activity: 'telegram',
        httpStatus: 400,
      },
    ],
  },
  {
    code: 'tg-text',
    match: [
      { texts: ["can't parse entities"] },
      { texts: ['message text is empty', 'message is too long', 'file is too big'], channels: ['telegram'] },
    ],
    title: {
      ru: 'Сообщение в Telegram не ушло: не принят текст или файл',
      en: 'Telegram message not sent: bad text or file',
    },
    text: {
      ru: 'Текст оказался пустым, слишком длинным или с ошибкой в оформлении, либо файл больше, чем можно.',
      en: 'The text turned out empty, too long or wrongly formatted, or the file is bigger than allowed.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [22, 15, 11],
    retry: 'fix',
    samples: [
      { message: 'Bad Request: message text is empty', activity: 'telegram', httpStatus: 400 },
      {
        message: "Bad Request: can't parse entities: Can't find end of the entity",
        activity: 'telegram',
        httpStatus: 400,
      },
      { message: 'Bad Request: file is too big', activity: 'telegram', httpStatus: 400 },
    ],
  },
  {
    code: 'tg-token',
    match: [
      {
        texts: ['unauthorized'],
        httpStatuses: [401],
        wrappers: ['authorization failed'],
        channels: ['telegram'],
      },
    ],
    title: {
      ru: 'Сообщение в Telegram не ушло: ключ бота не подходит',
      en: 'Telegram message not sent: bad bot token',
    },
    text: {
      ru: 'Ключ бота неверный или его заменили. Пока его не обновят, бот не сможет писать никому.',
      en: 'The bot’s token is wrong or was replaced. Until it is renewed, the bot cannot write to anyone.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      { message: 'Unauthorized', activity: 'telegram', httpStatus: 401 },
      { message: 'Authorization failed - please check your credentials', activity: 'telegram' },
    ],
  },
  {
    code: 'ph-busy',
    match: [
      {
        codes: [304, 480, 486, 603],
        texts: [
          'busy here',
          'temporarily unavailable',
          'временно недоступен',
          'абонент занят',
          'не отвечает',
          'звонок пропущен',
          'вызов отклонен',
        ],
        channels: ['call'],
      },
    ],
    title: {
      ru: 'Звонок не состоялся: клиент не ответил или занят',
      en: 'No call: the client was busy or did not answer',
    },
    text: {
      ru: 'Телефон клиента был занят или недоступен, либо клиент сбросил звонок. С телефонией всё в порядке.',
      en: 'The client’s phone was busy or unreachable, or the client declined. The telephony itself works.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [4],
    retry: 'wait',
    samples: [
      { message: 'Call failed, code 486: Busy Here', activity: 'call' },
      { message: 'Звонок не состоялся: абонент временно недоступен', activity: 'call' },
      { message: 'Call failed, code 603', activity: 'call' },
    ],
  },
  {
    code: 'ph-num',
    match: [
      {
        codes: [404, 484, 503],
        texts: ['неверный номер', 'направление недоступно', 'invalid number', 'address incomplete'],
        channels: ['call'],
      },
    ],
    title: {
      ru: 'Звонок не состоялся: номер неверный или недоступный',
      en: 'No call: the number is wrong or out of reach',
    },
    text: {
      ru: 'Телефония не смогла соединиться с номером из карточки: в нём ошибка или такие направления недоступны.',
      en: 'The telephony could not connect to the card’s number: it is wrong, or there is no route to it.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1],
    retry: 'fix',
    samples: [
      { message: 'Call failed, code 404', activity: 'call' },
      { message: 'Звонок не состоялся: неверный номер', activity: 'call' },
      { message: 'Call failed, code 484: Address Incomplete', activity: 'call' },
    ],
  },
  {
    code: 'ph-money',
    match: [
      {
        codes: [402, 403, 423],
        texts: ['недостаточно средств', 'направление запрещено', 'звонки запрещены', 'insufficient funds'],
        channels: ['call'],
      },
    ],
    title: {
      ru: 'Звонок не состоялся: телефония не оплачена или закрыта',
      en: 'No call: telephony is unpaid or barred',
    },
    text: {
      ru: 'На счёте телефонии не хватает денег, или звонки по этому направлению запрещены.',
      en: 'The telephony account is out of money, or calls to such numbers are not allowed.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      { message: 'Call failed, code 402', activity: 'call' },
      { message: 'Недостаточно средств для звонка', activity: 'call' },
    ],
  },
  {
    code: 'pay-cancel',
    match: [{ words: ['canceled_by_merchant', 'expired_on_confirmation', 'expired_on_capture'] }],
    title: { ru: 'Платёж отменён, или клиент не успел оплатить', en: 'The payment was cancelled or timed out' },
    text: {
      ru:
        'Платёж отменили с вашей стороны, или время на оплату вышло. ' +
        'Если клиент готов платить, пришлите новую ссылку.',
      en: 'Your side cancelled the payment, or its time ran out. If the client still wants to pay, send a new link.',
    },
    hit: 'perhaps',
    fixer: 'manager',
    steps: [2],
    retry: 'fix',
    samples: [
      {
        message: 'Платёж отменён: expired_on_confirmation',
        activity: 'payment',
        body: { status: 'canceled', cancellation_details: { party: 'merchant', reason: 'expired_on_confirmation' } },
      },
      { message: 'reason: canceled_by_merchant', activity: 'payment' },
    ],
  },
  {
    code: 'pay-card',
    match: [
      {
        words: [
          'insufficient_funds',
          'card_expired',
          '3d_secure_failed',
          'call_issuer',
          'general_decline',
          'issuer_unavailable',
          'invalid_card_number',
          'invalid_csc',
          'fraud_suspected',
          'country_forbidden',
          'payment_method_limit_exceeded',
          'payment_method_restricted',
        ],
      },
    ],
    title: { ru: 'Платёж клиента не прошёл', en: 'The client’s payment did not go through' },
    text: {
      ru:
        'Оплату отклонил банк: не хватило денег, карта не подошла или клиент не подтвердил платёж. ' +
        'Предложите другую карту или способ оплаты.',
      en:
        'The bank declined it: not enough money, the wrong card, or the client did not confirm. ' +
        'Offer another card or another way to pay.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [2],
    retry: 'fix',
    samples: [
      {
        message: 'Платёж отклонён: insufficient_funds',
        activity: 'payment',
        body: { status: 'canceled', cancellation_details: { party: 'payment_network', reason: 'insufficient_funds' } },
      },
      { message: 'reason: 3d_secure_failed', activity: 'payment' },
      { message: 'reason: card_expired', activity: 'http_request' },
    ],
  },
  {
    code: 'go-key',
    match: [{ words: ['invalid_grant'] }],
    title: { ru: '{what}: доступ к сервису закончился', en: '{what}: the access has ended' },
    text: {
      ru:
        'Google (или другой сервис с таким же входом) больше не принимает выданный доступ: ' +
        'сменили пароль, доступ отозвали или им долго не пользовались. Его нужно подключить заново.',
      en:
        'Google (or a service with the same sign-in) no longer accepts the access it gave: ' +
        'the password was changed, or it was withdrawn or unused for long. It must be connected again.',
    },
    hit: 'no',
    fixer: 'administrator',
    steps: [13],
    retry: 'fix',
    samples: [
      {
        message: 'invalid_grant: Token has been expired or revoked.',
        activity: 'google_sheets',
        httpStatus: 400,
        body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      },
    ],
  },
  {
    code: 'go-quota',
    match: [{ words: ['RESOURCE_EXHAUSTED'], texts: ['quota exceeded for quota metric'] }],
    title: { ru: '{what}: лимит запросов к Google', en: '{what}: the Google quota is used up' },
    text: {
      ru: 'Роботы обращались к Google слишком часто. Лимит считается за минуту и восстанавливается сам.',
      en: 'The robots called Google too often. The quota is per minute and comes back by itself.',
    },
    hit: 'no',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    wait: { ru: 'через минуту', en: 'in a minute' },
    samples: [
      {
        message:
          "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' " +
          "of service 'sheets.googleapis.com'",
        activity: 'google_sheets',
        httpStatus: 429,
        body: { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } },
      },
    ],
  },
];
