import type { Language } from '#server/http/language.ts';
import { escaped, type LaunchPage, paragraph } from './launch-page.ts';

export const finishAddress = '/launch/installed.js';

/**
 * Tells the portal that the installation is over, by its frame protocol: `command:callback:APP_SID`, to its own origin
 * and no other. Until it is told, tabs and events do not work there.
 */
export const finishScript = `const { origin, appSid } = document.currentScript.dataset;
if (window.parent !== window) window.parent.postMessage('setInstallFinish:journalInstalled:' + appSid, origin);
`;

/** What became of one thing that was to be set up in the portal; `error`: the portal's own code, null when it is done. */
export type Bound = { code: string; error: string | null };

const texts = {
  ru: {
    done: 'Журнал установлен',
    failed: 'Журнал не установлен',
    tabs: 'Вкладка «Процессы» в карточках:',
    events: 'Удаление приложения:',
    eventsDone: 'портал сообщит о нём журналу',
    robots: 'Роботы: приложение не регистрирует своих.',
    types: 'Список смарт-процессов не получен: вкладок в их карточках нет.',
    isDone: 'готово',
    again: 'Исправьте то, что названо выше, и установите приложение ещё раз.',
  },
  en: {
    done: 'The journal is installed',
    failed: 'The journal is not installed',
    tabs: 'The tab “Processes” in cards:',
    events: 'Removal of the application:',
    eventsDone: 'the portal will tell the journal',
    robots: 'Robots: the application registers none.',
    types: 'The list of smart processes could not be read: their cards have no tab.',
    isDone: 'done',
    again: 'Mend what is named above and install the application again.',
  },
} as const;

export const tabTitles = { ru: 'Процессы', en: 'Processes' } as const;

export type Installation = {
  tabs: readonly Bound[];
  uninstallEvent: Bound;
  /** False when the portal did not tell its own card types. */
  hasTypes: boolean;
};

/** What was set up in the portal. With at least one tab there it also ends the installation. */
export function installedPage(
  language: Language,
  origin: string,
  appSid: string,
  { tabs, uninstallEvent, hasTypes }: Installation,
): LaunchPage {
  const words = texts[language];
  const isDone = tabs.some(({ error }) => error === null);
  const items = tabs.map(({ code, error }) => `<li>${escaped(code).html}: ${escaped(error ?? words.isDone).html}</li>`);
  const script = `<script src="${finishAddress}" data-origin="${escaped(origin).html}" data-app-sid="${escaped(appSid).html}"></script>`;
  return {
    status: 200,
    language,
    title: isDone ? words.done : words.failed,
    parts: [
      paragraph(words.tabs),
      { html: `<ul>${items.join('')}</ul>` },
      ...(hasTypes ? [] : [paragraph(words.types)]),
      paragraph(`${words.events} ${uninstallEvent.error ?? words.eventsDone}`),
      paragraph(words.robots),
      isDone ? { html: script } : paragraph(words.again),
    ],
    framedBy: origin,
  };
}
