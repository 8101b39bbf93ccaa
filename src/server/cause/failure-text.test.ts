import { describe, expect, it } from 'vitest';
import { tellsOfFailure, tellsOfWarning } from './failure-text.ts';

const failures = [
  'Не указан номер телефона',
  'Phone number is not specified',
  'СМС провайдер не зарегистрирован или удален',
  'Приложение не оплачено',
  'Не настроена интеграция с edna',
  'Не указан номер телефона клиента в элементе CRM',
  'Не указан e-mail клиента',
  'При создании задачи произошла ошибка.',
  'Задача не создана. Подозрение на зацикливание действия',
  '131047 Re-engagement message',
  '(#131047) Re-engagement message',
  'WhatsApp: (#131026) Message undeliverable',
  "User's number is part of an experiment",
  'BAD_CONTACT',
  'Wazzup: BAD_CONTACT',
  'Ошибка: BAD_CONTACT — у контакта +7 900 000-00-00 нет аккаунта в мессенджере',
  'Ошибка: CHANNEL_NO_MONEY — канал не оплачен, сообщение не отправлено',
  'Сообщение не отправлено. SMS.ru: 201 Не хватает средств на лицевом счету',
  'Сообщение не отправлено: not-whatsapp-user',
  'Сообщение клиенту не доставлено',
  'Message was not sent. Invalid number',
  'Ошибка отправки сообщения в WhatsApp',
  'Не удалось отправить SMS на номер +79000000000',
  'Error: connect ECONNREFUSED 10.0.0.1:443',
  'Failed to send message',
  '❌ Ошибка! Шаблон не найден',
  '[Wazzup] Ошибка: SPAM',
  'ChatApp: Ошибка отправки, попробуйте позже',
  'Отправка не удалась: таймаут',
  'Request failed with status code 500',
  'Unable to deliver message to the client',
  'Ответ провайдера: код 131026',
  'MESSAGE_TEXT_TOO_LONG',
  'Отправка отклонена (code: 130429)',
  '24_HOURS_EXCEEDED',
];

const notFailures = [
  'Сообщение отправлено на номер +79001310470',
  'SMS message sent to +79000000000',
  'Создана задача с ID #404',
  'Create task with ID #500',
  'Ошибок нет',
  'Ошибок не обнаружено',
  'Проверка завершена без ошибок',
  'Выполнено без ошибок, 0 errors',
  '0 errors, 12 records',
  'Ошибка: нет',
  'Ошибка: 0',
  'Error: none',
  'Errors: 0',
  'Процесс ожидает завершения задачи',
  'Process is waiting for task completion',
  'Клиент ответил: «у вас на сайте ошибка 404»',
  'Ответ клиента: ошибка в счёте, исправьте',
  'Комментарий: Ошибка в адресе доставки',
  'Client replied: error in the invoice',
  '«Ошибка: не открывается сайт» — написал клиент',
  'Тема: Ошибка 500 на сайте',
  '131047',
  '404',
  '500',
  '550',
  'Сумма сделки 131047 ₽',
  'Сделка 131026 перешла на стадию «Счёт»',
  'Заказ № 130429 отгружен',
  '250 2.0.0 Ok: queued as 4F1C2',
  'Получен ответ от приложения',
  'Received application response',
  'Отложено до 21.11.2026 10:00',
  'Пауза пропущена. Вычисленное время паузы меньше текущего времени',
  'Задача завершена 21.11.2026',
  'Задача была удалена',
  'Документ отклонен',
  'Пользователь Анна Смирнова одобрил документ. Комментарий: ошибка исправлена',
  'Ошибка в реквизитах исправлена',
  'Ошибка: неверный адрес исправлена менеджером',
  'Сообщение отправлено успешно: (#131047) снято',
  'Клиент попросил: «stop receiving marketing messages»',
  'Промокод: 100',
  'Промокод: 131026',
  'Ваш код: 131026',
  'Клиент Иванов, код 131026',
  'Сделка (#131047) обновлена',
  'Заказ (#100) отгружен',
  'Статус счёта: NOT_PAID',
  'Please try again later, said the client',
  'Код подтверждения: 404500',
  'HTTP 200 OK',
  'Собраны сделки за день: 12 на 6,8 млн ₽',
  'Заявка с формы: spam',
  'Обращение по рекламации: ошибка комплектации',
  'Повтор после ECONNRESET: запись создана',
  'Сайт вернул 404, взят запасной адрес',
  'Документ должны принять все пользователи из списка: Иван, Мария',
  'Отчёт отправлен руководителю',
  '—',
  '',
];

describe('tellsOfFailure', () => {
  it.each(failures)('takes for a failure: %s', (message) => {
    expect(tellsOfFailure(message)).toBe(true);
  });

  it.each(notFailures)('takes for an ordinary message: %s', (message) => {
    expect(tellsOfFailure(message)).toBe(false);
  });

  it('knows the two sentences of a pause that was skipped', () => {
    expect(tellsOfWarning('Пауза пропущена. Вычисленное время паузы меньше текущего времени')).toBe(true);
    expect(tellsOfWarning('Pause skipped. Configured pause date was prior to current date.')).toBe(true);
    expect(tellsOfWarning('Отложено до 21.11.2026')).toBe(false);
  });
});
