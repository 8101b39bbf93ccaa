import type { Localised } from './catalogue.ts';

/** What a reader can do about a failure. A row of the catalogue names steps by number, in order. */
export const steps = {
  1: {
    ru: 'Проверьте номер в карточке: код страны, лишние или недостающие цифры.',
    en: 'Check the phone number in the card: country code, extra or missing digits.',
  },
  2: {
    ru: 'Свяжитесь с клиентом другим способом.',
    en: 'Contact the client another way.',
  },
  3: {
    ru: 'Отправьте утверждённый шаблон или дождитесь, пока клиент напишет сам.',
    en: 'Send an approved template, or wait until the client writes to you.',
  },
  4: {
    ru: 'Подождите и запустите шаг ещё раз.',
    en: 'Wait, then run the step again.',
  },
  5: {
    ru: 'Запустите шаг ещё раз; если ошибка повторится, сообщите администратору CRM.',
    en: 'Run the step again; if the error comes back, tell the CRM administrator.',
  },
  6: {
    ru: 'Попросите администратора CRM обновить ключ доступа сервиса.',
    en: 'Ask the CRM administrator to renew the access key of the service.',
  },
  7: {
    ru: 'Попросите администратора CRM проверить права подключения.',
    en: 'Ask the CRM administrator to check the permissions of the connection.',
  },
  8: {
    ru: 'Попросите администратора CRM проверить оплату, баланс и тариф сервиса.',
    en: 'Ask the CRM administrator to check the payment, the balance and the plan of the service.',
  },
  9: {
    ru: 'Попросите администратора CRM сверить шаблон: название, язык, число и вид переменных.',
    en: 'Ask the CRM administrator to check the template: name, language, number and format of variables.',
  },
  10: {
    ru: 'Попросите администратора CRM исправить шаблон или выбрать другой.',
    en: 'Ask the CRM administrator to correct the template or choose another one.',
  },
  11: {
    ru: 'Передайте текст ошибки интегратору: нужно поправить настройку робота.',
    en: 'Send the error text to the integrator: the robot’s settings need correcting.',
  },
  12: {
    ru: 'Не повторяйте отправку.',
    en: 'Do not send it again.',
  },
  13: {
    ru: 'Попросите администратора CRM открыть канал в кабинете сервиса и подключить его заново.',
    en: 'Ask the CRM administrator to open the channel in the service’s console and reconnect it.',
  },
  14: {
    ru: 'Обратитесь в поддержку сервиса: укажите время и текст ошибки.',
    en: 'Contact the support of the service: give the time and the text of the error.',
  },
  15: {
    ru: 'Проверьте файл: вид, размер, открывается ли ссылка без входа.',
    en: 'Check the file: its type, its size, and whether the link opens without signing in.',
  },
  16: {
    ru: 'Сократите текст сообщения.',
    en: 'Shorten the text of the message.',
  },
  17: {
    ru: 'Перед повтором убедитесь, что первое действие не выполнилось.',
    en: 'Before you try again, make sure that the first action was not done.',
  },
  18: {
    ru: 'Отправляйте реже: этому клиенту или в целом.',
    en: 'Send less often: to this client, or in general.',
  },
  19: {
    ru: 'Проверьте адрес почты в карточке.',
    en: 'Check the e-mail address in the card.',
  },
  20: {
    ru: 'Попросите администратора CRM заново ввести пароль почты (часто нужен отдельный пароль приложения).',
    en: 'Ask the CRM administrator to enter the mail password again (often a separate app password is needed).',
  },
  21: {
    ru: 'Если дело срочное, сделайте действие вручную.',
    en: 'If it is urgent, do the action by hand.',
  },
  22: {
    ru: 'Заполните в карточке поля, которые использует робот.',
    en: 'Fill in the fields of the card that the robot uses.',
  },
  23: {
    ru: 'Убедитесь, что запись не удалена.',
    en: 'Make sure that the record has not been deleted.',
  },
  24: {
    ru: 'Обновите карточку и запустите шаг ещё раз.',
    en: 'Reload the card and run the step again.',
  },
  25: {
    ru: 'Попросите администратора CRM согласовать имя отправителя и текст.',
    en: 'Ask the CRM administrator to have the sender name and the text approved.',
  },
  26: {
    ru: 'Попросите администратора CRM проверить сервер: память, место, нагрузку.',
    en: 'Ask the CRM administrator to check the server: memory, disk space, load.',
  },
  27: {
    ru: 'Остановите рассылку; попросите администратора CRM выяснить причину в кабинете сервиса.',
    en: 'Stop the mailing; ask the CRM administrator to find the reason in the service’s console.',
  },
  28: {
    ru: 'Попросите администратора CRM проверить состояние номера и аккаунта в кабинете сервиса.',
    en: 'Ask the CRM administrator to check the state of the number and the account in the service’s console.',
  },
} as const satisfies Record<number, Localised>;

export type StepNumber = keyof typeof steps;
