import { describe, expect, it } from 'vitest';
import { channelOf, channels, subject, type Channel } from './channel.ts';

function of(activityCode: string | null, activityTitle: string | null = null, httpUrl: string | null = null): Channel {
  return channelOf({ activityCode, activityTitle, httpUrl });
}

describe('channelOf', () => {
  it.each([
    ['send_whatsapp', 'whatsapp'],
    ['crm_send_whatsapp', 'whatsapp'],
    ['CrmSendWhatsAppMessageActivity', 'whatsapp'],
    ['rest_wazzup_send', 'whatsapp'],
    ['crm_send_sms', 'sms'],
    ['CrmSendSmsActivity', 'sms'],
    ['send_email', 'mail'],
    ['crm_send_email', 'mail'],
    ['CrmSendEmailActivity', 'mail'],
    ['MailActivity', 'mail'],
    ['telegram_send', 'telegram'],
    ['voximplant_call', 'call'],
    ['CrmMakeCallActivity', 'call'],
    ['yookassa_payment', 'payment'],
    ['database', 'database'],
    ['http_request', 'http'],
    ['webhook', 'http'],
    ['WebHookActivity', 'http'],
    ['script', 'script'],
    ['CodeActivity', 'script'],
    ['start_process', 'nested'],
    ['StartWorkflowActivity', 'nested'],
    ['Task2Activity', 'task'],
    ['change_responsible', 'crm'],
    ['set_fields', 'crm'],
    ['CrmChangeStatusActivity', 'crm'],
    ['executeWorkflowTrigger', 'other'],
    ['delay', 'other'],
    [null, 'other'],
  ] as const)('%s → %s', (code, channel) => {
    expect(of(code)).toBe(channel);
  });

  it('asks the address where the code says only that a request was made', () => {
    expect(of('http_request', null, 'https://graph.facebook.com/v21.0/1/messages')).toBe('whatsapp');
    expect(of('http_request', null, 'https://api.telegram.org/bot1/sendMessage')).toBe('telegram');
    expect(of('http_request', null, 'https://sms.ru/sms/send?x=1')).toBe('sms');
    expect(of('http_request', null, 'https://shop.example/?to=sms.ru')).toBe('http');
    expect(of(null, null, 'https://shop.example/')).toBe('http');
  });

  it('asks the title where the code says nothing', () => {
    expect(of('rest_app_17', 'Отправить WhatsApp')).toBe('whatsapp');
    expect(of(null, 'SMS: заказ отгружен')).toBe('sms');
    expect(of('', 'Письмо: чек об оплате')).toBe('mail');
    expect(of(null, 'Записать в базу данных')).toBe('database');
    expect(of('script', 'Письмо руководителю')).toBe('script');
  });

  it('has words for each channel', () => {
    for (const channel of channels) {
      expect(subject[channel].ru).toMatch(/[а-я]/);
      expect(subject[channel].en).toMatch(/^[A-Za-z -]+$/);
    }
  });
});
