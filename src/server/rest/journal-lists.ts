import type { OwnCauses } from '#server/cause/own-causes.ts';
import type { JournalStore, ListValue } from '#server/store/journal-store.ts';
import { RestError } from './errors.ts';
import { entryList, failurePlaceOf, failureList, processList } from './journal-list-fields.ts';
import { listNotes } from './list-notes.ts';
import { answerOf, askOf, readListCall } from './list-query.ts';
import type { Call, Method } from './method.ts';

/** What of a row tells by which explanation its failure is explained; absent where nobody asked for it. */
type FailureInRow = Partial<Record<'cause' | 'at' | 'no', ListValue | undefined>>;

/** What the portal never offered: the journal read over its own REST. `now` tells which processes are stuck. */
export function journalListMethods(options: {
  store: Pick<JournalStore, 'lists' | 'processes'>;
  own: OwnCauses;
  now(): number;
}): readonly Method[] {
  const { store, own, now } = options;

  async function ownTitles({ portal, language }: Call, failures: readonly FailureInRow[]) {
    const places = new Map<string, string>();
    const named = failures.flatMap(({ cause, at, no }) => {
      const place = failurePlaceOf(at, no);
      if (typeof cause !== 'string' || place === null) return [];
      const entry = own.entryAt(Number(at), Number(no));
      places.set(entry, place);
      return [{ entry, cause }];
    });
    const titles = named.length === 0 ? [] : await own.titles(portal.portalNo, named, language);
    return new Map([...titles].map(([entry, { title }]) => [places.get(entry) ?? '', title]));
  }

  const processes: Method = {
    name: 'journal.process.list',
    scope: 'journal.read',
    who: 'anyone',
    writes: false,
    summary: {
      ru: 'Список запусков роботов и бизнес-процессов: состояние, карточка, первая ошибка и её причина',
      en: 'Runs of robots and business processes: state, card, the first failure and its cause',
    },
    parameters: listNotes(processList),
    example: {
      parameters: {
        filter: { CARD_TYPE: 'deal', CARD_ID: '7', '>FAILURES': 0 },
        order: { ID: 'DESC' },
        select: ['ID', 'PROCESS', 'TEMPLATE_NAME', 'STATE', 'FAILURE_CAUSE_TITLE'],
      },
      result: [
        {
          ID: 1042,
          PROCESS: '55c1dc1c3f0d75.78875596',
          TEMPLATE_NAME: 'Роботы стадии «Счёт выставлен»',
          STATE: 'completed_with_failures',
          FAILURE_CAUSE_TITLE: 'У клиента не указан телефон',
        },
      ],
    },
    errors: ['ERROR_ARGUMENT'],
    async run(call) {
      const list = readListCall(call, processList);
      const page = await store.lists.processes(call.portal.portalNo, askOf(list), now());
      const failed = page.rows.map((row) => ({ cause: row.failureCause, at: row.failureAt, no: row.failureNo }));
      return answerOf(call, list, page, await ownTitles(call, failed));
    },
  };

  const entries: Method = {
    name: 'journal.entry.list',
    scope: 'journal.read',
    who: 'anyone',
    writes: false,
    summary: {
      ru: 'Журнал одного бизнес-процесса: записи с текстом, видом, действием и причиной ошибки',
      en: 'The journal of one business process: entries with text, type, activity and a failure’s cause',
    },
    parameters: listNotes(entryList, {
      ru: 'Обязательно `PROCESS` — чей журнал; журнал неизвестного процесса пуст.',
      en: '`PROCESS` is required: whose journal; that of a process that is not known is empty.',
    }),
    example: {
      parameters: {
        filter: { PROCESS: '55c1dc1c3f0d75.78875596', '@LEVEL': ['failure', 'warning'] },
        select: ['ID', 'AT', 'ACTIVITY_TITLE', 'MESSAGE', 'CAUSE_TITLE'],
      },
      result: [
        {
          ID: 1047,
          AT: '2026-11-21T12:00:07.000Z',
          ACTIVITY_TITLE: 'Отправить сообщение',
          MESSAGE: 'Не указан номер телефона',
          CAUSE_TITLE: 'У клиента не указан телефон',
        },
      ],
    },
    errors: ['ERROR_ARGUMENT'],
    async run(call) {
      const list = readListCall(call, entryList);
      const named = list.where.find(({ field, operator }) => field === 'process' && operator === 'is');
      const process = named?.values[0];
      if (named?.values.length !== 1 || typeof process !== 'string') {
        throw new RestError('ERROR_ARGUMENT', 'FILTER: PROCESS is required, the id of one process', {
          argument: 'FILTER',
        });
      }
      const { portalNo } = call.portal;
      const found = await store.processes.find(portalNo, process);
      const nothing = { rows: [], isMore: false, total: 0 };
      const page = found === null ? nothing : await store.lists.entries(portalNo, found.processNo, askOf(list));
      return answerOf(call, list, page, await ownTitles(call, page.rows));
    },
  };

  const failures: Method = {
    name: 'journal.failure.list',
    scope: 'journal.read',
    who: 'anyone',
    writes: false,
    summary: {
      ru: 'Ошибки всех бизнес-процессов портала: где, на какой карточке, текст и причина',
      en: 'Failures of all business processes of the portal: where, on which card, text and cause',
    },
    parameters: listNotes(failureList),
    example: {
      parameters: {
        filter: { '>=AT': '2026-11-20', '%MESSAGE': 'телефон' },
        order: { AT: 'DESC' },
        select: ['ID', 'AT', 'CARD_TYPE', 'CARD_ID', 'MESSAGE', 'CAUSE_TITLE'],
      },
      result: [
        {
          ID: 1047,
          AT: '2026-11-21T12:00:07.000Z',
          CARD_TYPE: 'deal',
          CARD_ID: '7',
          MESSAGE: 'Не указан номер телефона',
          CAUSE_TITLE: 'У клиента не указан телефон',
        },
      ],
    },
    errors: ['ERROR_ARGUMENT'],
    async run(call) {
      const list = readListCall(call, failureList);
      const page = await store.lists.failures(call.portal.portalNo, askOf(list));
      return answerOf(call, list, page, await ownTitles(call, page.rows));
    },
  };

  return [processes, entries, failures];
}
