import type { CatalogueRow } from './catalogue.ts';

/** Databases, scripts and the engine itself. Numbers of databases are short, so they count only in database steps. */
export const engineCauses: readonly CatalogueRow[] = [
  {
    code: 'db-conn',
    match: [
      { texts: ['server has gone away', "can't connect to mysql server", 'connection terminated unexpectedly'] },
      {
        sql: ['08006', '08001', '2006', '2002', '2003'],
        system: ['ECONNREFUSED'],
        wrappers: ['connection refused', 'refused the connection'],
        channels: ['database'],
      },
    ],
    title: {
      ru: 'База данных не отвечает: запись не подтверждена',
      en: 'The database does not answer: nothing confirmed',
    },
    text: {
      ru: 'Робот не смог связаться с базой данных или связь оборвалась. Данные могли не сохраниться: проверьте.',
      en: 'The robot could not reach the database, or the link broke. The data may not have been saved: check.',
    },
    hit: 'no',
    fixer: 'administrator',
    steps: [26, 17, 5],
    retry: 'wait',
    samples: [
      { message: 'Connection refused — 127.0.0.1:5439', activity: 'database' },
      { message: 'connect ECONNREFUSED 127.0.0.1:5432', activity: 'database' },
      { message: 'MySQL server has gone away', activity: 'database' },
    ],
  },
  {
    code: 'db-login',
    match: [
      { texts: ['password authentication failed for user', 'access denied for user'] },
      { sql: ['28P01', '28000', '1045'], channels: ['database'] },
    ],
    title: { ru: 'База данных не приняла логин или пароль', en: 'The database did not accept the login' },
    text: {
      ru: 'Пароль робота к базе данных сменили или указали неверно. Пока его не обновят, данные не сохраняются.',
      en: 'The robot’s database password was changed or is wrong. Nothing is saved until it is renewed.',
    },
    hit: 'no',
    fixer: 'administrator',
    steps: [6],
    retry: 'fix',
    samples: [
      { message: 'password authentication failed for user "crm"', activity: 'database' },
      { message: "Access denied for user 'crm'@'localhost' (using password: YES)", activity: 'database' },
      { message: 'SQLSTATE 28P01', activity: 'database' },
    ],
  },
  {
    code: 'db-dup',
    match: [{ texts: ['duplicate key value', 'duplicate entry'] }, { sql: ['23505', '1062'], channels: ['database'] }],
    title: { ru: 'Запись не добавлена: такая уже есть', en: 'The record was not added: it already exists' },
    text: {
      ru: 'Робот пытался добавить запись, которая уже есть. Скорее всего, шаг выполнялся раньше, повторять не нужно.',
      en: 'The robot tried to add a record that exists. Most likely the step ran before: no need to repeat it.',
    },
    hit: 'no',
    fixer: 'manager',
    steps: [23, 12],
    retry: 'no',
    samples: [
      { message: 'duplicate key value violates unique constraint "deals_pkey"', activity: 'database' },
      { message: "Duplicate entry '42' for key 'PRIMARY'", activity: 'database' },
      { message: 'ERROR 1062', activity: 'database' },
    ],
  },
  {
    code: 'db-link',
    match: [
      { texts: ['violates foreign key constraint', 'foreign key constraint fails'] },
      { sql: ['23503', '1451', '1452'], channels: ['database'] },
    ],
    title: {
      ru: 'Данные не сохранены: нет связанной записи',
      en: 'The data was not saved: a linked record is missing',
    },
    text: {
      ru: 'Запись ссылается на другую, которой нет, или робот удаляет то, на что ссылаются остальные.',
      en: 'The record points to one that does not exist, or the robot deletes one that others still point to.',
    },
    hit: 'no',
    fixer: 'integrator',
    steps: [22, 11],
    retry: 'fix',
    samples: [
      {
        message: 'insert or update on table "orders" violates foreign key constraint "orders_client_fk"',
        activity: 'database',
      },
      { message: 'SQLSTATE 23503', activity: 'database' },
    ],
  },
  {
    code: 'db-clash',
    match: [
      { texts: ['deadlock', 'could not serialize access', 'lock wait timeout'] },
      { sql: ['40001', '40P01', '1213', '1205'], channels: ['database'] },
    ],
    title: {
      ru: 'Данные не сохранены: два процесса столкнулись',
      en: 'The data was not saved: two processes collided',
    },
    text: {
      ru: 'Два процесса одновременно меняли одни и те же данные, и база данных отменила один из них. Повтор поможет.',
      en: 'Two processes changed the same data at once, and the database undid one of them. Another try will do.',
    },
    hit: 'no',
    fixer: 'nobody',
    steps: [5],
    retry: 'now',
    samples: [
      { message: 'deadlock detected', activity: 'database' },
      { message: 'Lock wait timeout exceeded; try restarting transaction', activity: 'database' },
      { message: 'SQLSTATE 40001', activity: 'database' },
    ],
  },
  {
    code: 'db-table',
    match: [
      { texts: ['relation … does not exist', 'column … does not exist', 'unknown column', "table … doesn't exist"] },
      { sql: ['42P01', '42703', '1146', '1054'], channels: ['database'] },
    ],
    title: {
      ru: 'Данные не сохранены: в базе нет таблицы или поля',
      en: 'The data was not saved: a table or column is missing',
    },
    text: {
      ru: 'Робот обращается к таблице или полю, которых в базе данных нет: их переименовали, удалили или не создали.',
      en: 'The robot uses a table or column that the database does not have: renamed, deleted or never made.',
    },
    hit: 'no',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: 'relation "deal_log" does not exist', activity: 'database' },
      { message: "Unknown column 'phone' in 'field list'", activity: 'database' },
      { message: 'SQLSTATE 42703', activity: 'database' },
    ],
  },
  {
    code: 'db-full',
    match: [
      { texts: ['too many connections', 'too many clients already', 'remaining connection slots'] },
      { sql: ['53300', '1040'], channels: ['database'] },
    ],
    title: {
      ru: 'Данные не сохранены: база данных перегружена',
      en: 'The data was not saved: the database is overloaded',
    },
    text: {
      ru: 'К базе данных одновременно подключилось слишком много программ, и робота она не пустила.',
      en: 'Too many programs are connected to the database at once, so it did not let the robot in.',
    },
    hit: 'no',
    fixer: 'administrator',
    steps: [4, 26],
    retry: 'wait',
    samples: [
      { message: 'sorry, too many clients already', activity: 'database' },
      { message: 'Too many connections', activity: 'database' },
      { message: 'SQLSTATE 53300', activity: 'database' },
    ],
  },
  {
    code: 'db-stop',
    match: [
      {
        texts: [
          'terminating connection due to administrator command',
          'the database system is … up',
          'the database system is shutting down',
        ],
      },
      { sql: ['57P01', '57P03'], channels: ['database'] },
    ],
    title: {
      ru: 'Данные не сохранены: базу данных перезапускали',
      en: 'The data was not saved: the database was restarting',
    },
    text: {
      ru: 'В эту минуту базу данных останавливали или запускали. Обычно она работает снова через несколько минут.',
      en: 'The database was being stopped or started at that moment. It is usually back in a few minutes.',
    },
    hit: 'no',
    fixer: 'nobody',
    steps: [4],
    retry: 'wait',
    wait: { ru: 'через несколько минут', en: 'in a few minutes' },
    samples: [
      { message: 'terminating connection due to administrator command', activity: 'database' },
      { message: 'the database system is starting up', activity: 'database' },
      { message: 'SQLSTATE 57P03', activity: 'database' },
    ],
  },
  {
    code: 'js-undef',
    match: [
      {
        texts: [
          'cannot read properties of undefined',
          'cannot read properties of null',
          'cannot read property',
          'is not a function',
          'is not iterable',
        ],
      },
      { wrappers: ['typeerror'], channels: ['script'] },
    ],
    title: {
      ru: 'Роботу не хватило данных: похоже, поле пустое',
      en: 'The robot lacked data: probably a field is empty',
    },
    text: {
      ru: 'Скрипт робота ждал значение и не нашёл его. Чаще всего нужное поле карточки не заполнено.',
      en: 'The robot’s script expected a value and did not find it. Most often a field of the card is blank.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [22, 11],
    retry: 'fix',
    samples: [
      { message: "Cannot read properties of undefined (reading 'stage') [line 2] — TypeError", activity: 'script' },
      { message: 'phone.trim is not a function [line 7] — TypeError', activity: 'script' },
      { message: 'Invalid time value [line 3] — TypeError', activity: 'script' },
    ],
  },
  {
    code: 'js-json',
    match: [
      {
        texts: ['is not valid json', 'in json at position', 'unexpected end of json input', 'invalid json in response'],
      },
      {
        wrappers: ['unexpected token'],
        channels: ['http', 'whatsapp', 'messenger', 'sms', 'telegram', 'payment', 'crm'],
      },
    ],
    title: { ru: 'Робот не понял ответ сервиса', en: 'The robot could not read the service’s answer' },
    text: {
      ru: 'Сервис ответил не в том виде, который ждёт робот: часто так выглядит страница с ошибкой вместо данных.',
      en: 'The answer was not in the form the robot expects: often it is an error page in place of data.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11, 5],
    retry: 'now',
    samples: [
      { message: 'Unexpected token < in JSON at position 0 [line 1] — SyntaxError', activity: 'script' },
      { message: 'Unexpected token \'<\', "<html>..." is not valid JSON', activity: 'http_request' },
      { message: 'Unexpected end of JSON input', activity: 'http_request' },
    ],
  },
  {
    code: 'js-syntax',
    match: [
      { texts: ['is not defined', 'invalid or unexpected token'] },
      { wrappers: ['unexpected token', 'syntaxerror', 'referenceerror', 'rangeerror'], channels: ['script'] },
    ],
    title: { ru: 'Робот не сработал: в его настройке ошибка', en: 'The robot did not work: its script has an error' },
    text: {
      ru: 'В скрипте робота опечатка или неизвестное имя. Это не связано с карточкой: робот не сработает ни в одной.',
      en: 'The robot’s script has a typo or an unknown name. It is not about this card: the robot fails in any.',
    },
    hit: 'perhaps',
    fixer: 'integrator',
    steps: [11],
    retry: 'fix',
    samples: [
      { message: 'dealStage is not defined [line 3] — ReferenceError', activity: 'script' },
      { message: "Unexpected identifier 'stage' [line 5] — SyntaxError", activity: 'script' },
    ],
  },
  {
    code: 'en-oom',
    match: [
      {
        texts: [
          'possible out-of-memory issue',
          'may have run out of memory',
          'execution stopped at this node',
          'heap out of memory',
          'node ran out of memory',
          'allowed memory size',
        ],
      },
    ],
    title: {
      ru: 'Процесс оборвался: похоже, не хватило памяти',
      en: 'The process was cut off: probably out of memory',
    },
    text: {
      ru: 'Процесс не дошёл до конца: похоже, серверу не хватило памяти. Последний шаг мог выполниться: проверьте.',
      en: 'The process did not finish: the server seems to have run out of memory. The last step may be done: check.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [17, 26],
    retry: 'fix',
    samples: [
      { message: 'Workflow did not finish, possible out-of-memory issue' },
      {
        message:
          'Execution stopped at this node — n8n may have run out of memory while running this execution. ' +
          'More context and tips on how to avoid this in the docs',
        activity: 'send_whatsapp',
      },
    ],
  },
  {
    code: 'en-killed',
    match: [{ texts: ['процесс исполнителя остановился', 'выполнение прервано', 'execution interrupted'] }],
    title: { ru: 'Процесс прервали на полпути', en: 'The process was interrupted half-way' },
    text: {
      ru: 'Программа, которая выполняла процесс, остановилась. Последний шаг мог выполниться, следующие не начаты.',
      en: 'The program that ran the process stopped. The last step may be done; the next ones were not begun.',
    },
    hit: 'perhaps',
    fixer: 'administrator',
    steps: [17, 5],
    retry: 'now',
    samples: [
      { message: 'Выполнение прервано: процесс исполнителя остановился' },
      { message: 'Execution interrupted.' },
    ],
  },
  {
    code: 'en-cancel',
    match: [{ texts: ['cancelled manually', 'canceled manually', 'остановлен пользователем'] }],
    title: { ru: 'Процесс остановил человек', en: 'A person stopped the process' },
    text: {
      ru: 'Кто-то из сотрудников остановил процесс вручную. Оставшиеся шаги не выполнены.',
      en: 'A colleague stopped the process by hand. The steps that were left have not been done.',
    },
    hit: 'perhaps',
    fixer: 'manager',
    steps: [21],
    retry: 'no',
    samples: [{ message: 'The execution was cancelled manually' }],
  },
  {
    code: 'en-child',
    match: [
      {
        wrappers: [
          'error executing workflow',
          'problem executing the workflow',
          'sub-workflow',
          'вложенный процесс',
          'вложенного процесса',
        ],
        channels: ['nested'],
      },
    ],
    title: { ru: 'Не выполнился вложенный процесс', en: 'The nested process failed' },
    text: {
      ru: 'Этот шаг запускал другой процесс, и сбой произошёл в нём. Причина и что делать указаны в его журнале.',
      en: 'This step started another process, which failed. Its own journal has the cause and what to do.',
    },
    hit: 'perhaps',
    fixer: 'manager',
    steps: [5],
    retry: 'fix',
    samples: [
      { message: 'Вложенный процесс завершился с ошибкой', activity: 'start_process' },
      { message: 'Error executing workflow with item at index 0', activity: 'start_process' },
    ],
  },
  {
    code: 'js-own',
    match: [{ wrappers: ['[line …]'], channels: ['script'] }],
    title: { ru: '{own}', en: '{own}' },
    text: {
      ru: 'Это слова самого скрипта: так его автор предупредил, что с данными карточки что-то не так.',
      en: 'These are the script’s own words: its author’s warning that something is wrong with the card’s data.',
    },
    hit: 'perhaps',
    fixer: 'manager',
    steps: [22],
    retry: 'fix',
    samples: [{ message: 'В заявке нет телефона (источник: telegram) [line 4]', activity: 'script' }],
  },
];
