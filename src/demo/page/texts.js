/** The portal's own words. Deals, stages and clients are data and stay as they are. */
const texts = {
  ru: {
    portal: 'Демо-портал',
    banner: 'Демонстрация: данные вымышлены, доступно только на этом компьютере',
    skip: 'Перейти к сделке',
    person: 'Кто смотрит',
    manager: 'Менеджер',
    support: 'Поддержка',
    administrator: 'Администратор',
    otherLanguage: 'English',
    light: 'Светлая тема',
    dark: 'Тёмная тема',
    deals: 'Сделки',
    deal: 'Сделка',
    crumbs: 'CRM · Сделки',
    unseen: 'чужая',
    trouble: 'Неполадки портала',
    'trouble-none': 'нет',
    'trouble-slow': 'отвечает медленно',
    'trouble-slow-note':
      'Портал отвечает через восемь секунд. Журнал ждёт его три секунды и говорит, что портал не отвечает.',
    'trouble-redirect': 'перенаправляет',
    'trouble-redirect-note':
      'REST портала отвечает перенаправлением. Журнал никуда за ним не идёт: это не ответ портала.',
    'trouble-application': 'токен другого приложения',
    'trouble-application-note':
      'Сервер авторизации говорит, что токен выдан другому приложению. Журнал не открывается; причина записана в аудите.',
    'trouble-portal': 'токен другого портала',
    'trouble-portal-note':
      'Сервер авторизации говорит, что токен выдан другим порталом. Журнал не открывается; причина записана в аудите.',
    'trouble-signed-out': 'вышли из портала',
    'trouble-signed-out-note':
      'Портал не выдаёт новых токенов. Выберите «нет» и нажмите в журнале «Попробовать снова»: он откроется на том же месте.',
    signedOutSaid: 'Портал: вы вышли, войдите снова',
    opened: 'Портал открыл бы {path}',
    other: 'Другой портал',
    ownPages:
      'У администратора есть учётная запись в самом журнале: там настройки порталов, ключи, люди и роли, маскирование и аудит.',
    ownPagesSupport:
      'У поддержки есть учётная запись в самом журнале: там сбои всех карточек по причинам — сколько, у кого, с каких пор и кто занят.',
    ownPagesFailures: 'Сбои роботов',
    ownPagesOpen: 'Открыть журнал',
    ownPagesSettings: 'Настройки',
    otherTitle: 'Другой портал: подписанный запуск',
    otherText:
      'Портал, который не Битрикс24, открывает журнал сам: его сервер подписывает короткий токен, а страница показывает фрейм. Менеджер видит только открытую карточку.',
    otherCode: 'Всё, что нужно на сервере портала',
    otherFrame: 'Журнал карточки в другом портале',
    back: 'К демо-порталу',
    full: 'Открыть в полном окне',
    stages: 'Стадии',
    tabs: 'Разделы сделки',
    about: 'Общие',
    tasks: 'Дела',
    processes: 'Бизнес-процессы',
    frame: 'Журнал роботов и бизнес-процессов сделки',
    amount: 'Сумма',
    client: 'Клиент',
    responsible: 'Ответственный',
    source: 'Источник',
    atStage: 'На стадии',
    atWork: 'Роботы сейчас',
    phone: 'Телефон',
    email: 'Почта',
    number: 'Номер',
    stage: 'Стадия',
    title: 'Название',
    launch: 'Запустить роботов',
    success: 'Всё успешно',
    'whatsapp-window': 'WhatsApp: окно 24 часа',
    'whatsapp-missing': 'Номера нет в WhatsApp',
    'mail-server': 'Почтовый сервер',
    'sms-no-phone': 'SMS без номера',
    'webhook-500': 'Вебхук: 500',
    'no-rights': 'Нет прав',
    waiting: 'Ожидание',
    long: 'Длинный процесс',
    'whatsapp-app': 'Робот приложения (JS SDK)',
    started: 'Запущено: «{template}». Записи появятся в журнале ниже',
    moved: 'Сделка на стадии «{stage}»',
    stopped: 'остановлено процессов: {count}',
    alreadyThere: 'Сделка уже на стадии «{stage}»',
    paused: 'Роботы сами больше не запускаются: в хранилище уже много процессов',
    unreachable: 'Нет связи с демо-сервером',
    idle: 'отдыхают',
    late: 'просрочено',
    today: 'сегодня',
    tomorrow: 'завтра',
    taskCall: 'Позвонить: {client}',
    taskOffer: 'Отправить предложение на {amount}',
    taskMeet: 'Встреча с клиентом',
    failures: { one: '{count} сбой', few: '{count} сбоя', many: '{count} сбоев', other: '{count} сбоя' },
    failuresHint: 'за сутки',
    running: {
      one: 'работает {count} процесс',
      few: 'работают {count} процесса',
      many: 'работают {count} процессов',
      other: 'работают {count} процесса',
    },
  },
  en: {
    portal: 'Demo portal',
    banner: 'Demonstration: invented data, reachable from this computer only',
    skip: 'Go to the deal',
    person: 'Who is looking',
    manager: 'Manager',
    support: 'Support',
    administrator: 'Administrator',
    otherLanguage: 'Русский',
    light: 'Light theme',
    dark: 'Dark theme',
    deals: 'Deals',
    deal: 'Deal',
    crumbs: 'CRM · Deals',
    unseen: 'not yours',
    trouble: 'Portal trouble',
    'trouble-none': 'none',
    'trouble-slow': 'answers slowly',
    'trouble-slow-note':
      'The portal answers after eight seconds. The journal waits for three and says that it does not answer.',
    'trouble-redirect': 'redirects',
    'trouble-redirect-note':
      'The portal’s REST answers with a redirect. The journal follows none: it is no answer of a portal.',
    'trouble-application': 'another application’s token',
    'trouble-application-note':
      'The authorisation server says that the token belongs to another application. The journal does not open; the reason is in the audit log.',
    'trouble-portal': 'another portal’s token',
    'trouble-portal-note':
      'The authorisation server says that another portal gave the token. The journal does not open; the reason is in the audit log.',
    'trouble-signed-out': 'signed out of the portal',
    'trouble-signed-out-note':
      'The portal gives no new tokens. Choose “none” and press “Try again” in the journal: it opens at the same place.',
    signedOutSaid: 'Portal: you are signed out, sign in again',
    opened: 'The portal would open {path}',
    other: 'Another portal',
    ownPages:
      'The administrator has an account in the journal itself: settings of portals, keys, people and roles, masking and the audit log are there.',
    ownPagesSupport:
      'Support has an account in the journal itself: failures over all cards by cause are there — how many, whose, since when and who is on it.',
    ownPagesFailures: 'Failures of robots',
    ownPagesOpen: 'Open the journal',
    ownPagesSettings: 'Settings',
    otherTitle: 'Another portal: a signed launch',
    otherText:
      'A portal that is no Bitrix24 opens the journal by itself: its server signs a short token and the page shows the frame. A manager sees the card that was opened, and no other.',
    otherCode: 'All that the portal’s server needs',
    otherFrame: 'Journal of the card in another portal',
    back: 'To the demo portal',
    full: 'Open in a full window',
    stages: 'Stages',
    tabs: 'Sections of the deal',
    about: 'General',
    tasks: 'Tasks',
    processes: 'Workflows',
    frame: 'Journal of the deal’s robots and workflows',
    amount: 'Amount',
    client: 'Client',
    responsible: 'Responsible',
    source: 'Source',
    atStage: 'At this stage',
    atWork: 'Robots now',
    phone: 'Phone',
    email: 'E-mail',
    number: 'Number',
    stage: 'Stage',
    title: 'Title',
    launch: 'Run robots',
    success: 'All goes well',
    'whatsapp-window': 'WhatsApp: 24-hour window',
    'whatsapp-missing': 'Not on WhatsApp',
    'mail-server': 'Mail server',
    'sms-no-phone': 'SMS without a number',
    'webhook-500': 'Webhook: 500',
    'no-rights': 'No rights',
    waiting: 'Waiting',
    long: 'Long process',
    'whatsapp-app': 'Application’s robot (JS SDK)',
    started: 'Started: “{template}”. Its entries appear in the journal below',
    moved: 'The deal is at “{stage}”',
    stopped: 'processes stopped: {count}',
    alreadyThere: 'The deal is at “{stage}” already',
    paused: 'Robots no longer start by themselves: the store has many processes',
    unreachable: 'The demo server does not answer',
    idle: 'at rest',
    late: 'overdue',
    today: 'today',
    tomorrow: 'tomorrow',
    taskCall: 'Call {client}',
    taskOffer: 'Send an offer for {amount}',
    taskMeet: 'Meet the client',
    failures: { one: '{count} failure', other: '{count} failures' },
    failuresHint: 'in 24 hours',
    running: { one: '{count} process at work', other: '{count} processes at work' },
  },
};

export const languages = Object.keys(texts);

/** `say(key, values)` in a language; a text with plural forms takes its form from `values.count`. */
export function speaker(lang) {
  const plural = new Intl.PluralRules(lang);
  return (key, values = {}) => {
    const text = texts[lang][key];
    if (text === undefined) throw new Error(`no text ${key}`);
    const form = typeof text === 'string' ? text : text[plural.select(values.count)];
    return form.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
}

export function money(lang, value) {
  return new Intl.NumberFormat(lang, {
    style: 'currency',
    currency: 'RUB',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(value);
}

/** How long ago, in the largest unit that fits: `2 дня`, `3 hours`. */
export function span(lang, since) {
  const minutes = Math.max(1, Math.round((Date.now() - Date.parse(since)) / 60_000));
  const [value, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 2880
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
