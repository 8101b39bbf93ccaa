import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BulkAnswer } from '#contract/failures.ts';
import { fakeCause, fakeFacets, fakeFailureList, otherCause } from '#client/testing/fake-failures.ts';
import { fakeSession } from '#client/testing/fakes.ts';
import { openPage } from '#client/testing/render-page.tsx';
import { stubApi } from '#client/testing/stub-api.ts';
import type { Answer } from '#client/testing/stub-api.ts';

const view = {
  view: '3',
  name: 'WhatsApp по деньгам',
  search: 'robot=WhatsApp&sort=money',
  isShared: true,
  isOwn: false,
  by: 'Борис',
  createdAt: '2026-11-02T09:00:00.000Z',
};

function api(part: { [name: string]: Answer | ((url: URL, init: RequestInit) => Answer) } = {}) {
  return stubApi({
    session: fakeSession,
    failures: fakeFailureList(),
    failureFacets: fakeFacets,
    failureAssignees: { items: [{ person: '7', name: 'Ольга Петрова' }] },
    failureViews: { items: [view] },
    ...part,
  });
}
type Asked = ReturnType<typeof api>;
/** What the list was asked for last; the count in the navigation asks for one row. */
const lastAsked = (asked: Asked) =>
  Object.fromEntries(
    asked.findLast(({ name, url }) => name === 'failures' && url.searchParams.get('limit') !== '1')?.url.searchParams ??
      [],
  );
const bodies = (asked: Asked, name: string) =>
  asked
    .filter((one) => one.name === name)
    .map(({ init }) => JSON.parse(init.body as string) as Record<string, unknown>);
