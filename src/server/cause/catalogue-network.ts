import type { CatalogueRow } from './catalogue.ts';
import type { Channel } from './channel.ts';

/** Mail and databases have rows of their own for a service that cannot be reached. */
const withoutMail: readonly Channel[] = [
  'whatsapp',
  'messenger',
  'sms',
  'telegram',
  'call',
  'payment',
  'database',
  'http',
  'script',
  'nested',
  'task',
  'crm',
  'other',
];
const withoutMailAndDatabase: readonly Channel[] = withoutMail.filter((channel) => channel !== 'database');

/**
 * HTTP statuses and the network, for whatever step meets them: `{what}` says what the step failed to do. Only for
 * failures in which no provider gave a code or a word of its own, so these rows come last. After a lost answer the
 * action may have been done: such rows ask to look before another try.
 */
export const networkCauses: readonly CatalogueRow[] = [
  {
    code: 'ht-409',
    match: [
      {
        words: ['VERSION_CONFLICT'],
        texts: ['изменена другим пользователем', 'изменён другим пользователем', 'изменен другим пользователем'],
      },
      { httpStatuses: [409, 412] },
    ],
    title: { ru: '{what}: запись успел изменить другой', en: '{what}: the record was changed' },
    text: {
      ru: 'Пока робот работал, ту же запись изменил кто-то другой, и сервис не стал затирать его правку.',
      en: 'While the robot worked, someone else changed the same record, and the service kept their change.',
    },
    hit: 'no',
    fixer: 'manager',
    steps: [24],
    retry: 'now',
    samples: [
      {
        message:
          'Your request is invalid or could not be processed by the service — Запись изменена другим пользователем',
        activity: 'http_request',
        httpStatus: 409,
      },
      { message: 'Conflict', activity: 'http_request', httpStatus: 409 },
    ],
  },
  {
    code: 'ht-404',
    match: [
      {
        words: ['DEAL_NOT_FOUND'],
        texts: [
          'сделка не найдена',
          'лид не найден',
          'контакт не найден',
          'компания не найдена',
          'запись не найдена',
          'элемент не найден',
          'record not found',
          'element not found',
          'item not found',
        ],
      },
      { httpStatuses: [404, 410], wrappers: ['resource you are requesting could not be found'] },
    ],
    title: { ru: '{what}: записи или адреса уже нет', en: '{what}: the record is gone' },
    text: {
      ru: 'Сервис не нашёл то, к чему обратился робот: запись удалили, или адрес в настройке робота устарел.',
      en: 'The service could not find what the robot asked for: it was deleted, or the robot’s address is out of date.',
    },
    hit: 'perhaps',
    fixer: 'manager',
    steps: [23, 11],
    retry: 'no',
    samples: [
      {
        message: 'The resource you are requesting could not be found — Сделка не найдена',
        activity: 'http_request',
        httpStatus: 404,
      },
      { message: 'Not Found', activity: 'http_request', httpStatus: 404 },
      { message: 'The resource you are requesting could not be found', activity: 'http_request' },
    ],
  },
  {
    code: 'ht-400',
    match: [
      {
        httpStatuses: [400, 422],
        wrappers: ['bad request - please check', 'your request is invalid', 'unprocessable entity'],
      },
    ],
    title: { ru: '{what}: сервис не принял данные', en: '{what}: the data was refused' },
    text: {
      ru: 'Сервис не принял данные от робота: нужное поле карточки пустое или заполнено не так, как он ждёт.',
      en: 'The service refused the robot’s data: a field of the card is empty or not filled in as it expects.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [22, 11],
    retry: 'fix',
    samples: [
      { message: 'Unprocessable Entity', activity: 'http_request', httpStatus: 422 },
      { message: 'Bad request - please check your parameters', activity: 'http_request' },
    ],
  },
  {
    code: 'ht-401',
    match: [{ httpStatuses: [401], wrappers: ['authorization failed'] }],
    title: { ru: '{what}: сервис не принял ключ', en: '{what}: the key was not accepted' },
    text: {
      ru: 'Ключ доступа к сервису неверный, устарел или отозван. Пока его не обновят, робот работать не будет.',
      en: 'The access key of the service is wrong, expired or revoked. The robot will fail until it is renewed.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      { message: 'Unauthorized', activity: 'http_request', httpStatus: 401 },
      { message: 'Authorization failed - please check your credentials', activity: 'http_request' },
    ],
  },
  {
    code: 'ht-402',
    match: [{ httpStatuses: [402], wrappers: ['payment required'] }],
    title: { ru: '{what}: сервис не оплачен', en: '{what}: the service is not paid' },
    text: {
      ru: 'Сервис просит оплату: кончились деньги на счёте или не оплачен тариф.',
      en: 'The service asks for payment: its balance is used up, or the plan is not paid.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      { message: 'Payment Required', activity: 'http_request', httpStatus: 402 },
      { message: 'Payment required - perhaps check your payment details?', activity: 'http_request' },
    ],
  },
  {
    code: 'ht-403',
    match: [{ httpStatuses: [403], wrappers: ['forbidden - perhaps', '403 forbidden'] }],
    title: { ru: '{what}: у подключения нет прав', en: '{what}: no rights to do this' },
    text: {
      ru: 'Сервис узнал подключение, но это действие ему не разрешено: права не выданы или их забрали.',
      en: 'The service knows the connection but does not let it do this: the right was never given or was withdrawn.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [7],
    retry: 'fix',
    samples: [
      { message: 'Forbidden', activity: 'http_request', httpStatus: 403 },
      { message: 'Forbidden - perhaps check your credentials?', activity: 'http_request' },
    ],
  },
  {
    code: 'ht-405',
    match: [{ httpStatuses: [405, 415, 501], wrappers: ['method not allowed', 'unsupported media type'] }],
    title: { ru: '{what}: сервис не понял запрос', en: '{what}: the request is not supported' },
    text: {
      ru: 'Робот обращается к сервису способом, который тот не поддерживает. Это ошибка настройки, не карточки.',
      en: 'The robot calls the service in a way it does not support. The set-up is wrong, not the card.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: 'Unsupported Media Type', activity: 'http_request', httpStatus: 415 },
      { message: 'Method not allowed - please check you are using the right HTTP method', activity: 'http_request' },
    ],
  },
  {
    code: 'ht-413',
    match: [{ httpStatuses: [413, 414], wrappers: ['payload too large', 'request entity too large'] }],
    title: { ru: '{what}: данные или файл велики', en: '{what}: the data is too large' },
    text: {
      ru: 'Сервис не принимает столько данных сразу. Обычно дело в большом файле или очень длинном тексте.',
      en: 'The service does not take so much data at once. Usually it is a big file or a very long text.',
    },
    hit: 'perhaps',
    fixer: 'manager',
    steps: [15],
    retry: 'fix',
    samples: [{ message: '413 Request Entity Too Large', activity: 'http_request', httpStatus: 413 }],
  },
  {
    code: 'ht-423',
    match: [{ httpStatuses: [423] }],
    title: { ru: '{what}: запись занята', en: '{what}: the record is locked' },
    text: {
      ru: 'С записью в эту минуту работал другой процесс. Обычно она освобождается сама.',
      en: 'Another process was working on the record at that moment. It is usually free again soon.',
    },
    hit: 'no',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    samples: [{ message: 'Locked', activity: 'http_request', httpStatus: 423 }],
  },
  {
    code: 'ht-429',
    match: [{ httpStatuses: [429], wrappers: ['too many requests'] }],
    title: { ru: '{what}: слишком много запросов', en: '{what}: too many requests' },
    text: {
      ru: 'Роботы обращались к сервису слишком часто, и он попросил подождать. Этот запрос он не выполнил.',
      en: 'The robots called the service too often, and it asked them to wait. This request was not carried out.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [4, 18],
    retry: 'wait',
    samples: [
      { message: 'Too Many Requests', activity: 'http_request', httpStatus: 429 },
      { message: 'The service is receiving too many requests from you', activity: 'http_request' },
    ],
  },
  {
    code: 'ht-503',
    match: [{ httpStatuses: [503], wrappers: ['service unavailable', 'service temporarily unavailable'] }],
    title: { ru: '{what}: сервис временно недоступен', en: '{what}: the service is down for now' },
    text: {
      ru: 'Сервис перегружен или на обслуживании. Обычно это проходит само.',
      en: 'The service is overloaded or under maintenance. This usually passes by itself.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    samples: [
      { message: '503 Service Temporarily Unavailable', activity: 'http_request', httpStatus: 503 },
      {
        message: 'Service unavailable - try again later or consider setting this node to retry automatically',
        activity: 'http_request',
      },
    ],
  },
  {
    code: 'ht-502',
    match: [
      {
        httpStatuses: [502, 504, 520, 521, 522, 523, 524],
        wrappers: ['bad gateway', 'gateway timed out', 'gateway time-out', 'gateway timeout'],
      },
    ],
    title: { ru: '{what}: сервис не ответил', en: '{what}: the service gave no answer' },
    text: {
      ru: 'Запрос дошёл до входа сервиса, но сам сервис не ответил. Действие могло выполниться: сначала проверьте.',
      en: 'The request reached the service’s front door, but nothing answered. It may have been done: check first.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [17, 4],
    retry: 'wait',
    samples: [
      { message: 'Bad gateway - the service failed to handle your request', activity: 'send_whatsapp' },
      {
        message:
          'Bad gateway - the service failed to handle your request — ' +
          '<html><head><title>502 Bad Gateway</title></head>' +
          '<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>',
        activity: 'http_request',
        httpStatus: 502,
      },
      { message: 'Gateway timed out - perhaps try again later?', activity: 'http_request', httpStatus: 504 },
    ],
  },
  {
    code: 'ht-500',
    match: [
      {
        httpStatuses: [500],
        wrappers: ['was not able to process your request', 'failed to process your request', 'internal server error'],
      },
    ],
    title: { ru: '{what}: у сервиса внутренний сбой', en: '{what}: the service broke down' },
    text: {
      ru: 'Сервис сломался на этом запросе и не сказал почему. Действие могло выполниться: сначала проверьте.',
      en: 'The service broke on this request and did not say why. It may have been done: check first.',
    },
    hit: 'perhaps',
    fixer: 'provider',
    steps: [17, 5, 14],
    retry: 'wait',
    samples: [
      { message: 'Internal Server Error', activity: 'http_request', httpStatus: 500 },
      { message: 'The service was not able to process your request', activity: 'http_request' },
    ],
  },
  {
    code: 'nt-refused',
    match: [
      {
        system: ['ECONNREFUSED'],
        wrappers: ['connection refused', 'refused the connection'],
        channels: withoutMailAndDatabase,
      },
    ],
    title: { ru: '{what}: сервис не принимает соединения', en: '{what}: the service refuses connections' },
    text: {
      ru: 'Сервис выключен, перезапускается или указан не тот адрес. Запрос до него не дошёл, ничего не выполнено.',
      en: 'The service is down, restarting, or its address is wrong. The request did not get there: nothing was done.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [5, 26],
    retry: 'wait',
    samples: [
      { message: 'The service refused the connection - perhaps it is offline', activity: 'http_request' },
      { message: 'fetch failed — connect ECONNREFUSED 127.0.0.1:8080', activity: 'http_request' },
      { message: 'Connection refused', activity: 'http_request' },
    ],
  },
  {
    code: 'nt-reset',
    match: [
      {
        system: ['ECONNRESET', 'EPIPE'],
        wrappers: ['socket hang up', 'closed unexpectedly', 'connection reset'],
      },
    ],
    title: { ru: '{what}: соединение оборвалось', en: '{what}: the connection was cut off' },
    text: {
      ru: 'Связь с сервисом прервалась на полпути. Действие могло выполниться: убедитесь, прежде чем повторять.',
      en: 'The link to the service broke half-way. It may have been done: make sure before you try again.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [17, 5],
    retry: 'now',
    samples: [
      {
        message:
          'The connection to the server was closed unexpectedly, perhaps it is offline. ' +
          'You can retry the request immediately or wait and retry later.',
        activity: 'send_whatsapp',
      },
      { message: 'read ECONNRESET', activity: 'http_request' },
      { message: 'socket hang up', activity: 'http_request' },
    ],
  },
  {
    code: 'nt-timeout',
    match: [
      {
        system: ['ECONNABORTED', 'ESOCKETTIMEDOUT'],
        httpStatuses: [408, 499],
        wrappers: ['timeout of …ms exceeded', 'timeout of … ms exceeded', 'connection was aborted'],
      },
      { system: ['ETIMEDOUT'], wrappers: ['timed out', 'connection timeout'], channels: withoutMail },
    ],
    title: { ru: '{what}: сервис не ответил вовремя', en: '{what}: no answer in time' },
    text: {
      ru: 'Робот ждал ответа и не дождался. Действие могло выполниться: убедитесь, прежде чем повторять.',
      en: 'The robot waited for an answer in vain. It may have been done: make sure before you try again.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [17, 4],
    retry: 'wait',
    samples: [
      { message: 'The connection was aborted, perhaps the server is offline', activity: 'send_whatsapp' },
      { message: 'timeout of 1500ms exceeded', activity: 'http_request' },
      { message: 'connect ETIMEDOUT 203.0.113.7:443', activity: 'http_request' },
      { message: 'Request Timeout', activity: 'http_request', httpStatus: 408 },
    ],
  },
  {
    code: 'nt-dnstmp',
    match: [
      {
        system: ['EAI_AGAIN'],
        wrappers: ['dns server returned an error', 'temporary failure in name resolution'],
      },
    ],
    title: { ru: '{what}: сбой поиска адреса в сети', en: '{what}: the address lookup failed' },
    text: {
      ru: 'Сервер CRM временно не смог узнать, где в сети находится сервис. Запрос не отправлен.',
      en: 'The CRM’s server could not find out where in the network the service is. Nothing was sent.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [4, 26],
    retry: 'wait',
    samples: [
      { message: 'getaddrinfo EAI_AGAIN api.example.ru', activity: 'http_request' },
      {
        message: 'The DNS server returned an error, perhaps the server is offline',
        activity: 'http_request',
      },
    ],
  },
  {
    code: 'nt-dns',
    match: [{ system: ['ENOTFOUND'], wrappers: ['connection cannot be established', 'could not resolve host'] }],
    title: { ru: '{what}: адреса сервиса не существует', en: '{what}: no such service address' },
    text: {
      ru: 'Адрес сервиса в настройке робота написан с ошибкой, или сервис больше не работает. Запрос не отправлен.',
      en: 'The service’s address in the robot’s settings is misspelt, or the service is gone. Nothing was sent.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: 'getaddrinfo ENOTFOUND api.exampel.ru', activity: 'http_request' },
      {
        message: 'The connection cannot be established, this usually occurs due to an incorrect host (domain) value',
        activity: 'http_request',
      },
    ],
  },
  {
    code: 'nt-route',
    match: [{ system: ['EHOSTUNREACH', 'ENETUNREACH'], wrappers: ['host is unreachable', 'network is unreachable'] }],
    title: { ru: '{what}: нет связи с сервисом', en: '{what}: no route to the service' },
    text: {
      ru: 'Сервер CRM не может достучаться до сервиса по сети: пропал интернет или доступ закрыт. Запрос не отправлен.',
      en: 'The CRM’s server cannot reach the service: the network is down or the way is closed. Nothing was sent.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [4, 26],
    retry: 'wait',
    samples: [
      { message: 'connect EHOSTUNREACH 192.0.2.10:443', activity: 'http_request' },
      { message: 'The host is unreachable, perhaps the server is offline', activity: 'http_request' },
    ],
  },
  {
    code: 'nt-cert',
    match: [{ system: ['CERT_HAS_EXPIRED'], wrappers: ['certificate has expired'] }],
    title: { ru: '{what}: у сервиса истёк сертификат', en: '{what}: its certificate expired' },
    text: {
      ru: 'Сервис вовремя не продлил сертификат защиты, и соединяться с ним небезопасно. Исправить может только он.',
      en:
        'The service did not renew its security certificate, so connecting is not safe. ' +
        'Only the service can mend it.',
    },
    hit: 'perhaps',
    fixer: 'provider',
    steps: [14],
    retry: 'fix',
    samples: [
      { message: 'CERT_HAS_EXPIRED', activity: 'http_request' },
      { message: 'certificate has expired', activity: 'http_request' },
    ],
  },
  {
    code: 'nt-trust',
    match: [
      {
        system: [
          'DEPTH_ZERO_SELF_SIGNED_CERT',
          'SELF_SIGNED_CERT_IN_CHAIN',
          'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
          'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
          'HOSTNAME_MISMATCH',
          'ERR_TLS_CERT_ALTNAME_INVALID',
        ],
        wrappers: [
          'self-signed certificate',
          'self signed certificate',
          'unable to verify the first certificate',
          'unable to get local issuer certificate',
          'does not match certificate',
        ],
      },
    ],
    title: { ru: '{what}: сертификат не вызывает доверия', en: '{what}: its certificate is doubtful' },
    text: {
      ru: 'Сервис не доказал, что он тот, за кого себя выдаёт, поэтому робот не передал ему данные.',
      en: 'The service could not prove that it is what it claims to be, so the robot sent it nothing.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [11, 14],
    retry: 'fix',
    samples: [
      { message: 'self-signed certificate in certificate chain — SELF_SIGNED_CERT_IN_CHAIN', activity: 'http_request' },
      { message: 'unable to verify the first certificate', activity: 'http_request' },
    ],
  },
];
