import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DigestDelivery, DigestSettings, NewDigestRules } from '#contract/digest.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const session = { ...fakeSession, person: { ...fakeSession.person, role: 'administrator' } };
const off: DigestSettings = {
  webhookUrl: null,
  emails: [],
  language: 'ru',
  leastHours: 24,
  quietHours: null,
  hasMail: true,
  hasLinks: true,
  deliveries: [],
};
const delivery: DigestDelivery = {
  delivery: `${'0'.repeat(32)}-webhook`,
  channel: 'webhook',
  cause: 'wa-window',
  title: 'Окно в 24 часа закрыто',
  event: 'new',
  state: 'sent',
  fault: null,
  status: 204,
  tries: 1,
  triedAt: '2026-11-20T12:00:00.000Z',
  dueAt: null,
};
const on: DigestSettings = { ...off, webhookUrl: 'https://example.com/hook', deliveries: [delivery] };

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({ session, digest: off, ...part });
}
const region = async (name: string) => within(await screen.findByRole('region', { name }, { timeout: 10_000 }));

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('digests', () => {
  it('are off at first, say so, and are turned on; the secret is shown this once', async () => {
    const user = userEvent.setup();
    let now = off;
    api({
      digest: () => now,
      putDigest: (_, init) => {
        const { renewSecret, ...rules } = JSON.parse(init.body as string) as NewDigestRules;
        expect(renewSecret).toBe(false);
        now = { ...now, ...rules };
        return { digest: now, secret: rules.webhookUrl === null ? null : 'the-signing-secret' };
      },
    });
    await openPage('/settings/digest');
    const rules = await region('Кому и когда');
    expect(rules.getByText('Оповещения выключены: не указан ни вебхук, ни почта.')).toBeDefined();
    const trial = await region('Проверка');
    expect(
      trial.getByRole('button', { name: 'Отправить проверочное', description: /Некуда отправлять/ }),
    ).toBeDefined();
    expect((await region('Последние оповещения')).getByText(/Укажите вебхук или почту/)).toBeDefined();
    const webhook = rules.getByRole('textbox', { name: 'Адрес вебхука' });
    await user.type(webhook, 'http://example.com/hook');
    expect(webhook.getAttribute('aria-invalid')).toBe('true');
    await user.clear(webhook);
    await user.type(webhook, 'https://example.com/hook');
    await user.type(rules.getByRole('textbox', { name: 'Адреса почты' }), 'anna@example.com\nanna');
    expect(rules.getByRole('button', { name: 'Сохранить', description: 'Не похоже на адрес: anna' })).toBeDefined();
    await user.type(rules.getByRole('textbox', { name: 'Адреса почты' }), '@example.org');
    await user.click(rules.getByRole('checkbox', { name: 'Тихие часы' }));
    await user.click(rules.getByRole('button', { name: 'Сохранить' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Секрет подписи вебхука' }));
    expect(dialog.getByText('the-signing-secret')).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'Готово' }));
    expect(now).toMatchObject({
      webhookUrl: 'https://example.com/hook',
      emails: ['anna@example.com', 'anna@example.org'],
      quietHours: { from: '22:00', to: '08:00' },
    });
    expect(rules.getByRole('button', { name: 'Сохранить', description: 'Изменений нет' })).toBeDefined();
    expect(screen.queryByText('the-signing-secret')).toBeNull();
    await user.clear(rules.getByRole('textbox', { name: 'Адрес вебхука' }));
    await user.click(rules.getByRole('button', { name: 'Сохранить' }));
    await vi.waitFor(() => expect(now.webhookUrl).toBeNull());
  });

  it('are tried, and say what happened on each way', async () => {
    const user = userEvent.setup();
    const items = [
      { channel: 'webhook', isSent: true, fault: null, status: 204 },
      { channel: 'email', isSent: false, fault: 'sign-in', status: 535 },
    ];
    api({ digest: { ...on, emails: ['anna@example.com'] }, testDigest: { items } });
    await openPage('/settings/digest');
    const trial = await region('Проверка');
    await user.click(trial.getByRole('button', { name: 'Отправить проверочное' }));
    const [webhook, email] = await trial.findAllByRole('listitem');
    expect(webhook?.textContent).toBe('Вебхук отправлено, ответ 204');
    expect(email?.textContent).toBe('Почта Почтовый сервер не принял имя или пароль. Ответ 535.');
  });

  it('show what became of the last ones, and why', async () => {
    const deliveries: DigestDelivery[] = [
      { ...delivery, state: 'waiting', fault: 'silent', status: null, tries: 3, dueAt: '2026-11-20T12:04:00.000Z' },
      { ...delivery, delivery: `${'1'.repeat(32)}-webhook`, cause: 'wa-key', title: 'Ключ отозван', event: 'returned' },
      {
        ...delivery,
        delivery: `${'2'.repeat(32)}-webhook`,
        cause: 'wa-rate',
        state: 'given-up',
        fault: 'refused',
        status: 410,
        tries: 17,
        event: 'too-often',
      },
    ];
    api({ digest: { ...on, deliveries } });
    await openPage('/settings/digest');
    const rows = (await region('Последние оповещения')).getAllByRole('listitem');
    expect(rows[0]?.textContent).toMatch(
      /Ждёт.*Никто не ответил.*новая причина · 3 попытки · последняя .* · следующая /,
    );
    expect(rows[1]?.textContent).toMatch(/Ключ отозван.*Отправлено.*вернулась после решения · 1 попытка/);
    expect(rows[2]?.textContent).toMatch(/Не доставлено.*Ответ 410\. Сутки никто не принимал/);
    const link = within(rows[1]!).getByRole('link', { name: 'Ключ отозван' });
    expect(link.getAttribute('href')).toMatch(/^\/failures\/wa-key/);
  });

  it('say what the server lacks for them', async () => {
    api({ digest: { ...off, hasMail: false, hasLinks: false } });
    await openPage('/settings/digest');
    const rules = await region('Кому и когда');
    expect(rules.getByText(/Почта не настроена: задайте SMTP_URL/)).toBeDefined();
    expect(rules.getByText(/без PUBLIC_URL/)).toBeDefined();
  });

  it('are sent again where nobody knows whether they came, and only by a way that is on', async () => {
    const user = userEvent.setup();
    let state: DigestDelivery['state'] = 'unknown';
    const mail = { ...delivery, delivery: `${'0'.repeat(32)}-email`, channel: 'email' } as const;
    const asked = api({
      digest: () => ({
        ...on,
        deliveries: [
          { ...delivery, state, fault: state === 'unknown' ? 'interrupted' : null, status: null },
          { ...mail, title: 'Нет телефона', state: 'given-up', fault: 'silent', status: null },
        ],
      }),
      resendDigest: () => {
        state = 'sent';
        return { channel: 'webhook', isSent: true, fault: null, status: 204 };
      },
    });
    await openPage('/settings/digest');
    const list = await region('Последние оповещения');
    const button = await list.findByRole('button', { name: 'Отправить ещё раз: Окно в 24 часа закрыто' });
    expect(list.getByRole('button', { name: /Нет телефона/ }).getAttribute('aria-disabled')).toBe('true');
    await user.click(button);
    expect(await screen.findByText('Оповещение отправлено ещё раз')).toBeDefined();
    expect(await list.findByText('Отправлено')).toBeDefined();
    expect(asked.filter(({ name }) => name === 'resendDigest').map(({ url }) => url.pathname)).toEqual([
      `/api/v1/portals/main/digest/deliveries/${delivery.delivery}/resend`,
    ]);
  });
});
