import type { DigestMessage } from '#contract/digest.ts';
import { defaultMaskRules } from '#contract/masking.ts';
import { createMask, readMaskRules } from '#server/access/mask.ts';
import type { Language } from '#server/http/language.ts';
import type { PortalRow } from '#server/store/journal-store.ts';
import type { AboutCause, Standing } from './causes.ts';
import { digestIdOf } from './send.ts';

const titleLength = 200;

/** Whatever leaves is masked of all kinds, whoever reads it and whatever roles are masked here: it is out of our hands. */
export function maskTitles(portal: PortalRow): (text: string) => string {
  const { fields } = readMaskRules(portal.masking);
  const mask = createMask({ ...defaultMaskRules, fields });
  return (text) => mask.text(text);
}

export function messageOf(
  portal: PortalRow,
  standing: Standing,
  about: AboutCause,
  { now, publicUrl }: { now: number; publicUrl: URL | null },
): DigestMessage {
  const mask = maskTitles(portal);
  const masked = (text: string | null) => (text === null ? null : mask(text).slice(0, titleLength).toWellFormed());
  const { cause, event, since } = standing;
  const { failures, cards, clients, amounts, assignee } = about;
  return {
    digest: digestIdOf(portal, standing),
    event,
    at: new Date(now).toISOString(),
    portal: { portal: portal.portal, title: portal.title },
    cause: { cause, title: masked(about.title) ?? cause, url: linkTo(publicUrl, portal, cause) },
    since: new Date(since).toISOString(),
    failures,
    cards,
    clients,
    amounts,
    robot: masked(about.robot),
    template: masked(about.template),
    assignee,
  };
}

const samples = {
  ru: {
    title: 'Клиент не получил WhatsApp: окно в 24 часа закрыто',
    robot: 'Отправить WhatsApp',
    template: 'Напоминание',
  },
  en: {
    title: 'The client got no WhatsApp: the window of 24 hours is closed',
    robot: 'Send WhatsApp',
    template: 'Reminder',
  },
} as const;

/** What a test sends: a cause that is not. */
export function testMessage(
  portal: PortalRow,
  language: Language,
  { now, publicUrl }: { now: number; publicUrl: URL | null },
): DigestMessage {
  const { title, robot, template } = samples[language];
  const about = { title, robot, template, failures: 12, cards: 7, clients: 6, assignee: null };
  const standing: Standing = {
    cause: 'test',
    event: 'new',
    eventAt: now,
    happenedAt: now,
    since: now - 60 * 60 * 1000,
  };
  const amounts = [{ value: 1_250_000, currency: 'RUB' }];
  const message = messageOf(portal, standing, { ...about, amounts }, { now, publicUrl });
  return { ...message, event: 'test', cause: { ...message.cause, title, url: linkTo(publicUrl, portal, null) } };
}

/** The page of a cause, or of all of them; null while nobody said by which address people reach us. */
function linkTo(publicUrl: URL | null, { portal }: PortalRow, cause: string | null): string | null {
  if (publicUrl === null) return null;
  const url = new URL(cause === null ? '/failures' : `/failures/${encodeURIComponent(cause)}`, publicUrl);
  url.searchParams.set('portal', portal);
  return url.href;
}
