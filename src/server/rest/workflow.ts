import { documentTypeOf } from '#contract/document-id.ts';
import type { JournalStore, ListedRow, ListValue, ProcessListField } from '#server/store/journal-store.ts';
import { pageOf } from './list-in-memory.ts';
import { listNotes } from './list-notes.ts';
import { answerOf, askOf, type FieldKind, type ListDefinition, type ListField, readListCall } from './list-query.ts';
import type { Call, Method } from './method.ts';
import { momentIn } from './portal-time.ts';

/** A field of the portal's lists: texts, and moments as the portal writes them. */
function field<F extends string>(
  name: string,
  kind: FieldKind,
  by: F,
  [ru, en]: readonly [string, string],
  asNumber?: F,
): ListField<F> {
  return {
    name,
    kind,
    by,
    needs: [by],
    show: (row, { timeZone }) => shown(row[by], kind, timeZone),
    ru,
    en,
    ...(asNumber === undefined ? {} : { asNumber }),
  };
}

function shown(value: ListValue | undefined, kind: FieldKind, timeZone: string): string | null {
  if (value === null || value === undefined) return null;
  return kind === 'second' ? momentIn(timeZone, Number(value)) : String(value);
}

const document = {
  module: ['модуль документа: crm', 'the document’s module: crm'],
  entity: ['класс документа, например CCrmDocumentDeal', 'the document’s class, as CCrmDocumentDeal'],
} as const;

const instanceList: ListDefinition<ProcessListField> = {
  fields: [
    field('ID', 'text', 'process', ['идентификатор бизнес-процесса', 'the process’s id']),
    field('MODIFIED', 'second', 'lastSecond', ['когда изменён', 'when it changed']),
    field('OWNED_UNTIL', 'second', 'heldUntil', [
      'до какого времени занят; всегда пусто',
      'until when it is locked; always empty',
    ]),
    field('MODULE_ID', 'text', 'module', document.module),
    field('ENTITY', 'text', 'entity', document.entity),
    field('DOCUMENT_ID', 'text', 'document', ['документ, например DEAL_7', 'the document, as DEAL_7']),
    field('STARTED', 'second', 'startedSecond', ['когда начат', 'when it started']),
    field('STARTED_BY', 'id', 'startedById', ['кто запустил', 'who started it'], 'startedByNumber'),
    field('TEMPLATE_ID', 'id', 'templateId', ['идентификатор шаблона', 'the template’s id'], 'templateIdNumber'),
  ],
  usual: ['ID', 'MODIFIED', 'OWNED_UNTIL'],
  order: [{ field: 'lastSecond', descending: true }],
  strict: false,
};

type TemplateField = 'id' | 'idNumber' | 'module' | 'entity' | 'documentType' | 'name' | 'modified' | 'nothing';

const notTold = (name: string, [ru, en]: readonly [string, string]) =>
  field<TemplateField>(name, 'text', 'nothing', [`${ru}; всегда пусто`, `${en}; always empty`]);

const templateList: ListDefinition<TemplateField> = {
  fields: [
    field('ID', 'id', 'id', ['идентификатор шаблона', 'the template’s id'], 'idNumber'),
    field('MODULE_ID', 'text', 'module', document.module),
    field('ENTITY', 'text', 'entity', document.entity),
    field('DOCUMENT_TYPE', 'text', 'documentType', ['тип документа, например DEAL', 'the document’s type, as DEAL']),
    notTold('AUTO_EXECUTE', ['автозапуск', 'when it starts by itself']),
    field('NAME', 'text', 'name', ['название', 'the name']),
    notTold('DESCRIPTION', ['описание', 'the description']),
    notTold('TEMPLATE', ['схема действий', 'its activities']),
    notTold('PARAMETERS', ['параметры', 'its parameters']),
    notTold('VARIABLES', ['переменные', 'its variables']),
    notTold('CONSTANTS', ['константы', 'its constants']),
    field('MODIFIED', 'second', 'modified', ['когда изменён', 'when it changed']),
    notTold('IS_MODIFIED', ['изменён ли типовой шаблон', 'whether a typical template was changed']),
    notTold('USER_ID', ['кто изменил', 'who changed it']),
    notTold('SYSTEM_CODE', ['системный код', 'the system code']),
  ],
  usual: ['ID'],
  order: [
    { field: 'idNumber', descending: false },
    { field: 'id', descending: false },
  ],
  strict: false,
};

