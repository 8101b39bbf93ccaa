import type { CatalogueRow } from './catalogue.ts';
import type { Channel } from './channel.ts';

const smsc = ['smsc', 'smscentre'];
const smsRu = ['sms.ru', 'smsru', 'sms_ru'];
const twilio = ['twilio'];
const mts = ['mts', 'мтс', 'marketolog', 'маркетолог'];

/** A parent process repeats its child's text. */
const sms: readonly Channel[] = ['sms', 'nested'];

/** SMSC.ru refuses at once: `ERROR = 3 (…)`. The JSON form, `"error_code": 3`, is told by `codes`. */
function refusals(...numbers: number[]): string[] {
  return numbers.map((number) => `error = ${number} (`);
}

/** SMSC.ru tells later why a message did not arrive: `"err":219`, `err=219`. Its numbers differ from the refusals'. */
function reasons(...numbers: number[]): string[] {
  return numbers.flatMap((number) => ended('err', number));
}

/** SMSC.ru's status of a message: `"status":22`, `status=22`. */
function statuses(...numbers: number[]): string[] {
  return numbers.flatMap((number) => ended('status', number));
}

/** A number with its end, so that 1 is not found in 11. */
function ended(name: string, number: number): string[] {
  const json = [',', '}', ' '].flatMap((end) => [`"${name}":${number}${end}`, `"${name}": ${number}${end}`]);
  const form = ['&', ',', ';', ' ', ')'].map((end) => `${name}=${number}${end}`);
  return [...json, `"${name}":"${number}"`, `"${name}": "${number}"`, ...form];
}

