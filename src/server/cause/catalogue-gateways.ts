import type { CatalogueRow } from './catalogue.ts';
import type { Channel } from './channel.ts';

/** A parent process repeats its child's text. */
const messengers: readonly Channel[] = ['whatsapp', 'messenger', 'nested'];

const wazzup = ['wazzup', 'wazzup24'];
const edna = ['edna'];
const greenApi = ['green-api', 'greenapi', 'green_api'];
const radist = ['radist'];
const dialog360 = ['360dialog', 'd360', 'dialog360'];

/** A channel's state as its gateway writes it, in JSON or in a sentence. */
function stateTexts(...states: string[]): string[] {
  return states.flatMap((state) => [`"state":"${state}"`, `"state": "${state}"`, `state: ${state}`, `state=${state}`]);
}

/** A message's delivery status as its gateway writes it. */
function statusTexts(...statuses: string[]): string[] {
  return statuses.flatMap((status) => [
    `status":"${status}"`,
    `status": "${status}"`,
    `status: ${status}`,
    `status=${status}`,
    `status ${status}`,
  ]);
}

/** Messenger gateways of the Russian market: Wazzup24, edna, Green-API, Radist, 360dialog. */
export const gatewayCauses: readonly CatalogueRow[] = [
  {
    code: 'wz-contact',
    match: [{ words: ['BAD_CONTACT', 'CHATID_IGSID_MISMATCH'] }],
    title: {
      ru: 'Клиент не получил сообщение: в мессенджере нет такого аккаунта',
      en: 'The client did not get the message: no such messenger account',
    },
    text: {
      ru: 'По этому номеру нет аккаунта в мессенджере, либо у клиента слишком старая версия приложения.',
      en: 'There is no messenger account for this number, or the client’s app is too old.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'wait',
    samples: [
      { message: 'Wazzup: BAD_CONTACT — The account with this chatId does not exist', activity: 'wazzup_send_message' },
      { message: '{"status":"error","error":{"error":"CHATID_IGSID_MISMATCH"}}', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-window',
    match: [{ words: ['24_HOURS_EXCEEDED', '7_DAYS_EXCEEDED'] }],
    title: {
      ru: 'Клиент не получил сообщение: время на ответ истекло',
      en: 'The client did not get the message: the reply window is closed',
    },
    text: {
      ru: 'Клиент давно не писал: мессенджер разрешает отвечать 24 часа, Instagram — до 7 дней. Теперь можно отправить только шаблон или связаться иначе.',
      en: 'The client has not written for too long: messengers allow replies for 24 hours, Instagram up to 7 days. Send a template or use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [3, 2],
    retry: 'fix',
    samples: [
      { message: 'Wazzup: 24_HOURS_EXCEEDED — 24-hour dialog window is closed', activity: 'wazzup_send_message' },
      { message: '{"status":"error","error":{"error":"7_DAYS_EXCEEDED"}}', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-pay',
    match: [{ words: ['CHANNEL_NO_MONEY', 'notEnoughMoney', 'BALANCE_IS_EMPTY'] }],
    title: {
      ru: 'Клиент не получил сообщение: канал не оплачен',
      en: 'The client did not get the message: the channel is not paid for',
    },
    text: {
      ru: 'Подписка канала в Wazzup не оплачена, либо на балансе WhatsApp-канала кончились деньги. До оплаты сообщения не уходят.',
      en: 'The Wazzup channel’s subscription is unpaid, or the balance of the WhatsApp channel is empty. No message goes out until it is paid.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      { message: 'Wazzup: CHANNEL_NO_MONEY — Channel is not paid', activity: 'wazzup_send_message' },
      { message: 'Bad request - please check your parameters — BALANCE_IS_EMPTY', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-off',
    match: [
      { words: ['CHANNEL_BLOCKED'] },
      { words: ['CHANNEL_NOT_FOUND'], channels: messengers },
      { words: ['openElsewhere', 'phoneUnavailable', 'foreignphone', 'waitForPassword'], provider: wazzup },
      { texts: stateTexts('disabled', 'qr', 'unauthorized'), provider: wazzup },
    ],
    title: {
      ru: 'Клиент не получил сообщение: канал отключён',
      en: 'The client did not get the message: the channel is disconnected',
    },
    text: {
      ru: 'Канал в Wazzup отключён или потерял связь с телефоном, его нужно подключить заново. До этого не уйдёт ни одно сообщение.',
      en: 'The Wazzup channel is off or has lost its phone and must be reconnected. No message goes out until then.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [13],
    retry: 'fix',
    samples: [
      { message: 'Wazzup: CHANNEL_NOT_FOUND — Channel not found', activity: 'wazzup_send_message' },
      {
        message: 'Wazzup channel is not active: {"channelId":"c1e1","transport":"whatsapp","state":"qr"}',
        activity: 'wazzup_send_message',
      },
      { message: 'Wazzup channel state phoneUnavailable', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-gone',
    match: [{ words: ['MESSAGE_CHANNEL_UNAVAILABLE'] }, { texts: stateTexts('init'), provider: wazzup }],
    title: {
      ru: 'Клиент не получил сообщение: с каналом нет связи',
      en: 'The client did not get the message: the channel is unreachable',
    },
    text: {
      ru: 'Канал в Wazzup сейчас не отвечает: он запускается или потерял связь. Если подождать не помогло, его нужно переподключить.',
      en: 'The Wazzup channel does not answer right now: it is starting or has lost its connection. If waiting does not help, reconnect it.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [4, 13],
    retry: 'wait',
    samples: [
      { message: 'Wazzup: MESSAGE_CHANNEL_UNAVAILABLE — Channel is not available', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-banned',
    match: [
      { words: ['CHANNEL_WAPI_REJECTED'] },
      { words: ['CHANNEL_REJECTED'], channels: messengers },
      { texts: stateTexts('rejected'), provider: wazzup },
    ],
    title: {
      ru: 'Клиент не получил сообщение: WhatsApp заблокировал канал',
      en: 'The client did not get the message: WhatsApp banned the channel',
    },
    text: {
      ru: 'WhatsApp заблокировал номер вашей компании. Снять блокировку можно только через поддержку, а клиенту пока напишите иначе.',
      en: 'WhatsApp has banned your company’s number. Only support can have it lifted; meanwhile use another channel.',
    },
    hit: 'yes',
    fixer: 'provider',
    steps: [14, 2],
    retry: 'fix',
    samples: [{ message: 'Wazzup: CHANNEL_WAPI_REJECTED — WABA channel is blocked', activity: 'wazzup_send_message' }],
  },
  {
    code: 'wz-limit',
    match: [{ words: ['CHANNEL_LIMIT_EXCEEDED'] }],
    title: {
      ru: 'Клиент не получил сообщение: исчерпан лимит диалогов',
      en: 'The client did not get the message: dialogue limit used up',
    },
    text: {
      ru: 'По тарифу Wazzup на этот месяц диалоги закончились. Новые откроются с начала месяца или после смены тарифа.',
      en: 'The Wazzup plan has no dialogues left for this month. New ones open next month, or with a larger plan.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    wait: { ru: 'с начала следующего месяца', en: 'from the start of next month' },
    samples: [
      {
        message: 'Wazzup: CHANNEL_LIMIT_EXCEEDED — Dialog limit of the plan is exceeded',
        activity: 'wazzup_send_message',
      },
    ],
  },
  {
    code: 'wz-first',
    match: [{ words: ['MESSAGES_NOT_TEXT_FIRST'] }],
    title: {
      ru: 'Клиент не получил сообщение: тариф не даёт писать первым',
      en: 'The client did not get the message: plan forbids writing first',
    },
    text: {
      ru: 'По тарифу Wazzup можно только отвечать, а этот клиент вам ещё не писал. Нужен другой тариф или другой способ связи.',
      en: 'The Wazzup plan only allows replies, and this client has not written to you yet. Change the plan or use another channel.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8, 2],
    retry: 'fix',
    samples: [
      {
        message: 'Wazzup: MESSAGES_NOT_TEXT_FIRST — You cannot write first on this plan',
        activity: 'wazzup_send_message',
      },
    ],
  },
  {
    code: 'wz-tpl',
    match: [{ words: ['TEMPLATE_REJECTED'], channels: messengers }],
    title: {
      ru: 'Клиент не получил сообщение: WhatsApp отклонил шаблон',
      en: 'The client did not get the message: template rejected',
    },
    text: {
      ru: 'WhatsApp не одобрил шаблон, который отправляет робот. Нужно исправить его или выбрать другой.',
      en: 'WhatsApp did not approve the template that the robot sends. Correct it or choose another.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [10, 3],
    retry: 'fix',
    samples: [{ message: 'Wazzup: TEMPLATE_REJECTED — Template is rejected', activity: 'wazzup_send_message' }],
  },
  {
    code: 'wz-spam',
    match: [{ words: ['MESSAGES_IS_SPAM', 'TOO_MANY_EXT_REQS'] }, { words: ['SPAM'], provider: wazzup }],
    title: {
      ru: 'Клиент не получил сообщение: мессенджер счёл его спамом',
      en: 'The client did not get the message: it was taken for spam',
    },
    text: {
      ru: 'Мессенджер принял сообщение за спам, либо вы отправляете слишком много подряд. Не повторяйте: номер могут заблокировать.',
      en: 'The messenger took the message for spam, or you send too many in a row. Do not repeat it: the number may be banned.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [18, 2],
    retry: 'no',
    samples: [
      { message: 'Wazzup: MESSAGES_IS_SPAM — Message is recognized as spam', activity: 'wazzup_send_message' },
      { message: 'Wazzup: {"status":"error","error":{"error":"SPAM"}}', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-text',
    match: [
      {
        words: [
          'TOO_LONG_TEXT',
          'MESSAGE_TEXT_TOO_LONG',
          'MESSAGES_TOO_LONG',
          'MESSAGES_TOO_LONG_TEXT',
          'MESSAGE_NOTHING_TO_SEND',
        ],
      },
      { texts: ['messages_too_long_'] },
    ],
    title: {
      ru: 'Клиент не получил сообщение: текст пуст или слишком длинный',
      en: 'The client did not get the message: text empty or too long',
    },
    text: {
      ru: 'Мессенджер не принял текст: он пустой или длиннее разрешённого (в Telegram — 4096 знаков). Проверьте поля, которые подставляет робот.',
      en: 'The messenger refused the text: it is empty or over the limit (4096 characters in Telegram). Check the fields the robot fills in.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [16, 22],
    retry: 'fix',
    samples: [
      { message: 'Wazzup: MESSAGE_TEXT_TOO_LONG — Message text is too long', activity: 'wazzup_send_message' },
      { message: 'Wazzup: MESSAGES_TOO_LONG_TELEGRAM — Limit is 4096 characters', activity: 'wazzup_send_message' },
      { message: 'Wazzup: MESSAGE_NOTHING_TO_SEND', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-file',
    match: [
      {
        words: [
          'TOO_BIG_CONTENT',
          'MESSAGES_CONTENT_SIZE_EXCEEDED',
          'WRONG_CONTENT',
          'MESSAGE_WRONG_CONTENT_TYPE',
          'MESSAGE_DOWNLOAD_CONTENT_ERROR',
          'CONTENT_CONVERSION_ERROR',
        ],
      },
      { words: ['BAD_LINK'], channels: messengers },
    ],
    title: {
      ru: 'Клиент не получил сообщение: файл или ссылка не подошли',
      en: 'The client did not get the message: file or link not accepted',
    },
    text: {
      ru: 'Мессенджер не принял вложение: файл слишком большой или не того вида, либо ссылка на него не открывается.',
      en: 'The messenger refused the attachment: the file is too large or of the wrong type, or its link does not open.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [15],
    retry: 'fix',
    samples: [
      {
        message: 'Wazzup: MESSAGE_DOWNLOAD_CONTENT_ERROR — Could not download the content',
        activity: 'wazzup_send_message',
      },
      { message: '{"status":"error","error":{"error":"TOO_BIG_CONTENT"}}', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'wz-twice',
    match: [{ words: ['REPEATED_CRM_MESSAGE_ID'] }],
    title: {
      ru: 'Повтор не отправлен: это сообщение уже ушло клиенту',
      en: 'Not sent twice: this message has already gone to the client',
    },
    text: {
      ru: 'Такое же сообщение ушло меньше минуты назад, и Wazzup не стал отправлять его второй раз. Делать ничего не нужно.',
      en: 'The same message went out less than a minute ago, so Wazzup did not send it again. Nothing needs doing.',
    },
    hit: 'no',
    fixer: 'nobody',
    steps: [12],
    retry: 'no',
    samples: [
      {
        message: 'Wazzup: REPEATED_CRM_MESSAGE_ID — Message with this crmMessageId was already sent',
        activity: 'wazzup_send_message',
      },
    ],
  },
  {
    code: 'wz-setup',
    match: [
      { words: ['WRONG_TRANSPORT', 'MESSAGES_ABNORMAL_SEND', 'MESSAGES_INVALID_CONTACT_TYPE'] },
      { words: ['INVALID_MESSAGE_DATA', 'CHAT_NO_ACCESS'], channels: messengers },
      { words: ['VALIDATION_ERROR'], provider: wazzup },
    ],
    title: {
      ru: 'Клиент не получил сообщение: робот настроен неверно',
      en: 'The client did not get the message: robot set up wrongly',
    },
    text: {
      ru: 'Канал и чат, указанные в роботе, не подходят друг другу: например, выбран канал Telegram, а чат — из WhatsApp.',
      en: 'The channel and the chat set in the robot do not match: for example a Telegram channel with a WhatsApp chat.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      {
        message: 'Wazzup: WRONG_TRANSPORT — Channel transport does not match chatType',
        activity: 'wazzup_send_message',
      },
      {
        message: 'Wazzup: {"error":"VALIDATION_ERROR","description":"chatType is invalid"}',
        activity: 'wazzup_send_message',
      },
    ],
  },
  {
    code: 'wz-odd',
    match: [{ words: ['MESSAGES_CAN_NOT_ADD'] }, { words: ['GENERAL_ERROR', 'UNKNOWN_ERROR'], provider: wazzup }],
    title: {
      ru: 'Возможно, клиент не получил сообщение: сбой Wazzup',
      en: 'The client may not have got the message: Wazzup fault',
    },
    text: {
      ru: 'Wazzup сообщил о своём сбое без объяснений. Посмотрите переписку: если сообщения в ней нет, повторите шаг позже.',
      en: 'Wazzup reported a fault of its own without a reason. Look at the chat: if the message is not there, run the step again later.',
    },
    hit: 'perhaps',
    fixer: 'provider',
    steps: [17, 4, 14],
    retry: 'wait',
    samples: [
      { message: 'Wazzup: GENERAL_ERROR — Something went wrong on our side', activity: 'wazzup_send_message' },
      { message: 'Wazzup: MESSAGES_CAN_NOT_ADD', activity: 'wazzup_send_message' },
    ],
  },
  {
    code: 'ed-nouser',
    match: [{ words: ['not-whatsapp-user', 'not-viber-user'] }],
    title: {
      ru: 'Клиент не получил сообщение: его нет в этом мессенджере',
      en: 'The client did not get the message: they are not on that app',
    },
    text: {
      ru: 'По этому номеру нет аккаунта в мессенджере, который выбран в роботе. Проверьте номер или свяжитесь иначе.',
      en: 'This number has no account in the messenger the robot uses. Check the number or use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'no',
    samples: [
      {
        message: 'edna: {"code":"not-whatsapp-user","detail":"The recipient is not a WhatsApp user"}',
        activity: 'edna_send',
      },
      { message: 'edna: not-viber-user', activity: 'edna_send' },
    ],
  },
  {
    code: 'ed-blocked',
    match: [
      { words: ['user-blocked'], channels: messengers },
      { words: ['user-blocked'], provider: edna },
    ],
    title: {
      ru: 'Клиент не получил сообщение: его номер заблокирован',
      en: 'The client did not get the message: their number is blocked',
    },
    text: {
      ru: 'Номер клиента заблокирован для сообщений через edna. Свяжитесь с ним другим способом.',
      en: 'The client’s number is blocked for messages through edna. Use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [2],
    retry: 'no',
    samples: [{ message: 'edna: {"code":"user-blocked"}', activity: 'edna_send' }],
  },
  {
    code: 'ed-money',
    match: [{ words: ['error-insufficient-balance'] }],
    title: {
      ru: 'Клиент не получил сообщение: на балансе edna нет денег',
      en: 'The client did not get the message: edna balance is empty',
    },
    text: {
      ru: 'На счёте edna закончились деньги. Пока его не пополнят, сообщения не уйдут никому.',
      en: 'The edna account has run out of money. Nobody gets messages until it is topped up.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      { message: 'Bad request - please check your parameters — error-insufficient-balance', activity: 'edna_send' },
    ],
  },
  {
    code: 'ed-tpl',
    match: [{ words: ['not-template-match', 'matched-template-not-found'] }],
    title: {
      ru: 'Клиент не получил сообщение: текст не совпал с шаблоном',
      en: 'The client did not get the message: it matches no template',
    },
    text: {
      ru: 'Текст сообщения не совпал ни с одним одобренным шаблоном edna: достаточно лишнего знака или пустой переменной.',
      en: 'The text matches none of the approved edna templates; an extra character or an empty variable is enough.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [9],
    retry: 'fix',
    samples: [
      { message: 'edna: {"code":"not-template-match"}', activity: 'edna_send' },
      { message: 'Bad request - please check your parameters — matched-template-not-found', activity: 'edna_send' },
    ],
  },
  {
    code: 'ed-phone',
    match: [{ words: ['error-address-format', 'error-address-not-specified'] }],
    title: {
      ru: 'Клиент не получил сообщение: номер не указан или неверный',
      en: 'The client did not get the message: number missing or wrong',
    },
    text: {
      ru: 'В карточке нет номера клиента или он записан так, что сервис его не понимает.',
      en: 'The card has no phone number of the client, or it is written in a way the service cannot read.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1],
    retry: 'fix',
    samples: [{ message: 'Bad request - please check your parameters — error-address-format', activity: 'edna_send' }],
  },
  {
    code: 'ed-subject',
    match: [
      {
        words: [
          'error-subject-unknown',
          'error-subject-format',
          'cascade-not-found',
          'cascade-scheduling-request-is-not-valid',
        ],
      },
    ],
    title: {
      ru: 'Клиент не получил сообщение: в роботе выбран не тот канал',
      en: 'The client did not get the message: wrong channel in the robot',
    },
    text: {
      ru: 'Канала или каскада отправки, который указан в роботе, в edna нет. Его нужно выбрать заново.',
      en: 'The channel or cascade set in the robot does not exist in edna. It must be chosen again.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [13, 11],
    retry: 'fix',
    samples: [
      { message: 'edna: {"code":"error-subject-unknown"}', activity: 'edna_send' },
      { message: 'The resource you are requesting could not be found — cascade-not-found', activity: 'edna_send' },
    ],
  },
  {
    code: 'ed-empty',
    match: [
      { words: ['text-not-specified', 'content-not-specified'], channels: messengers },
      { texts: ['error-content-'], channels: messengers },
      { words: ['text-not-specified', 'content-not-specified'], provider: edna },
      { texts: ['error-content-'], provider: edna },
    ],
    title: {
      ru: 'Клиент не получил сообщение: в нём нет текста',
      en: 'The client did not get the message: it has no content',
    },
    text: {
      ru: 'Робот отправил пустое сообщение. Скорее всего, в карточке не заполнено поле, которое он подставляет в текст.',
      en: 'The robot sent an empty message. Most likely a field of the card that it puts into the text is not filled in.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [22, 11],
    retry: 'fix',
    samples: [
      { message: 'Bad request - please check your parameters — text-not-specified', activity: 'edna_send' },
      { message: 'edna: {"code":"error-content-type"}', activity: 'edna_send' },
    ],
  },
  {
    code: 'ed-dup',
    match: [{ words: ['requestId-is-not-unique', 'requestid-is-not-unique'] }],
    title: {
      ru: 'Повтор не отправлен: edna уже получала этот запрос',
      en: 'Not sent twice: edna has already had this request',
    },
    text: {
      ru: 'Робот отправил запрос с уже использованным номером, и edna его отбросила. Первое сообщение клиенту уже ушло.',
      en: 'The robot reused a request number, so edna dropped the request. The first message to the client has already gone.',
    },
    hit: 'no',
    fixer: 'integrator',
    steps: [12],
    retry: 'no',
    samples: [
      { message: 'Bad request - please check your parameters — requestId-is-not-unique', activity: 'edna_send' },
    ],
  },
  {
    code: 'ed-sys',
    match: [
      { words: ['error-system', 'error-system-blocked'] },
      { words: ['error-unauthorized'], channels: messengers },
      { words: ['error-unauthorized'], provider: edna },
    ],
    title: {
      ru: 'Клиент не получил сообщение: сбой или нет доступа в edna',
      en: 'The client did not get the message: edna fault or no access',
    },
    text: {
      ru: 'У edna произошёл сбой, либо она закрыла доступ вашей компании. Проверьте ключ, затем обратитесь в её поддержку.',
      en: 'edna has a fault or has closed your company’s access. Check the key, then contact its support.',
    },
    hit: 'yes',
    fixer: 'provider',
    steps: [6, 14],
    retry: 'fix',
    samples: [
      { message: 'edna: {"code":"error-system"}', activity: 'edna_send' },
      { message: 'edna: {"code":"error-system-blocked"}', activity: 'edna_send' },
    ],
  },
  {
    code: 'ed-expired',
    match: [{ texts: statusTexts('expired', 'failed', 'cancelled'), provider: edna }],
    title: {
      ru: 'Клиент не получил сообщение: его не доставили вовремя',
      en: 'The client did not get the message: not delivered in time',
    },
    text: {
      ru: 'Сообщение не дошло до клиента за отведённое время, обычно это сутки. Возможно, телефон был выключен.',
      en: 'The message did not reach the client in the time allowed, usually a day. Their phone may have been off.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [2, 5],
    retry: 'now',
    samples: [
      { message: 'edna: {"requestId":"7c1","status":"expired"}', activity: 'edna_send' },
      { message: 'edna: deliveryStatus: failed', activity: 'edna_send' },
    ],
  },
  {
    code: 'ga-auth',
    match: [
      { texts: ['instance is starting or not authorized'] },
      { texts: ['account not authorized'], channels: messengers },
      { texts: ['account not authorized'], provider: greenApi },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: телефон отвязан от сервиса',
      en: 'The client did not get the WhatsApp message: phone unlinked',
    },
    text: {
      ru: 'WhatsApp на вашем телефоне больше не связан с сервисом отправки: нужно снова считать QR-код.',
      en: 'WhatsApp on your phone is no longer linked to the sending service: its QR code must be scanned again.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [13],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — instance is starting or not authorized',
        activity: 'green_api_send',
        httpStatus: 400,
      },
    ],
  },
  {
    code: 'ga-start',
    match: [{ texts: ['instance in starting process try later'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: канал перезапускается',
      en: 'The client did not get the WhatsApp message: channel restarting',
    },
    text: {
      ru: 'Канал отправки как раз перезапускался. Обычно это занимает секунды — повторите шаг.',
      en: 'The sending channel was restarting at that moment. This usually takes seconds: run the step again.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    wait: { ru: 'через несколько секунд', en: 'in a few seconds' },
    samples: [
      {
        message: 'Bad request - please check your parameters — instance in starting process try later',
        activity: 'green_api_send',
        httpStatus: 400,
      },
    ],
  },
  {
    code: 'ga-paid',
    match: [
      { texts: ['instance account is expired'] },
      { texts: ['instance is deleted'], channels: messengers },
      { texts: ['instance is deleted'], provider: greenApi },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: подписка закончилась',
      en: 'The client did not get the WhatsApp message: subscription ended',
    },
    text: {
      ru: 'Подписка на канал отправки закончилась, либо канал удалён. Сообщения не уходят никому.',
      en: 'The subscription of the sending channel has ended, or the channel was deleted. Nobody gets messages.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — Instance account is expired',
        activity: 'green_api_send',
        httpStatus: 400,
      },
      { message: 'Green-API: Instance is deleted', activity: 'green_api_send', httpStatus: 400 },
    ],
  },
  {
    code: 'ga-quota',
    match: [
      {
        words: ['QUOTE_EXCEEDED', 'CORRESPONDENTS_QUOTE_EXCEEDED', 'CORRESPONDENTS_QUOTA_EXCEEDED'],
      },
      { words: ['QUOTA_EXCEEDED'], provider: greenApi },
      { httpStatuses: [466] },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: исчерпан месячный лимит тарифа',
      en: 'The client did not get the WhatsApp message: monthly limit used up',
    },
    text: {
      ru: 'На бесплатном тарифе сервиса кончился месячный лимит сообщений или собеседников. Нужен платный тариф или новый месяц.',
      en: 'The free plan’s monthly limit of messages or contacts is used up. A paid plan or the next month is needed.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    wait: { ru: 'с начала следующего месяца', en: 'from the start of next month' },
    samples: [
      {
        message: 'Your request is invalid or could not be processed by the service — CORRESPONDENTS_QUOTE_EXCEEDED',
        activity: 'green_api_send',
        httpStatus: 466,
      },
      { message: 'Request failed with status code 466', activity: 'green_api_send', httpStatus: 466 },
    ],
  },
  {
    code: 'ga-yellow',
    match: [{ words: ['yellowCard'] }],
    title: {
      ru: 'Клиент не получил WhatsApp: отправка приостановлена',
      en: 'The client did not get the WhatsApp message: sending suspended',
    },
    text: {
      ru: 'WhatsApp заметил подозрительную активность вашего номера и приостановил отправку. Остановите рассылки, иначе номер заблокируют.',
      en: 'WhatsApp noticed suspicious activity of your number and suspended sending. Stop mailings, or the number will be banned.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [27, 13],
    retry: 'fix',
    samples: [{ message: 'Green-API: {"statusInstance":"yellowCard"}', activity: 'green_api_send' }],
  },
  {
    code: 'ga-window',
    match: [{ words: ['noActiveSession'] }],
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
        message: 'Green-API: {"typeWebhook":"outgoingMessageStatus","status":"noActiveSession"}',
        activity: 'green_api_send',
      },
    ],
  },
  {
    code: 'ga-noacc',
    match: [
      { words: ['noAccount'], channels: messengers },
      { words: ['noAccount'], provider: greenApi },
      { texts: statusTexts('failed'), provider: greenApi },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: номера там нет или сбой доставки',
      en: 'The client did not get the WhatsApp message: no such account',
    },
    text: {
      ru: 'У этого номера нет WhatsApp, либо сообщение не удалось доставить. Проверьте номер или свяжитесь иначе.',
      en: 'This number has no WhatsApp, or the message could not be delivered. Check the number or use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'no',
    samples: [
      {
        message: 'Green-API: {"typeWebhook":"outgoingMessageStatus","status":"noAccount"}',
        activity: 'green_api_send',
      },
      { message: 'Green-API: {"typeWebhook":"outgoingMessageStatus","status":"failed"}', activity: 'green_api_send' },
    ],
  },
  {
    code: 'ga-valid',
    match: [
      { texts: ["'chatid' is required", "validation failed…'chatid'"] },
      { texts: ['validation failed', 'bad request data'], provider: greenApi },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: робот передал не все данные',
      en: 'The client did not get the WhatsApp message: data missing',
    },
    text: {
      ru: 'Роботу не хватило данных для отправки. Чаще всего в карточке нет номера телефона или он записан неверно.',
      en: 'The robot lacked data for sending. Most often the card has no phone number, or it is written wrongly.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 11],
    retry: 'fix',
    samples: [
      {
        message: "Bad request - please check your parameters — Validation failed. Details: 'chatId' is required",
        activity: 'green_api_send',
        httpStatus: 400,
      },
      { message: 'Green-API: bad request data', activity: 'green_api_send', httpStatus: 400 },
    ],
  },
  {
    code: 'ga-net',
    match: [{ httpStatuses: [499, 502], provider: greenApi }],
    title: {
      ru: 'Возможно, клиент не получил WhatsApp: сервис не ответил',
      en: 'The client may not have got the WhatsApp message: no answer',
    },
    text: {
      ru: 'Сервис отправки не успел ответить. Сообщение могло уйти — посмотрите переписку, прежде чем повторять.',
      en: 'The sending service did not answer in time. The message may have gone out: look at the chat before you send it again.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [17, 4],
    retry: 'wait',
    samples: [
      { message: 'Green-API: Request failed with status code 499', activity: 'green_api_send', httpStatus: 499 },
      { message: 'Green-API: Request failed with status code 502', activity: 'green_api_send', httpStatus: 502 },
    ],
  },
  {
    code: 'rd-paid',
    match: [
      { codes: [10, 11], provider: radist },
      { words: ['NOT_PAID', 'NOT_IN_SUBSCRIPTION'], provider: radist },
    ],
    title: {
      ru: 'Клиент не получил сообщение: сервис не оплачен',
      en: 'The client did not get the message: the service is not paid for',
    },
    text: {
      ru: 'Сервис Radist не оплачен, либо нужная возможность не входит в вашу подписку.',
      en: 'The Radist service is not paid for, or your subscription does not include this feature.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      { message: 'Radist: {"code":10,"message":"NOT_PAID"}', activity: 'radist_send' },
      { message: 'Radist: NOT_IN_SUBSCRIPTION', activity: 'radist_send' },
    ],
  },
  {
    code: 'rd-data',
    match: [
      { codes: [1, 1000, 4000, 7000], provider: radist },
      {
        words: ['CONTACT_NOT_FOUND', 'CHAT_NOT_FOUND', 'TEMPLATE_NOT_FOUND', 'REQUEST_VALIDATION_ERROR'],
        provider: radist,
      },
    ],
    title: {
      ru: 'Клиент не получил сообщение: не найден контакт, чат или шаблон',
      en: 'The client did not get the message: contact or template not found',
    },
    text: {
      ru: 'Radist не нашёл у себя контакт, чат или шаблон, который указал робот. Проверьте номер в карточке и шаблон.',
      en: 'Radist found no such contact, chat or template as the robot names. Check the number in the card and the template.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [1, 9],
    retry: 'fix',
    samples: [
      { message: 'Radist: {"code":1000,"message":"CONTACT_NOT_FOUND"}', activity: 'radist_send' },
      { message: 'Radist: TEMPLATE_NOT_FOUND', activity: 'radist_send' },
    ],
  },
  {
    code: 'd3-pay',
    match: [
      { texts: ['lack of payment'], provider: dialog360 },
      { texts: ['lack of payment'], channels: messengers },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: есть неоплаченные счета',
      en: 'The client did not get the WhatsApp message: unpaid invoices',
    },
    text: {
      ru: '360dialog остановил отправку, потому что счета не оплачены. Пока их не оплатят, сообщения не уйдут никому.',
      en: '360dialog stopped sending because invoices are unpaid. Nobody gets messages until they are paid.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      {
        message: 'Bad request - please check your parameters — 360dialog: messaging is blocked due to lack of payment',
        activity: 'send_whatsapp',
        httpStatus: 400,
      },
    ],
  },
  {
    code: 'd3-off',
    match: [{ texts: ['has been disabled', 'endpoint is blocked', 'not available'], provider: dialog360 }],
    title: {
      ru: 'Клиент не получил WhatsApp: провайдер отключил подключение',
      en: 'The client did not get the WhatsApp message: provider cut it off',
    },
    text: {
      ru: '360dialog отключил или заблокировал ваше подключение к WhatsApp. Включить его может только поддержка сервиса.',
      en: '360dialog has disabled or blocked your WhatsApp connection. Only its support can turn it on again.',
    },
    hit: 'yes',
    fixer: 'provider',
    steps: [14],
    retry: 'fix',
    samples: [
      { message: '360dialog: This channel has been disabled', activity: '360dialog_send', httpStatus: 400 },
      {
        message: 'Forbidden - perhaps check your credentials? — 360dialog: this endpoint is blocked',
        activity: '360dialog_send',
        httpStatus: 403,
      },
    ],
  },
  {
    code: 'd3-key',
    match: [
      { texts: ['invalid api_key'], provider: dialog360 },
      { texts: ['invalid api_key'], channels: messengers },
    ],
    title: {
      ru: 'Клиент не получил WhatsApp: провайдер не принял ключ',
      en: 'The client did not get the WhatsApp message: key rejected',
    },
    text: {
      ru: '360dialog не принял ключ, с которым CRM отправляет сообщения. Пока ключ не обновят, не уйдёт ни одно сообщение.',
      en: '360dialog rejected the key with which the CRM sends messages. No message goes out until the key is renewed.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      {
        message: 'Authorization failed - please check your credentials — 360dialog: Invalid api_key',
        activity: 'send_whatsapp',
        httpStatus: 401,
      },
    ],
  },
];