/** Lists of the portal's business processes: what runs, and what was designed. Robots’ templates are hidden, as there. */
export function workflowMethods(options: {
  store: Pick<JournalStore, 'applications' | 'lists'>;
  now(): number;
}): readonly Method[] {
  const { store, now } = options;

  const listInstances = async (call: Call) => {
    const list = readListCall(call, instanceList);
    return answerOf(call, list, await store.lists.running(call.portal.portalNo, askOf(list), now()));
  };

  const instances: Method = {
    name: 'bizproc.workflow.instances',
    scope: 'bizproc',
    who: 'anyone',
    writes: false,
    summary: { ru: 'Список запущенных бизнес-процессов', en: 'Business processes that run' },
    parameters: listNotes(instanceList),
    example: {
      parameters: {
        select: [
          'ID',
          'MODIFIED',
          'OWNED_UNTIL',
          'MODULE_ID',
          'ENTITY',
          'DOCUMENT_ID',
          'STARTED',
          'STARTED_BY',
          'TEMPLATE_ID',
        ],
        order: { STARTED: 'DESC' },
        filter: { '>STARTED_BY': 0 },
      },
      result: [
        {
          ID: '55c1dc1c3f0d75.78875596',
          MODIFIED: '2026-11-21T15:00:07+03:00',
          OWNED_UNTIL: null,
          MODULE_ID: 'crm',
          ENTITY: 'CCrmDocumentDeal',
          DOCUMENT_ID: 'DEAL_7',
          STARTED: '2026-11-21T15:00:00+03:00',
          STARTED_BY: '1',
          TEMPLATE_ID: '12',
        },
      ],
    },
    errors: ['ERROR_SELECT_VALIDATION_FAILURE', 'ERROR_ARGUMENT'],
    run: listInstances,
  };

  const alias: Method = {
    ...instances,
    name: 'bizproc.workflow.instance.list',
    summary: {
      ru: 'Прежнее имя метода bizproc.workflow.instances',
      en: 'The former name of bizproc.workflow.instances',
    },
  };

  const templates: Method = {
    name: 'bizproc.workflow.template.list',
    scope: 'bizproc',
    who: 'anyone',
    writes: false,
    summary: {
      ru: 'Список шаблонов бизнес-процессов; шаблоны роботов в него не входят, как и на портале',
      en: 'Templates of business processes; those of robots are not among them, as on the portal',
    },
    parameters: listNotes(templateList),
    example: {
      parameters: { select: ['ID', 'NAME', 'DOCUMENT_TYPE'], filter: { MODULE_ID: 'crm' }, order: { ID: 'DESC' } },
      result: [{ ID: '12', NAME: 'Согласование скидки', DOCUMENT_TYPE: 'DEAL' }],
    },
    errors: ['ERROR_SELECT_VALIDATION_FAILURE', 'ERROR_ARGUMENT'],
    async run(call) {
      const list = readListCall(call, templateList);
      const all = templateRows(await store.applications.templates(call.portal.portalNo));
      return answerOf(call, list, pageOf(all, askOf(list)));
    },
  };

  return [instances, alias, templates];
}

type StoredTemplate = Awaited<ReturnType<JournalStore['applications']['templates']>>[number];

/** One row a template: the version that was told of last. */
function templateRows(stored: readonly StoredTemplate[]): ListedRow<TemplateField>[] {
  const newest = new Map<string, StoredTemplate>();
  for (const template of stored) {
    const other = newest.get(template.id);
    if (other === undefined || (template.toldAt ?? 0) >= (other.toldAt ?? 0)) newest.set(template.id, template);
  }
  return [...newest.values()]
    .filter((template) => template.origin !== 'robots')
    .map(({ id, name, cardType, toldAt }) => {
      const [module, entity, documentType] = cardType === null ? [null, null, null] : documentTypeOf(cardType);
      const modified = toldAt === null ? null : Math.floor(toldAt / 1000) * 1000;
      const number = Number.parseInt(id, 10);
      const idNumber = Number.isSafeInteger(number) ? number : 0;
      return { id, idNumber, module, entity, documentType, name, modified, nothing: null };
    });
}
