import { createHash } from 'node:crypto';
import { scopes } from '#contract/session.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import type { Call, Method, ParameterNote } from './method.ts';
import { isYes } from './parameters.ts';
import { momentIn } from './portal-time.ts';
import { offsetMinutes } from './read-moment.ts';

const full: ParameterNote = {
  name: 'FULL',
  type: 'boolean',
  required: false,
  ru: 'true — все, а не только доступные вызывающему',
  en: 'true: all of them, not only those of the caller',
};

/**
 * What every SDK asks before it does anything: who am I, what may I call, what time is it. `methods` is the whole
 * table, asked for at each call.
 */
export function serviceMethods(options: {
  store: Pick<JournalStore, 'applications'>;
  methods(): readonly Method[];
  now(): number;
}): readonly Method[] {
  const { store, methods, now } = options;
  const common = { scope: null, who: 'anyone', writes: false, errors: [] } as const;

  async function applicationInfo(call: Call): Promise<Record<string, unknown>> {
    const { clientId } = call.caller;
    // What the portal says of one that a company runs itself.
    const license = `${call.language}_selfhosted`;
    if (clientId === null) return { SCOPE: [...call.caller.scopes], LICENSE: license };
    const application = await store.applications.find(clientId);
    return {
      ID: numberOf(clientId),
      CODE: clientId,
      VERSION: 1,
      STATUS: 'L',
      INSTALLED: application !== null,
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: call.language,
      LICENSE: license,
      LICENSE_TYPE: 'selfhosted',
      LICENSE_FAMILY: 'selfhosted',
    };
  }

  return [
    {
      ...common,
      name: 'methods',
      summary: { ru: 'Имена методов', en: 'Names of methods' },
      parameters: [
        full,
        {
          name: 'SCOPE',
          type: 'string',
          required: false,
          ru: 'Методы одной области; пусто — тех, что доступны всем',
          en: 'Methods of one scope; empty: of those that anybody may call',
        },
      ],
      example: {
        parameters: { SCOPE: 'journal.read' },
        result: ['journal.entry.list', 'journal.failure.list', 'journal.process.list'],
      },
      run: async (call) => ({ result: methodNames(call, methods()) }),
    },
    {
      ...common,
      name: 'method.get',
      summary: { ru: 'Есть ли метод и доступен ли он', en: 'Whether there is a method, and whether it is available' },
      parameters: [{ name: 'name', type: 'string', required: true, ru: 'Имя метода', en: 'Name of the method' }],
      example: { parameters: { name: 'bizproc.activity.log' }, result: { isExisting: true, isAvailable: true } },
      run: async (call) => {
        const name = call.parameters.text('NAME')?.toLowerCase();
        const method = methods().find((one) => one.name === name);
        return {
          result: { isExisting: method !== undefined, isAvailable: method !== undefined && mayCall(call, method) },
        };
      },
    },
    {
      ...common,
      name: 'scope',
      summary: { ru: 'Области доступа вызывающего', en: 'Scopes of the caller' },
      parameters: [full],
      example: { parameters: {}, result: ['journal.read', 'bizproc'] },
      run: async (call) => ({ result: [...(isYes(call.parameters.get('FULL')) ? scopes : call.caller.scopes)] }),
    },
    {
      ...common,
      name: 'app.info',
      summary: {
        ru: 'Сведения о приложении; вебхуку — его области доступа',
        en: 'About the application; to a webhook its scopes',
      },
      parameters: [],
      example: {
        parameters: {},
        result: {
          ID: 184_467_440,
          CODE: 'local.66e412fdc9bd44',
          VERSION: 1,
          STATUS: 'L',
          INSTALLED: true,
          PAYMENT_EXPIRED: 'N',
          DAYS: null,
          LANGUAGE_ID: 'ru',
          LICENSE: 'ru_selfhosted',
          LICENSE_TYPE: 'selfhosted',
          LICENSE_FAMILY: 'selfhosted',
        },
      },
      run: async (call) => ({ result: await applicationInfo(call) }),
    },
    {
      ...common,
      name: 'profile',
      summary: { ru: 'От чьего имени идут вызовы', en: 'Whom the caller acts for' },
      parameters: [],
      example: {
        parameters: {},
        result: {
          ID: '1',
          ADMIN: true,
          NAME: '',
          LAST_NAME: '',
          PERSONAL_GENDER: '',
          TIME_ZONE: 'Europe/Moscow',
          TIME_ZONE_OFFSET: 10_800,
        },
      },
      run: async (call) => ({ result: { ID: call.caller.user, ADMIN: isAdministrator(call), ...person(call, now()) } }),
    },
    {
      ...common,
      name: 'user.current',
      summary: { ru: 'Пользователь, от чьего имени идут вызовы', en: 'The user whom the caller acts for' },
      parameters: [],
      example: {
        parameters: {},
        result: {
          ID: '1',
          ACTIVE: true,
          NAME: '',
          LAST_NAME: '',
          PERSONAL_GENDER: '',
          TIME_ZONE: 'Europe/Moscow',
          TIME_ZONE_OFFSET: 10_800,
          EMAIL: null,
          USER_TYPE: 'employee',
        },
      },
      run: async (call) => ({
        result: { ID: call.caller.user, ACTIVE: true, ...person(call, now()), EMAIL: null, USER_TYPE: 'employee' },
      }),
    },
    {
      ...common,
      name: 'user.admin',
      summary: {
        ru: 'Дал ли вызывающему права администратор: есть ли у него область bizproc или admin',
        en: 'Whether an administrator gave the caller his rights: has it the scope bizproc or admin',
      },
      parameters: [],
      example: { parameters: {}, result: true },
      run: async (call) => ({ result: isAdministrator(call) }),
    },
    {
      ...common,
      name: 'server.time',
      summary: { ru: 'Время сервера в часовом поясе портала', en: 'The server’s time in the portal’s time zone' },
      parameters: [],
      example: { parameters: {}, result: '2026-11-21T15:00:00+03:00' },
      run: async (call) => ({ result: momentIn(call.portal.timeZone, now()) }),
    },
  ];
}

function methodNames(call: Call, all: readonly Method[]): string[] {
  const scope = call.parameters.text('SCOPE');
  const named = (wanted: (method: Method) => boolean) => all.filter(wanted).map((method) => method.name);
  if (typeof scope === 'string')
    return named((method) => (scope === '' ? method.scope === null : method.scope === scope));
  return isYes(call.parameters.get('FULL')) ? named(() => true) : named((method) => mayCall(call, method));
}

function mayCall({ caller }: Call, { scope }: Method): boolean {
  return scope === null || caller.scopes.includes(scope);
}

/** Only an administrator grants these scopes, so who has one acts with his rights. */
function isAdministrator({ caller }: Call): boolean {
  return caller.scopes.includes('bizproc') || caller.scopes.includes('admin');
}

/** The portal's users are not ours: we know a number and no name. */
function person({ portal }: Call, at: number): Record<string, unknown> {
  return {
    NAME: '',
    LAST_NAME: '',
    PERSONAL_GENDER: '',
    TIME_ZONE: portal.timeZone,
    TIME_ZONE_OFFSET: offsetMinutes(at, portal.timeZone) * 60,
  };
}

/** Clients read an application's ID as a number: one that stays the same. */
function numberOf(clientId: string): number {
  return createHash('sha256').update(clientId).digest().readUInt32BE() >>> 1;
}
