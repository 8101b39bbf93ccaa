import fc from 'fast-check';
import { matchRoutes } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { choosePortal, keepInFrame } from './api/portal-in-use.ts';
import { paths, safeReturn, settingsPages, sharedAddress } from './paths.ts';
import { routes } from './routes.tsx';

afterEach(() => choosePortal(null));

function matched(address: string) {
  const found = matchRoutes(routes, new URL(address, 'http://localhost'));
  const last = found?.at(-1);
  return { path: last?.route.path, params: last?.params };
}

describe('addresses of our pages', () => {
  it.each([
    ['home', paths.home(), '/'],
    ['sign in', paths.signIn('/cards/deal/7?tab=about'), '/sign-in'],
    ['claim', paths.claim(), '/claim'],
    ['card', paths.card({ cardType: 'deal', cardId: '7' }), '/cards/:cardType/:cardId'],
    ['journal', paths.journal({ cardType: 'deal', cardId: '7', processId: '55c1.78' }), 'processes/:processId'],
    ['account', paths.account(), '/account'],
    ['documentation', paths.docs(), '/docs/rest'],
  ])('%s leads to a route', (_, address, path) => {
    expect(matched(address).path).toBe(path);
  });

  it.each(settingsPages)('the page of the settings %s leads to a route', (page) => {
    expect(matched(paths.settings(page)).path).toBe(page);
  });

  it('a portal of the settings leads to a route, by its own name', () => {
    choosePortal('south');
    const { path, params } = matched(paths.settingsPortal('north.1'));
    expect([path, params?.['portalId']]).toEqual(['portals/:portalId', 'north.1']);
  });

  it('leads elsewhere for what is no page', () => {
    expect(matched('/nowhere').path).toBe('*');
    expect(matched('/settings/nowhere').path).toBe('*');
  });

  it('gives ids back as they were, whatever stands in them', () => {
    const id = fc
      .string({
        minLength: 1,
        maxLength: 30,
        unit: fc.constantFrom('a', '7', '.', '/', '|', ' ', '?', '#', '&', '+', 'ж', '🙂', ':'),
      })
      .filter((one) => one !== '.' && one !== '..');
    fc.assert(
      fc.property(id, id, (cardId, processId) => {
        const { params } = matched(paths.journal({ cardType: 'dynamic_128', cardId, processId }));
        expect(params).toEqual({ cardType: 'dynamic_128', cardId, processId });
      }),
    );
  });

  it('keeps the portal in use, and the filters behind a journal', () => {
    choosePortal('north');
    const address = paths.journal(
      { cardType: 'deal', cardId: '7', processId: 'p', entry: 'e1' },
      new URLSearchParams('state=failed'),
    );
    expect(address).toBe('/cards/deal/7/processes/p?state=failed&entry=e1&portal=north');
  });

  it('returns after signing in to our own pages only', () => {
    expect(safeReturn('/cards/deal/7?tab=about#x')).toBe('/cards/deal/7?tab=about#x');
    for (const foreign of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '',
      null,
    ]) {
      expect(safeReturn(foreign)).toBe('/');
    }
  });
});

describe('addresses in the portal’s frame', () => {
  const card = { cardType: 'deal', cardId: '7' };
  afterEach(() => keepInFrame(null));

  it('keep how the portal is reached and how the page looks', () => {
    keepInFrame(new URLSearchParams('?DOMAIN=p.example&APP_SID=s&lang=en&theme=dark&code=never'));
    const framed = new URL(paths.card(card), 'http://here');
    expect(framed.search).toBe('?DOMAIN=p.example&APP_SID=s&lang=en&theme=dark');
    // What stays outside of the frame has no use for it.
    expect(paths.settings('people')).toBe('/settings/people');
  });

  it.each([
    ['home', () => paths.home(), '/frame/home'],
    ['card', () => paths.card(card), '/frame/cards/:cardType/:cardId'],
    ['journal', () => paths.journal({ ...card, processId: '55c1.78' }), 'processes/:processId'],
    [
      'paper',
      () => paths.journalPrint({ ...card, processId: '55c1.78' }),
      '/frame/cards/:cardType/:cardId/processes/:processId/print',
    ],
    ['failures', () => paths.failures(), '/frame/failures'],
    ['cause', () => paths.failure('known-1'), '/frame/failures/:cause'],
    ['explanations', () => paths.explanations(), '/frame/failures/explanations'],
    ['explanation', () => paths.explanation('new'), '/frame/failures/explanations/:explanation'],
    ['search', () => paths.search(), '/frame/search'],
    ['flags', () => paths.flags(), '/frame/flags'],
    ['quiet', () => paths.quiet(), '/frame/quiet'],
    ['audit', () => paths.audit(), '/frame/audit'],
  ])('lead to a route of the frame, and outside of it to the same page: %s', (_, address, path) => {
    const ordinary = address();
    keepInFrame(new URLSearchParams('?APP_SID=s'));
    expect([matched(address()).path, address().startsWith('/frame/')]).toEqual([path, true]);
    expect(sharedAddress(address())).toBe(location.origin + ordinary);
  });

  it.each([
    ['account', () => paths.account()],
    ['documentation', () => paths.docs()],
    ['signing in', () => paths.signIn()],
    ['settings', () => paths.settings('people')],
  ])('are not there for %s', (_, address) => {
    const ordinary = address();
    keepInFrame(new URLSearchParams('?APP_SID=s'));
    expect(address()).toBe(ordinary);
  });

  it('are for a colleague those of the page outside of it', () => {
    const here = `/frame/cards/deal/7/processes/1?portal=p&APP_SID=s&DOMAIN=d&lang=en&theme=dark&entry=e1`;
    expect(sharedAddress(here)).toBe(`${location.origin}/cards/deal/7/processes/1?portal=p&entry=e1`);
    expect(sharedAddress('/frame/home?APP_SID=s')).toBe(`${location.origin}/`);
    expect(sharedAddress('/cards/deal/7?lang=en')).toBe(`${location.origin}/cards/deal/7?lang=en`);
  });
});