/** SMS: SMSC.ru, SMS.ru, Twilio, MTS Marketolog. Each has its own numbers, so most count only with its name. */
export const smsCauses: readonly CatalogueRow[] = [
  {
    code: 'sc-money',
    match: [
      { codes: [3], provider: smsc },
      { texts: [...refusals(3), ...statuses(24)], provider: smsc },
    ],
    title: {
      ru: 'Клиент не получил SMS: на счёте сервиса нет денег',
      en: 'The client did not get the SMS: the account has no money',
    },
    text: {
      ru: 'На счёте SMSC.ru закончились деньги. Пока его не пополнят, SMS не уйдут никому.',
      en: 'The SMSC.ru account has run out of money. Nobody gets SMS until it is topped up.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      { message: 'smsc.ru: ERROR = 3 (no money)', activity: 'send_sms' },
      { message: 'smsc.ru: {"error":"not enough money","error_code":3}', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-login',
    match: [
      { codes: [2], provider: smsc },
      { texts: refusals(2), provider: smsc },
      { texts: ['неверный логин или пароль'], channels: ['sms'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: неверный логин или пароль сервиса',
      en: 'The client did not get the SMS: wrong login or password',
    },
    text: {
      ru: 'SMS-сервис не принял логин или пароль, с которыми к нему обращается CRM. Пока их не исправят, SMS не уходят.',
      en: 'The SMS service rejected the login or password the CRM uses. No SMS goes out until they are corrected.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      { message: 'smsc.ru: ERROR = 2 (authorise error)', activity: 'send_sms' },
      { message: 'Неверный логин или пароль', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-ip',
    match: [
      { codes: [4, 239], provider: smsc },
      { texts: [...refusals(4), ...reasons(239)], provider: smsc },
    ],
    title: {
      ru: 'Клиент не получил SMS: сервис заблокировал адрес сервера',
      en: 'The client did not get the SMS: your server is blocked',
    },
    text: {
      ru: 'SMSC.ru временно не принимает запросы с вашего сервера: с него пришло слишком много ошибочных обращений.',
      en: 'SMSC.ru refuses requests from your server for a while: too many of them were wrong.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [4, 14],
    retry: 'wait',
    samples: [{ message: 'smsc.ru: ERROR = 4 (ip address is temporarily blocked)', activity: 'send_sms' }],
  },
  {
    code: 'sc-phone',
    match: [
      { codes: [7, 249], provider: smsc },
      { texts: [...refusals(7), ...statuses(22), ...reasons(1, 249)], provider: smsc },
      { texts: ['абонент не существует', 'неверный формат номера'], channels: sms },
    ],
    title: {
      ru: 'Клиент не получил SMS: номер неверный или не существует',
      en: 'The client did not get the SMS: wrong or non-existent number',
    },
    text: {
      ru: 'Номер записан неверно или такого абонента нет. Проверьте его в карточке.',
      en: 'The number is written wrongly, or nobody has it. Check it in the card.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'no',
    samples: [
      { message: 'smsc.ru: ERROR = 7 (invalid number)', activity: 'send_sms' },
      { message: 'smsc.ru: {"status":20,"err":1,"status_name":"Абонент не существует"}', activity: 'send_sms' },
      { message: 'Неверный формат номера', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-forbid',
    match: [
      { codes: [6, 238, 244, 253, 254, 255], provider: smsc },
      { texts: [...refusals(6), ...statuses(23), ...reasons(238, 244, 253, 254, 255)], provider: smsc },
      { texts: ['незарегистрированный sender id'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: оператор запретил текст или имя',
      en: 'The client did not get the SMS: text or sender name refused',
    },
    text: {
      ru: 'Оператор не пропустил SMS: имя отправителя не зарегистрировано или текст не согласован.',
      en: 'The carrier did not let the SMS through: the sender name is not registered or the text is not approved.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [25],
    retry: 'fix',
    samples: [
      { message: 'smsc.ru: ERROR = 6 (message is denied)', activity: 'send_sms' },
      { message: 'Незарегистрированный sender id', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-absent',
    match: [
      { codes: [220, 237, 240, 245], provider: smsc },
      { texts: [...reasons(6, 220, 237, 240, 245), ...statuses(3)], provider: smsc },
      { texts: ['абонент не в сети'], channels: sms },
    ],
    title: {
      ru: 'Клиент не получил SMS: его телефон был недоступен',
      en: 'The client did not get the SMS: the phone was unreachable',
    },
    text: {
      ru: 'Телефон клиента был выключен или вне сети, и SMS не дошло за отведённое время. Повторите позже.',
      en: 'The client’s phone was off or out of reach, and the SMS did not arrive in time. Try again later.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [5, 2],
    retry: 'wait',
    samples: [
      { message: 'smsc.ru: {"status":20,"err":6,"phone":"79990000000"}', activity: 'send_sms' },
      { message: 'Абонент не в сети', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-sim',
    match: [{ codes: [219], provider: smsc }, { texts: reasons(219), provider: smsc }, { texts: ['замена sim-карты'] }],
    title: {
      ru: 'Клиент не получил SMS: он недавно сменил SIM-карту',
      en: 'The client did not get the SMS: the SIM card was replaced',
    },
    text: {
      ru: 'После замены SIM-карты оператор сутки не пропускает SMS от компаний. Потом они снова будут доходить.',
      en: 'After a SIM card is replaced, the carrier holds back SMS from companies for a day. Then they arrive again.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [2, 4],
    retry: 'wait',
    wait: { ru: 'через 24 часа', en: 'in 24 hours' },
    samples: [
      { message: 'smsc.ru: {"status":20,"err":219,"status_name":"Невозможно доставить"}', activity: 'send_sms' },
      { message: 'Замена sim-карты', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-limit',
    match: [
      { codes: [9, 246, 247, 251], provider: smsc },
      { texts: [...refusals(9), ...reasons(246, 247, 251)], provider: smsc },
    ],
    title: {
      ru: 'Клиент не получил SMS: превышен лимит или это повтор',
      en: 'The client did not get the SMS: limit reached or a duplicate',
    },
    text: {
      ru: 'SMSC.ru не принял SMS: их слишком много за короткое время, или такое же только что отправляли.',
      en: 'SMSC.ru refused the SMS: too many in a short time, or the same one was sent just before.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [18, 4],
    retry: 'wait',
    samples: [
      { message: 'smsc.ru: ERROR = 9 (duplicate request, wait a minute)', activity: 'send_sms' },
      { message: 'smsc.ru: {"status":20,"err":246,"phone":"79990000000"}', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-param',
    match: [
      { codes: [1, 5, 241, 243], provider: smsc },
      { texts: [...refusals(1, 5), ...reasons(241, 243)], provider: smsc },
      { texts: ['ошибка в параметрах'], channels: ['sms'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: робот передал неверные данные',
      en: 'The client did not get the SMS: the robot sent wrong data',
    },
    text: {
      ru: 'SMSC.ru не понял запрос робота, либо с вашей компанией нет договора. Нужно проверить настройку.',
      en: 'SMSC.ru did not understand the robot’s request, or your company has no contract. The settings need checking.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: 'smsc.ru: ERROR = 1 (parameters error)', activity: 'send_sms' },
      { message: 'smsc.ru: ERROR = 5 (invalid date)', activity: 'send_sms' },
      { message: 'Ошибка в параметрах', activity: 'send_sms' },
    ],
  },
  {
    code: 'sc-undel',
    match: [
      { codes: [8, 11, 12, 13, 21, 248, 250, 252], provider: smsc },
      {
        texts: [...refusals(8), ...reasons(11, 12, 13, 21, 248, 250, 252), ...statuses(20, 25)],
        provider: smsc,
      },
    ],
    title: {
      ru: 'Клиент не получил SMS: на его номер не доставить',
      en: 'The client did not get the SMS: this number cannot get it',
    },
    text: {
      ru: 'На этот номер SMS доставить нельзя: он не принимает сообщения или оператор недоступен. Проверьте номер или свяжитесь иначе.',
      en: 'SMS cannot be delivered to this number: it takes no messages, or its carrier is out of reach. Check the number or use another way.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'no',
    samples: [
      { message: 'smsc.ru: ERROR = 8 (message to this phone number can not be delivered)', activity: 'send_sms' },
      { message: 'smsc.ru: {"status":20,"err":12,"phone":"79990000000"}', activity: 'send_sms' },
      { message: 'smsc.ru: {"status":25,"status_name":"Недоступный номер"}', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-key',
    match: [{ codes: [200, 300, 301, 302], provider: smsRu }, { texts: ['неправильный api_id'] }],
    title: {
      ru: 'Клиент не получил SMS: SMS.ru не принял ключ',
      en: 'The client did not get the SMS: SMS.ru rejected the key',
    },
    text: {
      ru: 'SMS.ru не принял ключ или пароль, с которыми к нему обращается CRM. Пока их не обновят, SMS не уходят.',
      en: 'SMS.ru rejected the key or password the CRM uses. No SMS goes out until they are renewed.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      {
        message: 'sms.ru: {"status":"ERROR","status_code":200,"status_text":"Неправильный api_id"}',
        activity: 'send_sms',
      },
      { message: 'sms.ru: {"status":"ERROR","status_code":301}', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-money',
    match: [
      { codes: [201], provider: smsRu },
      { texts: ['не хватает средств'], channels: ['sms'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: на счёте SMS.ru нет денег',
      en: 'The client did not get the SMS: SMS.ru account has no money',
    },
    text: {
      ru: 'На счёте SMS.ru закончились деньги. Пока его не пополнят, SMS не уйдут никому.',
      en: 'The SMS.ru account has run out of money. Nobody gets SMS until it is topped up.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      {
        message: 'sms.ru: {"status":"ERROR","status_code":201,"status_text":"Не хватает средств на лицевом счету"}',
        activity: 'send_sms',
      },
      { message: 'Не хватает средств на лицевом счету', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-phone',
    match: [
      { codes: [150, 202, 207, 214], provider: smsRu },
      { texts: ['нет маршрута'], channels: ['sms'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: на этот номер отправить нельзя',
      en: 'The client did not get the SMS: cannot send to this number',
    },
    text: {
      ru: 'Номер записан неверно, зарубежный, либо у SMS.ru нет пути к его оператору. Проверьте номер в карточке.',
      en: 'The number is wrong or foreign, or SMS.ru has no route to its carrier. Check the number in the card.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'no',
    samples: [
      {
        message:
          'sms.ru: {"status":"ERROR","status_code":202,"status_text":"Неправильно указан номер телефона получателя"}',
        activity: 'send_sms',
      },
      { message: 'На этот номер нет маршрута для доставки сообщений', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-text',
    match: [
      { codes: [203, 205, 212, 216, 217, 222], provider: smsRu },
      { texts: ['нет текста сообщения'], channels: ['sms'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: текст пуст, длинный или запрещён',
      en: 'The client did not get the SMS: text empty, too long or banned',
    },
    text: {
      ru: 'SMS.ru не принял текст: он пустой, слишком длинный, не согласован или содержит запрещённые слова.',
      en: 'SMS.ru refused the text: it is empty, too long, not approved, or has forbidden words.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [16, 25],
    retry: 'fix',
    samples: [
      {
        message: 'sms.ru: {"status":"ERROR","status_code":203,"status_text":"Нет текста сообщения"}',
        activity: 'send_sms',
      },
      { message: 'sms.ru: {"status":"ERROR","status_code":216}', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-sender',
    match: [
      { codes: [204, 221], provider: smsRu },
      { texts: ['имя отправителя не согласовано'], channels: sms },
    ],
    title: {
      ru: 'Клиент не получил SMS: имя отправителя не согласовано',
      en: 'The client did not get the SMS: sender name not approved',
    },
    text: {
      ru: 'Имя, от которого робот отправляет SMS, не согласовано с оператором. До согласования SMS не уходят.',
      en: 'The name the robot sends SMS under is not approved by the carrier. No SMS goes out until it is.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [25],
    retry: 'fix',
    samples: [
      {
        message:
          'sms.ru: {"status":"ERROR","status_code":204,"status_text":"Имя отправителя не согласовано с администрацией"}',
        activity: 'send_sms',
      },
      { message: 'Имя отправителя не согласовано', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-limit',
    match: [{ codes: [206, 230, 231, 232, 233], provider: smsRu }],
    title: {
      ru: 'Клиент не получил SMS: превышен лимит отправки',
      en: 'The client did not get the SMS: sending limit reached',
    },
    text: {
      ru: 'Исчерпан лимит SMS за день или на этот номер: SMS.ru ограничивает число сообщений и одинаковые тексты.',
      en: 'The limit of SMS for the day or for this number is used up: SMS.ru limits how many and how many alike are sent.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [18, 4],
    retry: 'wait',
    wait: {
      ru: 'через минуту (код 231), в остальных случаях на следующий день',
      en: 'in a minute (code 231), otherwise the next day',
    },
    samples: [
      {
        message:
          'sms.ru: {"status":"ERROR","status_code":231,"status_text":"Превышен лимит одинаковых сообщений на этот номер в минуту"}',
        activity: 'send_sms',
      },
      { message: 'sms.ru: {"status":"ERROR","status_code":206}', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-stop',
    match: [{ codes: [209, 215], provider: smsRu }],
    title: {
      ru: 'Клиент не получил SMS: его номер в стоп-листе',
      en: 'The client did not get the SMS: number is on a stop list',
    },
    text: {
      ru: 'Номер клиента внесён в стоп-лист, или клиент пожаловался на спам. Больше не отправляйте ему SMS.',
      en: 'The client’s number is on a stop list, or the client complained about spam. Do not send them SMS again.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [12, 2],
    retry: 'no',
    samples: [{ message: 'sms.ru: {"status":"ERROR","status_code":209}', activity: 'send_sms' }],
  },
  {
    code: 'sr-undel',
    match: [
      { codes: [104, 105, 106, 107, 108], provider: smsRu },
      { texts: ['не может быть доставлено'], channels: ['sms'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: оно не дошло до телефона',
      en: 'The client did not get the SMS: it did not reach the phone',
    },
    text: {
      ru: 'SMS ушло, но не доставлено: телефон выключен, память заполнена или сбой у оператора. Свяжитесь иначе или повторите.',
      en: 'The SMS was sent but not delivered: phone off, memory full, or a carrier fault. Use another way or try again.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [2, 5],
    retry: 'now',
    samples: [
      {
        message:
          'sms.ru: {"status":"OK","status_code":104,"status_text":"Не может быть доставлено: время жизни истекло"}',
        activity: 'send_sms',
      },
      { message: 'Не может быть доставлено: сбой в телефоне', activity: 'send_sms' },
    ],
  },
  {
    code: 'sr-down',
    match: [{ codes: [220, 500], provider: smsRu }],
    title: {
      ru: 'Клиент не получил SMS: SMS.ru временно не работает',
      en: 'The client did not get the SMS: SMS.ru is down for a while',
    },
    text: {
      ru: 'SMS.ru временно недоступен и не принял сообщение. Подождите и повторите шаг.',
      en: 'SMS.ru is down for a while and did not accept the message. Wait, then run the step again.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    samples: [{ message: 'sms.ru: {"status":"ERROR","status_code":220}', activity: 'send_sms' }],
  },
  {
    code: 'sr-param',
    match: [{ codes: [208, 210, 211, 213, 505, 506, 507], provider: smsRu }],
    title: {
      ru: 'Клиент не получил SMS: робот обращается к SMS.ru с ошибкой',
      en: 'The client did not get the SMS: the robot’s request is wrong',
    },
    text: {
      ru: 'SMS.ru не понял запрос робота. Сообщения не уйдут, пока не поправят его настройку.',
      en: 'SMS.ru did not understand the robot’s request. No SMS goes out until the robot’s settings are corrected.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [{ message: 'sms.ru: {"status":"ERROR","status_code":211}', activity: 'send_sms' }],
  },
  {
    code: 'tw-off',
    match: [
      { codes: [30003, 30005, 30008], provider: twilio },
      { codes: [30003, 30005, 30008], channels: ['sms'] },
      { texts: ['unreachable destination handset', 'unknown destination handset'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: телефон недоступен или причина неясна',
      en: 'The client did not get the SMS: phone unreachable or unknown',
    },
    text: {
      ru: 'Телефон клиента выключен или вне сети, либо оператор не назвал причину. Повторите или свяжитесь иначе.',
      en: 'The client’s phone is off or out of reach, or the carrier gave no reason. Try again or use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [5, 2],
    retry: 'now',
    samples: [
      { message: 'Twilio: error code 30003 — Unreachable destination handset', activity: 'twilio_send_sms' },
      { message: 'Unreachable destination handset', activity: 'send_sms' },
    ],
  },
  {
    code: 'tw-land',
    match: [
      { codes: [30006, 21614, 21635], provider: twilio },
      { codes: [30006, 21614, 21635], channels: ['sms'] },
      { texts: ['landline or unreachable carrier', 'cannot be a landline', 'is not a valid mobile number'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: это не мобильный номер',
      en: 'The client did not get the SMS: it is not a mobile number',
    },
    text: {
      ru: 'В карточке городской номер или номер, который не принимает SMS. Укажите мобильный или свяжитесь иначе.',
      en: 'The card has a landline, or a number that takes no SMS. Enter a mobile number or use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1, 2],
    retry: 'no',
    samples: [
      { message: 'Twilio: error code 30006 — Landline or unreachable carrier', activity: 'twilio_send_sms' },
      {
        message: "Bad request - please check your parameters — 'To' number: +74950000000, is not a valid mobile number",
        activity: 'twilio_send_sms',
        httpStatus: 400,
        body: { code: 21614, message: "'To' number is not a valid mobile number", status: 400 },
      },
    ],
  },
  {
    code: 'tw-block',
    match: [
      { codes: [30004, 30007], provider: twilio },
      { codes: [30004, 30007], channels: ['sms'] },
      { texts: ['message blocked', 'message filtered', 'carrier violation'], provider: twilio },
    ],
    title: {
      ru: 'Клиент не получил SMS: оператор его не пропустил',
      en: 'The client did not get the SMS: the carrier blocked it',
    },
    text: {
      ru: 'Оператор заблокировал или отфильтровал сообщение. Повтор не поможет: нужно согласовать имя и текст.',
      en: 'The carrier blocked or filtered the message. Trying again will not help: sender name and text need approval.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [25, 2],
    retry: 'no',
    samples: [
      { message: 'Twilio: error code 30007 — Message filtered', activity: 'twilio_send_sms' },
      { message: 'Twilio: Message blocked', activity: 'twilio_send_sms' },
    ],
  },
  {
    code: 'tw-num',
    match: [
      { codes: [21211], provider: twilio },
      { codes: [21211], channels: ['sms'] },
      { texts: ['is not a valid phone number'], provider: twilio },
      { texts: ["'to' number…is not a valid phone number"] },
    ],
    title: {
      ru: 'Клиент не получил SMS: номер неверный',
      en: 'The client did not get the SMS: the number is wrong',
    },
    text: {
      ru: 'В карточке указан неверный номер телефона: не хватает цифр, есть лишние или нет кода страны.',
      en: 'The phone number in the card is not valid: digits are missing or extra, or the country code is absent.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [1],
    retry: 'fix',
    samples: [
      {
        message: "Bad request - please check your parameters — The 'To' number +7999 is not a valid phone number.",
        activity: 'twilio_send_sms',
        httpStatus: 400,
        body: { code: 21211, message: "The 'To' number +7999 is not a valid phone number.", status: 400 },
      },
      { message: 'Twilio: error code 21211', activity: 'twilio_send_sms' },
    ],
  },
  {
    code: 'tw-stop',
    match: [
      { codes: [21610], provider: twilio },
      { codes: [21610], channels: ['sms'] },
      { texts: ['attempt to send to unsubscribed recipient'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: он отписался от сообщений',
      en: 'The client did not get the SMS: they have unsubscribed',
    },
    text: {
      ru: 'Клиент сам отписался от ваших SMS. Больше не отправляйте их — свяжитесь с ним иначе.',
      en: 'The client has unsubscribed from your SMS. Do not send more; use another channel.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [12, 2],
    retry: 'no',
    samples: [
      {
        message: 'Bad request - please check your parameters — Attempt to send to unsubscribed recipient',
        activity: 'twilio_send_sms',
        httpStatus: 400,
        body: { code: 21610, message: 'Attempt to send to unsubscribed recipient', status: 400 },
      },
      { message: 'Twilio: error code 21610', activity: 'twilio_send_sms' },
    ],
  },
  {
    code: 'tw-trial',
    match: [
      { codes: [21608], provider: twilio },
      { codes: [21608], channels: ['sms'] },
      { texts: ['trial accounts cannot send messages to unverified numbers'] },
    ],
    title: {
      ru: 'Клиент не получил SMS: аккаунт сервиса пробный',
      en: 'The client did not get the SMS: it is a trial account',
    },
    text: {
      ru: 'У компании пробный аккаунт Twilio: он отправляет только на проверенные номера. Нужно оплатить полный.',
      en: 'Your company has a trial Twilio account, which sends to verified numbers only. A paid account is needed.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      {
        message:
          'Bad request - please check your parameters — The number +79990000000 is unverified. Trial accounts cannot send messages to unverified numbers',
        activity: 'twilio_send_sms',
        httpStatus: 400,
      },
      { message: 'Twilio: error code 21608', activity: 'twilio_send_sms' },
    ],
  },
  {
    code: 'tw-wa24',
    match: [
      { codes: [63016], provider: twilio },
      { codes: [63016], channels: ['sms', 'whatsapp'] },
      { texts: ['failed to send freeform message because you are outside the allowed window'] },
    ],
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
        message:
          'Twilio: error code 63016 — Failed to send freeform message because you are outside the allowed window. If you are using WhatsApp, please use a Message Template.',
        activity: 'twilio_send_whatsapp',
      },
    ],
  },
  {
    code: 'mts',
    match: [
      {
        texts: [
          'нет пакета sms',
          'не куплен пакет',
          'не подключен пакет',
          'не подключён пакет',
          'имя отправителя не подключено',
        ],
        provider: mts,
      },
    ],
    title: {
      ru: 'Клиент не получил SMS: нет пакета или имени отправителя',
      en: 'The client did not get the SMS: no package or sender name',
    },
    text: {
      ru: 'В МТС Маркетологе не куплен пакет SMS, либо имя отправителя не подключено у оператора клиента.',
      en: 'In MTS Marketolog no SMS package is bought, or the sender name is not connected at the client’s carrier.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8, 25],
    retry: 'fix',
    samples: [
      { message: 'МТС Маркетолог: имя отправителя не подключено', activity: 'send_sms' },
      { message: 'МТС Маркетолог: не подключен пакет SMS', activity: 'send_sms' },
    ],
  },
];
