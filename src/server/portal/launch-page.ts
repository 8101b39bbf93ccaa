import type { FastifyReply } from 'fastify';
import type { Language } from '#server/http/language.ts';
import { contentSecurityPolicy } from '#server/http/security-headers.ts';

/*
 * Small pages of our own, for when there is no frame to open: plain HTML that needs no script. They are shown before the
 * client is there, so their words stand here.
 */

export const styleAddress = '/launch/page.css';
export const style = `:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.25rem; line-height: 1.3; }
li { margin-block: 0.25rem; }
`;

/** Something already escaped. */
type Html = { html: string };

export function escaped(text: string): Html {
  const html = text.replaceAll(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? '',
  );
  return { html };
}

export function paragraph(text: string): Html {
  return { html: `<p>${escaped(text).html}</p>` };
}

export type LaunchPage = {
  status: number;
  language: Language;
  title: string;
  parts: readonly Html[];
  /** Origin that may show it in a frame; null: nobody. */
  framedBy: string | null;
};

export function sendLaunchPage(reply: FastifyReply, { status, language, title, parts, framedBy }: LaunchPage) {
  if (framedBy !== null) {
    reply.header('content-security-policy', contentSecurityPolicy(framedBy)).removeHeader('x-frame-options');
  }
  const heading = escaped(title).html;
  const body = parts.map(({ html }) => html).join('\n');
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" />` +
        `<title>${heading}</title><link rel="stylesheet" href="${styleAddress}" /></head>\n` +
        `<body><main><h1>${heading}</h1>\n${body}\n</main></body></html>\n`,
    );
}

const texts = {
  ru: {
    refused: 'Журнал не открылся',
    refusedWhy: 'Не удалось подтвердить, что эту страницу открыл ваш портал.',
    refusedWhat:
      'Администратору журнала: сверьте в разделе «Настройки → Порталы» адрес портала, member_id, сервер авторизации, код и токен приложения. Причина отказа записана в аудите.',
    silent: 'Портал не отвечает',
    silentWhy: 'Журнал показывает только то, что вам можно видеть в портале, а спросить портал сейчас не удалось.',
    again: 'Попробовать снова',
    notAdmin: 'Установить журнал может администратор портала',
    notAdminWhat: 'Откройте приложение под учётной записью администратора портала.',
  },
  en: {
    refused: 'The journal did not open',
    refusedWhy: 'It could not be confirmed that your portal opened this page.',
    refusedWhat:
      'For the administrator of the journal: compare the portal’s address, member_id, authorisation server, application code and token under Settings → Portals with the portal. The reason is in the audit log.',
    silent: 'The portal does not answer',
    silentWhy: 'The journal shows only what you may see in the portal, and the portal could not be asked just now.',
    again: 'Try again',
    notAdmin: 'An administrator of the portal can install the journal',
    notAdminWhat: 'Open the application as an administrator of the portal.',
  },
} as const;

/**
 * Says what to look at, and to nobody why: whoever tries things out learns nothing. `framedBy`: the portal, when the form
 * has shown that it is of it; this page is only ever seen in a frame, and a browser shows nothing of one that refuses it.
 */
export function refusedPage(language: Language, framedBy: string | null): LaunchPage {
  const { refused, refusedWhy, refusedWhat } = texts[language];
  const parts = [paragraph(refusedWhy), paragraph(refusedWhat)];
  return { status: 403, language, title: refused, parts, framedBy };
}

/** `again`: where the frame opens by asking the portal anew. */
export function silentPage(language: Language, isSilent: boolean, framedBy: string, again: string): LaunchPage {
  const { silent, silentWhy, again: words } = texts[language];
  const link = { html: `<p><a href="${escaped(again).html}">${escaped(words).html}</a></p>` };
  return { status: isSilent ? 503 : 502, language, title: silent, parts: [paragraph(silentWhy), link], framedBy };
}

export function notAdminPage(language: Language, framedBy: string): LaunchPage {
  const { notAdmin, notAdminWhat } = texts[language];
  return { status: 403, language, title: notAdmin, parts: [paragraph(notAdminWhat)], framedBy };
}