const list = async () => within(await screen.findByRole('region', { name: 'Причины сбоев' }, { timeout: 10_000 }));
const rows = async () => (await (await list()).findAllByRole('listitem')).map((row) => within(row));
/** Its list comes when somebody reaches for it. */
async function openViews(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  const button = () => screen.findByRole('button', { name: 'Мои представления' });
  await user.hover(await button());
  await vi.waitFor(async () => expect((await button()).getAttribute('aria-expanded')).toBe('false'));
  await user.click(await button());
}
const answer = (part: Partial<BulkAnswer> = {}): BulkAnswer => ({
  isDryRun: true,
  causes: 2,
  failures: 142,
  left: 0,
  items: [
    { cause: 'wa-window', title: fakeCause().title, result: 'done' },
    { cause: 'em-conn', title: otherCause.title, result: 'unchanged' },
  ],
  ...part,
});

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('the failures page', () => {
  it('says how much failed, whom it hit, at what cost, and why, cause by cause', async () => {
    api();
    await openPage('/failures');
    const [first, second] = await rows();
    expect(first?.getByRole('link', { name: fakeCause().title })).toBeDefined();
    expect(first?.getByText('новая')).toBeDefined();
    expect(first?.getByText('41 карточка')).toBeDefined();
    expect(first?.getByText('+120 %')).toBeDefined();
    expect(second?.getByText('в работе')).toBeDefined();
    expect(second?.getByText('Ольга Петрова')).toBeDefined();
    for (const text of ['142', '+42 % к прошлой неделе', '39', 'сбои в 91 карточке', '2 причины, 1 новая']) {
      expect(screen.getByText(text)).toBeDefined();
    }
    expect(screen.getByText(/^крупнейшая 2,1/)).toBeDefined();
    const table = within(screen.getByRole('table', { name: 'Сбои по времени' }));
    expect(table.getAllByRole('row')).toHaveLength(57);
    expect(document.title).toBe('Сбои роботов — Журнал');
  });

  it('is the first of the sections, with how many causes are new', async () => {
    api({ failures: (url) => fakeFailureList(url.searchParams.get('limit') === '1' ? { total: 5 } : {}) });
    await openPage('/failures');
    const sections = within(await screen.findByRole('navigation', { name: 'Разделы' }, { timeout: 10_000 }));
    const [first] = sections.getAllByRole('link');
    expect(first?.getAttribute('aria-current')).toBe('page');
    expect(await within(first ?? document.body).findByText('5 новых')).toBeDefined();
  });

  it('asks for a week of what is not closed, and for what is chosen instead', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await openPage('/failures');
    await rows();
    expect(lastAsked(asked)).toEqual({ state: 'new,acknowledged,muted', sort: 'count', limit: '50' });
    await user.click(screen.getByRole('button', { name: 'Не закрытые' }));
    await vi.waitFor(() => expect(lastAsked(asked)).toEqual({ sort: 'count', limit: '50' }));
    await user.click(await screen.findByRole('radio', { name: '24 часа' }));
    await vi.waitFor(() => expect(lastAsked(asked)['from']).toMatch(/:00\.000Z$/));
    await user.type(screen.getByRole('textbox', { name: 'Причина, робот, шаблон…' }), 'счёт{Enter}');
    await vi.waitFor(() => expect(lastAsked(asked)['q']).toBe('счёт'));
    expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual({
      state: 'all',
      within: 'day',
      search: 'счёт',
    });
  });

  it('is narrowed to bars of the histogram by the keys', async () => {
    const user = userEvent.setup();
    const asked = api();
    const { router } = await openPage('/failures');
    await rows();
    screen.getByRole('slider', { name: 'Начало выбранного времени' }).focus();
    await user.keyboard('{Home}{ArrowRight}{ArrowRight}');
    screen.getByRole('slider', { name: 'Конец выбранного времени' }).focus();
    await user.keyboard('{Home}');
    expect(screen.getByRole('slider', { name: 'Конец выбранного времени' }).getAttribute('aria-valuenow')).toBe('2');
    await user.keyboard('{Enter}');
    const range = { from: '2026-11-14T18:00:00.000Z', to: '2026-11-14T21:00:00.000Z' };
    await vi.waitFor(() => expect(lastAsked(asked)).toMatchObject(range));
    expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual(range);
    await user.click(await screen.findByRole('button', { name: 'Показать весь период' }));
    await vi.waitFor(() => expect(router.state.location.search).toBe(''));
  });

  it('shows more of the same span, page by page', async () => {
    const user = userEvent.setup();
    const next = fakeFailureList({ causes: [fakeCause({ cause: 'third', title: 'Третья' })], total: 3 });
    const asked = api({
      failures: (url) => (url.searchParams.has('cursor') ? next : fakeFailureList({ next: 'c1', total: 3 })),
    });
    await openPage('/failures?within=month');
    await rows();
    expect((await list()).getByText(/Показано 2 из 3/)).toBeDefined();
    const { from } = lastAsked(asked);
    await user.click(screen.getByRole('button', { name: 'Показать ещё' }));
    await vi.waitFor(async () => expect(await rows()).toHaveLength(3));
    expect(lastAsked(asked)).toMatchObject({ cursor: 'c1', from });
  });

  it('says that not all is counted, and from when on', async () => {
    api({
      failures: fakeFailureList({ bounded: true, totals: { ...fakeFailureList().totals, failuresBefore: null } }),
    });
    await openPage('/failures');
    expect((await list()).getByText(/учтены только с 14 ноя/)).toBeDefined();
    expect(screen.getByText('с прошлым не сравнить: посчитано не всё')).toBeDefined();
  });

  it.each([
    ['', fakeFacets, 'Незакрытых причин нет'],
    ['?robot=SMS', fakeFacets, 'Под фильтр не подходит ни одна причина'],
    ['?robot=SMS', { robots: [], templates: [], stages: [] }, 'За это время сбоев не было'],
    ['?state=all', fakeFacets, 'За это время сбоев не было'],
  ])('says why there is nothing: %s', async (search, failureFacets, words) => {
    api({ failures: fakeFailureList({ causes: [], total: 0 }), failureFacets });
    await openPage(`/failures${search}`);
    expect(await (await list()).findByText(words)).toBeDefined();
  });

  it('does nothing to many before it has counted them, and says what came of each', async () => {
    const user = userEvent.setup();
    const done = answer({
      isDryRun: false,
      items: [
        { cause: 'wa-window', title: 'Первая', result: 'done' },
        { cause: 'em-conn', title: 'Вторая', result: 'failed' },
      ],
    });
    const asked = api({
      actOnCauses: (_, init) => (JSON.parse(init.body as string).isDryRun === true ? answer() : done),
    });
    await openPage('/failures?robot=WhatsApp');
    await rows();
    await user.click(screen.getByRole('checkbox', { name: 'Выбрать все показанные' }));
    const bar = within(screen.getByRole('region', { name: 'Действия с выбранными причинами' }));
    expect(bar.getByRole('status').textContent).toBe('Выбрано 2 причины');
    await user.click(bar.getByRole('button', { name: 'Взять в работу' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Взять в работу' }));
    await user.type(dialog.getByRole('textbox', { name: 'Комментарий, если нужен' }), 'Чиним');
    await user.click(dialog.getByRole('button', { name: 'Дальше' }));
    expect(await dialog.findByText('Изменится 1 причина')).toBeDefined();
    expect(dialog.getByText('Ещё 1 уже в этом состоянии: не изменится.')).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'Изменить: 1' }));
    expect(await dialog.findByText('Не изменилась 1')).toBeDefined();
    const [dry, real] = bodies(asked, 'actOnCauses');
    const action = { kind: 'state', state: 'acknowledged', comment: 'Чиним' };
    expect(dry).toEqual({ action, causes: ['wa-window', 'em-conn'], isDryRun: true });
    expect(real).toEqual({ action, causes: ['wa-window', 'em-conn'], isDryRun: false, expected: 2 });
    const query = asked.find(({ name }) => name === 'actOnCauses')?.url.searchParams;
    expect(query?.get('robot')).toBe('WhatsApp');
    expect(query?.get('state')).toBe('new,acknowledged,muted');
    await user.click(dialog.getByRole('button', { name: 'Готово' }));
    expect(screen.queryByText('Выбрано 2 причины')).toBeNull();
  });

  it('acts upon all that pass the filter, and counts again when they have become more', async () => {
    const user = userEvent.setup();
    let dryRuns = 0;
    const asked = api({
      failures: fakeFailureList({ next: 'c1', total: 90 }),
      actOnCauses: (_, init) => {
        const isDryRun = JSON.parse(init.body as string).isDryRun === true;
        if (isDryRun) dryRuns += 1;
        return isDryRun || dryRuns > 1 ? answer({ isDryRun, causes: 89 + dryRuns }) : { problem: 'conflict' };
      },
    });
    await openPage('/failures');
    const [first] = await rows();
    await user.click(first?.getByRole('checkbox') ?? expect.fail('no row'));
    await user.click(screen.getByRole('button', { name: 'Выбрать все 90 по фильтру' }));
    await user.click(screen.getByRole('button', { name: 'Приглушить…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Приглушить' }));
    await user.click(dialog.getByRole('radio', { name: 'Пока не станет чаще' }));
    await user.clear(dialog.getByRole('textbox', { name: 'Больше стольких сбоев за час' }));
    await user.click(dialog.getByRole('button', { name: 'Дальше' }));
    expect(dialog.getByText('Целое число от 1 до 10 000')).toBeDefined();
    await user.type(dialog.getByRole('textbox', { name: 'Больше стольких сбоев за час' }), '5');
    await user.click(dialog.getByRole('button', { name: 'Дальше' }));
    await user.click(await dialog.findByRole('button', { name: 'Изменить: 1' }));
    expect(await dialog.findByText(/причин под фильтром стало больше/)).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'Посчитать заново' }));
    await user.click(await dialog.findByRole('button', { name: 'Изменить: 1' }));
    expect(await dialog.findByText('Изменена 1 причина')).toBeDefined();
    const sent = bodies(asked, 'actOnCauses');
    expect(sent.map(({ isDryRun, expected }) => [isDryRun, expected])).toEqual([
      [true, undefined],
      [false, 90],
      [true, undefined],
      [false, 91],
    ]);
    expect(sent[0]).toEqual({
      action: { kind: 'state', state: 'muted', mutedRatePerHour: 5, comment: null },
      isDryRun: true,
    });
  });

  it('opens a view that a colleague shares, and keeps one of what is on the screen', async () => {
    const user = userEvent.setup();
    const asked = api({ addFailureView: { ...view, view: '4', name: 'Моё', isOwn: true } });
    const { router } = await openPage('/failures');
    await rows();
    await openViews(user);
    await user.click(await screen.findByRole('menuitem', { name: /WhatsApp по деньгам/ }));
    await vi.waitFor(() => expect(lastAsked(asked)).toMatchObject({ robot: 'WhatsApp', sort: 'money' }));
    expect(router.state.location.search).toBe('?robot=WhatsApp&sort=money');
    await user.click(await screen.findByRole('button', { name: 'Не закрытые' }));
    await openViews(user);
    await user.click(await screen.findByRole('menuitem', { name: 'Сохранить как представление…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Новое представление' }));
    await user.click(dialog.getByRole('button', { name: 'Сохранить' }));
    expect(dialog.getByText('От 1 до 80 знаков')).toBeDefined();
    await user.type(dialog.getByRole('textbox', { name: 'Название' }), 'Моё');
    await user.click(dialog.getByRole('checkbox', { name: 'Показывать коллегам' }));
    await user.click(dialog.getByRole('button', { name: 'Сохранить' }));
    await vi.waitFor(() =>
      expect(bodies(asked, 'addFailureView')).toEqual([
        { name: 'Моё', search: 'robot=WhatsApp&state=all&sort=money', isShared: true },
      ]),
    );
  });

  it('leads within the portal’s frame to pages of the frame, and keeps views there as well', async () => {
    const user = userEvent.setup();
    api();
    await openPage('/frame/failures?portal=main&APP_SID=s');
    await rows();
    const links = await within(await screen.findByRole('navigation', { name: 'Разделы' })).findAllByRole('link');
    expect(screen.queryByRole('banner')).toBeNull();
    for (const link of [...links, ...(await list()).getAllByRole('link')]) {
      expect(link.getAttribute('href')).toMatch(/^\/frame\/.*APP_SID=s/);
    }
    await openViews(user);
    const keep = await screen.findByRole('menuitem', { name: /Сохранить как представление/ });
    expect(keep.getAttribute('aria-disabled')).toBeNull();
  });

  it('is no page for who may not read it', async () => {
    stubApi({
      session: { ...fakeSession, person: { ...fakeSession.person, role: 'manager' } },
      failures: { problem: 'forbidden' },
      failureFacets: { problem: 'forbidden' },
      failureAssignees: { problem: 'forbidden' },
      failureViews: { problem: 'forbidden' },
    });
    await openPage('/failures');
    expect(await screen.findByRole('heading', { name: 'Не найдено' }, { timeout: 10_000 })).toBeDefined();
    expect(screen.queryByRole('navigation', { name: 'Разделы' })).toBeNull();
  });
});
