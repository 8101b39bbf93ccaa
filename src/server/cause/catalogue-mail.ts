import type { CatalogueRow } from './catalogue.ts';

/**
 * E-mail: SMTP replies (RFC 5321), enhanced codes (RFC 3463, 5248), nodemailer's codes, and the words of Gmail, Yandex
 * and Mail.ru. 4xx and 4.x.x pass by themselves, 5xx and 5.x.x do not. Narrow texts stand before the wide ones:
 * `Invalid login` is written before every reason that a server gives for it.
 */
export const mailCauses: readonly CatalogueRow[] = [
  {
    code: 'em-apppass',
    match: [
      {
        texts: [
          'neobhodim parol prilozheniya',
          'application password is required',
          'application-specific password required',
        ],
      },
      { smtpEnhanced: ['5.7.9'], smtpReplies: [534], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо не ушло: почте нужен пароль приложения',
      en: 'The e-mail was not sent: an app password is needed',
    },
    text: {
      ru:
        'Почта отправителя не пускает программы с обычным паролем. ' +
        'В её настройках нужно создать отдельный пароль приложения и указать его в CRM.',
      en:
        'The sender’s mail service does not let programs in with the usual password. ' +
        'An app password must be created in its settings and entered in the CRM.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [20],
    retry: 'fix',
    samples: [
      {
        message:
          'Invalid login: 535 5.7.0 NEOBHODIM parol prilozheniya ' +
          'https://help.mail.ru/mail/security/protection/external ' +
          '/ Application password is REQUIRED',
        activity: 'send_email',
      },
      { message: 'Invalid login: 534-5.7.9 Application-specific password required', activity: 'send_email' },
    ],
  },
  {
    code: 'em-noaccess',
    match: [{ texts: ['does not have access rights to this service'] }],
    title: {
      ru: 'Письмо не ушло: Яндекс Почта закрыта для программ',
      en: 'The e-mail was not sent: Yandex Mail is closed to programs',
    },
    text: {
      ru:
        'В настройках ящика отправителя запрещён доступ для почтовых программ, ' +
        'поэтому CRM не может отправить письмо.',
      en: 'The sender’s mailbox has access for mail programs switched off, so the CRM cannot send from it.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [20],
    retry: 'fix',
    samples: [
      {
        message:
          'Invalid login: 535 5.7.8 Error: authentication failed: ' +
          'This user does not have access rights to this service',
        activity: 'send_email',
      },
    ],
  },
  {
    code: 'em-login',
    match: [
      {
        texts: [
          'username and password not accepted',
          'invalid login',
          'authentication unsuccessful',
          'missing credentials for',
        ],
      },
      { smtpEnhanced: ['5.7.8', '5.7.0', '5.7.3'], smtpReplies: [530, 535], channels: ['mail'] },
      { system: ['EAUTH', 'ENOAUTH', 'EOAUTH2'] },
    ],
    title: {
      ru: 'Письмо не ушло: почта не приняла логин или пароль',
      en: 'The e-mail was not sent: the mailbox login was refused',
    },
    text: {
      ru:
        'CRM не смогла войти в ящик, с которого отправляет письма: пароль сменили, он указан неверно ' +
        'или доступ отозван. С этого ящика не уйдёт и остальная почта.',
      en:
        'The CRM could not sign in to the mailbox it sends from: the password was changed, is wrong, ' +
        'or the access was withdrawn. Other mail from this mailbox will not go out either.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [20],
    retry: 'fix',
    samples: [
      {
        message: 'Invalid login: 535-5.7.8 Username and Password not accepted. For more information, go to Gmail help',
        activity: 'send_email',
      },
      { message: '535 5.7.8 Error: authentication failed', activity: 'send_email' },
      { message: '530 5.7.0 Authentication Required', activity: 'send_email' },
      { message: 'EAUTH: could not sign in', activity: 'send_email' },
    ],
  },
  {
    code: 'em-muted',
    match: [{ texts: ['message sending for this account is disabled'] }],
    title: {
      ru: 'Письмо не ушло: Mail.ru отключил отправку из вашего ящика',
      en: 'The e-mail was not sent: Mail.ru disabled your mailbox’s sending',
    },
    text: {
      ru:
        'Mail.ru заподозрил рассылку или взлом и остановил отправку. ' +
        'Смените пароль ящика и напишите в его поддержку.',
      en: 'Mail.ru suspects bulk mail or a break-in. Change the mailbox’s password and write to its support.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [20, 14],
    retry: 'fix',
    samples: [{ message: '550 message sending for this account is disabled', activity: 'send_email' }],
  },
  {
    code: 'em-from',
    match: [{ texts: ['not owned by auth user', 'sender address rejected: not owned by'] }],
    title: {
      ru: 'Письмо не ушло: адрес отправителя чужой для этой почты',
      en: 'The e-mail was not sent: the sender address is not its own',
    },
    text: {
      ru:
        'В письме указан один адрес отправителя, а CRM вошла в почту под другим. ' +
        'Почтовый сервер отправляет письма только от имени своего ящика.',
      en:
        'The e-mail names one sender, but the CRM signed in to another mailbox. ' +
        'The mail server sends only in the name of its own mailbox.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [7],
    retry: 'fix',
    samples: [
      {
        message: '553 5.7.1 <sales@example.ru>: Sender address rejected: not owned by auth user.',
        activity: 'send_email',
      },
    ],
  },
  {
    code: 'em-ipban',
    match: [{ texts: ['blocked by spam statistics', 'client host … blocked using'] }],
    title: {
      ru: 'Письмо не ушло: почта клиента временно закрыта для вас',
      en: 'The e-mail was not sent: the client’s mail blocks your server',
    },
    text: {
      ru:
        'С вашего сервера шло слишком много писем, похожих на спам. ' +
        'Яндекс обычно не принимает такие письма сутки; до снятия запрета письма не дойдут и другим клиентам.',
      en:
        'Too much of your server’s mail looked like spam. Yandex usually refuses it for 24 hours; ' +
        'until then mail will not reach other clients there either.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [27],
    retry: 'wait',
    wait: { ru: 'через сутки', en: 'in 24 hours' },
    samples: [
      {
        message: '554 5.7.1 [203.0.113.7] Blocked by spam statistics - see http://feedback.yandex.ru/',
        activity: 'send_email',
      },
      {
        message: '554 5.7.1 Service unavailable; Client host [203.0.113.7] blocked using zen.spamhaus.org',
        activity: 'send_email',
      },
    ],
  },
  {
    code: 'em-spam',
    match: [{ texts: ['suspicion of spam', 'spam message rejected', 'message rejected … as spam', 'looks like spam'] }],
    title: {
      ru: 'Письмо не доставлено: почта клиента приняла его за спам',
      en: 'The e-mail was not delivered: it was taken for spam',
    },
    text: {
      ru: 'Почтовая служба клиента отклонила письмо как спам: её насторожили текст, ссылки или частота ваших писем.',
      en: 'The client’s mail service refused it as spam because of its text, its links or how often you write.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [2, 27, 14],
    retry: 'fix',
    samples: [
      { message: '554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc', activity: 'send_email' },
      {
        message: '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id',
        activity: 'send_email',
      },
    ],
  },
  {
    code: 'em-quota',
    match: [
      { texts: ['daily user sending limit exceeded', 'daily sending quota exceeded', 'daily sending limit'] },
      { smtpEnhanced: ['5.4.5'], channels: ['mail'] },
      { system: ['EMAXLIMIT', 'EMAXRECIPIENTS'] },
    ],
    title: {
      ru: 'Письмо не ушло: исчерпан лимит писем',
      en: 'The e-mail was not sent: the sending limit is reached',
    },
    text: {
      ru: 'Почтовая служба ограничивает число писем. Ваш ящик достиг предела, обычно он снова отправляет через сутки.',
      en: 'The mail service limits how many e-mails may go out. Your mailbox is at the limit, usually for a day.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [18, 4],
    retry: 'wait',
    wait: { ru: 'через сутки', en: 'in a day' },
    samples: [
      { message: '550-5.4.5 Daily user sending limit exceeded.', activity: 'send_email' },
      { message: '550 5.4.5 Limit reached', activity: 'send_email' },
    ],
  },
  {
    code: 'em-full',
    match: [
      { texts: ['mailbox full', 'mailbox is full', 'over quota', 'quota exceeded (mailbox'] },
      { smtpEnhanced: ['5.2.2', '4.2.2'], smtpReplies: [552], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо не доставлено: ящик клиента переполнен',
      en: 'The e-mail was not delivered: the client’s mailbox is full',
    },
    text: {
      ru: 'В почтовом ящике клиента закончилось место. Письмо дойдёт, только когда клиент удалит лишнее.',
      en: 'The client’s mailbox has no room left. Mail gets in only after the client clears some.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [2, 4],
    retry: 'wait',
    samples: [
      { message: '552 5.2.2 Mailbox size limit reached', activity: 'send_email' },
      { message: '452 4.2.2 The email account that you tried to reach is over quota', activity: 'send_email' },
      { message: '552 Mailbox full', activity: 'send_email' },
    ],
  },
  {
    code: 'em-big',
    match: [
      {
        texts: [
          'message size exceeds',
          'message too large',
          'message file too big',
          'exceeds maximum message size',
          'exceeded max message size',
        ],
      },
      { smtpEnhanced: ['5.2.3', '5.3.4'], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо не ушло: оно слишком большое',
      en: 'The e-mail was not sent: it is too large',
    },
    text: {
      ru: 'Почта не приняла письмо из-за размера. Обычно дело в тяжёлом вложении: пришлите его ссылкой или уменьшите.',
      en: 'The mail server refused its size, usually because of a heavy attachment: send a link or a smaller file.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [15],
    retry: 'fix',
    samples: [
      { message: '552 5.3.4 Error: refused by size limit', activity: 'send_email' },
      { message: '552 Message size exceeds fixed maximum message size', activity: 'send_email' },
    ],
  },
  {
    code: 'em-disabled',
    match: [
      {
        texts: ['mailbox is disabled', 'mailbox is inactive', 'account is disabled', 'mailbox disabled'],
        channels: ['mail'],
      },
      { smtpEnhanced: ['5.2.1', '4.2.1'], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо не доставлено: ящик клиента сейчас не принимает почту',
      en: 'The e-mail was not delivered: the mailbox is not accepting mail',
    },
    text: {
      ru: 'Ящик клиента отключён или получает письма слишком быстро. Если это случайность, письмо дойдёт позже.',
      en: 'The client’s mailbox is switched off or gets mail too fast. If it is the latter, a later try will do.',
    },
    hit: 'yes',
    fixer: 'nobody',
    steps: [2, 4],
    retry: 'wait',
    samples: [
      { message: '550 5.2.1 The email account that you tried to reach is not active', activity: 'send_email' },
      { message: '450 4.2.1 The user you are trying to contact is receiving mail too quickly', activity: 'send_email' },
    ],
  },
  {
    code: 'em-nouser',
    match: [
      {
        texts: ['user not found', 'no such user', 'invalid mailbox', 'user unknown', 'mailbox unavailable'],
        channels: ['mail'],
      },
      { texts: ['recipient address rejected', 'account that you tried to reach does not exist'] },
      { smtpEnhanced: ['5.1.1', '5.1.6', '5.1.10'], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо не доставлено: такого почтового ящика нет',
      en: 'The e-mail was not delivered: there is no such mailbox',
    },
    text: {
      ru: 'Почтовая служба клиента не знает такого адреса: в нём опечатка или ящик удалили.',
      en: 'The client’s mail service does not know the address: it is misspelt, or the mailbox was deleted.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [19, 2],
    retry: 'no',
    samples: [
      { message: "Can't send mail - all recipients were rejected: 550 5.1.1 User not found", activity: 'send_email' },
      { message: '550 No such user!', activity: 'send_email' },
      { message: '550 5.1.1 <client@example.ru>: unknown', activity: 'send_email' },
    ],
  },
  {
    code: 'em-nodomain',
    match: [
      {
        texts: ['domain not found', 'host or domain name not found', 'domain name does not exist'],
        channels: ['mail'],
      },
      { smtpEnhanced: ['5.1.2'], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо не доставлено: нет такого почтового адреса после @',
      en: 'The e-mail was not delivered: no such mail domain',
    },
    text: {
      ru: 'Домена, указанного после знака @, не существует. Скорее всего, в адресе клиента опечатка.',
      en: 'The domain after the @ does not exist. Most likely the client’s address is misspelt.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [19],
    retry: 'fix',
    samples: [{ message: '550 5.1.2 Bad destination system address', activity: 'send_email' }],
  },
  {
    code: 'em-syntax',
    match: [
      { texts: ['invalid mail envelope', 'no recipients defined', 'bad recipient address syntax'] },
      { smtpEnhanced: ['5.1.3', '5.1.7'], channels: ['mail'] },
      { system: ['EENVELOPE'] },
    ],
    title: {
      ru: 'Письмо не ушло: адрес не заполнен или записан с ошибкой',
      en: 'The e-mail was not sent: its address is missing or malformed',
    },
    text: {
      ru:
        'В письме нет адреса, на который его можно отправить: ' +
        'поле пустое или в адресе лишние знаки, пробел, кириллица.',
      en: 'The e-mail has no usable address: the field is empty, or the address has odd characters or a blank in it.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [19],
    retry: 'fix',
    samples: [
      { message: 'No recipients defined', activity: 'send_email' },
      { message: '501 5.1.3 Bad recipient', activity: 'send_email' },
      { message: 'EENVELOPE', activity: 'send_email' },
    ],
  },
  {
    code: 'em-policy',
    match: [
      { texts: ['rejected by local policy', 'rejected due to policy'] },
      { smtpEnhanced: ['5.7.1', '5.7.26', '5.7.27'], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо не доставлено: его не пропустили правила почты клиента',
      en: 'The e-mail was not delivered: the client’s mail rules refused it',
    },
    text: {
      ru: 'Почта клиента настроена не принимать такие письма. Повторная отправка не поможет: свяжитесь иначе.',
      en: 'The client’s mail is set up to refuse such e-mails. Sending again will not help: use another way.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [2, 14],
    retry: 'no',
    samples: [
      { message: '550 5.7.1 The message was refused by the recipient’s rules -gcdp', activity: 'send_email' },
      {
        message: '550-5.7.26 This mail has been blocked because the sender is unauthenticated.',
        activity: 'send_email',
      },
    ],
  },
  {
    code: 'em-temp',
    match: [
      { texts: ['greylisted', 'greylisting', 'try again later'], channels: ['mail'] },
      { smtpEnhanced: ['4.3.0', '4.3.1', '4.3.2', '4.4.2', '4.7.0', '4.7.1', '4.5.1'], channels: ['mail'] },
      { smtpReplies: [421, 450, 451, 452, 454], channels: ['mail'] },
    ],
    title: {
      ru: 'Письмо пока не ушло: почтовый сервер временно не принимает',
      en: 'The e-mail is held up: the mail server is temporarily unable',
    },
    text: {
      ru:
        'Почтовый сервер занят или просит прислать письмо позже. Это проходит само; ' +
        'возможно, письмо дойдёт со следующей попытки.',
      en:
        'The mail server is busy or asks to send it later. This passes by itself; ' +
        'the e-mail may get there with the next try.',
    },
    hit: 'perhaps',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    wait: { ru: 'через 15–30 минут', en: 'in 15 to 30 minutes' },
    samples: [
      { message: '451 4.3.0 Temporary local problem', activity: 'send_email' },
      { message: '421 Service not available, closing transmission channel', activity: 'send_email' },
      { message: '450 Requested mail action not taken', activity: 'send_email' },
    ],
  },
  {
    code: 'em-conn',
    match: [
      {
        system: ['ECONNREFUSED', 'ECONNECTION', 'ESOCKET', 'EDNS', 'ETLS', 'ETIMEDOUT'],
        wrappers: [
          'refused the connection',
          'connection refused',
          'connection timed out',
          'connection timeout',
          'greeting never received',
        ],
        channels: ['mail'],
      },
    ],
    title: {
      ru: 'Письмо не ушло: почтовый сервер не принимает соединения',
      en: 'The e-mail was not sent: the mail server refuses connections',
    },
    text: {
      ru:
        'CRM не смогла соединиться с почтовым сервером, через который уходят ваши письма: ' +
        'он выключен или указан неверно. Адрес клиента здесь ни при чём.',
      en:
        'The CRM could not connect to the mail server that your e-mails go through: it is down, ' +
        'or its address is wrong. The client’s address has nothing to do with it.',
    },
    hit: 'yes',
    fixer: 'administrator',
    steps: [5, 21],
    retry: 'wait',
    samples: [
      { message: 'The service refused the connection - perhaps it is offline', activity: 'send_email' },
      { message: 'connect ECONNREFUSED 127.0.0.1:587', activity: 'send_email' },
      { message: 'Connection timeout — ETIMEDOUT', activity: 'send_email' },
    ],
  },
  {
    code: 'em-proto',
    match: [
      { texts: ['relay access denied', 'relaying denied', 'unable to relay'] },
      {
        smtpEnhanced: ['5.5.0', '5.5.1', '5.5.2', '5.5.3', '5.5.4'],
        smtpReplies: [500, 501, 502, 503, 504, 554],
        channels: ['mail'],
      },
      { system: ['EPROTOCOL'] },
    ],
    title: {
      ru: 'Письмо не ушло: почтовый сервер отклонил отправку',
      en: 'The e-mail was not sent: the mail server rejected the request',
    },
    text: {
      ru: 'Почтовый сервер не понял или не разрешил то, что просит робот. Похоже, почта настроена неверно.',
      en: 'The mail server did not understand or did not allow what the robot asked. Mail seems to be set up wrong.',
    },
    hit: 'yes',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: '503 5.5.1 Error: send HELO/EHLO first', activity: 'send_email' },
      { message: '554 Transaction failed', activity: 'send_email' },
      { message: '554 5.7.1 <client@example.com>: Relay access denied', activity: 'send_email' },
    ],
  },
  {
    code: 'em-other',
    match: [{ smtpReplies: [550, 551, 553], channels: ['mail'] }, { system: ['EMESSAGE'] }],
    title: {
      ru: 'Письмо не доставлено: почтовый сервер его не принял',
      en: 'The e-mail was not delivered: the mail server did not accept it',
    },
    text: {
      ru: 'Сервер отклонил письмо и не назвал понятной причины. Чаще всего дело в адресе клиента.',
      en: 'The server refused the e-mail without a clear reason. Most often it is the client’s address.',
    },
    hit: 'yes',
    fixer: 'manager',
    steps: [19, 2],
    retry: 'no',
    samples: [
      { message: '550 Requested action not taken', activity: 'send_email' },
      { message: '553 Requested action not taken', activity: 'send_email' },
    ],
  },
];
