import type { CommonError } from '#client/features/rest-docs/common-errors.ts';
import type { Family } from '#client/features/rest-docs/families.ts';

const families: Readonly<Record<Family, string>> = {
  write: 'Запись в журнал',
  journal: 'Чтение журнала',
  registry: 'Роботы и действия',
  workflow: 'Процессы и шаблоны',
  common: 'Общие методы',
};

const byCode: Readonly<Record<CommonError, string>> = {
  NO_AUTH_FOUND: 'Ни ключа, ни токена в запросе нет.',
  INVALID_CREDENTIALS: 'Ключ вебхука неверен, отозван или принадлежит другому пользователю.',
  invalid_token: 'Такого токена нет.',
  expired_token: 'Токен истёк: получите новый по адресу /oauth/token/.',
  insufficient_scope: 'У ключа или приложения нет нужного права.',
  ERROR_METHOD_NOT_FOUND: 'Такого метода нет. Проверьте название.',
  QUERY_LIMIT_EXCEEDED: 'Сервер занят. Повторите через столько секунд, сколько сказано в Retry-After.',
  INTERNAL_SERVER_ERROR: 'Ошибка на сервере. Повторите; если не помогло, сообщите номер запроса.',
};

export const restDocs = {
  title: 'Документация REST',
  about: 'REST портала, на котором уже говорят приложения. Чтобы они писали сюда, достаточно сменить адрес.',
  contents: 'Содержание',
  search: 'Метод, параметр или код ошибки',
  empty: 'Сервер не сообщил ни одного метода',
  hidden: 'Ни один метод не подходит под поиск',
  reset: 'Показать все методы',
  key: {
    label: 'Адрес вебхука или ключ — для примеров ниже',
    placeholder: 'https://…/rest/1/ключ/ или ключ',
    note: 'Остаётся в памяти этой страницы: не попадает ни в её адрес, ни в хранилище браузера, ни на сервер.',
    wrong: 'Не похоже ни на адрес вебхука, ни на ключ. В примерах остался прежний.',
  },
  families,
  ours: 'нет в портале',
  linkTo: 'Ссылка на {{name}}',
  who: 'Кто вызывает',
  callers: { anyone: 'вебхук или приложение', application: 'только приложение, по токену доступа' },
  scope: 'Право',
  anyScope: 'любое',
  parameters: 'Параметры',
  parametersOf: 'Параметры {{name}}',
  noParameters: 'Без параметров.',
  required: 'обязательный',
  request: 'Запрос',
  requestOf: 'Запрос {{name}}',
  copyCurl: 'Скопировать curl для {{name}}',
  webhookRefused: 'Вебхуком этот метод не вызвать: нужен токен доступа приложения.',
  answer: 'Ответ',
  answerOf: 'Ответ {{name}}',
  errors: 'Ошибки',
  errorsOf: 'Ошибки {{name}}',
  columns: { name: 'Параметр', about: 'Что это', code: 'Код', text: 'Что значит' },
  guide: {
    title: 'Как вызывать',
    address: {
      title: 'Два вида адресов',
      webhook: 'Вебхук: номер пользователя и секретный ключ стоят в адресе. Проще всего для скрипта.',
      webhookLabel: 'Адрес вебхука',
      token: 'Приложение: токен доступа в заголовке, либо параметром auth в адресе или в теле.',
      tokenLabel: 'Адрес с токеном доступа',
      note: 'Название метода — в любом регистре, «.json» в конце можно не писать. Кто знает ключ, тот и вызывает: держите его в секрете.',
    },
    body: {
      title: 'Тело запроса',
      json: 'JSON, если заголовок Content-Type говорит application/json:',
      jsonLabel: 'Запрос с JSON',
      form: 'Или форма — так же, как в адресе; вложенные значения в скобках: filter[STATE]=failed.',
      formLabel: 'Запрос с формой',
      note: 'Имена параметров верхнего уровня — в любом регистре. Примеры написаны для bash и zsh; в Windows — Git Bash или WSL.',
    },
    answer: {
      title: 'Ответ',
      success:
        'Удача — HTTP 200 и result. У списков рядом total и next: его передают в start, чтобы получить следующие 50.',
      successLabel: 'Удачный ответ',
      failure: 'Неудача — HTTP-статус ошибки, код и текст. Решайте по коду: текст бывает на двух языках.',
      failureLabel: 'Ответ об ошибке',
    },
    batch: {
      title: 'Пакет',
      text: 'До 50 вызовов одним запросом. Более поздний берёт ответ более раннего через $result[ключ][поле]; halt=1 останавливает на первой ошибке.',
      label: 'Пакетный запрос',
    },
    retry: {
      title: 'Безопасный повтор',
      text: 'Ответ не дошёл — повторите тот же запрос с тем же заголовком Idempotency-Key или параметром bx24_request_id (его шлёт SDK). Второй раз ничего не запишется, а ответ будет первым.',
      label: 'Запрос, который можно повторять',
    },
    sdk: {
      title: 'SDK для JavaScript',
      hook: 'С вебхуком — B24Hook. Работает только по https:',
      oauth: 'С приложением — B24OAuth. Токены обновляет сам, новые нужно сохранить:',
    },
    errors: { title: 'Ошибки любого метода', text: 'Остальные названы у каждого метода.', byCode },
  },
};
