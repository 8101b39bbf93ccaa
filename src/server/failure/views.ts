import type { FailureView } from '#contract/failure-view.ts';
import { Problem } from '#contract/problem.ts';
import type { Caller } from '#server/access/policy.ts';
import { type Noted, readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { JournalStore, PersonKey, ViewRow } from '#server/store/journal-store.ts';
import { momentOf } from './names.ts';
import { keyOf, type People, peopleOf, rememberedKeyOf } from './people.ts';
import { isSamePerson, writePerson } from './person-key.ts';

/** Of one person in one portal: a menu that nobody can read through helps nobody. */
const mostViews = 100;

type Options = {
  store: JournalStore;
  /** Takes secrets out of what people write. */
  redact(text: string): string;
  now(): number;
};

/** Views of the failures page. What is not one's own to see or to change is not there. */
export function registerViewRoutes(registrar: Registrar, { store, redact, now }: Options): void {
  const { views } = store;

  async function ownOf(portalNo: number, caller: Caller, view: string): Promise<ViewRow | null> {
    const rows = await views.list(portalNo);
    const me = await keyOf(store, caller);
    return rows.find((row) => row.viewNo === Number(view) && isOwn(row, me)) ?? null;
  }

  readRoute(registrar, 'failureViews', async ({ portal, caller }) => {
    const me = await keyOf(store, caller);
    const rows = (await views.list(portal.portalNo)).filter((row) => row.isShared || isOwn(row, me));
    const people = await peopleOf(store, portal.portalNo);
    const items = rows.map((row) => presentView(row, me, people));
    return { items: items.toSorted((a, b) => a.name.localeCompare(b.name)) };
  });

  readRoute(registrar, 'addFailureView', async ({ portal, caller, body, note }) => {
    if (caller.kind === 'key') throw new Problem('invalid_request', 'a program keeps no view');
    const before = await keyOf(store, caller);
    const own = (await views.list(portal.portalNo)).filter((row) => isOwn(row, before));
    if (own.length >= mostViews) throw new Problem('conflict', `at most ${mostViews} views of one person`);
    await note({ details: { isShared: body.isShared } });
    const maker = await rememberedKeyOf(store, caller);
    const row = await views.add(portal.portalNo, {
      maker,
      name: redact(body.name),
      search: redact(body.search),
      isShared: body.isShared,
      createdAt: now(),
    });
    return presentView(row, maker, await peopleOf(store, portal.portalNo));
  });

  readRoute(registrar, 'changeFailureView', async ({ portal, caller, params, body, note }) => {
    const own = await ownOf(portal.portalNo, caller, params.view);
    if (own === null) throw new Problem('not_found', 'no such view');
    await note(viewNoted(params.view, { fields: Object.keys(body).join(' ') }));
    const row = await views.change(portal.portalNo, own.viewNo, {
      ...(body.name === undefined ? {} : { name: redact(body.name) }),
      ...(body.search === undefined ? {} : { search: redact(body.search) }),
      ...(body.isShared === undefined ? {} : { isShared: body.isShared }),
    });
    if (row === null) throw new Problem('not_found', 'no such view');
    return presentView(row, own.maker, await peopleOf(store, portal.portalNo));
  });

  readRoute(registrar, 'removeFailureView', async ({ portal, caller, params, note }) => {
    const rows = await views.list(portal.portalNo);
    const row = rows.find(({ viewNo }) => viewNo === Number(params.view));
    if (row === undefined || !mayRemove(row, caller, await keyOf(store, caller)))
      throw new Problem('not_found', 'no such view');
    await note(viewNoted(params.view));
    if (!(await views.remove(portal.portalNo, row.viewNo))) throw new Problem('not_found', 'no such view');
    return {};
  });
}

const viewNoted = (id: string, details: Noted['details'] = {}): Noted => ({ object: { kind: 'view', id }, details });

const isOwn = (row: ViewRow, me: PersonKey | null): boolean => isSamePerson(row.maker, me);

/** What somebody shared and left behind has to be tidied up by somebody. */
const mayRemove = (row: ViewRow, caller: Caller, me: PersonKey | null): boolean =>
  isOwn(row, me) || (row.isShared && caller.kind === 'person' && caller.role === 'administrator');

function presentView(row: ViewRow, me: PersonKey | null, people: People): FailureView {
  return {
    view: String(row.viewNo),
    name: row.name,
    search: row.search,
    isShared: row.isShared,
    isOwn: isOwn(row, me),
    by: people.get(writePerson(row.maker)) ?? null,
    createdAt: momentOf(row.createdAt),
  };
}
