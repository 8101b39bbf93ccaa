import type { CatalogueRow } from './catalogue.ts';
import type { Channel } from './channel.ts';

/** Words that stand in every answer of the Graph API: its small numbers mean nothing without them. */
const meta = ['oauthexception', 'graphmethodexception', 'fbtrace_id', 'graph.facebook.com'];

/** Where a title of a few everyday words is surely WhatsApp's own; a parent process repeats its child's text. */
const messengers: readonly Channel[] = ['whatsapp', 'messenger', 'nested'];

/** 200–299: each a permission that the connection lacks. */
const permissionCodes = Array.from({ length: 100 }, (_, index) => 200 + index);

/**
 * WhatsApp Business Platform. Longer titles come before the shorter ones that they contain:
 * "pair rate limit hit" before "rate limit hit".
 */
export const whatsappCauses: readonly CatalogueRow[] = [
  {
    code: 'wa-key',
    match: [
      { texts: ['unable to authenticate the app user', 'error validating access token'] },
      { texts: ['session has expired on', 'authexception —', '(#0) authexception', '(#190)'], channels: messengers },
      { codes: [0, 190], provider: meta },
      { codes: [190], channels: ['whatsapp'] },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: истёк ключ доступа',
      en: 'The client did not get the WhatsApp message: access key expired',
    },
    text: {
      ru: 'Ключ, по которому CRM отправляет сообщения в WhatsApp, истёк или отозван. Пока его не обновят, не уйдёт ни одно сообщение.',
      en: 'The key that the CRM uses to send WhatsApp messages has expired or was revoked. No message will go out until it is renewed.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      {
        message:
          'Authorization failed - please check your credentials — Error validating access token: Session has expired on Friday, 20-Nov-26 18:00:00 PST. The current time is Sat, 21 Nov 2026 02:09:45 GMT.',
        activity: 'send_whatsapp',
      },
      {
        message: '(#0) AuthException: We were unable to authenticate the app user',
        activity: 'send_whatsapp',
        httpStatus: 401,
      },
      {
        message:
          '401 - "{\\"error\\":{\\"message\\":\\"Malformed access token\\",\\"type\\":\\"OAuthException\\",\\"code\\":190}}"',
        activity: 'send_whatsapp',
        httpStatus: 401,
        body: { error: { message: 'Malformed access token', type: 'OAuthException', code: 190, fbtrace_id: 'A9m' } },
      },
    ],
  },
  {
    code: 'wa-rights',
    match: [
      { codes: [131005] },
      { codes: [3, 10, ...permissionCodes], provider: meta },
      {
        texts: ['(#3) ', '(#10) ', '(#200) ', '— permission denied', '— access denied', 'api permission'],
        channels: messengers,
      },
      { texts: ['(#10) application does not have permission for this action'] },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: у подключения нет нужных прав',
      en: 'The client did not get the WhatsApp message: no permission to send',
    },
    text: {
      ru: 'WhatsApp отказал: подключению CRM не выдали нужное право или его отозвали. Остальные сообщения через это подключение тоже могут не уходить.',
      en: 'WhatsApp refused: the CRM’s connection was not granted the permission it needs, or lost it. Other messages through this connection may fail too.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [7, 6],
    retry: 'fix',
    samples: [
      { message: 'Forbidden - perhaps check your credentials? — (#131005) Access denied', activity: 'send_whatsapp' },
      {
        message:
          'Forbidden - perhaps check your credentials? — (#10) Application does not have permission for this action',
        activity: 'send_whatsapp',
        httpStatus: 403,
      },
      {
        message:
          '403 - "{\\"error\\":{\\"message\\":\\"(#200) Permissions error\\",\\"type\\":\\"OAuthException\\",\\"code\\":200}}"',
        activity: 'send_whatsapp',
        httpStatus: 403,
        body: { error: { message: '(#200) Permissions error', type: 'OAuthException', code: 200, fbtrace_id: 'Ab1' } },
      },
    ],
  },
  {
    code: 'wa-blocked',
    match: [
      { codes: [131031] },
      { codes: [368], provider: meta },
      { texts: ['temporarily blocked for policies violations'] },
      { texts: ['account has been locked', '(#368)'], channels: messengers },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: ваш аккаунт ограничен',
      en: 'The client did not get the WhatsApp message: account restricted',
    },
    text: {
      ru: 'WhatsApp ограничил аккаунт вашей компании — обычно за нарушение правил, реже из-за неверного ПИН-кода. Сообщения не уходят никому.',
      en: 'WhatsApp has restricted your company’s account, usually for breaking its rules, sometimes for a wrong PIN. Nobody gets your messages.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [27, 2],
    retry: 'fix',
    samples: [
      {
        message: 'Forbidden - perhaps check your credentials? — (#368) Temporarily blocked for policies violations',
        activity: 'send_whatsapp',
      },
      {
        message: 'Forbidden - perhaps check your credentials? — (#131031) Account has been locked',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-country',
    match: [{ codes: [130497] }, { texts: ['restricted from messaging users in this country'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: в его страну вам писать нельзя',
      en: 'The client did not get the WhatsApp message: country not allowed',
    },
    text: {
      ru: 'WhatsApp не разрешает вашему аккаунту писать на номера страны клиента. Повтор не поможет — нужен другой способ связи.',
      en: 'WhatsApp does not let your account write to numbers of the client’s country. Trying again will not help; use another channel.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [2, 12],
    retry: 'no',
    samples: [
      {
        message:
          'Forbidden - perhaps check your credentials? — (#130497) Business account is restricted from messaging users in this country.',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-spam',
    match: [{ codes: [131048] }, { texts: ['spam rate limit hit'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: ваш номер ограничен из-за жалоб',
      en: 'The client did not get the WhatsApp message: number limited',
    },
    text: {
      ru: 'На сообщения с вашего номера слишком часто жаловались или блокировали его, и WhatsApp ограничил отправку. Новые рассылки только ухудшат дело.',
      en: 'Too many people reported or blocked messages from your number, so WhatsApp limits it. Further mailings will only make it worse.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [27, 2],
    retry: 'no',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131048) Spam rate limit hit',
        activity: 'send_whatsapp',
      },
      { message: 'Bad request - please check your parameters — Spam rate limit hit', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'wa-pair',
    match: [{ codes: [131056] }, { texts: ['pair rate limit hit'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: ему пишут слишком часто',
      en: 'The client did not get the WhatsApp message: too many to them',
    },
    text: {
      ru: 'Этому клиенту отправили слишком много сообщений подряд, и WhatsApp придержал новое. Чуть позже его можно отправить снова.',
      en: 'Too many messages went to this client in a row, so WhatsApp held this one back. It can be sent again a little later.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [4, 18],
    retry: 'wait',
    samples: [
      {
        message:
          'Bad request - please check your parameters — (#131056) (Business Account, Consumer Account) pair rate limit hit',
        activity: 'send_whatsapp',
      },
      {
        message:
          'Bad request - please check your parameters — (Business Account, Consumer Account) pair rate limit hit',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-rate',
    match: [
      { codes: [80007, 130429] },
      { codes: [4], provider: meta },
      { texts: ['(#4) ', 'rate limit hit', '— rate limit issues', 'api too many calls'], channels: messengers },
      { texts: ['(#4) application request limit reached'] },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: слишком много отправок сразу',
      en: 'The client did not get the WhatsApp message: too many at once',
    },
    text: {
      ru: 'CRM обратилась к WhatsApp слишком много раз подряд, и он не принял это сообщение. Лимит снимется сам, затем шаг можно повторить.',
      en: 'The CRM called WhatsApp too many times in a row, so this message was not accepted. The limit lifts by itself; then run the step again.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [4, 18],
    retry: 'wait',
    samples: [
      {
        message: 'The service is receiving too many requests from you — (#130429) Rate limit hit',
        activity: 'send_whatsapp',
        httpStatus: 429,
      },
      { message: 'Bad request - please check your parameters — (#80007) Rate limit issues', activity: 'send_whatsapp' },
      {
        message: 'Bad request - please check your parameters — (#4) Application request limit reached',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-class',
    match: [{ codes: [131064] }, { texts: ['template classification violations'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: неверные категории шаблонов',
      en: 'The client did not get the WhatsApp message: template category',
    },
    text: {
      ru: 'WhatsApp временно ограничил отправку: у ваших шаблонов выбраны не те категории, например реклама отмечена как служебное сообщение.',
      en: 'WhatsApp limits you for a while because your templates are in the wrong category, such as advertising marked as a service message.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [10],
    retry: 'wait',
    samples: [
      {
        message:
          'Bad request - please check your parameters — (#131064) Messaging limited due to template classification violations',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-down',
    match: [
      { codes: [131016, 133004] },
      { codes: [2], provider: meta },
      {
        texts: ['(#2) ', '— service unavailable', 'server temporarily unavailable', 'service temporarily unavailable'],
        channels: ['whatsapp'],
      },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: сервис временно недоступен',
      en: 'The client did not get the WhatsApp message: service is down',
    },
    text: {
      ru: 'WhatsApp временно не работает и не принял сообщение. Это сбой на его стороне: подождите и повторите шаг.',
      en: 'WhatsApp is down for a while and did not accept the message. The fault is on its side: wait, then run the step again.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    samples: [
      {
        message: 'The service was not able to process your request — (#131016) Service unavailable',
        activity: 'send_whatsapp',
        httpStatus: 500,
      },
      {
        message:
          'Service unavailable - try again later or consider setting this node to retry automatically (in the node settings) — (#2) Service temporarily unavailable',
        activity: 'send_whatsapp',
        httpStatus: 503,
      },
      {
        message: 'Request failed with status code 503',
        activity: 'send_whatsapp',
        httpStatus: 503,
        body: { error: { message: '(#133004) Server Temporarily Unavailable', type: 'OAuthException', code: 133004 } },
      },
    ],
  },
  {
    code: 'wa-odd',
    match: [
      { codes: [131000] },
      { codes: [1], provider: meta },
      { texts: ['(#1) ', '— something went wrong', 'api unknown'], channels: ['whatsapp'] },
    ],
    title: {
      ru: 'Возможно, клиент не получил WhatsApp: неизвестный сбой',
      en: 'The client may not have got the WhatsApp message: unknown fault',
    },
    text: {
      ru: 'WhatsApp сообщил о сбое и не назвал причину. Сообщение могло всё же уйти — посмотрите переписку, прежде чем повторять.',
      en: 'WhatsApp reported a fault and gave no reason. The message may have gone out after all: look at the chat before you send it again.',
    },
    hit: 'perhaps',
    fixer: 'provider',
    steps: [17, 5, 14],
    retry: 'now',
    samples: [
      {
        message: 'The service was not able to process your request — (#131000) Something went wrong',
        activity: 'send_whatsapp',
        httpStatus: 500,
      },
      {
        message: 'Bad request - please check your parameters — (#1) API Unknown',
        activity: 'send_whatsapp',
        httpStatus: 400,
      },
    ],
  },
  {
    code: 'wa-500',
    match: [{ texts: ['sending failed…new test number'] }],
    title: {
      ru: 'Возможно, клиент не получил WhatsApp: сбой без объяснения',
      en: 'The client may not have got the WhatsApp message: hidden fault',
    },
    text: {
      ru: 'WhatsApp ответил сбоем, а сервис автоматизации скрыл причину. Совет про тестовый номер в тексте ошибки к вам, скорее всего, не относится.',
      en: 'WhatsApp reported a fault and the automation service hid the reason. Its advice about a test number most likely does not apply to you.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [17, 5],
    retry: 'wait',
    samples: [
      {
        message:
          'Sending failed — If you’re sending to a new test number, try sending a message to it from within the Meta developer portal first.',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-param',
    match: [
      { codes: [131008, 131009, 135000] },
      { codes: [100], provider: meta },
      {
        texts: [
          '(#100) ',
          'required parameter is missing',
          'parameter value is not valid',
          '— invalid parameter',
          'generic user error',
        ],
        channels: messengers,
      },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: не заполнено поле сообщения',
      en: 'The client did not get the WhatsApp message: a field is wrong',
    },
    text: {
      ru: 'Одно из полей сообщения пустое или заполнено не так, как требует WhatsApp. Чаще всего в карточке нет данных, которые подставляет робот.',
      en: 'A field of the message is empty or not what WhatsApp expects. Most often the card lacks data that the robot puts into the text.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [22, 11],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131008) Required parameter is missing',
        activity: 'send_whatsapp',
      },
      { message: 'Bad request - please check your parameters — (#100) Invalid parameter', activity: 'send_whatsapp' },
      {
        message: 'Bad request - please check your parameters — Parameter value is not valid',
        activity: 'send_whatsapp',
      },
      {
        message: 'Bad request - please check your parameters — (#135000) Generic user error',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-exper',
    match: [{ codes: [130472] }, { texts: ['part of an experiment'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: он попал в эксперимент сервиса',
      en: 'The client did not get the WhatsApp message: an experiment',
    },
    text: {
      ru: 'WhatsApp проводит эксперимент и части людей не доставляет рекламные шаблоны; этот клиент среди них. Повтор не поможет.',
      en: 'WhatsApp runs an experiment and withholds marketing templates from some people; this client is one of them. Trying again will not help.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [12, 2],
    retry: 'no',
    samples: [
      {
        message: "Bad request - please check your parameters — (#130472) User's number is part of an experiment",
        activity: 'send_whatsapp',
      },
      {
        message: "Bad request - please check your parameters — User's number is part of an experiment",
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-self',
    match: [{ codes: [131021] }, { texts: ['recipient cannot be sender'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: в карточке ваш собственный номер',
      en: 'The client did not get the WhatsApp message: it is your number',
    },
    text: {
      ru: 'Номер клиента в карточке совпадает с номером, с которого идёт отправка. WhatsApp не отправляет сообщения самому себе.',
      en: 'The client’s number in the card is the very number you send from. WhatsApp does not send messages to oneself.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131021) Recipient cannot be sender',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-undel',
    match: [{ codes: [131026] }, { texts: ['message undeliverable'], channels: messengers }],
    title: {
      ru: 'Клиент не получил WhatsApp: на этот номер не доставить',
      en: 'The client did not get the WhatsApp message: not deliverable',
    },
    text: {
      ru: 'Номера нет в WhatsApp, либо у клиента старая версия приложения или не приняты новые условия. Проверьте номер или свяжитесь иначе.',
      en: 'The number is not on WhatsApp, or the client has an old app or has not accepted the new terms. Check the number or use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'no',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131026) Message undeliverable',
        activity: 'send_whatsapp',
        httpStatus: 400,
      },
      { message: 'Bad request - please check your parameters — Message undeliverable', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'wa-youblk',
    match: [{ codes: [130403] }, { texts: ['business has blocked the end user'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: ваша компания его заблокировала',
      en: 'The client did not get the WhatsApp message: you blocked them',
    },
    text: {
      ru: 'Этот клиент у вас в списке заблокированных в WhatsApp. Пока блокировку не снимут, писать ему нельзя.',
      en: 'This client is on your company’s WhatsApp block list. You cannot write to them until the block is lifted.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [12],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#130403) The business has blocked the end user',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-name',
    match: [{ codes: [131037] }, { texts: ['needs display name approval'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: название компании не одобрено',
      en: 'The client did not get the WhatsApp message: name not approved',
    },
    text: {
      ru: 'WhatsApp ещё не одобрил название, под которым пишет ваша компания. До одобрения сообщения с этого номера не уходят.',
      en: 'WhatsApp has not yet approved the name your company writes under. Messages from this number do not go out until it does.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [28],
    retry: 'fix',
    samples: [
      {
        message:
          'Bad request - please check your parameters — (#131037) WhatsApp provided number needs display name approval before message can be sent',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-pay',
    match: [{ codes: [131042] }, { texts: ['business eligibility payment issue'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: не прошла оплата сервиса',
      en: 'The client did not get the WhatsApp message: payment problem',
    },
    text: {
      ru: 'У аккаунта WhatsApp не настроена или не прошла оплата, либо исчерпан кредитный лимит. Пока оплату не наладят, сообщения не уходят.',
      en: 'The WhatsApp account has no working payment method, or its credit line is used up. Messages do not go out until payment is settled.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131042) Business eligibility payment issue',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-noreg',
    match: [
      { codes: [131045, 133000, 133006, 133010] },
      { codes: [33], provider: meta },
      {
        texts: [
          '(#33) ',
          'incorrect certificate',
          'incomplete deregistration',
          're-verification needed',
          'phone number not registered',
        ],
        channels: messengers,
      },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: ваш номер не подключён',
      en: 'The client did not get the WhatsApp message: sender not set up',
    },
    text: {
      ru: 'Номер, с которого робот отправляет сообщения, не подключён к WhatsApp, удалён или требует повторной проверки.',
      en: 'The number that the robot sends from is not registered with WhatsApp, was deleted, or must be verified again.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [28, 13],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#133010) Phone number Not Registered',
        activity: 'send_whatsapp',
      },
      {
        message: 'The service was not able to process your request — (#131045) Incorrect certificate',
        activity: 'send_whatsapp',
        httpStatus: 500,
      },
      {
        message:
          '400 - "{\\"error\\":{\\"message\\":\\"Unsupported post request\\",\\"type\\":\\"GraphMethodException\\",\\"code\\":33}}"',
        activity: 'send_whatsapp',
        httpStatus: 400,
        body: {
          error: { message: 'Unsupported post request', type: 'GraphMethodException', code: 33, fbtrace_id: 'A' },
        },
      },
    ],
  },
  {
    code: 'wa-pin',
    match: [
      { codes: [133005, 133008, 133009] },
      { texts: ['pin mismatch', 'too many…pin guesses', 'pin guessed too fast'], channels: messengers },
    ],
    title: {
      ru: 'Номер WhatsApp не подключён: неверный код проверки',
      en: 'The WhatsApp number was not connected: wrong PIN',
    },
    text: {
      ru: 'При подключении вашего номера ввели неверный ПИН-код двухэтапной проверки или ошиблись слишком много раз. Пока номер не подключён, клиенты могут не получать сообщения.',
      en: 'The two-step PIN was wrong, or was entered wrongly too often, while connecting your number. Until it is connected, clients may miss messages.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [28, 4],
    retry: 'wait',
    wait: {
      ru: 'через время, указанное в тексте ошибки',
      en: 'after the time given in the error text',
    },
    samples: [
      { message: '(#133005) Two-step verification PIN Mismatch', activity: 'send_whatsapp' },
      { message: '(#133009) Two step verification PIN Guessed Too Fast', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'wa-reglim',
    match: [
      { codes: [133015, 133016] },
      { texts: ['register deregister rate limit', 'register/deregister rate limit', 'account register…rate limit'] },
    ],
    title: {
      ru: 'Номер WhatsApp не подключён: слишком много попыток',
      en: 'The WhatsApp number was not connected: too many attempts',
    },
    text: {
      ru: 'Ваш номер слишком часто подключали или только что удалили, и WhatsApp просит подождать. До подключения клиенты могут не получать сообщения.',
      en: 'Your number was registered too often or has just been removed, and WhatsApp asks to wait. Until then clients may miss messages.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [4],
    retry: 'wait',
    wait: { ru: 'через 5 минут или позже', en: 'in 5 minutes or later' },
    samples: [
      { message: '(#133016) Account register deregister rate limit exceeded', activity: 'send_whatsapp' },
      {
        message: '(#133015) Please wait a few minutes before attempting to register this phone number',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-window',
    match: [{ codes: [131047] }, { texts: ['re-engagement message'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: окно в 24 часа закрыто',
      en: 'The client did not get the WhatsApp message: 24-hour window closed',
    },
    text: {
      ru: 'Клиент не писал вам больше 24 часов, поэтому WhatsApp не пропускает обычный текст. Можно отправить только утверждённый шаблон.',
      en: 'The client has not written to you for more than 24 hours, so WhatsApp refuses ordinary text. Only an approved template can be sent.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [3],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131047) Re-engagement message',
        activity: 'send_whatsapp',
        httpStatus: 400,
      },
      { message: 'Bad request - please check your parameters — Re-engagement message', activity: 'send_whatsapp' },
      {
        message:
          '400 - "{\\"error\\":{\\"message\\":\\"(#131047) Re-engagement message\\",\\"type\\":\\"OAuthException\\",\\"code\\":131047}}"',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-adcap',
    match: [{ codes: [131049] }, { texts: ['healthy ecosystem engagement'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: ему и так шлют много рекламы',
      en: 'The client did not get the WhatsApp message: too much advertising',
    },
    text: {
      ru: 'WhatsApp решил не доставлять сообщение: клиент, вероятно, уже получил много рекламы от разных компаний. Срочное передайте другим способом.',
      en: 'WhatsApp chose not to deliver it: the client has probably had many marketing messages from various companies. Use another way if urgent.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [2, 4],
    retry: 'wait',
    wait: { ru: 'через 24 часа или позже', en: 'in 24 hours or later' },
    samples: [
      {
        message:
          'Bad request - please check your parameters — (#131049) This message was not delivered to maintain healthy ecosystem engagement.',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-optout',
    match: [{ codes: [131050] }, { texts: ['stop receiving marketing messages'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: он отказался от рекламы',
      en: 'The client did not get the WhatsApp message: they opted out',
    },
    text: {
      ru: 'Клиент сам отключил рекламные сообщения от вашей компании. Не отправляйте их снова — свяжитесь с ним иначе.',
      en: 'The client has turned off marketing messages from your company. Do not send them again; use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [12, 2],
    retry: 'no',
    samples: [
      {
        message:
          'Bad request - please check your parameters — (#131050) Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-type',
    match: [{ codes: [131051] }, { texts: ['unsupported message type'], channels: messengers }],
    title: {
      ru: 'Клиент не получил WhatsApp: такой вид сообщения не принят',
      en: 'The client did not get the WhatsApp message: type not supported',
    },
    text: {
      ru: 'Робот отправляет вид сообщения, который WhatsApp не поддерживает. Нужно поправить настройку робота.',
      en: 'The robot sends a kind of message that WhatsApp does not support. The robot’s settings need correcting.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131051) Unsupported message type',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-inmedia',
    match: [
      { codes: [131052] },
      { texts: ['media download error', 'unable to download the media sent by the user'], channels: messengers },
    ],
    title: {
      ru: 'Файл от клиента в WhatsApp не получен',
      en: 'The file that the client sent in WhatsApp was not received',
    },
    text: {
      ru: 'Клиент прислал файл, но скачать его не удалось. Попросите прислать файл иначе, например на почту.',
      en: 'The client sent a file, but it could not be downloaded. Ask them to send it another way, for example by e-mail.',
    },
    hit: 'perhaps',
    fixer: 'manager',
    steps: [2],
    retry: 'no',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131052) Media download error',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-media',
    match: [
      { codes: [131053] },
      {
        texts: [
          'media upload error',
          'unable to upload the media used in the message',
          'invalid media id',
          'invalid image id',
          'invalid video id',
          'invalid audio id',
          'invalid document id',
          'invalid media url',
          'invalid image url',
          'invalid video url',
          'invalid audio url',
          'invalid document url',
        ],
        channels: messengers,
      },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: файл из сообщения не принят',
      en: 'The client did not get the WhatsApp message: file refused',
    },
    text: {
      ru: 'WhatsApp не смог взять файл из сообщения: не подошёл вид или размер, либо ссылка не открывается без входа.',
      en: 'WhatsApp could not take the file of the message: its type or size does not fit, or the link does not open without signing in.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [15],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#131053) Media upload error',
        activity: 'send_whatsapp',
      },
      { message: 'Bad request - please check your parameters — Invalid document URL', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'wa-maint',
    match: [{ codes: [131057, 2494100] }, { texts: ['account in maintenance mode', 'account is in maintenance mode'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: аккаунт на обслуживании',
      en: 'The client did not get the WhatsApp message: under maintenance',
    },
    text: {
      ru: 'WhatsApp проводит работы с вашим аккаунтом и пока не отправляет сообщения. Обычно это занимает несколько минут.',
      en: 'WhatsApp is doing maintenance on your account and sends nothing meanwhile. This usually takes a few minutes.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    wait: { ru: 'через несколько минут', en: 'in a few minutes' },
    samples: [
      {
        message: 'The service was not able to process your request — (#131057) Account in maintenance mode',
        activity: 'send_whatsapp',
        httpStatus: 500,
      },
    ],
  },
  {
    code: 'wa-mm',
    match: [
      { codes: [131055, 131063, 134100, 134101] },
      { texts: ['template is still syncing', 'template still syncing', 'only marketing messages supported'] },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: шаблон ещё не готов или не подходит',
      en: 'The client did not get the WhatsApp message: template not ready',
    },
    text: {
      ru: 'Шаблон нельзя отправить таким способом, либо WhatsApp ещё готовит его после создания. Если шаблон новый, подождите около 10 минут.',
      en: 'The template cannot be sent this way, or WhatsApp is still preparing it. If the template is new, wait about 10 minutes.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [10, 4],
    retry: 'wait',
    wait: { ru: 'через 10 минут', en: 'in 10 minutes' },
    samples: [
      {
        message: 'Bad request - please check your parameters — (#134101) Template is still syncing',
        activity: 'send_whatsapp',
      },
      {
        message: 'Bad request - please check your parameters — (#134100) Only marketing messages supported',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-count',
    match: [{ codes: [132000] }, { texts: ['number of parameters does not match'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: не все переменные шаблона заполнены',
      en: 'The client did not get the WhatsApp message: template values differ',
    },
    text: {
      ru: 'Робот передал больше или меньше значений, чем переменных в шаблоне. Обычно шаблон изменили или в карточке пустое поле.',
      en: 'The robot passed more or fewer values than the template has variables. Usually the template was changed or a field of the card is empty.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [9, 22],
    retry: 'fix',
    samples: [
      {
        message:
          'Bad request - please check your parameters — (#132000) Number of parameters does not match the expected number of params',
        activity: 'send_whatsapp',
        httpStatus: 400,
      },
      {
        message:
          'Bad request - please check your parameters — Number of parameters does not match the expected number of params',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-notpl',
    match: [{ codes: [132001] }, { texts: ['template name does not exist in the translation'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: нет такого шаблона',
      en: 'The client did not get the WhatsApp message: no such template',
    },
    text: {
      ru: 'В WhatsApp нет одобренного шаблона с таким названием на этом языке: его удалили, переименовали или ещё не одобрили.',
      en: 'WhatsApp has no approved template of that name in that language: it was deleted, renamed or is not approved yet.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [9],
    retry: 'fix',
    samples: [
      {
        message:
          'The resource you are requesting could not be found — (#132001) Template name does not exist in the translation',
        activity: 'send_whatsapp',
        httpStatus: 404,
      },
      {
        message: 'The resource you are requesting could not be found — Template name does not exist in the translation',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-long',
    match: [{ codes: [132005] }, { texts: ['hydrated text too long'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: текст слишком длинный',
      en: 'The client did not get the WhatsApp message: text too long',
    },
    text: {
      ru: 'После подстановки данных из карточки текст шаблона стал длиннее, чем разрешает WhatsApp.',
      en: 'Once the card’s data was filled in, the template’s text became longer than WhatsApp allows.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [16, 10],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#132005) Template Hydrated Text Too Long',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-policy',
    match: [{ codes: [132007] }, { texts: ['character policy violated'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: текст шаблона нарушает правила',
      en: 'The client did not get the WhatsApp message: template breaks rules',
    },
    text: {
      ru: 'WhatsApp не пропустил шаблон: оформление или символы в его тексте нарушают правила.',
      en: 'WhatsApp did not let the template through: the format or the characters of its text break the rules.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [10],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#132007) Template Format Character Policy Violated',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-format',
    match: [
      { codes: [132012, 132018] },
      {
        texts: ['parameter format mismatch', 'parameter format does not match', 'template validation error'],
        channels: messengers,
      },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: значение не подошло шаблону',
      en: 'The client did not get the WhatsApp message: wrong value format',
    },
    text: {
      ru: 'В переменную шаблона попало значение не того вида: например, текст вместо даты или перенос строки внутри значения.',
      en: 'A variable of the template got a value of the wrong kind, such as text instead of a date, or a line break inside the value.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [22, 9],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#132012) Template Parameter Format Mismatch',
        activity: 'send_whatsapp',
      },
      {
        message: 'Bad request - please check your parameters — (#132018) Template validation error',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-paused',
    match: [{ codes: [132015] }, { texts: ['template is paused'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: шаблон приостановлен',
      en: 'The client did not get the WhatsApp message: template paused',
    },
    text: {
      ru: 'WhatsApp приостановил шаблон, потому что клиенты плохо его оценивают. Нужно изменить его или взять другой.',
      en: 'WhatsApp has paused the template because clients rate it poorly. It must be changed or replaced by another.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [10],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#132015) Template is Paused',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-dead',
    match: [{ codes: [132016] }, { texts: ['template is disabled'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: шаблон отключён навсегда',
      en: 'The client did not get the WhatsApp message: template disabled',
    },
    text: {
      ru: 'WhatsApp отключил шаблон насовсем из-за повторных низких оценок. Роботу нужен новый шаблон.',
      en: 'WhatsApp has disabled the template for good after repeated low ratings. The robot needs a new one.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [10],
    retry: 'no',
    samples: [
      {
        message: 'Bad request - please check your parameters — (#132016) Template is Disabled',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-flow',
    match: [
      { codes: [132068, 132069] },
      { texts: ['flow is blocked', 'flow is throttled', 'flow is in blocked state'] },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: форма в сообщении заблокирована',
      en: 'The client did not get the WhatsApp message: its form is blocked',
    },
    text: {
      ru: 'Форма внутри сообщения работает со сбоями, и WhatsApp заблокировал её или ограничил до нескольких отправок в час.',
      en: 'The form inside the message works badly, so WhatsApp has blocked it or limits it to a few messages an hour.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: 'Bad request - please check your parameters — (#132068) Flow is blocked', activity: 'send_whatsapp' },
      {
        message: 'Bad request - please check your parameters — (#132069) Flow is throttled',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'wa-terms',
    match: [{ codes: [134011] }, { texts: ['whatsapp payments terms', 'payments terms of service'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: не приняты условия платежей',
      en: 'The client did not get the WhatsApp message: terms not accepted',
    },
    text: {
      ru: 'Ваша компания не приняла условия WhatsApp Payments. Ссылка, по которой их можно принять, есть в тексте ошибки.',
      en: 'Your company has not accepted the terms of WhatsApp Payments. The link for accepting them is in the error text.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [28],
    retry: 'fix',
    samples: [
      {
        message:
          'Bad request - please check your parameters — (#134011) WhatsApp Payments terms of service has not been accepted',
        activity: 'send_whatsapp',
      },
    ],
  },
];
