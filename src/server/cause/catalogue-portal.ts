import type { CatalogueRow } from './catalogue.ts';
import type { Channel } from './channel.ts';

/** Telegram says the same of its own messages. */
const withoutTelegram: readonly Channel[] = [
  'whatsapp',
  'messenger',
  'sms',
  'mail',
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

/**
 * The portal's own words: what its robots write into the journal, and the errors of its REST interface. `ACCESS_DENIED`
 * and `ERROR_CORE` are looked at as texts, after every sentence that tells more than they do.
 */
export const portalCauses: readonly CatalogueRow[] = [
  {
    code: 'p-no-phone',
    match: [
      {
        texts: [
          'не указан номер телефона',
          'phone number is not specified',
          'customer phone number was not found in crm item',
        ],
      },
    ],
    title: { ru: '{what}: нет номера телефона', en: '{what}: no phone number' },
    text: {
      ru: 'У клиента в карточке не заполнен телефон, поэтому писать и звонить было некуда.',
      en: 'The client’s phone number is not filled in, so there was nowhere to write or call.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [22, 2],
    retry: 'fix',
    samples: [
      { message: 'Не указан номер телефона', activity: 'send_sms' },
      { message: 'Phone number is not specified', activity: 'send_sms' },
      { message: 'Не указан номер телефона клиента в элементе CRM', activity: 'send_whatsapp' },
      { message: 'Customer phone number was not found in CRM item.', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'p-no-email',
    match: [{ texts: ['не указан e-mail клиента', "client's e-mail is not specified"] }],
    title: {
      ru: 'Письмо не ушло: у клиента не указана почта',
      en: 'The e-mail was not sent: the client has no address',
    },
    text: {
      ru: 'В карточке клиента нет адреса электронной почты, поэтому отправить письмо было некуда.',
      en: 'The client has no e-mail address in the CRM, so there was nowhere to send the e-mail.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [22, 2],
    retry: 'fix',
    samples: [
      { message: 'Не указан e-mail клиента', activity: 'send_email' },
      { message: "Client's e-mail is not specified", activity: 'send_email' },
    ],
  },
  {
    code: 'p-mail-from',
    match: [
      {
        texts: [
          'не указан либо указан некорректно отправитель сообщения',
          'the message sender is incorrect or not specified',
        ],
      },
    ],
    title: { ru: 'Письмо не ушло: неверно указан отправитель', en: 'The e-mail was not sent: its sender is not set' },
    text: {
      ru: 'В настройке робота не выбран ящик отправителя, или этот ящик больше не подключён к CRM.',
      en: 'The robot has no sender’s mailbox chosen, or that mailbox is no longer connected to the CRM.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [13, 11],
    retry: 'fix',
    samples: [
      { message: 'Не указан либо указан некорректно отправитель сообщения', activity: 'send_email' },
      { message: 'The message sender is incorrect or not specified', activity: 'send_email' },
    ],
  },
  {
    code: 'p-mail-cancelled',
    match: [{ texts: ['операция создания письма отменена', 'email message has been canceled'] }],
    title: { ru: 'Письмо не ушло: его создание отменено', en: 'The e-mail was not sent: it was cancelled' },
    text: {
      ru: 'Портал отменил создание письма, обычно из-за проверки другого приложения. Клиент письма не получил.',
      en: 'The portal cancelled the e-mail, usually after another app’s check. The client did not get it.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [21, 5],
    retry: 'fix',
    samples: [
      { message: 'Операция создания письма отменена', activity: 'send_email' },
      { message: 'Email message has been canceled', activity: 'send_email' },
    ],
  },
  {
    code: 'p-no-responsible',
    match: [{ texts: ['не найден ответственный', 'responsible person was not found'] }],
    title: { ru: '{what}: не найден ответственный', en: '{what}: no responsible person' },
    text: {
      ru: 'У карточки нет ответственного, или этого сотрудника больше нет. Без него робот не может ничего отправить.',
      en: 'The card has no responsible person, or they have left. The robot cannot send anything without one.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [22, 5],
    retry: 'fix',
    samples: [
      { message: 'Не найден ответственный', activity: 'send_email' },
      { message: 'Responsible person was not found', activity: 'send_email' },
    ],
  },
  {
    code: 'p-sms-provider',
    match: [
      {
        texts: ['смс провайдер не зарегистрирован или удален', 'sms provider is not registered or was deleted'],
      },
    ],
    title: { ru: 'SMS не отправлено: сервис SMS отключён от CRM', en: 'SMS not sent: the SMS service is disconnected' },
    text: {
      ru: 'Робот настроен на сервис SMS, который удалили или не подключили. SMS от него не уйдут никому.',
      en: 'The robot uses an SMS service that was deleted or never connected. It cannot send to anyone.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [13, 2],
    retry: 'fix',
    samples: [
      { message: 'СМС провайдер не зарегистрирован или удален', activity: 'send_sms' },
      { message: 'SMS provider is not registered or was deleted.', activity: 'send_sms' },
    ],
  },
  {
    code: 'p-app-unpaid',
    match: [{ texts: ['приложение не оплачено', 'app was not paid', 'status error: payment required'] }],
    title: { ru: '{what}: приложение не оплачено', en: '{what}: the app is not paid' },
    text: {
      ru: 'Робот работает через приложение из Маркета, а его подписка закончилась или не оплачена.',
      en: 'The robot works through a Market app whose subscription has ended or is not paid.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [8, 2],
    retry: 'fix',
    samples: [
      { message: 'Приложение не оплачено', activity: 'send_sms' },
      { message: 'App was not paid', activity: 'send_sms' },
      { message: 'Rest application status error: payment required', activity: 'rest_app' },
    ],
  },
  {
    code: 'p-app-gone',
    match: [
      {
        words: ['APPLICATION_NOT_FOUND'],
        texts: [
          'действие приложения не установлено',
          'application activity is not installed',
          'rest application not found',
        ],
      },
    ],
    title: { ru: '{what}: приложение удалено', en: '{what}: its app was removed' },
    text: {
      ru: 'Этот робот принадлежит приложению, которое удалили с портала. Пока его не вернут, робот не сработает.',
      en: 'This robot belongs to an app that was removed from the portal. It cannot work until the app is back.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [13, 21],
    retry: 'fix',
    samples: [
      { message: 'Действие приложения не установлено.', activity: 'rest_app' },
      { message: 'Application activity is not installed.', activity: 'rest_app' },
      { message: 'Rest application not found.', activity: 'rest_app' },
      {
        message: 'Application not found',
        activity: 'http_request',
        httpStatus: 401,
        body: { error: 'APPLICATION_NOT_FOUND', error_description: 'Application not found' },
      },
    ],
  },
  {
    code: 'p-edna',
    match: [{ texts: ['не настроена интеграция с edna', 'edna connection is not configured'] }],
    title: {
      ru: 'WhatsApp-сообщение не ушло: не подключена edna',
      en: 'WhatsApp message not sent: edna is not connected',
    },
    text: {
      ru: 'Портал отправляет WhatsApp через сервис edna, а он не подключён или отключился.',
      en: 'The portal sends WhatsApp messages through edna, which is not connected or has been disconnected.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [13, 2],
    retry: 'fix',
    samples: [
      { message: 'Не настроена интеграция с edna', activity: 'send_whatsapp' },
      { message: 'edna connection is not configured.', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'p-no-template',
    match: [{ texts: ['не выбран шаблон', 'no template selected'] }],
    title: { ru: '{what}: не выбран шаблон', en: '{what}: no template is chosen' },
    text: {
      ru: 'В настройке робота не выбран шаблон сообщения, поэтому отправлять было нечего.',
      en: 'The robot has no message template chosen, so there was nothing to send.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [10, 2],
    retry: 'fix',
    samples: [
      { message: 'Не выбран шаблон', activity: 'send_whatsapp' },
      { message: 'No template selected.', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'p-no-text',
    match: [{ texts: ['не указан текст сообщения'] }, { texts: ['message text is empty'], channels: withoutTelegram }],
    title: { ru: '{what}: пустой текст', en: '{what}: the text is empty' },
    text: {
      ru: 'Текст сообщения оказался пустым: робот берёт его из поля карточки, а поле не заполнено.',
      en: 'The message turned out empty: the robot takes its text from a field of the card that is not filled in.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [22, 11],
    retry: 'fix',
    samples: [
      { message: 'Не указан текст сообщения', activity: 'send_whatsapp' },
      { message: 'Message text is empty.', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'p-no-channel',
    match: [{ texts: ['не настроен канал отправки', 'communication channel is not configured'] }],
    title: { ru: '{what}: канал не настроен', en: '{what}: no channel is set up' },
    text: {
      ru: 'На портале не настроен канал, через который робот должен писать. Сообщения не дойдут ни до кого.',
      en: 'The channel that the robot should write through is not set up. Its messages cannot reach anyone.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [13, 2],
    retry: 'fix',
    samples: [
      { message: 'Не настроен канал отправки', activity: 'send_whatsapp' },
      { message: 'Communication channel is not configured.', activity: 'send_whatsapp' },
    ],
  },
  {
    code: 'p-pause',
    match: [
      {
        texts: [
          'в процессе постановки задания планировщика произошла системная ошибка',
          'system error pausing workflow',
        ],
      },
    ],
    title: { ru: 'Пауза не поставлена: сбой портала', en: 'The pause was not set: the portal failed' },
    text: {
      ru:
        'Портал не смог запланировать продолжение процесса. ' +
        'Шаги после паузы могли пройти раньше или не пройти вовсе.',
      en: 'The portal could not schedule the rest of the process. Later steps may have run too early or not at all.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [17, 5],
    retry: 'now',
    samples: [
      {
        message: 'В процессе постановки задания планировщика произошла системная ошибка',
        activity: 'DelayActivity',
      },
      { message: 'System error pausing workflow.', activity: 'DelayActivity' },
    ],
  },
  {
    code: 'p-task-loop',
    match: [
      {
        texts: [
          'подозрение на зацикливание действия',
          'was not created because one or more activities may cause infinite recursion',
        ],
      },
    ],
    title: { ru: 'Задача не создана: портал заметил повтор по кругу', en: 'The task was not created: it would loop' },
    text: {
      ru:
        'Роботы ставят задачи, которые снова запускают этих роботов. ' +
        'Портал остановил их, чтобы задач не стало сотни.',
      en: 'The robots create tasks that start the same robots again. The portal stopped them to avoid hundreds.',
    },
    hit: 'no',
    fixer: 'integrator',
    steps: [21, 11],
    retry: 'fix',
    samples: [
      { message: 'Задача не создана. Подозрение на зацикливание действия', activity: 'Task2Activity' },
      {
        message: 'Task was not created because one or more activities may cause infinite recursion.',
        activity: 'Task2Activity',
      },
    ],
  },
  {
    code: 'p-task',
    match: [{ texts: ['при создании задачи произошла ошибка', 'when you create a task error has occurred'] }],
    title: { ru: 'Задача не создана', en: 'The task was not created' },
    text: {
      ru: 'Портал не смог поставить задачу: чаще всего не заполнен исполнитель или у робота нет на это прав.',
      en: 'The portal could not create the task: most often nobody is assigned, or the robot may not do it.',
    },
    hit: 'no',
    fixer: 'manager',
    steps: [21, 22, 5],
    retry: 'fix',
    samples: [
      { message: 'При создании задачи произошла ошибка.', activity: 'Task2Activity' },
      { message: 'When you create a task error has occurred.', activity: 'Task2Activity' },
    ],
  },
  {
    code: 'p-stage-loop',
    match: [{ texts: ['подозрение на рекурсивную смену стадий', 'possible infinite recursion in stage change'] }],
    title: {
      ru: 'Стадия не изменена: роботы гоняют карточку по кругу',
      en: 'The stage was not changed: robots are looping',
    },
    text: {
      ru:
        'Роботы разных стадий переводят карточку друг другу без конца. ' +
        'Портал остановил их; следующие шаги не пройдут.',
      en:
        'Robots of several stages keep passing the card to each other. ' +
        'The portal stopped them; later steps will not run.',
    },
    hit: 'no',
    fixer: 'integrator',
    steps: [21, 11],
    retry: 'fix',
    samples: [
      {
        message: 'Ошибка выполнения: подозрение на рекурсивную смену стадий',
        activity: 'CrmChangeStatusActivity',
      },
      {
        message: 'Execution error: possible infinite recursion in stage change.',
        activity: 'CrmChangeStatusActivity',
      },
    ],
  },
  {
    code: 'p-stage-wrong',
    match: [{ texts: ['некорректная целевая стадия', 'incorrect target stage'] }],
    title: { ru: 'Стадия не изменена: такой стадии нет', en: 'The stage was not changed: there is no such stage' },
    text: {
      ru: 'Робот переводит карточку на стадию, которой в её воронке нет: стадию удалили или она из другой воронки.',
      en: 'The robot moves the card to a stage its pipeline does not have: deleted, or from another pipeline.',
    },
    hit: 'no',
    fixer: 'integrator',
    steps: [21, 11],
    retry: 'fix',
    samples: [
      { message: 'Некорректная целевая стадия', activity: 'CrmChangeStatusActivity' },
      { message: 'Incorrect target stage.', activity: 'CrmChangeStatusActivity' },
    ],
  },
  {
    code: 'p-no-handler',
    match: [{ texts: ['не указан хендлер', 'handler is not specified'] }],
    title: {
      ru: 'Запрос не выполнен: в роботе не указан адрес',
      en: 'The request was not made: the robot has no address',
    },
    text: {
      ru: 'В настройке робота пустой адрес, на который он должен отправить данные.',
      en: 'The address that the robot should send its data to is empty in its settings.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: 'Не указан хендлер', activity: 'WebHookActivity' },
      { message: 'Handler is not specified', activity: 'WebHookActivity' },
    ],
  },
  {
    code: 'p-process-gone',
    match: [{ texts: ['бизнес-процесс не найден', 'business process is not found', 'business process was not found'] }],
    title: { ru: 'Ответ не записан: процесс уже завершён или удалён', en: 'Answer not recorded: the process is over' },
    text: {
      ru:
        'Приложение ответило роботу, но процесс к этому времени закончился или его остановили. ' +
        'Само действие могло пройти.',
      en: 'The app answered the robot, but the process was already over or stopped. The action itself may be done.',
    },
    hit: 'no',
    fixer: 'nobody',
    steps: [17],
    retry: 'no',
    samples: [
      {
        message: 'Бизнес-процесс не найден',
        activity: 'http_request',
        httpStatus: 400,
        body: { error: '404', error_description: 'Бизнес-процесс не найден' },
      },
      {
        message: 'The business process is not found.',
        activity: 'http_request',
        httpStatus: 400,
        body: { error: '404', error_description: 'The business process is not found.' },
      },
    ],
  },
  {
    code: 'p-process-busy',
    match: [
      {
        texts: ['бизнес-процесс завис либо выполняется в данный момент', 'the workflow is hung or being executed'],
      },
    ],
    title: { ru: 'Ответ не записан: процесс в этот момент занят', en: 'Answer not recorded: the process was busy' },
    text: {
      ru: 'Приложение ответило роботу, пока процесс выполнял другой шаг или завис. Обычно помогает повтор чуть позже.',
      en: 'The app answered while the process ran another step or hung. Another try a little later usually helps.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    wait: { ru: 'через минуту', en: 'in a minute' },
    samples: [
      {
        message: 'Бизнес-процесс завис либо выполняется в данный момент',
        activity: 'http_request',
        httpStatus: 400,
        body: { error: '423', error_description: 'Бизнес-процесс завис либо выполняется в данный момент' },
      },
      { message: 'The workflow is hung or being executed', activity: 'http_request', httpStatus: 400 },
    ],
  },
  {
    code: 'p-expired',
    match: [{ words: ['expired_token'], texts: ['the access token provided has expired'] }],
    title: { ru: '{what}: доступ к порталу истёк', en: '{what}: portal access expired' },
    text: {
      ru: 'Временный ключ, с которым приложение обращается к порталу, истёк и не обновился.',
      en: 'The temporary key that the app uses for the portal expired and was not renewed.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [5, 6],
    retry: 'now',
    samples: [
      {
        message: 'The access token provided has expired',
        activity: 'http_request',
        httpStatus: 401,
        body: { error: 'expired_token', error_description: 'The access token provided has expired' },
      },
    ],
  },
  {
    code: 'p-key',
    match: [
      {
        words: ['NO_AUTH_FOUND', 'INVALID_CREDENTIALS', 'invalid_token', 'authorization_error'],
        texts: ['wrong authorization data', 'invalid request credentials', 'unable to authorize user'],
      },
    ],
    title: { ru: '{what}: портал не принял ключ', en: '{what}: the portal refused the key' },
    text: {
      ru: 'Ключ, с которым робот обращается к порталу, неверный, удалён или принадлежит уволенному сотруднику.',
      en: 'The key that the robot uses for the portal is wrong, deleted, or belongs to someone who has left.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      {
        message: 'Wrong authorization data',
        activity: 'http_request',
        httpStatus: 401,
        body: { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' },
      },
      {
        message: 'Invalid request credentials',
        activity: 'http_request',
        httpStatus: 401,
        body: { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' },
      },
      { message: 'Unauthorized', activity: 'http_request', httpStatus: 401, body: { error: 'invalid_token' } },
    ],
  },
  {
    code: 'p-scope',
    match: [{ words: ['insufficient_scope'], texts: ['requires higher privileges than provided'] }],
    title: { ru: '{what}: ключу портала не хватает прав', en: '{what}: the key lacks a right' },
    text: {
      ru: 'Ключу, с которым робот обращается к порталу, не выдали право на это действие.',
      en: 'The key that the robot uses for the portal was not given the right to do this.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [7],
    retry: 'fix',
    samples: [
      {
        message: 'The request requires higher privileges than provided by the webhook token',
        activity: 'http_request',
        httpStatus: 401,
        body: {
          error: 'insufficient_scope',
          error_description: 'The request requires higher privileges than provided by the webhook token',
        },
      },
    ],
  },
  {
    code: 'p-user-access',
    match: [
      {
        words: ['user_access_error'],
        texts: ['the user does not have access to the application'],
      },
    ],
    title: { ru: '{what}: нет доступа к приложению', en: '{what}: no access to the app' },
    text: {
      ru: 'Сотруднику, от имени которого работает робот, не открыт доступ к приложению.',
      en: 'The colleague in whose name the robot works has no access to the app.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [7],
    retry: 'fix',
    samples: [
      {
        message: 'The user does not have access to the application.',
        activity: 'http_request',
        httpStatus: 401,
        body: { error: 'user_access_error', error_description: 'The user does not have access to the application.' },
      },
    ],
  },
  {
    code: 'p-overload',
    match: [{ words: ['OVERLOAD_LIMIT'], texts: ['rest api is blocked due to overload'] }],
    title: { ru: '{what}: портал закрыл доступ', en: '{what}: the portal shut access' },
    text: {
      ru: 'Приложения слишком сильно нагружали портал, и он закрыл им доступ. Снять запрет может поддержка портала.',
      en: 'Apps put too much load on the portal, and it shut them out. The portal’s support can lift this.',
    },
    hit: 'perhaps',
    fixer: 'provider',
    steps: [14, 18],
    retry: 'fix',
    samples: [
      {
        message: 'REST API is blocked due to overload.',
        activity: 'http_request',
        httpStatus: 401,
        body: { error: 'OVERLOAD_LIMIT', error_description: 'REST API is blocked due to overload.' },
      },
    ],
  },
  {
    code: 'p-plan',
    match: [
      {
        words: ['WRONG_LICENSE'],
        texts: [
          'rest is available only on commercial plans',
          'rest is available only by subscription',
          'this feature is not enabled for the current license',
        ],
      },
    ],
    title: { ru: '{what}: тариф портала не позволяет', en: '{what}: not in the portal’s plan' },
    text: {
      ru: 'На тарифе портала это действие недоступно: тариф закончился или возможность в него не входит.',
      en: 'The portal’s plan does not allow this: the plan has ended, or it does not include the feature.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [8],
    retry: 'fix',
    samples: [
      {
        message: 'This feature is not enabled for the current license: ',
        activity: 'http_request',
        httpStatus: 403,
        body: { error: 'WRONG_LICENSE', error_description: 'This feature is not enabled for the current license: ' },
      },
      {
        message: 'REST is available only on commercial plans.',
        activity: 'http_request',
        httpStatus: 401,
        body: { error: 'ACCESS_DENIED', error_description: 'REST is available only on commercial plans.' },
      },
    ],
  },
  {
    code: 'p-auth-type',
    match: [
      {
        words: ['WRONG_AUTH_TYPE'],
        texts: ['current authorization type is denied for this method', 'application context required'],
      },
    ],
    title: { ru: '{what}: портал не принял вид ключа', en: '{what}: wrong kind of portal key' },
    text: {
      ru: 'Это действие портал разрешает только самому приложению, а робот обратился с ключом другого вида.',
      en: 'The portal lets only an app itself do this, and the robot came with another kind of key.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      {
        message: 'Current authorization type is denied for this method',
        activity: 'http_request',
        httpStatus: 403,
        body: { error: 'WRONG_AUTH_TYPE', error_description: 'Current authorization type is denied for this method' },
      },
    ],
  },
  {
    code: 'p-method',
    match: [{ words: ['ERROR_METHOD_NOT_FOUND'], texts: ['method not found!'] }],
    title: { ru: '{what}: портал не знает запроса', en: '{what}: unknown portal request' },
    text: {
      ru: 'Робот просит портал о том, чего тот не умеет: в названии действия ошибка или оно недоступно этому ключу.',
      en: 'The robot asks for something the portal does not know: a misspelt name, or not open to this key.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      {
        message: 'Method not found!',
        activity: 'http_request',
        httpStatus: 404,
        body: { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' },
      },
    ],
  },
  {
    code: 'p-time-limit',
    match: [{ words: ['OPERATION_TIME_LIMIT'], texts: ['method is blocked due to operation time limit'] }],
    title: { ru: '{what}: портал просит паузу', en: '{what}: the portal asks for a pause' },
    text: {
      ru: 'Тяжёлые запросы заняли у портала слишком много времени, и он на несколько минут перестал их принимать.',
      en: 'Heavy requests took too much of the portal’s time, so it does not accept them for some minutes.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [4, 18],
    retry: 'wait',
    wait: { ru: 'через 10 минут', en: 'in 10 minutes' },
    samples: [
      {
        message: 'Method is blocked due to operation time limit.',
        activity: 'http_request',
        httpStatus: 429,
        body: { error: 'OPERATION_TIME_LIMIT', error_description: 'Method is blocked due to operation time limit.' },
      },
    ],
  },
  {
    code: 'p-rate',
    match: [{ words: ['QUERY_LIMIT_EXCEEDED'] }],
    title: { ru: '{what}: слишком много запросов', en: '{what}: too many portal requests' },
    text: {
      ru: 'Роботы и приложения обращались к порталу слишком часто. Через несколько секунд запрос пройдёт.',
      en: 'Robots and apps called the portal too often. The request will get through in a few seconds.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [4, 18],
    retry: 'wait',
    wait: { ru: 'через несколько секунд', en: 'in a few seconds' },
    samples: [
      {
        message: 'Too many requests',
        activity: 'http_request',
        httpStatus: 503,
        body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
      },
    ],
  },
  {
    code: 'p-deleted',
    match: [{ words: ['PORTAL_DELETED'], texts: ['portal was deleted'] }],
    title: { ru: '{what}: такого портала больше нет', en: '{what}: the portal is gone' },
    text: {
      ru: 'Робот обращается к порталу, который удалён или переехал на другой адрес.',
      en: 'The robot calls a portal that was deleted or has moved to another address.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'no',
    samples: [
      {
        message: 'Portal was deleted',
        activity: 'http_request',
        httpStatus: 403,
        body: { error: 'PORTAL_DELETED', error_description: 'Portal was deleted' },
      },
    ],
  },
  {
    code: 'p-https',
    match: [{ texts: ['https required'] }],
    title: { ru: '{what}: адрес портала без защиты', en: '{what}: the portal needs https' },
    text: {
      ru: 'Адрес портала в настройке робота начинается с http, а портал принимает только защищённые запросы (https).',
      en: 'The portal’s address in the robot’s settings begins with http, but the portal takes only https.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      {
        message: 'Https required.',
        activity: 'http_request',
        httpStatus: 400,
        body: { error: 'INVALID_REQUEST', error_description: 'Https required.' },
      },
    ],
  },
  {
    code: 'p-empty-log',
    match: [{ words: ['ERROR_EMPTY_LOG_MESSAGE'], texts: ['empty log message!'] }],
    title: { ru: 'В журнал портала не записан пустой текст', en: 'An empty text was not put in the portal’s log' },
    text: {
      ru: 'Приложение хотело записать в журнал процесса сообщение без текста. На клиента это не влияет.',
      en: 'An app tried to write a message without text into the process’s log. The client is not affected.',
    },
    hit: 'no',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      {
        message: 'Empty log message!',
        activity: 'http_request',
        httpStatus: 400,
        body: { error: 'ERROR_EMPTY_LOG_MESSAGE', error_description: 'Empty log message!' },
      },
    ],
  },
  {
    code: 'p-argument',
    match: [{ words: ['ERROR_ARGUMENT'] }],
    title: { ru: '{what}: портал не принял данные', en: '{what}: the portal refused the data' },
    text: {
      ru: 'В запросе к порталу не хватает значения или оно не того вида: вероятно, поле карточки не заполнено.',
      en: 'A value for the portal is missing or of the wrong kind: probably a field of the card is blank.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [22, 11],
    retry: 'fix',
    samples: [
      {
        message: "Argument 'ID' is null or empty",
        activity: 'http_request',
        httpStatus: 400,
        body: { error: 'ERROR_ARGUMENT', error_description: "Argument 'ID' is null or empty", argument: 'ID' },
      },
    ],
  },
  {
    code: 'p-rights',
    match: [
      {
        texts: [
          'недостаточно прав',
          'доступ запрещён',
          'у вас нет прав',
          'у вас нет доступа',
          'access denied!',
          'access_denied',
          'insufficient permissions',
          'insufficient rights',
          'do not have permission',
        ],
      },
      { wrappers: ['access denied', 'отказано в доступе'] },
    ],
    title: { ru: '{what}: недостаточно прав', en: '{what}: not enough rights' },
    text: {
      ru: 'У того, от чьего имени работает робот, нет права на это действие или на эту карточку.',
      en: 'The one in whose name the robot works may not do this, or has no access to this card.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [7],
    retry: 'fix',
    samples: [
      { message: 'Недостаточно прав', activity: 'set_field' },
      { message: 'Доступ запрещён', activity: 'set_field' },
      { message: 'Доступ запрещен.', activity: 'set_field' },
      {
        message: 'Access denied!',
        activity: 'http_request',
        httpStatus: 403,
        body: { error: 'ACCESS_DENIED', error_description: 'Access denied!' },
      },
    ],
  },
  {
    code: 'p-core',
    match: [{ words: ['ERROR_UNEXPECTED_ANSWER', 'INTERNAL_SERVER_ERROR'] }, { texts: ['error_core'] }],
    title: { ru: '{what}: портал ответил ошибкой', en: '{what}: the portal gave an error' },
    text: {
      ru: 'Портал не выполнил запрос и не назвал понятной причины. Действие могло пройти: сначала проверьте.',
      en: 'The portal did not do as asked and gave no clear reason. It may have been done: check first.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [17, 5, 11],
    retry: 'now',
    samples: [
      {
        message: 'ERROR_CORE',
        activity: 'http_request',
        httpStatus: 400,
        body: { error: 'ERROR_CORE', error_description: '' },
      },
      {
        message: 'Internal server error',
        activity: 'http_request',
        httpStatus: 500,
        body: { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' },
      },
    ],
  },
  {
    code: 'p-not-sent',
    match: [{ wrappers: ['сообщение не отправлено', 'message was not sent'] }],
    title: { ru: 'Сообщение клиенту не отправлено', en: 'The message to the client was not sent' },
    text: {
      ru: 'Сервис отправки отклонил сообщение. Причина, если он её назвал, стоит в тексте записи.',
      en: 'The sending service refused the message. Its reason, if it gave one, is in the entry’s text.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [2, 5, 14],
    retry: 'fix',
    samples: [
      { message: 'Сообщение не отправлено. Неизвестная ошибка', activity: 'send_sms' },
      { message: 'Message was not sent. Unknown error', activity: 'send_sms' },
    ],
  },
];
