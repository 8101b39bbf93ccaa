import { digestEmail, mostDigestEmails } from '#contract/digest.ts';
import type { DigestSettings, NewDigestRules } from '#contract/digest.ts';

/** Rules while they are being written: addresses of mail are lines, right or wrong. */
export type DigestDraft = Omit<NewDigestRules, 'webhookUrl' | 'emails' | 'quietHours'> & {
  webhookUrl: string;
  emails: string;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
};

const night = { from: '22:00', to: '08:00' } as const;

export function draftOf({ webhookUrl, emails, language, leastHours, quietHours }: DigestSettings): DigestDraft {
  const { from, to } = quietHours ?? night;
  return {
    webhookUrl: webhookUrl ?? '',
    renewSecret: false,
    emails: emails.join('\n'),
    language,
    leastHours,
    isQuiet: quietHours !== null,
    quietFrom: from,
    quietTo: to,
  };
}

export function rulesOf(draft: DigestDraft): NewDigestRules {
  const { language, leastHours, isQuiet, quietFrom, quietTo } = draft;
  const webhookUrl = draft.webhookUrl.trim();
  return {
    webhookUrl: webhookUrl === '' ? null : webhookUrl,
    renewSecret: webhookUrl !== '' && draft.renewSecret,
    emails: emailsIn(draft.emails),
    language,
    leastHours,
    quietHours: isQuiet ? { from: quietFrom, to: quietTo } : null,
  };
}

export function isSameRules(one: NewDigestRules, other: NewDigestRules): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** One a line, each once; commas between them do as well. */
function emailsIn(text: string): string[] {
  const lines = text.split(/[\s,;]+/).filter((line) => line !== '');
  return [...new Set(lines)];
}

export type DraftFaults = { webhook: boolean; emails: string[]; isTooMany: boolean };

/** What is wrong as far as it is seen here; the server looks once more. */
export function faultsOf(draft: DigestDraft): DraftFaults {
  const { webhookUrl, emails } = rulesOf(draft);
  const wrong = emails.filter((email) => !digestEmail.test(email));
  return {
    webhook: webhookUrl !== null && !isWebhook(webhookUrl),
    emails: wrong,
    isTooMany: emails.length > mostDigestEmails,
  };
}

function isWebhook(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && isHere));
}
